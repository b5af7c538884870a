/** What the presenter trains, the audience's window trains too, from the same receipts: races, grids, pairs. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './pages';
import { openAudience, present } from './presenting';

const wordsOf = async (window: Page, selector: string): Promise<string> =>
	(await window.locator(selector).first().textContent()) ?? '';
/** What stands in both windows is the same, and something. */
async function expectSame(page: Page, audience: Page, selector: string): Promise<void> {
	const words = await wordsOf(page, selector);
	expect(words).toMatch(/\d/);
	expect(await wordsOf(audience, selector)).toBe(words);
}
const small = 'steps=100&rank=4&gridMost=2&gridSteps=50&backend=cpu&seed=3';

test('a race and a grid are the audience’s too, and again when either window is loaded anew', async ({
	page
}) => {
	await present(page, `/en/compare/?present=title&task=low-rank%3A8&${small}`);
	const audience = await openAudience(page);
	const race = (window: Page, phase: string): Promise<void> =>
		expect(window.locator('[data-race]')).toHaveAttribute('data-race', phase, { timeout: 60_000 });
	const sweep = (window: Page, phase: string): Promise<void> =>
		expect(window.locator('[data-sweep]')).toHaveAttribute('data-sweep', phase, { timeout: 60_000 });

	// A demo's key starts the race of its screen.
	await page.locator('[data-action="script"]').click();
	await page.locator('textarea[name="script"]').fill(`present=figure-race&task=identity&${small}`);
	await page.locator('dialog button.main').click();
	await page.keyboard.press('d');
	await race(page, 'done');
	await race(audience, 'done');
	await expectSame(page, audience, '.lanes');
	await expect(audience.locator('.lanes')).toBeVisible();

	await page.locator('[data-sweep] [data-start]').evaluate((button: HTMLButtonElement) => button.click());
	await sweep(page, 'done');
	await sweep(audience, 'done');
	await expectSame(page, audience, '[data-figure="sweep"] tbody');

	await audience.reload();
	await race(audience, 'done');
	await sweep(audience, 'done');
	await expectSame(page, audience, '.lanes');
	await expectSame(page, audience, '[data-figure="sweep"] tbody');

	// Without the presenter's runs there is nothing to follow.
	await page.reload();
	await race(audience, 'idle');
	await sweep(audience, 'idle');
});

test('the pairs of one cost are trained in the audience’s window, and stopped with the presenter’s', async ({
	page
}) => {
	await present(page, '/en/optimum/?present=figure-fit&seed=2');
	const audience = await openAudience(page);
	await page.locator('[data-figure="fit"] [data-start]').click();
	const errors = '[data-figure="fit"] output[name^="error-"]';
	await expect(audience.locator(errors)).toHaveCount(4, { timeout: 60_000 });
	await expect(page.locator(errors)).toHaveCount(4, { timeout: 60_000 });
	await expectSame(page, audience, '[data-figure="fit"] ul');
	await page.locator('[data-figure="fit"] [data-start]').click();
	await expect(audience.locator(errors)).not.toHaveCount(4);
	await page.locator('[data-figure="fit"] .foot button.main').click();
	await expect(page.locator('[data-figure="fit"] [data-start]')).toBeVisible();
	await expect(audience.locator('[data-figure="fit"] [data-start]')).toHaveCount(1);
});

test('what is in no receipt is not the audience’s, and its window says so', async ({ page }) => {
	await present(page, '/en/before-lora/?present=figure-latency');
	const audience = await openAudience(page);
	await expect(audience.locator('[data-figure="latency"]')).toBeVisible();
	await expect(audience.locator('[data-only]')).toHaveCount(0);
	await page.locator('[data-figure="latency"] button.main').click();
	await expect(audience.locator('[data-only="timings"]')).toBeVisible({ timeout: 60_000 });
	await page.keyboard.press('Home');
	await expect(audience.locator('[data-only]')).toHaveCount(0);
});

test('the four starts of LoRA and a picture of one’s own stay in the presenter’s window, and the other says so', async ({
	page,
	context
}) => {
	await present(page, '/en/lora/?present=figure-init&steps=20&backend=cpu');
	const audience = await openAudience(page);
	await expect(audience.locator('[data-only]')).toHaveCount(0);
	await page.locator('[data-figure="init"] button').last().click();
	await expect(audience.locator('[data-only="starts"]')).toBeVisible({ timeout: 60_000 });

	const other = await context.newPage();
	await present(other, '/en/low-rank/?present=figure-photo-and-noise');
	const watching = await openAudience(other);
	await expect(watching.locator('[data-figure="photo-and-noise"]')).toBeVisible();
	await expect(watching.locator('[data-only]')).toHaveCount(0);
	const buffer = readFileSync(new URL('../../lessons/low-rank/digits.png', import.meta.url));
	const picture = { name: 'mine.png', mimeType: 'image/png', buffer };
	await other.locator('input[name="own-picture"]').setInputFiles(picture);
	await expect(watching.locator('[data-only="picture"]')).toBeVisible();
	await other.keyboard.press('Home');
	await expect(watching.locator('[data-only]')).toHaveCount(0);
});

test('the demo of the optimum plays from its first receipt to its last, and trains where a figure trains', async ({
	page
}) => {
	await present(page, '/en/optimum/?present=title');
	await expect(page.locator('[data-action="demo"]')).toContainText('/ 5');
	const lattice = page.locator('[data-figure="lattice"]');
	const fit = page.locator('[data-figure="fit"]');
	for (const [target, r1, r2] of [
		[16, 2, 8],
		[16, 4, 4],
		[10, 3, 4]
	]) {
		await page.keyboard.press('d');
		await expect(page).toHaveURL(/present=figure-lattice/);
		await expect(lattice.locator('[name="target"]').first()).toHaveValue(String(target));
		await expect(lattice.locator('[name="r1"]').first()).toHaveValue(String(r1));
		await expect(lattice.locator('[name="r2"]').first()).toHaveValue(String(r2));
	}
	for (const task of ['low-rank:8', 'gaussian']) {
		await page.keyboard.press('d');
		await expect(page).toHaveURL(/present=figure-fit/);
		await expect(fit.locator(`input[name="fitTask"][value="${task}"]`)).toBeChecked();
		await expect(fit.locator('output[name^="error-"]')).toHaveCount(4, { timeout: 90_000 });
	}
});
