import { order } from '../../lessons/order';
import { expect, open, slide, test, trainedIn, valueOf } from './pages';
import { answerOf } from './twin';

test('the home page trains as one looks at it, and follows r1 and r2 to what the receipt replays', async ({
	page
}) => {
	await open(page, '/en/');
	const figure = page.locator('[data-figure="home"]');
	await trainedIn(figure);
	expect(await valueOf(figure, 'parameters')).toBe(6 * 96);
	expect(await valueOf(figure, 'rank-measured')).toBe(9);
	expect(await valueOf(figure, 'error')).toBeLessThan(1);
	await slide(figure.locator('input[name="r1"]'), 2);
	await slide(figure.locator('input[name="r2"]'), 5);
	const trained = await trainedIn(figure);
	expect(trained).toMatch(/rank=2&rank2=5/);
	expect(await valueOf(figure, 'parameters')).toBe(7 * 96);
	expect(await valueOf(figure, 'rank-measured')).toBe(10);
	const replayed = await answerOf(['replay', trained]);
	expect(replayed).toMatchObject({ identical: true, error: await valueOf(figure, 'error') });
	// The number can be typed; one that the slider does not have is refused with its range, and Escape brings back what is set.
	const typed = figure.locator('.slider .typed').first();
	await typed.fill('4');
	await typed.press('Enter');
	await expect(figure.locator('input[name="r1"]')).toHaveValue('4');
	await typed.fill('999');
	await typed.press('Enter');
	const refused = page.getByRole('alert').filter({ hasText: 'from 1 to 8' });
	await expect(refused).toBeVisible();
	await typed.press('Escape');
	await expect(typed).toHaveValue('4');
	await expect(refused).toHaveCount(0);

	await figure.getByRole('link', { name: 'Open this run in its lesson' }).click();
	await expect(page).toHaveURL(/\/en\/loha\/\?.*rank=4&rank2=5/);
	await expect(page.locator('[data-figure="adapter"] input[name="r1"]')).toHaveValue('4');
	await expect(page.locator('[data-figure="adapter"] input[name="r2"]')).toHaveValue('5');
	await expect(page.locator('[data-notices] li')).toHaveCount(0);
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
