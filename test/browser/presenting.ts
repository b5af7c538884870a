/** What the tests of a presentation share: the presenter's window, its screen, and a window of the audience. */
import type { Page } from '@playwright/test';
import { expect, open } from './pages';

/** Opens a lesson in the presenter's window. */
export async function present(page: Page, address: string): Promise<void> {
	await open(page, address);
	await expect(page.locator('[data-presenter]')).toBeVisible();
}

export const screenOf = (page: Page): Promise<string | null> =>
	page.evaluate(() => new URLSearchParams(location.search).get('present'));
/** The address follows the screen after a moment. */
export const isAt = (page: Page, screen: string): Promise<void> =>
	expect.poll(() => screenOf(page)).toBe(screen);

/** The window that key a opens, once it follows. */
export async function openAudience(page: Page): Promise<Page> {
	const opening = page.waitForEvent('popup');
	await page.keyboard.press('a');
	const audience = await opening;
	await expect(audience.locator('html')).toHaveAttribute('data-presenting', 'audience', { timeout: 60_000 });
	await expect(audience.locator('article')).toBeVisible();
	await expect(page.locator('[data-audiences="1"]')).toBeVisible();
	return audience;
}
