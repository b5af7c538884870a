/** Tables of the benchmark's results, for the terminal and for the section of docs/benchmarks.md. Measures nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { root } from '../scripts/install.mjs';
import { best, goals, ratio, short } from './goals.mjs';

/**
 * @typedef {{
 *   date: string, browser: string, cpu: string, command: string, load: string,
 *   timing: import('./page/rounds').Timing,
 *   environment: import('./page/results').Environment,
 *   first: import('./page/results').FirstStep[],
 *   training: import('./page/results').WorkResult[],
 *   sweep: import('./page/results').SweepResult[],
 *   svd: import('./page/results').SvdResult[],
 *   memory: import('./page/results').MemoryResult[]
 * }} Results
 */

const [START, END] = ['<!-- bench/run.mjs writes from here -->', '<!-- to here -->'];

/** @param {readonly string[]} heads @param {readonly (readonly string[])[]} rows */
const table = (heads, rows) =>
	[heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** @param {number} x */
const exponent = (x) => (Number.isNaN(x) ? '–' : x === 0 ? '0' : x.toExponential(1));

/** Steps a second, and between which rounds they lay. @param {import('./page/results').Score | undefined} score */
function rate(score) {
	if (!score) return '–';
	const [low, high] = [Math.min(...score.rounds), Math.max(...score.rounds)];
	return score.rounds.length > 1
		? `${short(score.rate)} (${short(low)} to ${short(high)})`
		: short(score.rate);
}

/** @param {Results} results @param {'webgpu' | 'cpu'} ours @param {'webgpu' | 'wasm'} theirs */
function training(results, ours, theirs) {
	const rows = results.training.map((work) => {
		const [mine, tfjs, jax] = [
			best(work, 'Rankscope', ours),
			best(work, 'tfjs', theirs),
			best(work, 'jax-js', theirs)
		];
		const peers = [tfjs, jax].flatMap((peer) => [
			peer ? `${rate(peer)}, ${peer.form}` : '–',
			mine && peer ? `**${short(ratio(mine, peer))}×**` : '–'
		]);
		return [work.title, rate(mine), ...peers];
	});
	const names = [`Rankscope ${ours}`, `tfjs ${theirs}`, 'ratio', `jax-js ${theirs}`, 'ratio'];
	return table(['work', ...names], rows);
}

/** What each contestant asks of the GPU, and how far its losses are off, over all works. @param {Results} results */
function contestants({ training: works }) {
	const names = [...new Set(works.flatMap((w) => w.scores.map((s) => s.name)))];
	const rows = names.map((name) => {
		const scores = works.flatMap((w) => w.scores.filter((s) => s.name === name));
		const sound = scores.filter((s) => s.agrees);
		const failed = scores.filter((s) => !s.agrees);
		const reasons = failed.map((s) => s.failure ?? `off by ${exponent(s.difference)}`);
		/** @param {'dispatches' | 'submits' | 'writes' | 'readbacks'} what */
		const range = (what) => {
			const counts = sound.flatMap((s) => (s.counts ? [s.counts[what]] : []));
			if (counts.length === 0) return '–';
			const [low, high] = [short(Math.min(...counts)), short(Math.max(...counts))];
			return low === high ? low : `${low} to ${high}`;
		};
		const steps = [...new Set(sound.map((s) => s.checked))];
		const off = sound.length > 0 ? Math.max(...sound.map((s) => s.difference)) : NaN;
		const [fewest, most] = [Math.min(...steps), Math.max(...steps)];
		const check =
			sound.length > 0 ? `${exponent(off)} in ${fewest === most ? '' : `${fewest} to `}${most} steps` : '–';
		const verdict =
			failed.length > 0 ? `**failed ${failed.length}**: ${[...new Set(reasons)].join('; ')}` : 'agrees';
		return [name, range('dispatches'), range('submits'), range('writes'), range('readbacks'), check, verdict];
	});
	const heads = [
		'contestant',
		'dispatches',
		'submits',
		'writes',
		'readbacks',
		'largest difference of a loss',
		''
	];
	return table(heads, rows);
}

/** @param {Results} results */
function sweeps({ sweep }) {
	const first = sweep.find((s) => s.library === 'Rankscope' && s.device === 'webgpu');
	const second = sweep.find((s) => s.library === 'Rankscope' && s.device === 'cpu');
	const rows = sweep.map((s) => [
		s.name,
		s.how,
		short(s.rate),
		short(s.seconds),
		...[first, second].map((ours) =>
			ours && s.library !== 'Rankscope' ? `${short(ours.rate / s.rate)}×` : '–'
		),
		exponent(s.difference),
		s.note
	]);
	const heads = [
		'contestant',
		'how',
		'steps/s of all',
		'500 steps, s',
		'Rankscope webgpu',
		'Rankscope cpu',
		'off by',
		''
	];
	return table(heads, rows);
}

/** @param {Results} results @returns {[title: string, body: string][]} */
function sections(results) {
	const { first, svd, memory } = results;
	/** @type {[string, string, boolean][]} */
	const all = [
		['Goals', goalTable(results), true],
		['Steps a second, WebGPU', training(results, 'webgpu', 'webgpu'), results.training.length > 0],
		['Steps a second, CPU', training(results, 'cpu', 'wasm'), results.training.length > 0],
		[
			'What a step asks of the GPU, and whether it is right',
			contestants(results),
			results.training.length > 0
		],
		['Sweep over r1, r2 = 1 … 8, LoHa, d = 64', sweeps(results), results.sweep.length > 0],
		[
			'First step, LoHa 4/4, d = 128, milliseconds',
			table(
				['contestant', 'nothing compiled', 'other seeds', 'other ranks'],
				first.map((f) => [f.name, ...[f.cold, f.otherSeed, f.otherRank].map((x) => String(Math.round(x)))])
			),
			first.length > 0
		],
		[
			'Singular values of 64 matrices, 64 × 64, of rank 16',
			table(
				['contestant', 'milliseconds', 'largest error / σ₁'],
				svd.map((s) => [s.name, short(s.milliseconds), exponent(s.error)])
			),
			svd.length > 0
		],
		[
			'Heap',
			table(
				['contestant', 'steps', 'bytes a step'],
				memory.map((m) => [m.name, String(m.steps), m.bytesPerStep.toFixed(1)])
			),
			memory.length > 0
		]
	];
	return all.flatMap(([title, body, there]) => (there ? [[title, body]] : []));
}

/** @param {Results} results */
const goalTable = (results) =>
	table(
		['goal', 'wanted', 'measured', ''],
		goals(results).map(({ title, wanted, measured, met }) => [
			title,
			wanted,
			measured,
			met === null ? '–' : met ? 'met' : '**missed**'
		])
	);

/** @param {Results} results */
const where = ({ date, browser, cpu, environment, timing, command, load }) =>
	`${date}, Chromium ${browser}, GPU ${environment.gpu}, ${cpu}, load average ${load}: \`${command}\`. Median of ${timing.rounds} interleaved rounds of ${timing.chunk} ms, in brackets the slowest and the fastest.`;

/** For the terminal. @param {Results} results */
export const report = (results) =>
	[where(results), ...sections(results).map(([title, body]) => `${title}\n\n${body}`)].join('\n\n');

const about = `What is trained: loss = mean((X(W0 + ΔW)ᵀ − Y)²) with 64 rows of data and the initial values of Rankscope's own experiment, Adam at 0.01; as matrix target ½‖ΔW − T‖². Peers: TensorFlow.js 4.22.0 and jax-js 0.1.25, each in the dense form that papers print and in Rankscope's algebra (thin factors, R0 formed before training), Adam by hand over one vector where that is faster; a row shows the fastest form. All of them run in one page, which is isolated from other origins, so that Wasm may use threads. Each contestant's losses are compared with plain float64 loops on the dense ΔW (bench/page/oracle.ts, which shares nothing with the algebra) before it is ranked.

jax-js on Wasm is read synchronously: an awaited array makes it send every kernel to a worker, which is ten times as slow ("awaited" in the list of contestants).`;

/** Writes the part of docs/benchmarks.md between the two comments, and leaves the rest alone. @param {Results} results */
export async function writeSection(results) {
	const path = join(root, 'docs/benchmarks.md');
	const text = readFileSync(path, 'utf8');
	const body = sections(results).map(([title, content]) => `### ${title}\n\n${content}`);
	const section = [START, '## Against other libraries', where(results), about, ...body, END].join('\n\n');
	const [from, to] = [text.indexOf(START), text.indexOf(END)];
	const next =
		from >= 0 && to > from
			? text.slice(0, from) + section + text.slice(to + END.length)
			: `${text}\n${section}\n`;
	writeFileSync(path, await format(next, { parser: 'markdown' }));
	process.stderr.write(`${path}\n`);
}
