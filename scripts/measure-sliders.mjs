/**
 * What moving the controls costs the page's own thread: every slider of every lesson is dragged over its range, as the
 * page opens and with all sliders at their largest, and the tasks of the main thread are counted by their CPU time
 * (a busy machine makes them last longer, not cost more). Asserts nothing. Reads build/; `npm run build` first.
 *
 *   node scripts/measure-sliders.mjs [--lessons lora,loha] [--only rank,alpha] [--states opened,largest] [--all] [--from DIST]
 *
 * Prints the controls with a task over 50 ms, or with --all each: longest task, tasks over 50 ms, their sum, all CPU time.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { browserFlags, findBrowser } from './find-browser.mjs';
import { lessonIds } from './lessons.mjs';
import { serveSite } from './serve-site.mjs';

/** Milliseconds of a task that a reader feels. */
const LONG = 50;
/** Positions of a slider on its way from the least to the most and back to where it was. */
const STEPS = 12;

const { values: options } = parseArgs({
	options: {
		lessons: { type: 'string', default: '' },
		only: { type: 'string', default: '' },
		states: { type: 'string', default: 'opened,largest' },
		from: { type: 'string', default: 'build' },
		all: { type: 'boolean', default: false }
	}
});
const lessons = options.lessons === '' ? lessonIds : options.lessons.split(',');
const only = options.only === '' ? [] : options.only.split(',');

/** @typedef {{ ts: number, dur: number, tdur: number }} Task in milliseconds */

/** In the page: its sliders by index, without those that cannot be moved. @param {string[]} wanted */
const slidersOf = (wanted) =>
	[...document.querySelectorAll('input[type=range]')].flatMap((input, index) => {
		if (!(input instanceof HTMLInputElement) || input.disabled) return [];
		if (wanted.length > 0 && !wanted.includes(input.name)) return [];
		const figure = input.closest('[data-figure]')?.getAttribute('data-figure') ?? '-';
		return [{ index, name: input.name || input.getAttribute('aria-label') || '?', figure }];
	});

/** In the page: drags one slider, a position a frame, and waits for what follows. @param {[number, number]} how */
async function drag([index, steps]) {
	const input = [...document.querySelectorAll('input[type=range]')][index];
	if (!(input instanceof HTMLInputElement)) return;
	const frame = () =>
		new Promise((resolve) => {
			requestAnimationFrame(() => setTimeout(resolve, 0));
		});
	const [least, most, before] = [Number(input.min), Number(input.max), input.value];
	const moveTo = async (/** @type {string} */ value) => {
		input.value = value;
		input.dispatchEvent(new Event('input', { bubbles: true }));
		await frame();
	};
	for (let i = 0; i <= steps; i++) await moveTo(String(least + ((most - least) * i) / steps));
	await moveTo(before);
	input.dispatchEvent(new Event('change', { bubbles: true }));
	// Equations and charts wait for an idle moment; then nothing is marked as being on its way.
	const end = performance.now() + 20_000;
	let quiet = 0;
	while (quiet < 3 && performance.now() < end) {
		await new Promise((resolve) => {
			setTimeout(resolve, 150);
		});
		quiet = document.querySelector('[data-checking], [data-stale]') ? 0 : quiet + 1;
	}
}

/** In the page: every slider to its largest. */
async function enlarge() {
	for (const input of document.querySelectorAll('[data-figure] input[type=range]')) {
		if (!(input instanceof HTMLInputElement) || input.disabled) continue;
		input.value = input.max;
		input.dispatchEvent(new Event('input', { bubbles: true }));
	}
	await new Promise((resolve) => {
		setTimeout(resolve, 3000);
	});
}

/**
 * The tasks of the page's main thread in a trace, and the times of its marks.
 * @param {{ traceEvents: { name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number, cat: string }[] }} trace
 */
function read({ traceEvents }) {
	const mark = traceEvents.find(({ name }) => name.startsWith('slider '));
	const [pid, tid] = [mark?.pid, mark?.tid];
	const mine = traceEvents.filter((event) => event.pid === pid && event.tid === tid);
	const tasks = mine
		.filter(({ name, ph }) => ph === 'X' && name.endsWith('RunTask'))
		.map(({ ts, dur = 0, tdur = dur }) => ({ ts: ts / 1000, dur: dur / 1000, tdur: tdur / 1000 }));
	const marks = mine
		.filter(({ name }) => name.startsWith('slider '))
		.map(({ name, ts }) => ({ name: name.slice('slider '.length), ts: ts / 1000 }));
	return { tasks, marks };
}

const server = await serveSite(options.from);
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
const folder = mkdtempSync(join(tmpdir(), 'sliders-'));
let [longest, total] = [0, 0];
console.log('| lesson | state | figure | slider | longest, ms | over 50 ms | their sum, ms | all, ms |');
console.log('|---|---|---|---|---|---|---|---|');
for (const lesson of lessons) {
	for (const state of options.states.split(',')) {
		const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
		await page.goto(`${server.address}/en/${lesson}/`);
		await page.locator('html[data-hydrated]').waitFor();
		await page.waitForLoadState('networkidle');
		if (state === 'largest') await page.evaluate(enlarge);
		const sliders = await page.evaluate(slidersOf, only);
		const path = join(folder, `${lesson}-${state}.json`);
		await browser.startTracing(page, { path, categories: ['toplevel', 'blink.user_timing'] });
		for (const { index, figure, name } of sliders) {
			await page
				.locator('input[type=range]')
				.nth(index)
				.scrollIntoViewIfNeeded({ timeout: 1000 })
				.catch(() => undefined);
			// What comes into view is laid out and drawn for the first time: scrolling, not dragging.
			await page.waitForTimeout(700);
			await page.evaluate((text) => void performance.mark(text), `slider ${figure} ${name}`);
			await page.evaluate(drag, /** @type {[number, number]} */ ([index, STEPS]));
			await page.evaluate(() => void performance.mark('slider -'));
		}
		await browser.stopTracing();
		const { tasks, marks } = read(JSON.parse(readFileSync(path, 'utf8')));
		marks.forEach(({ name, ts }, i) => {
			const until = marks[i + 1]?.ts;
			if (name === '-' || until === undefined) return;
			const own = tasks.filter((task) => task.ts >= ts && task.ts < until).map(({ tdur }) => tdur);
			const long = own.filter((ms) => ms > LONG);
			const [max, sum, all] = [
				Math.max(0, ...own),
				long.reduce((a, b) => a + b, 0),
				own.reduce((a, b) => a + b, 0)
			];
			longest = Math.max(longest, max);
			total += sum;
			if (!options.all && long.length === 0) return;
			const [figure, slider] = name.split(' ');
			console.log(
				`| ${lesson} | ${state} | ${figure} | ${slider} | ${max.toFixed(0)} | ${long.length} | ${sum.toFixed(0)} | ${all.toFixed(0)} |`
			);
		});
		await page.close();
	}
}
console.log(`\nLongest task ${longest.toFixed(0)} ms; tasks over ${LONG} ms: ${total.toFixed(0)} ms in all.`);
rmSync(folder, { recursive: true });
await browser.close();
server.close();
