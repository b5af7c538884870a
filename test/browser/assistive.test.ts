/** Readers by keys, on paper, on narrow screens, in colours of their own: what only a browser can tell of them. */
import { expect, open, test, trainedIn } from './pages';

test('whoever trains or predicts by keys stays where they pressed', async ({ page }) => {
	await open(page, '/en/lora/');
	const figure = page.locator('[data-figure="adapter"]');
	await trainedIn(figure);
	const train = figure.locator('[data-training] button.main');
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
	// They are fetched once the page has time: by whoever asked for it earlier than this.
	await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
	// Brackets of these sizes stand in folded rules and proofs.
	for (const face of ['Size2', 'Size3'])
		await expect.poll(() => fonts.some((path) => path.includes(`KaTeX_${face}`))).toBe(true);
	await page.evaluate(() => document.fonts.ready);
	const before = new Set(fonts);
	const folded = page.locator('main details:not([open])');
	const count = await folded.count();
	await page.evaluate(() => {
		addEventListener('beforeprint', () => {
			document.body.dataset['folded'] = String(document.querySelectorAll('main details:not([open])').length);
		});
	});
	await page.pdf();
	expect(await page.evaluate(() => document.body.dataset['folded']), 'all of it is printed').toBe('0');
	await expect(folded, 'the screen stays as it was').toHaveCount(count);
	expect(fonts.filter((path) => !before.has(path))).toEqual([]);
	expect(
		[...before].filter((path) => path.includes('KaTeX') && !path.includes('-usual')),
		'no whole font'
	).toEqual([]);
});

test('a rule is a target of 24 px, and hints that nobody has asked for yet are printed', async ({ page }) => {
	await open(page, '/en/lora/');
	for (const title of await page.locator('[data-rule] summary').all())
		expect((await title.boundingBox())?.height ?? 24).toBeGreaterThanOrEqual(24);
	const hints = page.locator('[data-exercise] details[hidden]');
	expect(await hints.count()).toBeGreaterThan(0);
	await page.emulateMedia({ media: 'print' });
	expect(await hints.evaluateAll((all) => all.map((hint) => getComputedStyle(hint).display))).not.toContain(
		'none'
	);
});
