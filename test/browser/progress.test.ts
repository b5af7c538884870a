import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { answer } from './answering';
import { expect, open, test } from './pages';

test('what a report claims is checked again: a forged outcome is not believed, a torn link is named', async ({
	page
}) => {
	const forged = JSON.stringify({
		rankscope: 'progress',
		version: 1,
		entries: { 'lora/exercise/count': { value: 'r*m*n', outcome: 'right', tries: 1, day: '2026-11-27' } }
	});
	await open(page, `/en/progress/#work=${Buffer.from(forged).toString('base64url')}`);
	await expect(page.locator('[data-report="lora"] [data-checked]')).toHaveAttribute('data-checked', 'wrong');

	// A run opens in the figure with its settings; one that no state of the lesson has is not made to fit.
	const run = (rank: number) => ({
		value: `method=lora&rank=${rank}&task=gaussian&seed=7&backend=cpu&v=2&digest=0123456789abcdef`,
		...{ outcome: null, tries: 0, day: '2026-11-27' }
	});
	const runs = JSON.stringify({
		rankscope: 'progress',
		version: 1,
		entries: { 'lora/run/0123456789abcdef': run(6), 'lora/run/1123456789abcdef': run(100) }
	});
	await open(page, '/en/');
	await open(page, `/en/progress/#work=${Buffer.from(runs).toString('base64url')}`);
	const lines = page.locator('[data-report="lora"] [data-kind="run"]');
	await expect(lines).toHaveCount(2);
	await expect(lines.nth(1)).toContainText('cannot be set to this run');
	await expect(lines.nth(1).locator('a')).toHaveCount(0);
	await lines.nth(0).getByRole('link', { name: 'Open in the figure' }).click();
	await page.locator('html[data-hydrated]').waitFor();
	const figure = page.locator('[data-figure="adapter"]');
	await expect(figure).toBeInViewport();
	await expect(figure.locator('input[name="rank"]').first()).toHaveValue('6');
	await expect(figure.locator('[name="task"]').first()).toHaveValue('gaussian');
	await expect(page.locator('[data-notices]')).toHaveCount(0);

	await open(page, '/en/');
	await open(page, '/en/progress/#work=eyJyYW5rc2Nv');
	await expect(page.locator('main [role="alert"]')).toContainText('could not be read');
});

test('progress is saved as a file, erased after a second question, and comes back from the file', async ({
	page
}) => {
	await open(page, '/en/lora/');
	await answer(page, page.locator('[data-exercise="count"]'), 'r(m+n)');
	await expect(page.locator('[data-exercise="count"]')).toHaveAttribute('data-outcome', 'right');
	await open(page, '/en/progress/');
	const solved = page.locator('[data-progress="lora"] output[name="solved"]');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Save as a file' }).click()
	]);
	const file = await download.path();
	await page.getByRole('button', { name: 'Erase everything' }).click();
	await expect(solved).toHaveAttribute('data-value', '1');
	await page.getByRole('button', { name: 'Erase it really' }).click();
	await expect(solved).toHaveAttribute('data-value', '0');
	await page.locator('[name="progress-file"]').setInputFiles(file);
	await expect(solved).toHaveAttribute('data-value', '1');
	await page
		.locator('[name="progress-file"]')
		.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') });
	await expect(page.getByText('Nothing was added')).toBeVisible();
	await expect(solved).toHaveAttribute('data-value', '1');
});

test('what is stored and cannot be read is left alone, saved as a file, and replaced when the reader begins anew', async ({
	page
}) => {
	const old = JSON.stringify({ rankscope: 'progress', version: 99, entries: {} });
	await open(page, '/en/');
	await page.evaluate((text) => localStorage.setItem('rankscope.progress', text), old);
	const stored = (): Promise<string | null> =>
		page.evaluate(() => localStorage.getItem('rankscope.progress'));
	await open(page, '/en/lora/');
	const count = page.locator('[data-exercise="count"]');
	await answer(page, count, 'r(m+n)');
	await expect(count).toHaveAttribute('data-outcome', 'right');
	expect(await stored()).toBe(old);
	await open(page, '/en/progress/');
	const notice = page.locator('[data-keeping="unread"]');
	await expect(notice).toContainText('version 99');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		notice.getByRole('button', { name: 'Save the old text' }).click()
	]);
	expect(readFileSync(await download.path(), 'utf8')).toBe(old);
	await notice.getByRole('button', { name: 'Begin anew' }).click();
	await notice.getByRole('button', { name: 'Replace the old text' }).click();
	await expect(notice).toHaveCount(0);
	expect(await stored()).toContain('"version":1');
	// A file that is far too large is refused by its size, unread.
	await page
		.locator('[name="progress-file"]')
		.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.alloc(5e6, ' ') });
	await expect(page.getByText('got one of 5 MB')).toBeVisible();
});

test('two tabs: what is solved in one stays solved when the other is wrong, and an erasure reaches both', async ({
	page,
	context
}) => {
	const other = await context.newPage();
	const count = (tab: Page): Locator => tab.locator('[data-exercise="count"]');
	await open(page, '/en/lora/');
	await open(other, '/en/lora/');
	await answer(page, count(page), 'r(m+n)');
	await expect(count(other)).toHaveAttribute('data-outcome', 'right');
	await answer(other, count(other), 'r*m*n');
	await expect(count(other)).toHaveAttribute('data-outcome', 'right');
	await open(other, '/en/progress/');
	await other.getByRole('button', { name: 'Erase everything' }).click();
	await other.getByRole('button', { name: 'Erase it really' }).click();
	await expect(count(page)).not.toHaveAttribute('data-outcome');
	const bars = page.locator('[data-predict="bars"]');
	await bars.locator('.choices button').first().click();
	await expect(bars).toHaveAttribute('data-picked');
	await expect(other.locator('[data-progress="lora"] output[name="solved"]')).toHaveAttribute(
		'data-value',
		'0'
	);
});

test.describe('without a storage', () => {
	test.use({ ownContext: true });

	test('a storage that is broken or forbidden breaks no page', async ({ page }) => {
		await page.addInitScript(() => {
			localStorage.setItem('rankscope.progress', '{"rankscope":');
			Object.defineProperty(Storage.prototype, 'setItem', {
				value: () => {
					throw new DOMException('full', 'QuotaExceededError');
				}
			});
		});
		await open(page, '/en/lora/');
		const count = page.locator('[data-exercise="count"]');
		await answer(page, count, 'r(m+n)');
		await expect(count).toHaveAttribute('data-outcome', 'right');
		await open(page, '/en/progress/');
		await expect(page.locator('[data-keeping="unread"]')).toContainText('cannot be read');
	});
});
