import { order } from '../../lessons/order';
import { expect, open, slide, test, valueOf } from './pages';

test('the home page counts the numbers of LoRA for the rank that is chosen', async ({ page }) => {
	await open(page, '/en/');
	await slide(page.locator('input[name="rank"]'), 1);
	await expect(page.locator('output[name="parameters"]')).toHaveAttribute('data-value', '2048');
	await slide(page.locator('input[name="rank"]'), 64);
	expect(await valueOf(page, 'parameters')).toBe(64 * 2048);
	expect(await valueOf(page, 'parameters-full')).toBe(1048576);
	expect(await valueOf(page, 'saving')).toBe(8);
	// The number can be typed; one that the slider does not have is refused with its range, and Escape brings back what is set.
	const typed = page.locator('.slider .typed');
	await typed.fill('16');
	await typed.press('Enter');
	await expect(page.locator('input[name="rank"]')).toHaveValue('16');
	await typed.fill('999');
	await typed.press('Enter');
	await expect(page.getByRole('alert').filter({ hasText: 'from 1 to 128' })).toBeVisible();
	expect(await valueOf(page, 'parameters')).toBe(16 * 2048);
	await typed.press('Escape');
	await expect(typed).toHaveValue('16');
	await expect(page.getByRole('alert').filter({ hasText: 'from 1 to 128' })).toHaveCount(0);
});

// That the links lead through all lessons is read off the built pages: test/built/lessons.test.ts.
test('the home page in Korean leads to the first lesson, and that to the second', async ({ page }) => {
	await open(page, '/ko/');
	await page.locator('.start').click();
	await expect(page).toHaveURL(new RegExp(`/ko/${order[0]}/`));
	await page.locator('article a[rel="next"]').click();
	await expect(page).toHaveURL(new RegExp(`/ko/${order[1]}/`));
	await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
});

test('the address without a language shows the home page in English', async ({ page }) => {
	await open(page, '/');
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await expect(page.locator('h1')).toHaveText('What does rank buy, and what does it cost?');
});

test('the other language opens with the same settings', async ({ page }) => {
	await open(page, '/en/lora/?rank=6');
	await page.getByRole('link', { name: '한국어' }).click();
	await expect(page).toHaveURL(/\/ko\/lora\/\?.*rank=6/);
	await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
	await expect(page.locator('[data-figure="adapter"] input[name="rank"]')).toHaveValue('6');
});

test('the theme that the reader chose is still there after a reload, before the first paint', async ({
	page
}) => {
	await open(page, '/en/');
	await page.locator('select[name="theme"]').selectOption('dark');
	const paper = (): Promise<string> =>
		page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	const dark = await paper();
	await page.reload();
	expect(await paper()).toBe(dark);
	await page.locator('html[data-hydrated]').waitFor();
	await page.locator('select[name="theme"]').selectOption('light');
	expect(await paper()).not.toBe(dark);
});

test('the list of lessons opens with a key, closes with Escape, and gives the focus back', async ({
	page
}) => {
	await open(page, '/en/');
	const summary = page.locator('header summary');
	await summary.focus();
	await page.keyboard.press('Enter');
	await expect(page.locator('header ol')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.locator('header ol')).toBeHidden();
	await expect(summary).toBeFocused();
});

test('the first key of a keyboard reader skips to the content', async ({ page }) => {
	await open(page, '/en/lora/');
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.locator('main')).toBeFocused();
});
