/**
 * How long a grid of ranks takes on the page that compares the methods: from the press of its button to the frame in
 * which the first cell is painted, and to that of the last; the first grid of a page, and then one whose code is there
 * already. Asserts nothing. Reads build/; `npm run build` first.
 *
 *   node scripts/measure-sweep.mjs [--rounds 5] [--steps 500] [--backend cpu] [--from DIST] [--against DIST]
 *
 * --against: another build, measured in turn in the same run, so that a busy machine meets both alike.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { browserFlags, findBrowser } from './find-browser.mjs';
import { serveSite } from './serve-site.mjs';

const { values: options } = parseArgs({
	options: {
		rounds: { type: 'string', default: '5' },
		steps: { type: 'string', default: '500' },
		backend: { type: 'string', default: 'cpu' },
		from: { type: 'string', default: 'build' },
		against: { type: 'string', default: '' }
	}
});

/** In the page: presses the button, and waits. Milliseconds. */
async function sweep() {
	const grid = document.querySelector('[data-figure="sweep"]');
	const button = grid?.querySelector('[data-sweep] button.main');
	const progress = grid?.querySelector('progress');
	if (!(button instanceof HTMLButtonElement) || !progress) throw new Error('no grid here');
	/** @type {number[]} */
	const tasks = [];
	const observer = new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) tasks.push(duration);
	});
	observer.observe({ type: 'longtask' });
	const frame = () => new Promise((resolve) => void requestAnimationFrame(resolve));
	await frame();
	const before = performance.now();
	button.click();
	// What was there of a grid before is gone once this has settled.
	await Promise.resolve();
	/** @param {number} count */
	const until = async (count) => {
		do await frame();
		while (progress.value < count && performance.now() - before < 60_000);
		// Painted once the task after the frame runs.
		await new Promise((resolve) => void setTimeout(resolve, 0));
		return performance.now() - before;
	};
	const [first, all] = [await until(1), await until(64)];
	observer.disconnect();
	return { first, all, longest: Math.max(0, ...tasks) };
}

/** @param {readonly number[]} list */
const middle = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;

const builds = [options.from, ...(options.against === '' ? [] : [options.against])];
const servers = await Promise.all(builds.map((folder) => serveSite(folder)));
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
console.log(`load ${loadavg()[0]?.toFixed(1)} at the start`);
/** Build and grid → what was measured. @type {Map<string, Awaited<ReturnType<typeof sweep>>[]>} */
const found = new Map();
for (let round = 0; round < Number(options.rounds); round++) {
	for (const [n, server] of servers.entries()) {
		const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
		await page.goto(
			`${server.address}/en/compare/?backend=${options.backend}&gridMost=8&gridSteps=${options.steps}`
		);
		await page.locator('html[data-hydrated]').waitFor();
		const grid = page.locator('[data-figure="sweep"]');
		const folded = page.locator('details:not([open])', { has: grid });
		if ((await folded.count()) > 0) await folded.locator('summary').first().click();
		await grid.scrollIntoViewIfNeeded();
		await page.waitForLoadState('networkidle');
		await page.waitForTimeout(2000);
		for (const which of ['first', 'second']) {
			const key = `${builds[n]} | ${which}`;
			found.set(key, [...(found.get(key) ?? []), await page.evaluate(sweep)]);
			await page.waitForTimeout(300);
		}
		await page.close();
	}
}
console.log(
	'| build | grid of the page | first cell, ms: least, median | all 64, ms: least, median | longest task |'
);
console.log('|---|---|---|---|---|');
for (const [key, list] of found) {
	/** @param {'first' | 'all' | 'longest'} name */
	const of = (name) => list.map((one) => one[name]);
	const [first, all] = [of('first'), of('all')].map(
		(times) => `${Math.min(...times).toFixed(0)}, ${middle(times).toFixed(0)}`
	);
	console.log(`| ${key} | ${first} | ${all} | ${Math.max(...of('longest')).toFixed(0)} |`);
}
console.log(`load ${loadavg()[0]?.toFixed(1)} at the end`);
await browser.close();
for (const server of servers) server.close();
