/** What every browser test needs: an opened page that answers, and that has said nothing it should not say. */
import {
	expect,
	test as base,
	type BrowserContext,
	type ConsoleMessage,
	type Locator,
	type Page,
	type Request,
	type ViewportSize
} from '@playwright/test';

interface Watched {
	/** Lines of the console that a healthy page does not write, and requests to other hosts. */
	complaints: string[];
}

interface Kept {
	context?: BrowserContext;
	page?: Page;
}

/** Where the site keeps what it has measured of the machine's backends (src/runs/connection.ts). */
const CALIBRATION = 'rankscope.calibration';
/** Steps a second that no machine has: see preferWebgpu(). */
const PRETENDED = { cpu: 1, webgpu: 1000 };

/**
 * The page of the test before as a first visitor finds it, but for what was measured of the machine, which stays the same:
 * nothing else stored, no route, no emulation, no other window.
 */
async function asNew(page: Page, viewport: ViewportSize | null): Promise<void> {
	for (const other of page.context().pages()) if (other !== page) await other.close();
	await page.unrouteAll();
	// Leaving a page may store something: it is emptied from an address of the same origin that has no script, and an
	// icon, for which a browser asks otherwise.
	const empty = { contentType: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' };
	await page.route('/empty', (route) => route.fulfill(empty));
	await page.goto('/empty');
	await page.unrouteAll();
	const pretended = JSON.stringify(PRETENDED);
	await page.evaluate(
		async ([name, untrue]) => {
			// Notebooks of the lab.
			for (const { name: kept } of await indexedDB.databases()) if (kept) indexedDB.deleteDatabase(kept);
			const measured = localStorage.getItem(name);
			localStorage.clear();
			sessionStorage.clear();
			if (measured && !measured.includes(untrue)) localStorage.setItem(name, measured);
		},
		[CALIBRATION, pretended] as const
	);
	await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, forcedColors: null });
	if (viewport) await page.setViewportSize(viewport);
}

/**
 * Most of what it takes to open a page is a new renderer, and files that no cache has. A worker keeps one page, which
 * every test finds as new. A test that changes what a page cannot be freed of (scripts that run first, touch, offline,
 * no JavaScript) asks for one of its own: `test.use({ ownContext: true })`.
 */
export const unwatched = base.extend<{ ownContext: boolean }, { kept: Kept }>({
	ownContext: [false, { option: true }],
	kept: [
		// Playwright reads off the parameter which fixtures are asked for.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const kept: Kept = {};
			await use(kept);
			await kept.context?.close();
		},
		{ scope: 'worker' }
	],
	context: async ({ browser, kept, ownContext }, use) => {
		if (!ownContext) {
			await use((kept.context ??= await browser.newContext()));
			return;
		}
		const context = await browser.newContext();
		await use(context);
		await context.close();
	},
	page: async ({ context, kept, ownContext, viewport }, use) => {
		if (ownContext) {
			await use(await context.newPage());
			return;
		}
		if (kept.page?.isClosed() !== false) kept.page = await context.newPage();
		await asNew(kept.page, viewport);
		await use(kept.page);
	}
});

/** The page says nothing that it should not say. */
export const test = unwatched.extend<{ watched: Watched }>({
	watched: [
		async ({ page, baseURL }, use) => {
			const complaints: string[] = [];
			const hear = (message: ConsoleMessage): void => {
				// The runner's own words, where it blocks the offline cache (playwright.config.ts).
				if (message.text() === 'Service Worker registration blocked by Playwright') return;
				if (message.type() === 'error' || message.type() === 'warning')
					complaints.push(`${message.text()} (${message.location().url})`);
			};
			const see = (error: Error): void => void complaints.push(String(error));
			const follow = (request: Request): void => {
				const own = request.url().startsWith(baseURL ?? '') || /^(data|blob):/.test(request.url());
				if (!own) complaints.push(`a request to ${request.url()}`);
			};
			page.on('console', hear).on('pageerror', see).on('request', follow);
			await use({ complaints });
			page.off('console', hear).off('pageerror', see).off('request', follow);
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

/** A receipt without what its run adds: the backend that it was left to, and the digest. */
const runIn = (receipt: string): string => {
	const query = new URLSearchParams(receipt);
	for (const name of ['backend', 'digest']) query.delete(name);
	return query.toString();
};

/** Waits until a figure draws the finished run of what is set. @returns its receipt, with digest */
export async function trainedIn(figure: Locator): Promise<string> {
	// It trains from when it is seen.
	await figure.scrollIntoViewIfNeeded();
	const receipt = async (name: string): Promise<string> => (await figure.getAttribute(`data-${name}`)) ?? '';
	await expect(async () => {
		const trained = await receipt('trained');
		expect(trained).toContain('digest=');
		expect(runIn(trained)).toBe(runIn(await receipt('receipt')));
	}).toPass({ timeout: 60_000, intervals: [20, 50, 100] });
	return receipt('trained');
}

/** Moves a range input to a value, as its keys or a drag would. */
export async function slide(slider: Locator, value: number): Promise<void> {
	await slider.fill(String(value));
}

export const languages = ['en', 'ko'] as const;

/** Makes a measured choice fall on WebGPU, whatever this machine's GPU is worth: as a visit to a faster one left it. */
export async function preferWebgpu(page: Page): Promise<void> {
	await page.evaluate(
		async ([key, measured]) => {
			const info = (await navigator.gpu.requestAdapter())?.info;
			const name =
				info?.description || [info?.vendor, info?.architecture, info?.device].filter(Boolean).join(' ');
			const known = Array.from({ length: 40 }, (_, size) => [
				`${name}/1/${size}`,
				{ at: Date.now(), measured }
			]);
			const written = JSON.stringify({ version: 2, origin: navigator.userAgent, known });
			localStorage.setItem(key, written);
		},
		[CALIBRATION, PRETENDED] as const
	);
}
