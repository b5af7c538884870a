/**
 * How long the trained answer takes to follow the hand: from the input event of a move to the frame in which the
 * finished run of what is set has been painted, over moves of one slider as a drag makes them. The longest task of the
 * page's main thread comes with it. Asserts nothing. Reads build/; `npm run build` first.
 *
 *   node scripts/measure-hand.mjs [--lessons lora,loha,lokr] [--backends cpu,webgpu] [--moves 40] [--from DIST] [--against DIST]
 *
 * --against: another build, measured in turn in the same run, so that a busy machine meets both alike. In a build that
 * trains at the press of a button, the button is pressed after each move.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { browserFlags, findBrowser } from './find-browser.mjs';
import { serveSite } from './serve-site.mjs';

const { values: options } = parseArgs({
	options: {
		lessons: { type: 'string', default: 'lora,loha,lokr' },
		backends: { type: 'string', default: 'cpu,webgpu' },
		moves: { type: 'string', default: '40' },
		rounds: { type: 'string', default: '1' },
		from: { type: 'string', default: 'build' },
		against: { type: 'string', default: '' }
	}
});

/** Positions of a drag: every one is another state, for α moves on after each drag. */
const POSITIONS = 8;

/** Lesson → names of its main slider, the first that is there. @type {Readonly<Record<string, readonly string[]>>} */
const sliders = { lora: ['rank'], loha: ['r1', 'rank'], lokr: ['rank'] };

/**
 * In the page: moves a slider through the positions of a drag, again and again, and waits for each trained answer. No
 * state comes twice: what is kept is no measure of what is trained.
 * @param {{ names: readonly string[], moves: number, positions: number, limit: number }} how
 */
async function drag({ names, moves, positions, limit }) {
	const figure = document.querySelector('[data-figure="adapter"]');
	if (!figure) throw new Error('no live figure here');
	const input = names
		.map((name) => figure.querySelector(`input[type="range"][name="${name}"]`))
		.find((found) => found instanceof HTMLInputElement);
	if (!(input instanceof HTMLInputElement)) throw new Error(`no slider called ${names.join(' or ')}`);
	/** @type {number[]} */
	const tasks = [];
	const observer = new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) tasks.push(duration);
	});
	observer.observe({ type: 'longtask' });
	const frame = () => new Promise((resolve) => void requestAnimationFrame(resolve));
	/** Without what the answer adds: where it ran, and its digest. @param {string} receipt */
	const runOf = (receipt) => {
		const query = new URLSearchParams(receipt);
		for (const name of ['backend', 'digest']) query.delete(name);
		return query.toString();
	};
	const isTrained = () => {
		const trained = figure.getAttribute('data-trained') ?? '';
		return trained !== '' && runOf(trained) === runOf(figure.getAttribute('data-receipt') ?? '');
	};
	const followsByItself = figure.querySelector('[name="watched"]') === null;
	const alpha = figure.querySelector('input[type="range"][name="alpha"]');
	const least = Number(input.min);
	/** @param {HTMLInputElement} slider @param {number} value */
	const moveTo = async (slider, value) => {
		await frame();
		const before = performance.now();
		slider.value = String(value);
		slider.dispatchEvent(new Event('input', { bubbles: true }));
		if (!followsByItself) {
			await frame();
			const button = figure.querySelector('button[data-start]');
			if (button instanceof HTMLButtonElement) button.click();
		}
		// One frame to draw what has just been set, at least.
		for (;;) {
			await frame();
			if (isTrained()) break;
			if (performance.now() - before > limit) break;
		}
		// Painted once the task after the frame runs.
		await new Promise((resolve) => void setTimeout(resolve, 0));
		return performance.now() - before;
	};
	/** @type {number[]} */
	const waits = [];
	for (let n = 0; n < moves; n++) {
		if (n % positions === 0 && alpha instanceof HTMLInputElement)
			await moveTo(alpha, 1 + Math.floor(n / positions));
		const there = n % positions;
		const value = least + (Math.floor(n / positions) % 2 === 0 ? there : positions - 1 - there);
		if (Number(input.value) !== value) waits.push(await moveTo(input, value));
	}
	observer.disconnect();
	return { waits, tasks };
}

/** @param {number[]} sorted @param {number} share */
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;

const builds = [options.from, ...(options.against === '' ? [] : [options.against])];
const servers = await Promise.all(builds.map((folder) => serveSite(folder)));
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
console.log(`load ${loadavg()[0]?.toFixed(1)} at the start`);
console.log(
	'| lesson | backend | build | p50, ms | p95, ms | most, ms | longest task, ms | tasks over 50 ms |'
);
console.log('|---|---|---|---|---|---|---|---|');
for (const lesson of options.lessons.split(',')) {
	for (const backend of options.backends.split(',')) {
		/** @type {{ waits: number[], tasks: number[] }[]} */
		const found = builds.map(() => ({ waits: [], tasks: [] }));
		for (let round = 0; round < Number(options.rounds); round++) {
			for (const [n, server] of servers.entries()) {
				const page = await browser.newPage({
					viewport: { width: 1280, height: 800 },
					serviceWorkers: 'block'
				});
				await page.goto(`${server.address}/en/${lesson}/?backend=${backend}`);
				await page.locator('html[data-hydrated]').waitFor();
				await page.locator('[data-figure="adapter"]').scrollIntoViewIfNeeded();
				await page.waitForLoadState('networkidle');
				await page.waitForTimeout(3000);
				const how = {
					names: sliders[lesson] ?? ['rank'],
					moves: Number(options.moves),
					positions: POSITIONS,
					limit: 20_000
				};
				const { waits, tasks } = await page.evaluate(drag, how);
				found[n]?.waits.push(...waits);
				found[n]?.tasks.push(...tasks);
				await page.close();
			}
		}
		found.forEach(({ waits, tasks }, n) => {
			const sorted = waits.toSorted((a, b) => a - b);
			const numbers = [at(sorted, 0.5), at(sorted, 0.95), at(sorted, 1), Math.max(0, ...tasks)];
			console.log(
				`| ${lesson} | ${backend} | ${builds[n]} | ${numbers.map((x) => x.toFixed(0)).join(' | ')} | ${tasks.length} |`
			);
		});
	}
}
console.log(`load ${loadavg()[0]?.toFixed(1)} at the end`);
await browser.close();
for (const server of servers) server.close();
