import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, languages, open, slide, test, valueOf } from './pages';

const figure = (page: Page) => page.locator('[data-figure="photo-and-noise"]');
const sketch = (page: Page) => page.locator('[data-figure="sketch-error"]');
const budget = (page: Page) => page.locator('[data-figure="budget"]');
/** Both the picture and its noise have been taken apart. */
const apart = (page: Page) =>
	expect(figure(page).locator('output[name="error-noise"]')).toHaveAttribute('data-value', /\d/, {
		timeout: 30_000
	});
const shares = (page: Page): Promise<number[]> =>
	budget(page)
		.locator('input[name^="weight-"]')
		.evaluateAll((all) =>
			all.map((input) => (input instanceof HTMLInputElement ? input.valueAsNumber : NaN))
		);

for (const language of languages) {
	test(`in ${language} a student sketches by pointer and by keys, then sees what was measured beside the sketch`, async ({
		page
	}) => {
		await open(page, `/${language}/low-rank/`);
		await apart(page);
		const fourth = sketch(page).locator('input[name="sketch-4"]');
		await sketch(page).scrollIntoViewIfNeeded();
		const box = await fourth.boundingBox();
		if (!box) throw new Error('a point to drag');
		const x = box.x + box.width / 2;
		const from = Number(await fourth.inputValue());
		await page.mouse.move(x, box.y + box.height * (1 - from / 100));
		await page.mouse.down();
		await page.mouse.move(x, box.y + box.height * 0.9, { steps: 4 });
		await page.mouse.up();
		expect(Number(await fourth.inputValue())).toBeLessThan(20);
		await fourth.focus();
		await page.keyboard.press('Home');
		await page.keyboard.press('ArrowUp');
		await expect(fourth).toHaveValue('1');
		await expect(sketch(page).locator('path.truth')).toHaveCount(0);
		await sketch(page).locator('button').click();
		await expect(sketch(page).locator('path.truth')).toHaveCount(1);
		await expect(sketch(page).locator('path.noise')).toHaveCount(1);
		await expect(sketch(page).locator('path.sketch')).toHaveCount(1);
		await expect(sketch(page).locator('[role="status"]')).toContainText('%');
		await expect(page).toHaveURL(/sketch=98\.92\.83\.1\.50\.25/);
		// The sketch was in the address before; that it is shown is written last.
		await expect(page).toHaveURL(/shown=/);
		await page.reload();
		await apart(page);
		await expect(sketch(page).locator('path.truth')).toHaveCount(1);
		await expect(fourth).toHaveValue('1');
	});
}

test.describe('a student', () => {
	test('takes every rank, shares out the budget and walks the proof on one page', async ({ page }) => {
		await open(page, '/en/low-rank/');
		await test.step('sees at every rank the error that Eckart–Young gives, and the noise far behind the photo', async () => {
			await apart(page);
			let before = 1;
			for (const k of [1, 16, 110, 192]) {
				await slide(figure(page).locator('input[name="k"]'), k);
				const error = await valueOf(figure(page), 'error');
				expect(Math.abs(error - (await valueOf(figure(page), 'floor')))).toBeLessThan(1e-12);
				expect(error).toBeLessThan(before);
				expect(await valueOf(figure(page), 'rank-measured')).toBe(k);
				expect(await valueOf(figure(page), 'rank-bound')).toBe(k);
				expect(await valueOf(figure(page), 'parameters')).toBe(k * (192 + 256));
				before = error;
				if (k < 192) expect(await valueOf(figure(page), 'error-noise')).toBeGreaterThan(error);
			}
			expect(before).toBeLessThan(1e-12);
		});
		await test.step('shares out the budget by keys: never more than k, and the most is the first k', async () => {
			const fader = (i: number) => budget(page).locator(`input[name="weight-${i}"]`);
			expect(await valueOf(budget(page), 'captured')).toBeLessThan(
				await valueOf(budget(page), 'captured-best')
			);
			for (const i of [6, 5, 4]) {
				await fader(i).focus();
				await page.keyboard.press('End');
				const all = await shares(page);
				expect(all.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(200);
			}
			for (const i of [3, 4, 5, 6]) {
				await fader(i).focus();
				await page.keyboard.press('Home');
			}
			for (const i of [1, 2]) {
				await fader(i).focus();
				await page.keyboard.press('End');
			}
			expect(await shares(page)).toEqual([100, 100, 0, 0, 0, 0]);
			expect(await valueOf(budget(page), 'captured')).toBeCloseTo(
				await valueOf(budget(page), 'captured-best'),
				9
			);
		});
		await test.step('walks the proof to its last step', async () => {
			const list = page.locator('[data-derivation="eckart-young"]');
			await list.focus();
			await page.keyboard.press('End');
			await expect(list.locator('[aria-current="step"]')).toHaveAttribute('data-step', 'break-even');
			await expect(page).toHaveURL(/step=eckart-young\.break-even/);
		});
	});

	test('moves the rank by keys, and finds the digits short of full rank', async ({ page }) => {
		await open(page, '/en/low-rank/');
		const slider = figure(page).locator('input[name="k"]');
		await slider.focus();
		await page.keyboard.press('ArrowRight');
		await expect(slider).toHaveValue('17');
		await figure(page).locator('input[name="picture"][value="digits"]').check();
		await apart(page);
		await slider.focus();
		await page.keyboard.press('End');
		await expect(figure(page).locator('output[name="rank-bound"]')).toHaveAttribute('data-value', '192');
		expect(await valueOf(figure(page), 'rank-measured')).toBeLessThan(192);
		await expect(page).toHaveURL(/k=192/);
		await expect(page).toHaveURL(/picture=digits/);
	});
});

test('every equation holds for every k, another matrix, another competitor and another seed', async ({
	page
}) => {
	await open(page, '/en/low-rank/');
	const settled = async (): Promise<void> => {
		await expect(page.locator('[data-checking]')).toHaveCount(0);
		expect(await page.locator('[data-holds]').count()).toBeGreaterThan(20);
		await expect(page.locator('[data-holds="false"]')).toHaveCount(0);
	};
	await settled();
	for (const k of [1, 3, 5]) {
		await slide(budget(page).locator('input[name="smallK"]'), k);
		await settled();
	}
	await slide(budget(page).locator('input[name="away"]'), 1);
	await settled();
	await budget(page).locator('input[name="matrix"][value="diagonal"]').check();
	await settled();
	await figure(page).getByRole('button', { name: 'New random numbers' }).click();
	await settled();
	await expect(page).not.toHaveURL(/seed=1(&|$)/);
});

test("a picture of the reader's own is taken apart here, and what is none is refused by name", async ({
	page
}) => {
	await open(page, '/en/low-rank/');
	await apart(page);
	await figure(page).locator('summary').first().click();
	const file = figure(page).locator('input[name="own-picture"]');
	const text = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') };
	await file.setInputFiles(text);
	await expect(figure(page).locator('[data-problem="not-an-image"]')).toContainText('text/plain');
	await file.setInputFiles({ ...text, name: 'broken.png', mimeType: 'image/png' });
	await expect(figure(page).locator('[data-problem="unreadable"]')).toBeVisible();
	await file.setInputFiles({
		...text,
		name: 'large.png',
		mimeType: 'image/png',
		buffer: Buffer.alloc(21_000_001)
	});
	await expect(figure(page).locator('[data-problem="too-large"]')).toContainText('21.1 MB');
	const buffer = readFileSync(new URL('../../lessons/low-rank/digits.png', import.meta.url));
	await file.setInputFiles({ name: 'mine.png', mimeType: 'image/png', buffer });
	await expect(figure(page)).toContainText('Shown: mine.png');
	await expect(figure(page).locator('[data-problem]')).toHaveCount(0);
	await expect(figure(page).locator('output[name="parameters-full"]')).toHaveAttribute(
		'data-value',
		String(192 * 240)
	);
	await apart(page);
	await figure(page).getByRole('button', { name: 'Back to the pictures' }).click();
	await expect(figure(page).locator('output[name="parameters-full"]')).toHaveAttribute(
		'data-value',
		String(192 * 256)
	);
});

test.describe('without the offline cache', () => {
	// The cache would have the picture, were it quicker than the figure.
	test.use({ serviceWorkers: 'block' });

	test('a picture that cannot be loaded is named, and comes with the next try', async ({ page, watched }) => {
		await page.route('**/photo*.png', (route) => route.abort());
		await open(page, '/en/low-rank/');
		const alert = figure(page).locator('[role="alert"]');
		await expect(alert).toContainText('could not be loaded');
		await page.unroute('**/photo*.png');
		await alert.locator('button').click();
		await apart(page);
		await expect(alert).toHaveCount(0);
		// The browser's own line about the request that was cut off.
		watched.complaints.length = 0;
	});
});

test('Plot comes with its chart, not before', async ({ page }) => {
	await open(page, '/en/lora/');
	const far = page.locator('[data-figure="start-speed"]');
	const chart = far.locator('.chart-plot');
	await expect(chart).toHaveCount(0);
	await far.scrollIntoViewIfNeeded();
	await expect(chart).toBeVisible();
	await expect(chart.locator('style')).toHaveCount(0);
});
