/**
 * What a page costs before anything is touched: transferred bytes (gzip), first contentful paint, and time until
 * the page answers. Serves build/ with gzip on a free port; `npm run build` first.
 *
 *   node scripts/measure-page.mjs [/en/lora/ …]
 *
 * Time to interactive here: from navigation to the moment when the page has hydrated (its first effect ran) and
 * the main thread has been free for 50 ms. The service worker is blocked: it fetches the rest later, when idle.
 */
import { chromium } from '@playwright/test';
import { browserFlags, findBrowser } from './find-browser.mjs';
import { serveSite } from './serve-site.mjs';

const RUNS = 5;
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
	const paint = await page.evaluate(
		() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN
	);
	await context.close();
	return { bytes, paint, interactive };
}

const server = await serveSite('build');
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
const pages = process.argv.slice(2);
console.log('| page | HTML | scripts | styles | fonts | other | total, kB gzip | FCP, ms | TTI, ms |');
console.log('|---|---|---|---|---|---|---|---|---|');
for (const path of pages.length > 0
	? pages
	: ['/en/', '/en/low-rank/', '/ko/low-rank/', '/en/lora/', '/ko/lora/']) {
	const address = `${server.address}${path}`;
	const first = await visit(browser, address);
	const visits = [first];
	while (visits.length < RUNS) visits.push(await visit(browser, address));
	const { bytes } = first;
	const named = ['Document', 'Script', 'Stylesheet', 'Font'].map((kind) => bytes.get(kind) ?? 0);
	const total = [...bytes.values()].reduce((sum, n) => sum + n, 0);
	const other = total - named.reduce((sum, n) => sum + n, 0);
	const times = [visits.map((v) => v.paint), visits.map((v) => v.interactive)].map((t) =>
		Math.round(median(t))
	);
	console.log(`| ${path} | ${[...named, other, total].map(kilobytes).join(' | ')} | ${times.join(' | ')} |`);
}
await browser.close();
server.close();
