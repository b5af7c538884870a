/** What a reader sets while the page is still waiting for its scripts is kept, and applied when it comes alive. */
import type { Page } from '@playwright/test';
import { expect, test, valueOf } from './pages';

/** Opens a page whose scripts wait until they are let through. @returns lets them through */
async function openAsleep(page: Page, address: string): Promise<() => Promise<void>> {
	let wake: () => void = () => undefined;
	const awake = new Promise<void>((resolve) => (wake = resolve));
	await page.route('**/_app/**/*.js', async (route) => {
		await awake;
		await route.continue();
	});
	await page.goto(address, { waitUntil: 'commit' });
	await page.locator('footer').waitFor();
	return async () => {
		wake();
		await page.locator('html[data-hydrated]').waitFor();
	};
}

test('slider, switch, radio button, list and text, set before the page is alive, stay and count', async ({
	page
}) => {
	let wake = await openAsleep(page, '/en/lokr/?matrixB=1%200%3B0%201');
	const adapter = page.locator('[data-figure="adapter"]');
	await adapter.locator('input[name="rank"]').fill('6');
	await adapter.locator('input[name="decomposeBoth"]').check();
	const sameNumbers = page.locator('[data-figure="same-numbers"]');
	await sameNumbers.locator('select[name="guessLine"]').selectOption('4');
	await page.locator('select[name="pairA"]').selectOption('48');
	const typed = page.locator('[data-exercise] input[type="text"]').last();
	await typed.fill('a*c+b*d');
	await wake();
	await expect(adapter.locator('input[name="rank"]')).toHaveValue('6');
	await expect(adapter.locator('input[name="decomposeBoth"]')).toBeChecked();
	await expect(sameNumbers.locator('select[name="guessLine"]')).toHaveValue('4');
	await expect(page.locator('select[name="pairA"]')).toHaveValue('48');
	await expect(typed).toHaveValue('a*c+b*d');
	// Beside what the address says, in the address that the page now has, and in what it shows.
	for (const set of [/matrixB=1/, /rank=6/, /decomposeBoth=true/, /guessLine=4/, /pairA=48/])
		await expect(page).toHaveURL(set);

	await page.unrouteAll();
	wake = await openAsleep(page, '/ko/peft/');
	await page
		.locator('input[name="scheme"][value="bf16"]')
		.evaluate((radio: HTMLInputElement) => radio.click());
	await page.locator('input[name="scheme"][value="fp32"]').check();
	await page.locator('input[name="billions"]').fill('7');
	await page.locator('select[name="theme"]').selectOption('dark');
	await wake();
	await expect(page.locator('input[name="scheme"][value="fp32"]')).toBeChecked();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	expect(await valueOf(page.locator('[data-figure="memory"]'), 'memory-full')).toBe(112e9);
	await expect(page).toHaveURL(/billions=7/);
	await expect(page).toHaveURL(/scheme=fp32/);
});

test('a control that the link locks keeps what the link prescribes', async ({ page }) => {
	const wake = await openAsleep(page, '/en/lora/?rank=3&keep=none');
	const rank = page.locator('[data-figure="adapter"] input[name="rank"]');
	await rank.fill('9');
	await wake();
	await expect(rank).toBeDisabled();
	await expect(rank).toHaveValue('3');
});
