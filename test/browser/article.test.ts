import type { Page } from '@playwright/test';
import { claims } from '../../src/article/claims';
import { expect, languages, open, test, valueOf } from './pages';

const claim = (page: Page, id: string) => page.locator(`[data-claim="${id}"]`);
const button = (page: Page, id: string, verdict: string) =>
	claim(page, id).locator(`button[value="${verdict}"]`);

for (const language of languages) {
	test(`in ${language} a student decides by keyboard, sees both marks and the reason, and the tally counts`, async ({
		page
	}) => {
		await open(page, `/${language}/article/`);
		await expect(page.locator('[data-claim] .reason')).toHaveCount(0);
		const mine = button(page, 'same-rank', 'stands');
		await mine.focus();
		await page.keyboard.press('Enter');
		await expect(mine).toHaveAttribute('aria-pressed', 'true');
		await expect(mine.locator('small')).toBeVisible();
		await expect(button(page, 'same-rank', 'wrong').locator('small.truth')).toBeVisible();
		await expect(claim(page, 'same-rank').locator('.reason')).toBeVisible();
		expect(await valueOf(claim(page, 'same-rank'), 'same-rank-lokr')).toBe(1024);
		await expect(mine).toBeFocused();
		expect([await valueOf(page, 'tally-decided'), await valueOf(page, 'tally-agreed')]).toEqual([1, 0]);

		// What is decided stays decided; the next claim is decided as we do.
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await expect(mine).toHaveAttribute('aria-pressed', 'true');
		await button(page, 'first-kronecker', 'wrong').focus();
		await page.keyboard.press('Space');
		expect([await valueOf(page, 'tally-decided'), await valueOf(page, 'tally-agreed')]).toEqual([2, 1]);
		expect(await valueOf(page, 'tally-of')).toBe(claims.length);
	});
}

test.describe('a student', () => {
	test('reads all marks at once, hides them, decides, and takes a decision back', async ({ page }) => {
		await open(page, '/en/article/');
		await test.step('who only wants to read sees all marks at once, and hides them again', async () => {
			await page.locator('input[name="all"]').check();
			await expect(page.locator('[data-claim] .reason:visible')).toHaveCount(claims.length);
			await expect(page.locator('[data-claim] small.truth:visible')).toHaveCount(claims.length);
			await page.locator('input[name="all"]').uncheck();
			await expect(page.locator('[data-claim] .reason')).toHaveCount(0);
		});
		await test.step('takes a decision back and decides again', async () => {
			await button(page, 'brackets', 'wrong').click();
			await claim(page, 'brackets').locator('.again').click();
			await expect(claim(page, 'brackets').locator('.reason')).toHaveCount(0);
			await expect(button(page, 'brackets', 'stands')).toBeFocused();
			await button(page, 'brackets', 'needs-a-word').click();
			expect([await valueOf(page, 'tally-decided'), await valueOf(page, 'tally-agreed')]).toEqual([1, 1]);
		});
	});

	test('finds what was decided after a reload', async ({ page }) => {
		await open(page, '/en/article/');
		await button(page, 'forward', 'stands').click();
		await open(page, '/en/article/');
		await expect(button(page, 'forward', 'stands')).toHaveAttribute('aria-pressed', 'true');
		await expect(claim(page, 'forward').locator('.reason')).toBeVisible();
		expect(await valueOf(page, 'tally-decided')).toBe(1);
	});

	test('follows a claim to the place where it can be seen', async ({ page }) => {
		await open(page, '/en/article/');
		await button(page, 'proof-1', 'stands').click();
		await claim(page, 'proof-1').locator('.where a').first().click();
		await expect(page).toHaveURL(new RegExp('/en/loha/\\?.*step=proposition\\.term'));
		await expect(page.locator('[data-derivation] [aria-current="step"]')).toHaveAttribute(
			'data-step',
			'term'
		);
		await expect(page.locator('[data-step="term"]')).toBeInViewport();
		await expect(page.locator('[data-notices]')).toHaveCount(0);
	});
});

test('the page is found from the home page and from the list of lessons, and changes its language in place', async ({
	page
}) => {
	await open(page, '/en/');
	await page.locator('main a[href*="article"]').click();
	await expect(page).toHaveURL(/\/en\/article\//);
	await page.locator('html[data-hydrated]').waitFor();
	await page.getByRole('link', { name: '한국어' }).click();
	await expect(page).toHaveURL(/\/ko\/article\//);
	await page.locator('html[data-hydrated]').waitFor();
	await page.locator('header summary').click();
	await expect(page.locator('header ol a[aria-current="page"]')).toHaveAttribute('href', /article\/?$/);
});

test('all marks, decided and open ones, fit a screen of 360 px', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await open(page, '/ko/article/');
	await button(page, 'branch', 'wrong').click();
	await page.locator('input[name="all"]').check();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
