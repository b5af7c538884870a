/**
 * What the compute core is to reach, and whether results reach it. A goal on several sizes is met only if the worst of
 * them meets it; what was not measured is neither met nor missed.
 */

/** @typedef {import('./report.mjs').Results} Results */
/** @typedef {import('./page/results').WorkResult} WorkResult */
/** @typedef {import('./page/results').Score} Score */
/** @typedef {{ title: string, wanted: string, measured: string, met: boolean | null }} Goal */

/**
 * The fastest form of a library that trained what it should.
 * @param {WorkResult} work @param {string} library @param {string} device
 * @returns {Score | undefined}
 */
export const best = (work, library, device) =>
	work.scores
		.filter((s) => s.library === library && s.device === device && s.agrees)
		.reduce(
			(/** @type {Score | undefined} */ a, b) => (a && a.rate >= b.rate ? a : b),
			/** @type {Score | undefined} */ (undefined)
		);

/** @param {Score | undefined} ours @param {Score | undefined} theirs */
export const ratio = (ours, theirs) => (ours && theirs ? ours.rate / theirs.rate : NaN);

/** Three digits at most. @param {number} x */
export const short = (x) =>
	Number.isNaN(x)
		? '–'
		: x >= 100
			? Math.round(x).toLocaleString('en-US')
			: Number(x.toPrecision(2)).toString();

/** @param {readonly number[]} numbers @param {(x: number) => string} [write] */
const range = (numbers, write = short) => {
	const [low, high] = [write(Math.min(...numbers)), write(Math.max(...numbers))];
	return low === high ? low : `${low} to ${high}`;
};

/**
 * @param {string} title @param {string} wanted @param {readonly number[]} found
 * @param {(x: number) => boolean} holds @param {(x: number) => string} [write]
 * @returns {Goal}
 */
function goal(title, wanted, found, holds, write) {
	const numbers = found.filter((x) => !Number.isNaN(x));
	if (numbers.length === 0) return { title, wanted, measured: 'not measured', met: null };
	return { title, wanted, measured: range(numbers, write), met: numbers.every(holds) };
}

/** @param {Results} results @returns {Goal[]} */
export function goals({ training, sweep, first, memory }) {
	const data = training.filter((w) => w.loss === 'data');
	/** @param {readonly number[]} sizes @param {string} device @param {string} library @param {string} theirs */
	const ratios = (sizes, device, library, theirs) =>
		data
			.filter((w) => sizes.includes(w.size))
			.map((w) => ratio(best(w, 'Rankscope', device), best(w, library, theirs)));
	/** @param {string} title @param {readonly number[]} sizes @param {readonly [string, string, string]} who @param {number} least */
	const faster = (title, sizes, [device, library, theirs], least) =>
		goal(
			title,
			`≥ ${least}×`,
			ratios(sizes, device, library, theirs),
			(x) => x >= least,
			(x) => `${short(x)}×`
		);
	/** @param {string} library @param {string} how @param {string} device */
	const rateOf = (library, how, device) =>
		sweep.find((s) => s.library === library && s.how === how && s.device === device)?.rate ?? NaN;
	/** @param {string} title @param {string} library @param {string} how @param {number} least */
	const sweeps = (title, library, how, least) =>
		goal(
			title,
			`≥ ${least}×`,
			[rateOf('Rankscope', 'grid', 'webgpu') / rateOf(library, how, 'webgpu')],
			(x) => x >= least,
			(x) => `${short(x)}×`
		);
	const ours = training.flatMap((w) => w.scores.filter((s) => s.library === 'Rankscope' && !s.failure));
	const dispatches = ours.flatMap((s) => (s.counts ? [s.counts.dispatches] : []));
	const atEnd = ours.filter((s) => s.checked === 100).map((s) => s.differenceAtEnd);
	const start = first.find((f) => f.name === 'Rankscope webgpu');
	const middle = [64, 128, 256];
	/** @param {number} x */
	const milliseconds = (x) => `${Math.round(x)} ms`;
	return [
		faster(
			'one adapter, WebGPU against tfjs WebGPU, d = 64 to 256',
			middle,
			['webgpu', 'tfjs', 'webgpu'],
			35
		),
		faster('the same, d = 512', [512], ['webgpu', 'tfjs', 'webgpu'], 100),
		faster(
			'one adapter, WebGPU against jax-js WebGPU, d = 64 to 256',
			middle,
			['webgpu', 'jax-js', 'webgpu'],
			7
		),
		faster('the same, d = 512', [512], ['webgpu', 'jax-js', 'webgpu'], 30),
		faster('one adapter, CPU against tfjs Wasm, d = 128', [128], ['cpu', 'tfjs', 'wasm'], 25),
		faster('one adapter, CPU against jax-js Wasm, d = 128', [128], ['cpu', 'jax-js', 'wasm'], 50),
		sweeps('8 × 8 sweep, WebGPU against tfjs one by one', 'tfjs', 'one by one', 50),
		sweeps('8 × 8 sweep, WebGPU against jax-js one by one', 'jax-js', 'one by one', 10),
		sweeps('8 × 8 sweep, WebGPU against jax-js in one batch', 'jax-js', 'batched', 3),
		goal('dispatches a step, one adapter', '≤ 2', dispatches, (x) => x <= 2),
		goal(
			'dispatches a step where steps are fused',
			'≤ 0.05',
			dispatches.filter((x) => x < 1),
			(x) => x <= 0.05
		),
		goal(
			'loss at step 100 against float64, relative',
			'≤ 3e-7',
			atEnd,
			(x) => x <= 3e-7,
			(x) => x.toExponential(1)
		),
		goal(
			'first step, shaders compiled before',
			'≤ 300 ms',
			start ? [start.otherSeed, start.otherRank] : [],
			(x) => x <= 300,
			milliseconds
		),
		goal('first step, nothing compiled', '< 3 s', start ? [start.cold] : [], (x) => x < 3000, milliseconds),
		goal(
			'growth of the heap, bytes a step',
			'none (< 16)',
			memory.map((m) => m.bytesPerStep),
			(x) => x < 16,
			(x) => x.toFixed(1)
		)
	];
}

/** @typedef {{ problem: string, library: string, times?: number, ofOwn?: number }} NetworkScore ratios by the clock, and of the processor */

/** Library → how many times as many steps a second ours is to make on the same kind of device. */
const NETWORKS = /** @type {const} */ ([
	['tfjs Wasm', 10],
	['jax-js Wasm', 5],
	['tfjs WebGPU', 10],
	['jax-js WebGPU', 2]
]);

/**
 * Of the small networks, each against the fastest form of a library: steps a second of processor, and by the clock.
 * @param {readonly NetworkScore[]} scores @returns {Goal[]}
 */
export function networkGoals(scores) {
	const problems = [...new Set(scores.map(({ problem }) => problem))];
	return problems.flatMap((problem) =>
		NETWORKS.map(([library, least]) => {
			const theirs = scores.filter((s) => s.problem === problem && s.library.startsWith(library));
			/** @param {'times' | 'ofOwn'} of */
			const worst = (of) => Math.min(...theirs.flatMap((s) => s[of] ?? []));
			const [clock, processor] = [worst('times'), worst('ofOwn')];
			if (!Number.isFinite(processor))
				return {
					...{ title: `${problem} against ${library}`, wanted: `≥ ${least}×` },
					measured: 'not measured',
					met: null
				};
			return {
				title: `${problem} against ${library}`,
				wanted: `≥ ${least}×`,
				measured: `${short(processor)}× of processor, ${short(clock)}× by the clock`,
				met: processor >= least
			};
		})
	);
}
