/** The instructor's side: presenter and audience in step, keys alone, links that open what they say. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readQr } from '../unit/qrReader';
import { expect, languages, open, test, valueOf } from './pages';

/** Opens a lesson in the presenter's window. */
async function present(page: Page, address: string): Promise<void> {
	await open(page, address);
	await expect(page.locator('[data-presenter]')).toBeVisible();
}

const screenOf = (page: Page): Promise<string | null> =>
	page.evaluate(() => new URLSearchParams(location.search).get('present'));
/** The address follows the screen after a moment. */
const isAt = (page: Page, screen: string) => expect.poll(() => screenOf(page)).toBe(screen);

/** The window that key a opens, once it follows. */
async function openAudience(page: Page): Promise<Page> {
	const opening = page.waitForEvent('popup');
	await page.keyboard.press('a');
	const audience = await opening;
	await expect(audience.locator('html')).toHaveAttribute('data-presenting', 'audience', { timeout: 60_000 });
	await expect(audience.locator('article')).toBeVisible();
	await expect(page.locator('[data-audiences="1"]')).toBeVisible();
	return audience;
}

const complaintsOf = async (page: Page): Promise<string[]> => {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations.map(
		({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.html.slice(0, 160)).join('\n  ')}`
	);
};

for (const language of languages) {
	test.describe(`a presenter in ${language}`, () => {
		test('shows one screen at a time, by keys alone, and leaves the page as it was', async ({ page }) => {
			await open(page, `/${language}/lora/`);
			await page.keyboard.press('Shift+P');
			await expect(page.locator('h1')).toBeVisible();
			await expect(page.locator('.prose > :visible')).toHaveCount(0);
			await expect(page.locator('body > div > header')).toBeHidden();
			for (const [key, screen] of [
				['ArrowRight', 'text-1'],
				['Space', 'predict-bars'],
				['PageDown', 'figure-adapter'],
				['Enter', 'text-2'],
				['PageUp', 'figure-adapter'],
				['ArrowLeft', 'predict-bars'],
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

		test('and the audience are in step, and the answer is hidden until it is revealed', async ({ page }) => {
			await present(page, `/${language}/lora/?present=predict-bars`);
			const audience = await openAudience(page);
			const question = audience.locator('[data-predict="bars"]');
			await expect(question).toBeVisible();
			await expect(audience.locator('[data-figure="adapter"]')).toBeHidden();
			await expect(question.locator('[data-truth]')).toHaveCount(0);
			await expect(audience.locator('[data-tally]')).toHaveCount(0);
			await page.locator('[data-predict="bars"] input[name="hands-1"]').fill('4');
			await page.locator('[data-predict="bars"] input[name="hands-2"]').fill('12');
			await expect(audience.locator('[data-tally-bars]')).toHaveCount(0);
			await page.locator('[data-action="reveal"]').click();
			await expect(question.locator('[data-truth]')).toHaveCount(1);
			await expect(audience.locator('[data-tally-bars] li')).toHaveCount(3);
			await expect(audience.locator('[data-tally-bars] li.truth')).toContainText(/12.*16|16.*12/);
			await page.keyboard.press('r');
			await expect(question.locator('[data-truth]')).toHaveCount(0);
			// Notes are the presenter's.
			await expect(page.locator('[data-notes][data-on]')).toBeVisible();
			await expect(audience.locator('[data-notes]:visible')).toHaveCount(0);
		});
	});
}

test('either window may be reloaded: both show the same screen and settings again', async ({ page }) => {
	await present(page, '/en/lora/?present=figure-adapter');
	const audience = await openAudience(page);
	await page.locator('[data-figure="adapter"] input[name="rank"]').focus();
	await page.keyboard.press('ArrowRight');
	// The keys of a slider stay the slider's.
	await expect(page.locator('[data-figure="adapter"] input[name="rank"]')).toHaveValue('5');
	await isAt(page, 'figure-adapter');
	await expect.poll(() => valueOf(audience, 'parameters')).toBe(5 * 80);
	await audience.reload();
	await expect(audience.locator('[data-figure="adapter"]')).toBeVisible();
	await expect.poll(() => valueOf(audience, 'parameters')).toBe(5 * 80);
	await expect(page.locator('[data-audiences="1"]')).toBeVisible();
	await expect(page).toHaveURL(/rank=5/);
	await page.reload();
	await expect(page.locator('[data-audiences="1"]')).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await isAt(page, 'text-2');
	await expect(audience.locator('[data-figure="adapter"]')).toBeHidden();
	await expect(audience.locator('.prose > p:visible')).toHaveCount(2);
});

test('the audience waits where there is no presenter, and says so when one leaves', async ({
	page,
	context
}) => {
	await present(page, '/en/lora/?present=title');
	const audience = await openAudience(page);
	await page.keyboard.press('Escape');
	await expect(audience.locator('[data-waiting="left"]')).toBeVisible();
	await expect(audience.locator('article')).toBeHidden();
	const alone = await context.newPage();
	await open(alone, '/ko/lora/?audience=nobody1');
	await expect(alone.locator('[data-waiting="waiting"] h1')).toHaveText('발표자를 기다리고 있습니다');
	await expect(alone.locator('article')).toBeHidden();
});

test('a clicker works in the audience’s window too; there is nothing else to press', async ({ page }) => {
	await present(page, '/en/lora/?present=predict-bars');
	const audience = await openAudience(page);
	await audience.keyboard.press('PageDown');
	await isAt(page, 'figure-adapter');
	await expect(audience.locator('[data-figure="adapter"]')).toBeVisible();
	await expect(audience.locator('article :is(input, button, summary):visible')).toHaveCount(0);
	await audience.keyboard.press('b');
	await expect(audience.locator('[data-blank]')).toBeVisible();
	await expect(audience.locator('article')).toBeHidden();
	await expect(page.locator('[data-blank]')).toBeVisible();
	await page.keyboard.press('PageDown');
	await expect(audience.locator('[data-figure="adapter"]')).toBeVisible();
});

test('a message that is none is ignored, and said to be', async ({ page }) => {
	await present(page, '/en/lora/?present=title');
	const audience = await openAudience(page);
	const channel = new URL(audience.url()).searchParams.get('audience') ?? '';
	await page.evaluate((name) => {
		const other = new BroadcastChannel(`rankscope.present.${name}`);
		other.postMessage({ version: 1, kind: 'shown', lesson: 'lora', language: 'en', query: 'a b' });
	}, channel);
	await expect(audience.locator('[data-ignored="query"]')).toBeVisible();
	await expect(audience.locator('article h1')).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await expect(audience.locator('[data-ignored]')).toHaveCount(0);
});

test('the demo’s key sets the next receipt and trains, and the audience trains the same run', async ({
	page
}) => {
	await present(page, '/en/lora/?present=title&backend=cpu');
	const audience = await openAudience(page);
	await page.locator('[data-action="script"]').click();
	const script = page.locator('textarea[name="script"]');
	await script.fill('present=figure-adapter&rank=0');
	await expect(page.locator('dialog .problem')).toContainText(
		'Line 1, rank: expected an integer from 1 to 64'
	);
	await expect(page.locator('dialog button.main')).toBeDisabled();
	await script.fill(
		'present=figure-adapter&rank=2&steps=60&backend=cpu&seed=5\nrank=3&steps=60&backend=cpu&seed=5'
	);
	await page.locator('dialog button.main').click();
	const done = (window: Page) =>
		expect(window.locator('[data-figure="adapter"] [data-training]')).toHaveAttribute(
			'data-training',
			'done',
			{
				timeout: 60_000
			}
		);
	for (const rank of [2, 3]) {
		await page.keyboard.press('d');
		await isAt(page, 'figure-adapter');
		await expect.poll(() => valueOf(audience, 'parameters')).toBe(rank * 80);
		await expect.poll(() => valueOf(page, 'step'), { timeout: 60_000 }).toBe(60);
		await done(page);
		await done(audience);
		expect(await valueOf(audience, 'loss')).toBe(await valueOf(page, 'loss'));
	}
	await expect(page).toHaveURL(/rank=3/);
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
	expect(await screenOf(page)).not.toBe('step-lora.merge');
});

test('a screen that is not there is named, and the first one is shown', async ({ page }) => {
	await present(page, '/en/lora/?present=figure-nothing');
	await expect(page.locator('[data-notices] li')).toContainText('figure-nothing');
	await expect(page.locator('h1')).toBeVisible();
});

test('screens have the same names in both languages', async ({ page }) => {
	const idsOf = () =>
		page
			.locator('select[name="screen"] option')
			.evaluateAll((all) => all.map((o) => (o as HTMLOptionElement).value));
	for (const lesson of ['low-rank', 'lora', 'loha', 'optimum', 'lokr']) {
		await present(page, `/en/${lesson}/?present=title`);
		const english = await idsOf();
		expect(new Set(english).size).toBe(english.length);
		await present(page, `/ko/${lesson}/?present=title`);
		expect(await idsOf()).toEqual(english);
	}
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
	expect(readQr(modules).text).toBe(link);

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

for (const colorScheme of ['light', 'dark'] as const) {
	test(`neither window has an accessibility violation in the ${colorScheme} theme`, async ({ page }) => {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await present(page, '/ko/lora/?present=predict-bars');
		const audience = await openAudience(page);
		await audience.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await page.locator('[data-predict="bars"] input[name="hands-1"]').fill('4');
		await page.locator('[data-action="reveal"]').click();
		await expect(audience.locator('[data-tally-bars]')).toBeVisible();
		expect(await complaintsOf(page)).toEqual([]);
		expect(await complaintsOf(audience)).toEqual([]);
		await page.locator('[data-action="next"]').click();
		await expect(audience.locator('[data-figure="adapter"]')).toBeVisible();
		expect(await complaintsOf(page)).toEqual([]);
		expect(await complaintsOf(audience)).toEqual([]);
		await page.locator('[data-action="link"]').click();
		await expect(page.locator('dialog')).toBeVisible();
		expect(await complaintsOf(page)).toEqual([]);
	});
}
