/** Who switches the language, or goes back, is where they were: same place, same settings, and what was trained is drawn. */
import type { Page } from '@playwright/test';
import { expect, open, slide, test, trainedIn, valueOf } from './pages';

const figure = (page: Page, name: string) => page.locator(`[data-figure="${name}"]`);

/** Where the middle of something stands, as a share of the window. */
const heightOf = async (page: Page, selector: string): Promise<number> =>
	page.locator(selector).evaluate((element) => {
		const { top } = element.getBoundingClientRect();
		return top / window.innerHeight;
	});

async function alive(page: Page, lang: string): Promise<void> {
	await page.locator(`html[lang="${lang}"][data-hydrated]`).waitFor();
}

test('a trained run, its settings and the place outlive a change of the language, and Back and Forward', async ({
	page
}) => {
	await open(page, '/en/lora/');
	const adapter = figure(page, 'adapter');
	await slide(adapter.locator('input[name="rank"]'), 5);
	// What trains unasked first moves the panel a little: a click should meet what it was meant for.
	await trainedIn(adapter);
	await adapter.locator('[data-training] summary').click();
	await adapter.locator('select[name="backend"]').selectOption('cpu');
	await adapter.locator('input[name="steps"]').fill('60');
	await adapter.locator('input[name="steps"]').press('Enter');
	// Watched to its end, a run is kept.
	await adapter.locator('[data-start]').click();
	await expect(adapter.locator('input[name="moment"]')).toBeVisible();
	await trainedIn(adapter);
	const error = await valueOf(adapter, 'error');
	await adapter.locator('[data-training]').evaluate((panel) => panel.scrollIntoView({ block: 'start' }));
	const before = await heightOf(page, '[data-figure="adapter"] [data-training]');

	const isAsBefore = async (lang: string): Promise<void> => {
		await alive(page, lang);
		await expect(adapter.locator('[data-training="done"]')).toBeVisible();
		await expect(adapter.locator('[data-recalled]')).toBeVisible();
		expect(await valueOf(adapter, 'error')).toBe(error);
		await expect(adapter.locator('input[name="rank"]')).toHaveValue('5');
		await expect
			.poll(async () => Math.abs((await heightOf(page, '[data-figure="adapter"] [data-training]')) - before))
			.toBeLessThan(0.5);
	};
	// At once: the last setting has not reached the address yet.
	await page.locator('.languages a').evaluate((link: HTMLAnchorElement) => link.click());
	await isAsBefore('ko');
	await page.goBack();
	await isAsBefore('en');
	await page.goForward();
	await isAsBefore('ko');

	// Whoever loads the page anew begins anew.
	await page.reload();
	await alive(page, 'ko');
	await trainedIn(adapter);
	await expect(adapter.locator('[data-recalled]')).toHaveCount(0);
});

test('a step of a derivation and a setting of a moment ago go along to the other language', async ({
	page
}) => {
	await open(page, '/en/loha/?mode=steps');
	const list = page.locator('[data-derivation]');
	for (let step = 0; step < 3; step++) {
		await list.focus();
		await page.keyboard.press('ArrowRight');
	}
	const step = await list.locator('[aria-current="step"]').getAttribute('data-step');
	const selector = `[data-step="${step ?? ''}"]`;
	await expect(page.locator(selector)).toBeInViewport();
	await page.locator('.languages a').evaluate((link: HTMLAnchorElement) => link.click());
	await alive(page, 'ko');
	await expect(page.locator(`${selector}[aria-current="step"]`)).toBeInViewport();
});

test('glossary, progress and article stay themselves in the other language', async ({ page }) => {
	for (const name of ['glossary', 'progress', 'article']) {
		await open(page, `/en/${name}/`);
		await page.locator('.languages a').click();
		await alive(page, 'ko');
		expect(new URL(page.url()).pathname).toMatch(new RegExp(`^/ko/${name}/?$`));
	}
});
