/** What every browser test needs: an opened page that answers, and that has said nothing it should not say. */
import { expect, test as base, type Locator, type Page } from '@playwright/test';

interface Watched {
	/** Lines of the console that a healthy page does not write, and requests to other hosts. */
	complaints: string[];
}

export const test = base.extend<{ watched: Watched }>({
	watched: [
		async ({ page, baseURL }, use) => {
			const complaints: string[] = [];
			page.on('console', (message) => {
				// The runner's own words, where it blocks the offline cache (playwright.config.ts).
				if (message.text() === 'Service Worker registration blocked by Playwright') return;
				if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
			});
			page.on('pageerror', (error) => complaints.push(String(error)));
			page.on('request', (request) => {
				const own = request.url().startsWith(baseURL ?? '') || /^(data|blob):/.test(request.url());
				if (!own) complaints.push(`a request to ${request.url()}`);
			});
			await use({ complaints });
			expect(complaints, 'the page stays silent and among itself').toEqual([]);
		},
		{ auto: true }
	]
});

export { expect };

/** Opens a page and waits until its controls answer. */
export async function open(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await page.locator('html[data-hydrated]').waitFor();
}

/** The machine-readable value of a live number; not one that the page marks as of settings that are gone. */
export async function valueOf(within: Page | Locator, name: string): Promise<number> {
	await expect(within.locator('[data-stale]')).toHaveCount(0);
	return Number(await within.locator(`output[name="${name}"]`).first().getAttribute('data-value'));
}

/** Moves a range input to a value, as its keys or a drag would. */
export async function slide(slider: Locator, value: number): Promise<void> {
	await slider.fill(String(value));
}

export const languages = ['en', 'ko'] as const;

/** Makes a measured choice fall on WebGPU, whatever this machine's GPU is worth: as a visit to a faster one left it. */
export async function preferWebgpu(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const info = (await navigator.gpu.requestAdapter())?.info;
		const name =
			info?.description || [info?.vendor, info?.architecture, info?.device].filter(Boolean).join(' ');
		const known = Array.from({ length: 40 }, (_, size) => [
			`${name}/1/${size}`,
			{ at: Date.now(), measured: { cpu: 1, webgpu: 1000 } }
		]);
		const written = JSON.stringify({ version: 2, origin: navigator.userAgent, known });
		localStorage.setItem('rankscope.calibration', written);
	});
}
