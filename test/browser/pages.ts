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

/** The machine-readable value of a live number. */
export const valueOf = async (within: Page | Locator, name: string): Promise<number> =>
	Number(await within.locator(`output[name="${name}"]`).first().getAttribute('data-value'));

/** Moves a range input to a value, as its keys or a drag would. */
export async function slide(slider: Locator, value: number): Promise<void> {
	await slider.fill(String(value));
}

export const languages = ['en', 'ko'] as const;

const STORAGE = 'rankscope.calibration';

/**
 * Makes a measured choice fall on WebGPU from the next visit on, whatever this machine's GPU is worth.
 * @param measure lets the page measure
 */
export async function preferWebgpu(page: Page, measure: () => Promise<void>): Promise<void> {
	// A choice without numbers means that the shaders were late: then they are measured the next time.
	for (let tries = 0; tries < 5; tries++) {
		await measure();
		const written = await page.evaluate((key) => localStorage.getItem(key), STORAGE);
		if (written !== null) break;
		await page.waitForTimeout(2000);
		await page.locator('[data-training] button.main').first().click();
	}
	await page.evaluate((key) => {
		const found = JSON.parse(localStorage.getItem(key) ?? '{}') as { known: [string, object][] };
		for (const entry of found.known) entry[1] = { cpu: 1, webgpu: 1000 };
		localStorage.setItem(key, JSON.stringify(found));
	}, STORAGE);
}
