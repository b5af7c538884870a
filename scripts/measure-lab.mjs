/**
 * What a control of a large notebook costs in the page: 200 cells, of which 20 read one slider. From its move to the frame
 * after the last of them shows its new value, the tasks of the main thread over 50 ms on the way, and the processor time
 * that the page's thread took a move, which says more where other processes share the cores. Asserts nothing.
 * Reads build/; `npm run build` first.
 *
 *   node scripts/measure-lab.mjs [--cells 200] [--readers 20] [--moves 40] [--from DIST]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { browserFlags, findBrowser } from './find-browser.mjs';
import { serveSite } from './serve-site.mjs';

const { values: options } = parseArgs({
	options: {
		cells: { type: 'string', default: '200' },
		readers: { type: 'string', default: '20' },
		moves: { type: 'string', default: '40' },
		from: { type: 'string', default: 'build' }
	}
});
const [cells, readers, moves] = [Number(options.cells), Number(options.readers), Number(options.moves)];

const fence = (/** @type {string} */ kind, /** @type {string} */ text) => `\`\`\`${kind}\n${text}\n\`\`\`\n`;
const notebook = [
	fence('control', 'r = 1 in 1..64'),
	...Array.from({ length: cells - 1 }, (_, n) =>
		n < readers ? fence('expression', `x${n} = r + ${n}`) : fence('expression', `y${n} = ${n} + 1`)
	)
].join('\n');
const packed = `n=1${deflateRawSync(notebook).toString('base64url')}`;

/** In the page: moves the slider, waits for the last reader and a frame. @param {{ value: string, last: number }} how */
async function move({ value, last }) {
	const input = document.querySelector('input[type=range][name=r]');
	if (!(input instanceof HTMLInputElement)) throw new Error('measure-lab: expected the slider r, got none');
	const cell = document.querySelectorAll('[data-cell]')[last];
	const wanted = String(Number(value) + last - 1);
	const begun = performance.now();
	const shown = new Promise((resolve) => {
		const look = () => {
			if (cell?.textContent?.includes(wanted) && cell.getAttribute('data-status') === 'done') {
				observer.disconnect();
				resolve(undefined);
			}
		};
		const observer = new MutationObserver(look);
		if (cell)
			observer.observe(cell, { subtree: true, childList: true, characterData: true, attributes: true });
	});
	input.value = value;
	input.dispatchEvent(new Event('input', { bubbles: true }));
	await shown;
	await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
	return performance.now() - begun;
}

const profile = mkdtempSync(join(tmpdir(), 'rankscope-lab-'));
const site = await serveSite(options.from);
const browser = await chromium.launchPersistentContext(profile, {
	executablePath: await findBrowser(),
	args: [...browserFlags]
});
try {
	const page = await browser.newPage();
	await page.addInitScript(() => {
		const tasks = /** @type {number[]} */ ([]);
		Object.assign(window, { longTasks: tasks });
		new PerformanceObserver((list) => {
			for (const { duration } of list.getEntries()) tasks.push(duration);
		}).observe({ type: 'longtask' });
	});
	await page.goto(`${site.address}/en/lab/#${packed}`);
	await page.waitForFunction(
		(count) => document.querySelectorAll('[data-cell][data-status="done"]').length === count,
		cells,
		{ timeout: 300_000 }
	);
	await page.evaluate(() => Object.assign(window, { longTasks: [] }));
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
	const taken = async () => {
		const { metrics } = await devtools.send('Performance.getMetrics');
		return new Map(metrics.map(({ name, value }) => [name, value]));
	};
	const before = await taken();
	const times = [];
	for (let n = 0; n < moves; n++)
		times.push(await page.evaluate(move, { value: String((n % 60) + 2), last: readers }));
	const after = await taken();
	const shares = ['Task', 'Script', 'RecalcStyle', 'Layout'].map((name) => {
		const [end = NaN, begin = NaN] = [after.get(`${name}Duration`), before.get(`${name}Duration`)];
		return `${name} ${(((end - begin) * 1000) / moves).toFixed(1)}`;
	});
	const sorted = times.slice(5).toSorted((a, b) => a - b);
	const at = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
	const long = await page.evaluate(() => /** @type {any} */ (window).longTasks.length);
	console.log(
		`${cells} cells, ${readers} readers, ${sorted.length} moves: painted after ${at(0.5).toFixed(0)} ms (90 %: ${at(0.9).toFixed(0)} ms, least ${at(0).toFixed(0)} ms); tasks over 50 ms: ${long}`
	);
	console.log(`processor time of the page's thread a move, ms: ${shares.join(', ')}`);
} finally {
	await browser.close();
	await site.close();
	rmSync(profile, { recursive: true });
}
