/**
 * What a page costs before anything is touched: transferred bytes (gzip), elements of the page, first contentful paint,
 * time until the page answers, and total blocking time. Serves build/ with gzip on a free port; `npm run build` first.
 *
 *   npm run measure [-- /en/lora/ …]
 *
 * Every page by default. Total blocking time: what tasks took beyond 50 ms each, between the first paint and the moment
 * when the page answers, at this machine's full speed.
 * Time to interactive here: from navigation to the moment when the page has hydrated (its first effect ran) and
 * the main thread has been free for 50 ms. The service worker is blocked: it fetches the rest later, when idle.
 */
import { readdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { browserFlags, findBrowser } from './find-browser.mjs';
import { serveSite } from './serve-site.mjs';

const RUNS = 3;
/** @param {number[]} numbers */
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
/** @param {number} bytes */
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

/**
 * One visit with an empty cache.
 * @param {import('@playwright/test').Browser} browser @param {string} address
 */
async function visit(browser, address) {
	const context = await browser.newContext({
		serviceWorkers: 'block',
		viewport: { width: 1280, height: 800 }
	});
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	/** @type {Map<string, number>} kind of resource → bytes */
	const bytes = new Map();
	/** @type {Map<string, string>} request → kind of resource */
	const kinds = new Map();
	session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const kind = kinds.get(requestId) ?? 'Other';
		bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
	});
	await page.addInitScript(() => {
		/** @type {{ start: number, duration: number }[]} */
		const tasks = [];
		Object.assign(window, { tasksOverFifty: tasks });
		new PerformanceObserver((list) => {
			for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, duration });
		}).observe({ type: 'longtask', buffered: true });
	});
	await page.goto(address);
	const interactive = await page.evaluate(
		() =>
			/** @type {Promise<number>} */ (
				new Promise((resolve) => {
					const wait = () =>
						document.documentElement.dataset['hydrated'] === undefined
							? setTimeout(wait, 5)
							: settle(performance.now());
					/** @param {number} since */
					const settle = (since) => {
						const before = performance.now();
						setTimeout(() => {
							const late = performance.now() - before;
							if (late < 60) resolve(since);
							else settle(performance.now());
						}, 50);
					};
					wait();
				})
			)
	);
	await page.waitForLoadState('networkidle');
	const { paint, blocked, elements } = await page.evaluate((end) => {
		const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
		/** @type {{ start: number, duration: number }[]} */
		const tasks = Reflect.get(window, 'tasksOverFifty');
		const late = tasks.filter(({ start, duration }) => start + duration > first && start < end);
		return {
			paint: first,
			blocked: late.reduce((sum, { duration }) => sum + duration - 50, 0),
			elements: document.querySelectorAll('*').length
		};
	}, interactive);
	await context.close();
	return { bytes, paint, interactive, blocked, elements };
}

/** Addresses of all pages in both languages. */
const everyPage = () =>
	['en', 'ko'].flatMap((language) => [
		`/${language}/`,
		...readdirSync(`build/${language}`, { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map(({ name }) => `/${language}/${name}/`)
	]);

const server = await serveSite('build');
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
const pages = process.argv.slice(2);
console.log(
	'| page | HTML | scripts | styles | fonts | other | total, kB gzip | elements | FCP, ms | TTI, ms | blocked, ms |'
);
console.log('|---|---|---|---|---|---|---|---|---|---|---|');
for (const path of pages.length > 0 ? pages : everyPage()) {
	const address = `${server.address}${path}`;
	const first = await visit(browser, address);
	const visits = [first];
	while (visits.length < RUNS) visits.push(await visit(browser, address));
	const { bytes, elements } = first;
	const named = ['Document', 'Script', 'Stylesheet', 'Font'].map((kind) => bytes.get(kind) ?? 0);
	const total = [...bytes.values()].reduce((sum, n) => sum + n, 0);
	const other = total - named.reduce((sum, n) => sum + n, 0);
	const times = [
		visits.map((v) => v.paint),
		visits.map((v) => v.interactive),
		visits.map((v) => v.blocked)
	].map((t) => Math.round(median(t)));
	const sizes = [...named, other, total].map(kilobytes);
	console.log(`| ${path} | ${[...sizes, elements, ...times].join(' | ')} |`);
}
await browser.close();
server.close();
