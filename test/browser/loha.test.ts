import type { Page } from '@playwright/test';
import { expect, languages, open, slide, test, trainedIn, valueOf } from './pages';

const terms = (page: Page) => page.locator('[data-figure="terms"]');
const cell = (page: Page, k: number, l: number) => terms(page).locator(`[data-cell="${k}${l}"]`);
const board = (page: Page) => page.locator('[data-figure="board"]');
const live = (page: Page) => page.locator('[data-figure="adapter"]');
const draws = (page: Page) => page.locator('[data-figure="draws"]');
/** Opens every fold of the page. */
const unfold = (page: Page) =>
	page.evaluate(() => {
		for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
	});

for (const language of languages) {
	test(`in ${language} a student tries to break the bound on the board, and the page names what was found`, async ({
		page
	}) => {
		await open(page, `/${language}/loha/`);
		const found = (kind: string) => board(page).locator(`[data-finding="${kind}"]`);
		expect(await valueOf(board(page), 'rank-exact')).toBe(4);
		await expect(found('none')).toHaveCount(1);
		await board(page).locator('[data-move="tie"]').click();
		expect(await valueOf(board(page), 'rank-exact')).toBe(3);
		await expect(found('tied')).toHaveCount(1);
		await board(page).locator('[data-start="example"]').click();
		await board(page).locator('[data-move="mix"]').click();
		await expect(found('span')).toHaveCount(1);
		expect(await valueOf(board(page), 'rank-exact')).toBe(3);
		await board(page).locator('[data-start="example"]').click();
		for (const row of [1, 2, 3, 4]) {
			await board(page).locator(`input[name="X1-${row}-2"]`).fill('0');
			await page.keyboard.press('Enter');
		}
		await expect(found('zero')).toHaveCount(1);
		expect(await valueOf(board(page), 'rank-exact')).toBe(2);
		expect(await valueOf(board(page), 'broken')).toBe(0);
		expect(await valueOf(board(page), 'tried')).toBeGreaterThan(4);
		// The address follows a moment later: X1 with a second column of zeros.
		await expect(page).toHaveURL(/board=(-?\d\.0\.){4}/);
		await page.reload();
		await expect(found('zero')).toHaveCount(1);
	});
}

test.describe('a student', () => {
	test('adds the nine terms by mouse, and the rank climbs by one with each', async ({ page }) => {
		await open(page, '/en/loha/');
		expect(await valueOf(terms(page), 'rank-measured')).toBe(9);
		expect(await valueOf(terms(page), 'rank-bound')).toBe(9);
		expect(await valueOf(terms(page), 'parameters')).toBe(6 * 18);
		for (let term = 2; term <= 9; term++) {
			const [k, l] = [Math.ceil(term / 3), ((term - 1) % 3) + 1];
			await cell(page, k, l).click();
			await expect(cell(page, k, l)).toHaveAttribute('aria-pressed', 'true');
			expect(await valueOf(terms(page), 'rank-sum')).toBe(term);
		}
		await cell(page, 2, 2).click();
		expect(await valueOf(terms(page), 'rank-sum')).toBe(8);
		await expect(page).toHaveURL(/terms=11\.12\.13\.21\.23/);
	});

	test('walks the grid by keys: one cell in the tab order, arrows to the others', async ({ page }) => {
		await open(page, '/en/loha/?terms=');
		await cell(page, 1, 1).focus();
		await page.keyboard.press('Enter');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('ArrowDown');
		await expect(cell(page, 2, 2)).toBeFocused();
		await page.keyboard.press('Space');
		await page.keyboard.press('ArrowUp');
		await page.keyboard.press('ArrowUp');
		await expect(cell(page, 1, 2)).toBeFocused();
		expect(await valueOf(terms(page), 'rank-sum')).toBe(2);
		await expect(terms(page).locator('[data-cell][tabindex="0"]')).toHaveCount(1);
	});

	test('moves the sliders: the bound is min(m, n, r1·r2), reached by masks and by random factors', async ({
		page
	}) => {
		await open(page, '/en/loha/');
		const slider = (name: string) => terms(page).locator(`input[name="${name}"]`);
		await slider('r1').focus();
		await page.keyboard.press('ArrowRight');
		await expect(slider('r1')).toHaveValue('4');
		expect(await valueOf(terms(page), 'rank-bound')).toBe(9);
		await slide(slider('m'), 20);
		await slide(slider('n'), 24);
		expect(await valueOf(terms(page), 'rank-bound')).toBe(12);
		expect(await valueOf(terms(page), 'rank-measured')).toBe(12);
		expect(await valueOf(terms(page), 'parameters')).toBe(7 * 44);
		await terms(page).locator('input[value="random"]').check();
		expect(await valueOf(terms(page), 'rank-measured')).toBe(12);
		await slide(slider('r2'), 6);
		expect(await valueOf(terms(page), 'rank-bound')).toBe(20);
		expect(await valueOf(terms(page), 'rank-measured')).toBe(20);
	});

	test('ties the masks: rank r(r+1)/2, and (2, 1) after (1, 2) adds nothing', async ({ page }) => {
		await open(page, '/en/loha/?terms=&r2=5');
		await terms(page).locator('input[value="tied"]').check();
		await expect(terms(page).locator('input[name="r2"]')).toHaveValue('3');
		expect(await valueOf(terms(page), 'rank-measured')).toBe(6);
		expect(await valueOf(terms(page), 'rank-bound')).toBe(6);
		await cell(page, 1, 2).click();
		await cell(page, 2, 1).click();
		expect(await valueOf(terms(page), 'rank-sum')).toBe(1);
		await expect(page.locator('[data-holds="false"]')).toHaveCount(0);
	});

	test('trains a LoHa adapter on WebGPU with the pair of the masks, and its rank never passes the bound', async ({
		page
	}) => {
		await open(page, '/en/loha/?steps=300&backend=webgpu&r1=4&r2=4');
		await trainedIn(live(page));
		await expect(live(page).locator('output[name="backend"]')).toHaveAttribute('data-value', 'webgpu');
		expect(await valueOf(live(page), 'parameters')).toBe(8 * 96);
		expect(await valueOf(live(page), 'rank-bound')).toBe(16);
		expect(await valueOf(live(page), 'rank-measured')).toBe(16);
		expect(await valueOf(live(page), 'error')).toBeGreaterThan(await valueOf(live(page), 'floor'));
		expect(await valueOf(live(page), 'error')).toBeLessThan(0.9);
		expect(await valueOf(live(page), 'loss')).toBeGreaterThan(0);
		expect(await valueOf(live(page), 'step')).toBe(300);
	});

	test('moves r1 once, and masks, derivation and the live adapter follow; an old address still opens', async ({
		page
	}) => {
		await open(page, '/en/loha/?rank=2&rank2=3&backend=cpu');
		await expect(page.locator('[data-notices] li')).toHaveCount(0);
		await expect(terms(page).locator('input[name="r1"]')).toHaveValue('2');
		await slide(live(page).locator('input[name="r1"]'), 5);
		await expect(terms(page).locator('input[name="r1"]')).toHaveValue('5');
		await trainedIn(live(page));
		expect(await valueOf(live(page), 'rank-measured')).toBe(15);
		await slide(terms(page).locator('input[name="r2"]'), 2);
		await trainedIn(live(page));
		expect(await valueOf(live(page), 'rank-measured')).toBe(10);
		await expect(page).toHaveURL(/r1=5.*r2=2/);
	});

	test('draws factors, moves the tolerance line by keys, and has them in the other language', async ({
		page
	}) => {
		await open(page, '/en/loha/?drawOut=40&drawIn=40&drawR1=5&drawR2=5&draws=40');
		await unfold(page);
		await draws(page).locator('[data-draws] button').click();
		await expect(draws(page).locator('[data-draws]')).toHaveAttribute('data-draws', 'done', {
			timeout: 60_000
		});
		const read = async (name: string): Promise<unknown> =>
			JSON.parse((await draws(page).locator(`output[name="${name}"]`).getAttribute('data-value')) ?? '');
		expect(await read('histogram')).toEqual({ 25: 40 });
		expect(await read('histogram-float32')).not.toEqual({ 25: 40 });
		await draws(page).locator('input[value="float32"]').check();
		expect(await read('histogram-float32')).toEqual({ 25: 40 });
		await draws(page).locator('input[name="tolerance"]').focus();
		await page.keyboard.press('Home');
		await expect(draws(page).locator('input[value="own"]')).toBeChecked();
		expect(await valueOf(draws(page), 'tolerance-used')).toBeCloseTo(1e-18, 20);
		expect(await read('histogram')).toEqual({ 25: 40 });
		expect(await read('histogram-float32')).toEqual({ 40: 40 });

		// They are drawn again in the other language.
		await page.locator('.languages a').click();
		await expect(page.locator('html[lang="ko"] [data-draws]')).toHaveAttribute('data-draws', 'done');
		expect(await read('histogram-float32')).toEqual({ 40: 40 });
	});
});

test('every equation holds at the start, after other masks, other sizes and another seed', async ({
	page
}) => {
	await open(page, '/en/loha/');
	const settled = async (): Promise<void> => {
		await expect(page.locator('[data-checking]')).toHaveCount(0);
		expect(await page.locator('[data-holds]').count()).toBeGreaterThan(18);
		await expect(page.locator('[data-holds="false"]')).toHaveCount(0);
	};
	await settled();
	await terms(page).locator('input[value="random"]').check();
	await settled();
	await slide(terms(page).locator('input[name="r1"]'), 5);
	await slide(terms(page).locator('input[name="m"]'), 17);
	await settled();
	await cell(page, 4, 2).click();
	await settled();
});

test('a long series of draws can be stopped, and keeps what was drawn', async ({ page }) => {
	await open(page, '/en/loha/?draws=2000');
	await unfold(page);
	const state = draws(page).locator('[data-draws]');
	await state.locator('button').click();
	await expect.poll(() => valueOf(draws(page), 'drawn'), { timeout: 30_000 }).toBeGreaterThan(0);
	await state.locator('button').click();
	await expect(state).toHaveAttribute('data-draws', 'stopped');
	const drawn = await valueOf(draws(page), 'drawn');
	expect(drawn).toBeGreaterThan(0);
	expect(drawn).toBeLessThan(2000);
});

test('a link with illegal values opens with legal ones and says so', async ({ page }) => {
	await open(page, '/en/loha/?r1=99&terms=99&board=1.2.3&source=tied');
	await expect(terms(page).locator('input[name="r1"]')).toHaveValue('8');
	await expect(terms(page).locator('input[name="r2"]')).toHaveValue('8');
	await expect(page.locator('[data-notices] li')).toHaveCount(3);
	expect(await valueOf(terms(page), 'rank-measured')).toBe(9);
	expect(await valueOf(board(page), 'rank-exact')).toBe(4);
});
