/** The presenter's window: keys alone, screens and steps, the path, links that open what they say. */
import { readQr } from '../unit/qrReader';
import type { Page } from '@playwright/test';
import { expect, languages, open, test, valueOf } from './pages';
import { isAt, openAudience, present, screenOf } from './presenting';

test('a presenter shows one screen at a time, by keys alone, and leaves the page as it was', async ({
	page
}) => {
	await open(page, '/en/lora/');
	await page.keyboard.press('Shift+P');
	await expect(page.locator('h1')).toBeVisible();
	await expect(page.locator('.prose > :not([data-opening]):visible')).toHaveCount(0);
	await expect(page.locator('[data-opening] > :not(header):visible')).toHaveCount(0);
	await expect(page.locator('body > div > header')).toBeHidden();
	for (const [key, screen] of [
		['ArrowRight', 'predict-bars'],
		['PageDown', 'figure-adapter'],
		['ArrowRight', 'figure-tradeoff'],
		['Space', 'text-1'],
		['PageUp', 'figure-tradeoff'],
		['ArrowLeft', 'figure-adapter'],
		['End', 'predict-too-much'],
		['Home', 'title']
	] as const) {
		await page.keyboard.press(key);
		await isAt(page, screen);
	}
	await page.keyboard.press('Escape');
	await expect(page.locator('[data-presenter]')).toHaveCount(0);
	await expect(page.locator('body > div > header')).toBeVisible();
	expect(await page.locator('.prose > :visible').count()).toBeGreaterThan(20);
	await expect(page).not.toHaveURL(/present/);
});

/** What a screen holds is drawn piece by piece: until it has neither grown nor moved for some frames. */
const still = (page: Page): Promise<void> =>
	page.evaluate(async () => {
		let [last, same] = ['', 0];
		while (same < 12) {
			await new Promise(requestAnimationFrame);
			const now = `${document.documentElement.scrollHeight}/${scrollY}`;
			[last, same] = [now, now === last ? same + 1 : 0];
		}
	});

test('a clicker goes through a screen that is taller than the window, and then to the next one', async ({
	page
}) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await present(page, '/en/lora/?present=figure-adapter');
	const next = page.locator('[data-action="next"]');
	await expect(next).toHaveText(/↓/);
	await still(page);
	await page.keyboard.press('PageDown');
	await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
	await isAt(page, 'figure-adapter');
	await page.keyboard.press('PageUp');
	await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
	await isAt(page, 'figure-adapter');
	for (let pages = 0; pages < 8; pages++) {
		await still(page);
		if (!(await next.textContent())?.includes('↓')) break;
		await page.keyboard.press('PageDown');
	}
	await isAt(page, 'figure-adapter');
	await expect(next).toHaveText(/→/);
	await page.keyboard.press('PageDown');
	await isAt(page, 'figure-tradeoff');
	await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});

test('one key skips to the marked screens, and from lesson to lesson, with the time that is left', async ({
	page
}) => {
	await present(page, '/en/loha/?present=title');
	const audience = await openAudience(page);
	for (const screen of ['predict-masks', 'figure-terms', 'predict-same-numbers']) {
		await page.keyboard.press('p');
		await isAt(page, screen);
	}
	expect(await valueOf(page, 'lesson-left')).toBeGreaterThan(500);
	await page.keyboard.press('p');
	await expect(page).toHaveURL(/\/en\/optimum\/\?.*present=figure-lattice/);
	await expect(page.locator('[data-mark="figure"]')).toBeVisible();
	await expect(audience).toHaveURL(/\/en\/optimum\//);
	await expect(audience.locator('[data-figure="lattice"]')).toBeVisible();
	expect(await valueOf(page, 'elapsed')).toBeGreaterThan(0);
});

test('the steps of a derivation are screens, and its own keys go on to the next', async ({ page }) => {
	await present(page, '/en/lora/?present=step-lora.gradient');
	const visible = page.locator('[data-step]:visible');
	await expect(visible).toHaveCount(1);
	await expect(visible).toHaveAttribute('data-step', 'gradient');
	await page.locator('[data-derivation]').focus();
	await page.keyboard.press('j');
	await expect(visible).toHaveAttribute('data-step', 'product-rule');
	await isAt(page, 'step-lora.product-rule');
	await page.locator('select[name="screen"]').selectOption('step-lora.merge');
	await page.locator('[data-derivation]').focus();
	await page.keyboard.press('ArrowRight');
	await expect(visible).toHaveCount(0);
	await expect.poll(() => screenOf(page)).not.toBe('step-lora.merge');
});

test('a screen that is not there is named, and the first one is shown', async ({ page }) => {
	await present(page, '/en/lora/?present=figure-nothing');
	await expect(page.locator('[data-notices] li')).toContainText('figure-nothing');
	await expect(page.locator('h1')).toBeVisible();
});

test('the dialog’s link opens what it says: language, place, controls, size; its QR code says the same', async ({
	page,
	context
}) => {
	await open(page, '/en/lora/?rank=6');
	await page.locator('[data-entry] button').nth(1).click();
	const dialog = page.locator('dialog');
	await dialog.locator('input[name="link-language"][value="ko"]').check();
	await dialog.locator('select[name="link-start"]').selectOption('figure-adapter');
	await dialog.locator('input[name="link-size"][value="large"]').check();
	await dialog.locator('input[name="link-keep"][value="some"]').check();
	await dialog.locator('input[name="link-keep-rank"]').check();
	const link = await dialog.locator('input[name="link"]').inputValue();
	expect(link).toContain('/ko/lora/?rank=6&seed=1&at=figure-adapter&keep=rank&size=large');

	const drawn = await dialog.locator('svg[data-qr]').evaluate((svg) => {
		const edge = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
		const runs =
			svg
				.querySelector('path')
				?.getAttribute('d')
				?.matchAll(/M(\d+) (\d+)h(\d+)/g) ?? [];
		return { edge, runs: [...runs].map(([, x, y, length]) => [Number(x), Number(y), Number(length)]) };
	});
	const modules = Array.from({ length: drawn.edge - 8 }, () =>
		new Array<boolean>(drawn.edge - 8).fill(false)
	);
	for (const [x = 0, y = 0, length = 0] of drawn.runs) modules[y - 4]?.fill(true, x - 4, x - 4 + length);
	expect(readQr(modules)).toBe(link);

	const student = await context.newPage();
	await open(student, link);
	await expect(student.locator('html')).toHaveAttribute('lang', 'ko');
	const figure = student.locator('[data-figure="adapter"]');
	await expect(figure).toBeInViewport();
	await expect(figure.locator('input[name="rank"]')).toHaveValue('6');
	await expect(figure.locator('input[name="rank"]')).toBeEnabled();
	await expect(figure.locator('input[name="out"]')).toBeDisabled();
	await expect(figure.locator('select[name="task"]')).toBeDisabled();
	const size = () => student.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
	expect(await size()).toBeGreaterThan(18);
	await page.keyboard.press('Escape');
	await expect(dialog).toHaveCount(0);
});

test('a telephone is a remote: large buttons, nothing wider than 360 px', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	for (const language of languages) {
		await present(page, `/${language}/lora/?present=predict-bars`);
		await page.keyboard.press('n');
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
		const next = page.locator('[data-action="next"]');
		expect((await next.boundingBox())?.height).toBeGreaterThanOrEqual(44);
		await next.click();
		await isAt(page, 'figure-adapter');
		await page.locator('[data-action="link"]').click();
		await expect(page.locator('dialog svg[data-qr]')).toBeVisible();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	}
});
