import type { Page } from '@playwright/test';
import { expect, languages, open, slide, test, trainedIn, valueOf } from './pages';

const figure = (page: Page, name: string) => page.locator(`[data-figure="${name}"]`);
const trained = (page: Page): Promise<string> => trainedIn(figure(page, 'adapter'));
const settled = async (page: Page): Promise<void> => {
	await expect(page.locator('[data-checking]')).toHaveCount(0);
	expect(await page.locator('[data-holds]').count()).toBeGreaterThan(20);
	await expect(page.locator('[data-holds="false"]')).toHaveCount(0);
};

for (const language of languages) {
	test(`in ${language} a student predicts the ranks of three shapes of 32 numbers, then sees 1, 4 and 16`, async ({
		page
	}) => {
		await open(page, `/${language}/lokr/`);
		const shapes = figure(page, 'same-numbers');
		await expect(shapes.locator('output[name^="rank-"]')).toHaveCount(0);
		await shapes.locator('select[name="guessLine"]').selectOption('1');
		await shapes.locator('select[name="guessOblong"]').selectOption('2');
		await shapes.locator('select[name="guessSquare"]').selectOption('16');
		await shapes.locator('button.main').click();
		for (const [id, rank] of [
			['line', 1],
			['oblong', 4],
			['square', 16]
		] as const) {
			expect(await valueOf(shapes, `rank-${id}`)).toBe(rank);
			expect(await valueOf(shapes, `numbers-${id}`)).toBe(32);
		}
		await expect(shapes.locator('.right')).toHaveCount(2);
		await expect(shapes.locator('.wrong')).toHaveCount(1);
		await expect(page).toHaveURL(/guessOblong=2.*shown=true/);
		await shapes.locator('button').nth(1).click();
		expect(await valueOf(shapes, 'rank-square')).toBe(16);
		await settled(page);
	});
}

test.describe('a student', () => {
	test('fills the blocks by click and by keys, and types factors of their own', async ({ page }) => {
		await open(page, '/en/lokr/');
		const blocks = figure(page, 'blocks');
		const product = blocks.locator('.product .cells span');
		await expect(product.nth(15)).toHaveText('');
		await blocks.locator('.cells button').nth(3).click();
		await expect(product.nth(15)).toHaveText('28');
		const slider = blocks.locator('input[name="block"]');
		await slider.focus();
		await page.keyboard.press('ArrowLeft');
		await expect(slider).toHaveValue('3');
		await expect(product.nth(15)).toHaveText('');
		await expect(product.nth(12)).toHaveText('18');
		const typed = blocks.locator('input[name="matrixA"]');
		await typed.fill('1 2;2');
		await expect(typed).toHaveAttribute('aria-invalid', 'true');
		await expect(typed).toHaveValue('1 2;2');
		expect(await valueOf(blocks, 'rank-product')).toBe(4);
		await typed.fill('1 2;2 4');
		await expect(typed).toHaveAttribute('aria-invalid', 'false');
		expect(await valueOf(blocks, 'rank-a')).toBe(1);
		expect(await valueOf(blocks, 'rank-product')).toBe(2);
		await settled(page);
		await page.waitForURL(/matrixA=1\+2%3B2\+4/);
		await page.reload();
		await expect(typed).toHaveValue('1 2;2 4');
		expect(await valueOf(blocks, 'rank-product')).toBe(2);
	});

	test('trains LoKr and reads off a rank that is not r', async ({ page }) => {
		await open(page, '/en/lokr/');
		const adapter = figure(page, 'adapter');
		expect(await valueOf(adapter, 'parameters')).toBe(64 + 2 * 16);
		expect(await valueOf(adapter, 'rank-bound')).toBe(16);
		await trained(page);
		expect(await valueOf(adapter, 'rank-measured')).toBe(16);
		expect(await valueOf(adapter, 'spectrum-gap')).toBeLessThan(1e-12);
		const floor = await valueOf(adapter, 'floor');
		const error = await valueOf(adapter, 'error');
		expect(floor).toBeCloseTo(0.75, 9);
		expect(error).toBeGreaterThanOrEqual(floor * (1 - 1e-6));
		expect(error - floor).toBeLessThan(5e-3);
		expect(await valueOf(adapter, 'step')).toBe(800);
		await expect(adapter.locator('output[name="backend"]')).toHaveAttribute('data-value', /webgpu|cpu/);
	});

	test('finds by keys that from r = 4 on the identity is learnt, and r changes s alone', async ({ page }) => {
		await open(page, '/en/lokr/?alpha=8');
		const adapter = figure(page, 'adapter');
		const slider = adapter.locator('input[name="rank"]');
		await slider.focus();
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('ArrowRight');
		await expect(slider).toHaveValue('4');
		await expect(adapter.locator('[data-full="true"]')).toHaveCount(1);
		expect(await valueOf(adapter, 'parameters')).toBe(128);
		expect(await valueOf(adapter, 'rank-bound')).toBe(64);
		expect(await valueOf(adapter, 'floor')).toBeLessThan(1e-12);
		expect(await valueOf(adapter, 'scale')).toBe(2);
		await slide(slider, 32);
		expect(await valueOf(adapter, 'parameters')).toBe(128);
		expect(await valueOf(adapter, 'scale')).toBe(0.25);
		expect(await valueOf(adapter, 'lora-parameters')).toBe(32 * 128);
		await slide(slider, 4);
		await slide(adapter.locator('input[name="alpha"]'), 0);
		await trained(page);
		expect(await valueOf(adapter, 'error')).toBeLessThan(1e-3);
		expect(await valueOf(adapter, 'rank-measured')).toBe(64);
	});

	test('rests the hand, and the whole trade-off over r fills: every r is the finished run of what is set', async ({
		page
	}) => {
		await open(page, '/en/lokr/?steps=100&backend=cpu');
		const adapter = figure(page, 'adapter');
		await trained(page);
		const tradeoff = page.locator('[data-tradeoff]');
		await tradeoff.scrollIntoViewIfNeeded();
		await expect(tradeoff).toHaveAttribute('data-known', '8', { timeout: 60_000 });
		await expect(tradeoff).toHaveAttribute('data-of', '8');
		await expect(tradeoff.locator('svg')).toHaveAttribute(
			'aria-label',
			/r = 1: .*rank 8 of at most 8.*r = 4: .*64/
		);
		await slide(adapter.locator('input[name="rank"]'), 4);
		await trained(page);
		expect(await valueOf(adapter, 'rank-measured')).toBe(64);
	});

	test('walks the derivation to its last step', async ({ page }) => {
		await open(page, '/en/lokr/');
		const list = page.locator('[data-derivation="lokr"]');
		await expect(list.locator('[data-step]')).toHaveCount(9);
		await list.focus();
		await page.keyboard.press('End');
		await expect(list.locator('[aria-current="step"]')).toHaveAttribute('data-step', 'masks');
		await settled(page);
	});

	test('pastes a matrix, and what is wrong in it is named while the text stays', async ({ page }) => {
		await open(page, '/en/lokr/');
		const nearest = figure(page, 'nearest');
		expect(await valueOf(nearest, 'nearest-error')).toBeCloseTo(0.3659662, 7);
		await nearest.locator('input[value="counting"]').check();
		expect(await valueOf(nearest, 'nearest-error')).toBeCloseTo(3.5309404, 7);
		await nearest.locator('input[value="own"]').check();
		const text = nearest.locator('textarea');
		await text.fill('0,5,0,10\n6,7,12,14\n0,15,0,20\n18,21,24,x');
		await expect(nearest.locator('[data-problem="no-number"]')).toContainText('x');
		await expect(text).toHaveValue(/24,x$/);
		await text.fill('0,5,0,10\n6,7,12,14\n0,15,0,20\n18,21,24,28');
		await expect(nearest.locator('[data-problem]')).toHaveCount(0);
		expect(await valueOf(nearest, 'nearest-error')).toBeLessThan(1e-12);
		await settled(page);
		await nearest.locator('select[name="nearestA"]').selectOption('4');
		expect(await valueOf(nearest, 'nearest-error')).toBeGreaterThan(1);
		await settled(page);
		await page.waitForURL(/own=0\+5/);
		await page.reload();
		await expect(text).toHaveValue('0 5 0 10\n6 7 12 14\n0 15 0 20\n18 21 24 28');
	});
});

test('“rank r” is measured at every r, and holds at none where A is no single number', async ({ page }) => {
	await open(page, '/en/lokr/');
	const ranks = figure(page, 'ranks');
	await ranks.scrollIntoViewIfNeeded();
	await ranks.locator('button').click();
	await expect(ranks.locator('[role="status"]')).toContainText('Rank r at none of 8 values of r.');
	expect(await valueOf(ranks, 'full-from')).toBe(4);
	await expect(ranks.locator('.chart-plot')).toHaveCount(2);
	await slide(figure(page, 'adapter').locator('input[name="factor"]'), 1);
	await expect(ranks.locator('.chart-plot')).toHaveCount(1);
	await ranks.locator('button').click();
	await expect(ranks.locator('[role="status"]')).toContainText('Rank r at 31 of 36 values of r', {
		timeout: 30_000
	});
});

test('the rank over r is sketched first, stays beside what is measured, and the gap is put in words', async ({
	page
}) => {
	await open(page, '/en/lokr/');
	const ranks = figure(page, 'ranks');
	await ranks.scrollIntoViewIfNeeded();
	const points = ranks.locator('input[type="range"]');
	await expect(points).toHaveCount(6);
	await ranks.locator('button').click();
	// Points stand at rank = r for r = 1, 2, 4, 5, 7, 8; measured is 8r, and 64 from r = 4 on.
	await expect(ranks.locator('[role="status"]')).toContainText('Your sketch is too low, by 42.2 on average.');
	await expect(points.first()).toBeDisabled();
	await ranks.getByRole('button', { name: 'Sketch again' }).click();
	for (const [i, rank] of [8, 16, 64, 64, 64, 64].entries()) await slide(points.nth(i), rank);
	await ranks.locator('button').click();
	await expect(ranks.locator('[role="status"]')).toContainText('Your sketch is right at every point.');
	expect(await valueOf(ranks, 'sketch-gap')).toBe(0);
	await settled(page);
	await page.waitForURL(/sketch=8\.16\.64\.64\.64\.64/);
	await page.reload();
	await expect(points.nth(1)).toHaveValue('16');
});

test('every pair of factors of a layer is priced, with PEFT’s choice and the cheapest', async ({ page }) => {
	await open(page, '/en/lokr/');
	const pairs = figure(page, 'pairs');
	await pairs.scrollIntoViewIfNeeded();
	await expect(pairs.locator('.chart-plot')).toHaveCount(2);
	expect(await valueOf(pairs, 'peft-parameters')).toBe(4128);
	await slide(pairs.locator('input[name="layerRank"]'), 32);
	expect(await valueOf(pairs, 'peft-parameters')).toBe(3200);
	expect(await valueOf(pairs, 'pair-parameters')).toBe(3072);
	expect(await valueOf(pairs, 'pair-rank')).toBe(768);
	await pairs.locator('.layers button').first().click();
	await pairs.locator('select[name="pairA"]').selectOption('24');
	await pairs.locator('select[name="pairC"]').selectOption('32');
	expect(await valueOf(pairs, 'pair-parameters')).toBe(1536);
	expect(await valueOf(pairs, 'pair-rank')).toBe(576);
	expect(await valueOf(pairs, 'cheapest-parameters')).toBe(1600);
	await expect(page).toHaveURL(/layerIn=768/);
});

test('the masks of an identity are those of the lesson on LoHa: rank 3, rank 3, together 9', async ({
	page
}) => {
	await open(page, '/en/lokr/?identities=true');
	const masks = figure(page, 'masks');
	for (const [i, rank] of [3, 3, 9].entries()) expect(await valueOf(masks, `mask-rank-${i + 1}`)).toBe(rank);
});

test('an address with factors that are no matrix opens with good ones, and says so', async ({ page }) => {
	await open(page, '/en/lokr/?matrixA=1+2;3&factor=999&nearest=own&own=1+2;3');
	await expect(page.locator('[data-notices] li')).toHaveCount(2);
	await expect(figure(page, 'blocks').locator('input[name="matrixA"]')).toHaveValue('1 2;3 4');
	await expect(figure(page, 'nearest').locator('[data-problem="ragged"]')).toBeVisible();
	await settled(page);
});
