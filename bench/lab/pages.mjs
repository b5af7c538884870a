/**
 * One notebook of 200 cells in three pages of one Chromium, in turn: the lab as it is built, Observable's runtime with
 * its inspector, and that runtime alone. From the slider's event to the end of the frame that shows its 20 readers:
 * where a hand drags it, whose events come with a frame, and where a script sets it at any moment.
 */
import { cpus, loadavg, tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browserFlags, findBrowser } from '../../scripts/find-browser.mjs';
import { serveSite } from '../../scripts/serve-site.mjs';
import { cache, installPeers, serve } from '../host.mjs';

const here = import.meta.dirname;
const [CELLS, READERS, MOST] = [200, 20, 64];
const HANDS = /** @type {const} */ (['hand', 'script']);
/** Of each page in each round; the first two of them are not counted. */
const MOVES = 10;

const fence = (/** @type {string} */ kind, /** @type {string} */ text) => `\`\`\`${kind}\n${text}\n\`\`\`\n`;
const notebook = [
	fence('control', `r = 1 in 1..${MOST}`),
	...Array.from({ length: CELLS - 1 }, (_, n) =>
		fence('expression', n < READERS ? `x${n} = r + ${n}` : `y${n} = ${n} + 1`)
	)
].join('\n');

async function bundlePeers() {
	const folder = join(cache, 'lab-page');
	await build({
		root: here,
		configFile: false,
		logLevel: 'warn',
		build: { target: 'esnext', outDir: folder, emptyOutDir: true }
	});
	return folder;
}

/** In the lab: has every reader what follows from this value? */
function labShows() {
	const shows = (/** @type {number} */ value) => {
		const cells = document.querySelectorAll('[data-cell]');
		for (let n = 0; n < 20; n++) {
			const cell = cells[n + 1];
			if (cell?.getAttribute('data-status') !== 'done') return false;
			if (cell.querySelector('output')?.textContent !== String(value + n)) return false;
		}
		return true;
	};
	Object.assign(window, { shows });
}

/** @param {string} value */
function setSlider(value) {
	const input = document.querySelector('input[type=range][name=r]');
	if (!(input instanceof HTMLInputElement)) throw new Error('bench: expected the slider r, got none');
	input.value = value;
	input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {import('@playwright/test').Page} page */
async function opened(page) {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
	const spent = async () => {
		const { metrics } = await devtools.send('Performance.getMetrics');
		return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
	};
	const watched = () => page.evaluate(() => /** @type {any} */ (window).watched());
	const taken = () => page.evaluate(() => /** @type {any} */ (window).taken());
	const slider = page.locator('input[type=range][name=r]');
	let at = 0;
	/** Another value each time, over the whole slider. */
	const next = () => (at = (at + 23) % MOST);
	/** @param {(typeof HANDS)[number]} hand */
	const moves = async (hand) => {
		await page.bringToFront();
		const box = await slider.boundingBox();
		if (!box) throw new Error('bench: expected a slider on the screen, got none');
		const place = () => [box.x + 8 + (next() / (MOST - 1)) * (box.width - 16), box.y + box.height / 2];
		const [x = 0, y = 0] = place();
		if (hand === 'hand') {
			await page.mouse.move(x, y);
			await page.mouse.down();
			await watched();
		}
		let before = await spent();
		for (let n = 0; n < MOVES; n++) {
			if (n === 2) {
				await taken();
				before = await spent();
			}
			await page.waitForTimeout(10 + Math.random() * 17);
			if (hand === 'hand') await page.mouse.move(place()[0] ?? 0, y);
			else await page.evaluate(setSlider, String(next() + 1));
			await watched();
		}
		const after = await spent();
		if (hand === 'hand') await page.mouse.up();
		const cost = (/** @type {string} */ name) => ((after[name] ?? NaN) - (before[name] ?? NaN)) / (MOVES - 2);
		return {
			.../** @type {{ painted: number[], through: number[] }} */ (await taken()),
			task: cost('TaskDuration'),
			script: cost('ScriptDuration')
		};
	};
	return moves;
}

const at = (/** @type {readonly number[]} */ values, /** @type {number} */ share) =>
	values.toSorted((a, b) => a - b)[Math.round(share * (values.length - 1))] ?? NaN;

/** @param {{ rounds: number, from: string }} options */
export async function measurePages({ rounds, from }) {
	installPeers();
	const peers = await serve(await bundlePeers());
	const site = await serveSite(from);
	const profile = mkdtempSync(join(tmpdir(), 'rankscope-lab-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: await findBrowser(),
		args: [...browserFlags],
		viewport: { width: 1280, height: 800 }
	});
	const loads = [loadavg()[0]];
	try {
		await context.addInitScript({ path: join(here, 'watch.js') });
		const open = async (/** @type {string} */ address) => {
			const page = await context.newPage();
			page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`));
			await page.goto(address);
			return page;
		};
		const lab = await open(`${site.address}/en/lab/#n=1${deflateRawSync(notebook).toString('base64url')}`);
		await lab.waitForFunction(
			(count) => document.querySelectorAll('[data-cell][data-status="done"]').length === count,
			CELLS,
			{ timeout: 120_000 }
		);
		await lab.evaluate(labShows);
		const pages = {
			lab,
			observable: await open(`${peers.address}#painted`),
			alone: await open(`${peers.address}#bare`)
		};
		const all = [];
		for (const [name, page] of Object.entries(pages)) {
			if (name !== 'lab') await page.waitForFunction(() => /** @type {any} */ (window).shows?.(1));
			all.push({ name, moves: await opened(page) });
		}
		/** @type {Record<string, { painted: number[], through: number[], task: number[], script: number[] }>} */
		const results = {};
		for (let round = 0; round <= rounds; round++) {
			for (const hand of HANDS) {
				// Whoever is first has the emptier machine: each is it in turn.
				for (const n of all.keys()) {
					const one = all[(n + round) % all.length];
					if (!one) continue;
					const { painted, through, task, script } = await one.moves(hand);
					// The first round is for the compiler.
					if (round === 0) continue;
					const kept = (results[`${one.name} ${hand}`] ??= {
						painted: [],
						through: [],
						task: [],
						script: []
					});
					kept.painted.push(...painted);
					kept.through.push(...through);
					kept.task.push(task);
					kept.script.push(script);
				}
			}
		}
		loads.push(loadavg()[0]);
		const version = context.browser()?.version() ?? '';
		return { results, version, load: loads.map((one) => (one ?? NaN).toFixed(1)).join(' to ') };
	} finally {
		await context.close();
		peers.close();
		site.close();
		rmSync(profile, { recursive: true });
	}
}

/** @param {Awaited<ReturnType<typeof measurePages>>} measured */
export function reportPages({ results, version, load }) {
	const lines = [
		`${CELLS} cells, ${READERS} readers, in one Chromium ${version} in turn, ${cpus()[0]?.model.trim() ?? ''}, load ${load}; ms from the event to the end of the frame that shows them:`
	];
	const names = {
		lab: 'the lab',
		observable: 'runtime and inspector',
		alone: 'the runtime alone'
	};
	for (const hand of HANDS) {
		const peer = at(results[`observable ${hand}`]?.painted ?? [], 0.5);
		lines.push(hand === 'hand' ? 'dragged by a hand' : 'set by a script at any moment');
		for (const [name, title] of Object.entries(names)) {
			const one = results[`${name} ${hand}`];
			if (!one) continue;
			const [median, most] = [at(one.painted, 0.5), at(one.painted, 0.9)];
			const through =
				one.through.length > 0 ? `, readers through after ${at(one.through, 0.5).toFixed(1)}` : '';
			lines.push(
				`  ${title}: ${median.toFixed(1)} (90 %: ${most.toFixed(1)}), ratio to runtime and inspector ${(median / peer).toFixed(2)} (${one.painted.length} moves${through}); processor time of the page's thread a move ${at(one.task, 0.5).toFixed(1)}, of it script ${at(one.script, 0.5).toFixed(1)}`
			);
		}
	}
	return lines.join('\n');
}
