import { expect, open, test } from './pages';
import type { Locator, Page } from '@playwright/test';

/** Presses Tab until the element has the focus: as far as a keyboard reader would have to go. */
async function tabTo(page: Page, wanted: Locator, most = 60): Promise<void> {
	for (let n = 0; n < most; n++) {
		if (await wanted.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	await expect(wanted).toBeFocused();
}

test('a symbol lights what it names, from the legend, from a formula and from a slider, and says what it is now', async ({
	page
}) => {
	await open(page, '/en/lora/?rank=6');
	const legend = page.locator('details.legend');
	await legend.locator('summary').focus();
	await page.keyboard.press('Enter');
	await legend.locator('[data-symbol="B"]').focus();
	const card = page.locator('[data-symbol-card="B"]');
	await expect(card).toContainText('left factor');
	await expect(card.locator('.facts')).toHaveAttribute('data-value', '48x6');
	// Here, and in formulas that come near.
	const lit = page.locator('.prose [data-symbol="B"].lit');
	expect(await lit.count()).toBeGreaterThan(5);
	await page.locator('[data-derivation]').scrollIntoViewIfNeeded();
	await expect.poll(() => lit.count()).toBeGreaterThan(10);
	expect(await page.locator('.prose [data-symbol="A"].lit').count()).toBe(0);
	await page.keyboard.press('Escape');
	await expect(card).toHaveCount(0);

	await page.locator('.prose p [data-symbol="r"]').first().hover();
	await expect(page.locator('[data-symbol-card="r"] .facts')).toHaveAttribute('data-value', '6');
	await expect(page.locator('[data-figure="adapter"] .slider.lit input[name="rank"]')).toHaveCount(1);

	await page.locator('[data-figure="adapter"] input[name="rank"]').focus();
	await expect.poll(() => page.locator('.prose [data-symbol="r"].lit').count()).toBeGreaterThan(3);
	await tabTo(page, page.locator('[data-figure="adapter"] input[name="alpha"]'), 6);
	await expect(page.locator('[data-symbol-card="alpha"]')).toBeAttached();
});

test('a symbol lights its matrix and its mark in a plot, they light the symbol, and a chart drawn anew stays lit', async ({
	page
}) => {
	await open(page, '/en/lora/?rank=6');
	const adapter = page.locator('[data-figure="adapter"]');
	await page.locator('details.legend summary').click();
	await page.locator('.legend [data-symbol="B"]').focus();
	await expect(adapter.locator('[role="img"][data-symbol="B"].lit')).toHaveCount(1);
	await expect(adapter.locator('[role="img"][data-symbol="A"].lit')).toHaveCount(0);
	await adapter.locator('[role="img"][data-symbol="A"]').hover();
	await expect(page.locator('[data-symbol-card="A"]')).toContainText('right factor');
	// Of a matrix in a figure the card tells what the figure shows: B as it was trained.
	await adapter.locator('[role="img"][data-symbol="B"]').hover();
	await expect(page.locator('[data-symbol-card="B"] .facts')).toHaveText(
		/^drawn here: 48 × 6, elements from −0\.\d+ to 0\.\d+$/
	);
	await adapter.locator('[role="img"][data-symbol="A"]').hover();
	await expect(page.locator('.legend [data-symbol="A"].lit')).toHaveCount(1);
	await page.locator('.legend [data-symbol="r"]').focus();
	await expect(adapter.locator('svg [data-symbol="r"].lit')).toHaveCount(1);

	await open(page, '/en/lokr/?rank=3');
	const ranks = page.locator('[data-figure="ranks"]');
	await ranks.scrollIntoViewIfNeeded();
	await ranks.locator('button').click();
	await expect(ranks.locator('[role="status"]')).toContainText('Rank r at');
	const ring = ranks.locator('.chart svg [data-symbol="r"]');
	await expect(ring).toHaveCount(2);
	const slider = page.locator('[data-figure="adapter"] input[name="rank"]').first();
	await slider.focus();
	await expect(ranks.locator('.chart svg [data-symbol="r"].lit')).toHaveCount(2);
	await page.keyboard.press('ArrowRight');
	await expect(slider).toHaveValue('4');
	await expect(ranks.locator('.chart svg [data-symbol="r"].lit')).toHaveCount(2);
});

test('the first use of a term leads to its entry in the glossary', async ({ page }) => {
	await open(page, '/ko/lora/');
	await page.locator('.prose a.term').first().click();
	await expect(page).toHaveURL(/\/ko\/glossary\/#/);
	await expect(page.locator('dl > div:target')).toBeVisible();
});
