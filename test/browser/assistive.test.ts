/** Readers by keys, on paper, on narrow screens, in colours of their own: what only a browser can tell of them. */
import { expect, open, test } from './pages';

test('whoever trains or predicts by keys stays where they pressed', async ({ page }) => {
	await open(page, '/en/lora/');
	const train = page.locator('[data-figure="adapter"] [data-training] button.main');
	await train.focus();
	await page.keyboard.press('Enter');
	await expect(train).toHaveText('Stop');
	await expect(train).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(train).not.toHaveText('Stop');
	await expect(train).toBeFocused();

	const predict = page.locator('[data-predict]').first();
	const choice = predict.locator('.choices button').first();
	await choice.focus();
	await page.keyboard.press('Space');
	await expect(predict).toHaveAttribute('data-picked');
	await expect(choice).toBeFocused();
	// This one vanishes by its own use: the focus goes to its neighbour, not to the page's beginning.
	await predict.locator('.again').focus();
	await page.keyboard.press('Enter');
	await expect(predict.locator('.again')).toHaveCount(0);
	await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON');
});

test('the fonts of folded formulas are there before anybody prints: paper does not wait for one', async ({
	page
}) => {
	const fonts: string[] = [];
	page.on('request', (request) => {
		if (request.resourceType() === 'font') fonts.push(new URL(request.url()).pathname);
	});
	await open(page, '/en/loha/');
	// Brackets of this size stand in folded rules and proofs.
	await expect.poll(() => fonts.some((path) => path.includes('KaTeX_Size2'))).toBe(true);
	await page.evaluate(() => document.fonts.ready);
	const before = new Set(fonts);
	await page.pdf();
	await expect(page.locator('main details:not([open])')).toHaveCount(0);
	expect(fonts.filter((path) => !before.has(path))).toEqual([]);
	expect([...before].filter((path) => !path.includes('-usual'))).toEqual([]);
});

test('a rule is a target of 24 px, progress fits 320 px, and bars are there in colours of the reader', async ({
	page
}) => {
	await open(page, '/en/lora/');
	for (const title of await page.locator('[data-rule] summary').all())
		expect((await title.boundingBox())?.height ?? 24).toBeGreaterThanOrEqual(24);
	await page.setViewportSize({ width: 320, height: 700 });
	await open(page, '/en/progress/');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await page.emulateMedia({ forcedColors: 'active' });
	await open(page, '/en/lora/');
	const place = page.locator('[data-figure="adapter"] .place').first();
	const fill = await place
		.locator('.bar')
		.evaluate((bar) => [
			getComputedStyle(bar).backgroundColor,
			getComputedStyle(document.body).backgroundColor
		]);
	expect(fill[0]).not.toBe(fill[1]);
	expect(fill[0]).not.toBe('rgba(0, 0, 0, 0)');
});
