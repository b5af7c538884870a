import type { Locator, Page } from '@playwright/test';
import { expect, languages, open, slide, test, trainedIn, valueOf } from './pages';
import { answerOf } from './twin';

const race = (page: Page): Locator => page.locator('[data-figure="race"]');
const plot = (page: Page): Locator => page.locator('[data-figure="race-plot"]');
const lane = (page: Page, method: string): Locator => race(page).locator(`[data-method="${method}"]`);
const run = async (page: Page): Promise<void> => {
	await race(page).locator('[data-race] button.main').click();
	await expect(race(page).locator('[data-race]')).toHaveAttribute('data-race', 'done', { timeout: 60_000 });
};
const opened = (page: Page): Promise<void> =>
	page.evaluate(() => {
		for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
	});

for (const language of languages) {
	test(`in ${language} a student ranks the methods, runs the race, and reads rank, bound, error and floor of each`, async ({
		page
	}) => {
		await open(page, `/${language}/compare/?backend=cpu&steps=400`);
		await race(page).locator('select[name="guess"]').selectOption('lora-loha-lokr');
		await expect(page).toHaveURL(/guess=lora-loha-lokr/);
		await run(page);
		const expected = { lora: [1024, 8, 0.875], loha: [1024, 16, 0.75], lokr: [1028, 64, 0] } as const;
		for (const [method, [parameters, bound, floor]] of Object.entries(expected)) {
			const of = lane(page, method);
			expect(await valueOf(of, 'parameters')).toBe(parameters);
			expect(await valueOf(of, 'rank-bound')).toBe(bound);
			expect(await valueOf(of, 'rank-measured')).toBe(bound);
			expect(await valueOf(of, 'floor')).toBeCloseTo(floor, 9);
			expect(await valueOf(of, 'error')).toBeCloseTo(floor, 3);
			// The best of three learning rates, and its receipt.
			await expect(of.locator('[data-tried]')).toHaveAttribute('data-tried', '3');
			const rate = await valueOf(of, 'rate');
			expect([0.0067, 0.02, 0.06]).toContain(rate);
			await expect(of).toHaveAttribute('data-trained', new RegExp(`lr=${rate}\\b`));
		}
		// All three pairs were the wrong way round.
		await expect(race(page).locator('[data-verdict]')).toHaveAttribute('data-verdict', '3');
		expect(await valueOf(race(page), 'step')).toBe(400);
		// The last lane is full ΔW, which fits to rounding.
		expect(await valueOf(race(page), 'loss')).toBeLessThan(1e-6);
		await expect(race(page).locator('output[name="backend"]')).toHaveAttribute('data-value', 'cpu');
		await expect(page.locator('[data-equation][data-holds="false"]')).toHaveCount(0);
	});
}

test.describe('a student', () => {
	test('finds by keyboard that more rank is no better fit: rank 8 is LoRA’s', async ({ page }) => {
		await open(page, '/en/compare/?backend=cpu&steps=300');
		await race(page).locator('input[name="task"]:checked').focus();
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('ArrowRight');
		await expect(race(page).locator('input[value="low-rank:8"]')).toBeChecked();
		await race(page).locator('[data-race] button.main').focus();
		await page.keyboard.press('Enter');
		await expect(race(page).locator('[data-race]')).toHaveAttribute('data-race', 'done', {
			timeout: 60_000
		});
		expect(await valueOf(lane(page, 'lora'), 'error')).toBeLessThan(1e-3);
		expect(await valueOf(lane(page, 'loha'), 'error')).toBeGreaterThan(0.1);
		expect(await valueOf(lane(page, 'loha'), 'rank-measured')).toBe(16);
		await expect(page.locator('[data-equation][data-holds="false"]')).toHaveCount(0);
	});

	test('moves r, and counts, bounds and floors follow before anything runs', async ({ page }) => {
		await open(page, '/en/compare/');
		await slide(race(page).locator('input[name="rank"]'), 16);
		expect(await valueOf(lane(page, 'lora'), 'parameters')).toBe(2048);
		expect(await valueOf(lane(page, 'loha'), 'rank-bound')).toBe(64);
		expect(await valueOf(lane(page, 'loha'), 'floor')).toBe(0);
		expect(await valueOf(lane(page, 'lora'), 'floor')).toBeCloseTo(0.75, 12);
		await race(page).locator('input[name="rank"]').focus();
		await page.keyboard.press('ArrowLeft');
		expect(await valueOf(lane(page, 'lora'), 'rank-bound')).toBe(15);
		await race(page).locator('input[name="equal"][value="rank"]').check();
		expect(await valueOf(lane(page, 'loha'), 'parameters')).toBe(2 * 15 * 128);
		expect(await valueOf(lane(page, 'lokr'), 'parameters')).toBe(128);
	});

	test('chooses points of the plot by mouse and by keys, and sees the receipt of each', async ({ page }) => {
		await open(page, '/en/compare/?backend=cpu&steps=100');
		await run(page);
		const points = plot(page).locator('button[data-point]');
		await expect(points).toHaveCount(5);
		await points.and(page.locator('[data-point="full"]')).click();
		const details = plot(page).locator('[data-run]');
		await expect(details).toHaveAttribute('data-run', 'full');
		await points.and(page.locator('[data-point="loha"]')).focus();
		await page.keyboard.press('Enter');
		await expect(details).toHaveAttribute('data-run', 'loha');
		await expect(details.locator('[data-receipt]')).toContainText(/method=loha.*digest=[0-9a-f]{16}/);
		expect(await valueOf(details, 'chosen-rank')).toBe(16);
		// Another size on the same target adds points, another target has its own.
		await slide(race(page).locator('input[name="rank"]'), 4);
		await run(page);
		expect(await points.count()).toBeGreaterThan(5);
		await race(page).locator('input[value="gaussian"]').check({ force: true });
		await expect(points).toHaveCount(0);
	});

	test('stops a race, and what it reached stays', async ({ page }) => {
		await open(page, '/en/compare/?backend=webgpu&steps=5000');
		const button = race(page).locator('[data-race] button.main');
		await button.click();
		await expect(lane(page, 'lora')).toHaveAttribute('data-lane', 'training');
		await button.click();
		await expect(race(page).locator('[data-race]')).toHaveAttribute('data-race', 'stopped');
		await expect(lane(page, 'lokr')).toHaveAttribute('data-lane', 'waiting');
		await expect(plot(page).locator('button[data-point]')).toHaveCount(0);
	});

	test('puts the table right: at equal r, at equal parameters, and for a layer that is not square', async ({
		page
	}) => {
		await open(page, '/en/compare/?equal=rank');
		const table = page.locator('[data-figure="table"]');
		const row = (method: string): Locator => table.locator(`tr[data-method="${method}"]`);
		const numbers = async (name: string): Promise<number[]> =>
			Promise.all(['lora', 'loha', 'lokr', 'full'].map((method) => valueOf(row(method), name)));
		expect(await numbers('parameters')).toEqual([16384, 32768, 1536, 1048576]);
		expect(await numbers('rank-bound')).toEqual([8, 64, 256, 1024]);
		await slide(table.locator('input[name="rank"]'), 16);
		expect(await numbers('parameters')).toEqual([32768, 65536, 2048, 1048576]);
		expect(await numbers('rank-bound')).toEqual([16, 256, 1024, 1024]);
		await table.locator('input[name="equal"][value="parameters"]').check();
		expect((await numbers('parameters')).slice(0, 2)).toEqual([32768, 32768]);
		await expect(race(page).locator('input[name="equal"][value="parameters"]')).toBeChecked();
		await slide(table.locator('input[name="in"]'), 768);
		expect((await numbers('rank-bound'))[3]).toBe(768);
		expect((await numbers('parameters'))[0]).toBe(16 * (1024 + 768));
	});

	test('trains a small grid of ranks and looks at a cell by sliders, by pointer and in the table', async ({
		page
	}) => {
		await open(page, '/en/compare/?backend=cpu&gridMost=3&gridSteps=50');
		await opened(page);
		const grid = page.locator('[data-figure="sweep"]');
		await grid.locator('[data-sweep] button.main').click();
		await expect(grid.locator('[data-sweep]')).toHaveAttribute('data-sweep', 'done', { timeout: 60_000 });
		await slide(grid.locator('input[name="r1"]'), 2);
		await grid.locator('input[name="r2"]').focus();
		await page.keyboard.press('End');
		expect(await valueOf(grid, 'cell-parameters')).toBe(5 * 128);
		expect(await valueOf(grid, 'cell-rank-bound')).toBe(6);
		expect(await valueOf(grid, 'cell-rank')).toBe(6);
		const canvas = grid.locator('.canvas');
		const box = await canvas.boundingBox();
		if (!box) throw new Error('a box');
		await canvas.click({ position: { x: 2, y: box.height - 2 } });
		expect(await valueOf(grid, 'cell-rank-bound')).toBe(1);
		await expect(grid.locator('td').filter({ hasText: '–' })).toHaveCount(0);
		await expect(grid.locator('td')).toHaveCount(9);

		// It is trained again in the other language, and on the way back.
		await page.locator('.languages a').click();
		await expect(page.locator('html[lang="ko"] [data-sweep="done"]')).toHaveCount(1);
	});
});

test('all are trained while they are ranked; the answer comes with the ranking, and follows the hand', async ({
	page
}) => {
	await open(page, '/en/compare/?backend=cpu&steps=200');
	const whole = race(page).locator('[data-quiet="whole"]');
	await expect(whole).toHaveCount(1, { timeout: 60_000 });
	await expect(lane(page, 'lora')).toHaveAttribute('data-lane', 'waiting');
	await expect(lane(page, 'lora').locator('output[name="error"]')).toHaveAttribute('data-value', '');
	await expect(plot(page).locator('button[data-point]')).toHaveCount(0);
	await race(page).locator('select[name="guess"]').selectOption('lokr-loha-lora');
	await expect(race(page).locator('[data-verdict="0"]')).toHaveCount(1);
	expect(await valueOf(lane(page, 'loha'), 'rank-measured')).toBe(16);
	await expect(plot(page).locator('button[data-point]')).toHaveCount(5);
	// By keys: each lane is the finished run of what is set, bit for bit what the command line replays.
	await race(page).locator('input[name="rank"]').focus();
	await page.keyboard.press('ArrowLeft');
	await expect(race(page).locator('select[name="guess"]')).toHaveValue('open');
	const trained = await trainedIn(lane(page, 'loha'));
	expect(trained).toMatch(/rank=4&rank2=3/);
	expect(await valueOf(lane(page, 'lora'), 'rank-measured')).toBe(7);
	// The blocks of LoKr and the whole ΔW are what they were.
	await expect(plot(page).locator('button[data-point]')).toHaveCount(8);
	expect(await answerOf(['replay', trained])).toMatchObject({ identical: true });
	// Another target is another prediction.
	await race(page).locator('input[value="gaussian"]').check({ force: true });
	await expect(whole).toHaveCount(1, { timeout: 60_000 });
	await expect(lane(page, 'lora')).toHaveAttribute('data-lane', 'waiting');
	await race(page).locator('[data-pass]').click();
	await expect(lane(page, 'lora')).toHaveAttribute('data-lane', 'done');
	expect(await valueOf(lane(page, 'lora'), 'error')).toBeGreaterThan(0.3);
});

test('a race under way ends when what is raced is changed, and the ranking is asked for anew', async ({
	page
}) => {
	await open(page, '/en/compare/?backend=webgpu&steps=5000&guess=lokr-loha-lora');
	await race(page).locator('[data-race] button.main').click();
	await expect(lane(page, 'lora')).toHaveAttribute('data-lane', 'training');
	await slide(race(page).locator('input[name="rank"]'), 5);
	await expect(race(page).locator('[data-race]')).toHaveAttribute('data-race', 'idle');
	await expect(race(page).locator('select[name="guess"]')).toHaveValue('open');
	await expect(page).not.toHaveURL(/guess/);
});

test('a link reproduces the state, and what is wrong in it is named and replaced', async ({ page }) => {
	await open(page, '/en/compare/?task=gaussian&lr=5&guess=me-first');
	await expect(race(page).locator('input[value="gaussian"]')).toBeChecked();
	const notices = page.locator('[data-notices] li');
	await expect(notices).toHaveCount(2);
	await expect(notices.nth(0)).toContainText('got “5”. Used instead: 0.1');
	await expect(notices.nth(1)).toContainText('me-first');
	await expect(race(page).locator('select[name="guess"]')).toHaveValue('open');
});
