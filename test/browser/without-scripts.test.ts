/** What a reader without scripts sees of what is in the page: one of each kind. That all is there: test/built/. */
import { claims } from '../../src/article/claims';
import { expect, test } from './pages';

test.use({ ownContext: true, javaScriptEnabled: false });

test('without scripts a lesson shows every step of its derivation and every equation', async ({ page }) => {
	await page.goto('/ko/lora/');
	await expect(page.locator('h1')).toBeVisible();
	await expect(page.locator('.noscript')).toBeVisible();
	for (const part of ['[data-step]', '[data-equation][data-holds]']) {
		// A fold opens without a script as well: what is in one is a press away.
		const open = `[data-derivation] ${part}:not(details:not([open]) *)`;
		const all = await page.locator(open).count();
		expect(all).toBeGreaterThan(8);
		await expect(page.locator(`${open}:visible`)).toHaveCount(all);
	}
});

test('without scripts nothing is held back', async ({ page }) => {
	await page.goto('/en/loha/');
	await expect(page.locator('[data-figure="terms"] output[name="rank-measured"]')).toBeVisible();
});

test('without scripts the article shows all marks, and no button that would do nothing', async ({ page }) => {
	await page.goto('/ko/article/');
	await expect(page.locator('[data-claim] [data-mark]:visible')).toHaveCount(claims.length);
	await expect(page.locator('[data-claim] .where a:visible').first()).toBeVisible();
	await expect(page.locator('figure:visible')).toHaveCount(11);
	await expect(page.locator('[data-claim] button:visible')).toHaveCount(0);
});
