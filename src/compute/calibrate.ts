/**
 * Which backend runs a given size, by measurement: each makes a few steps of the very program that is asked for,
 * on a runner that is thrown away, and the faster one is remembered for programs of about that size. It trains
 * nothing that anybody sees, and decides nothing where the reader has chosen a backend by name.
 */
import { operations } from '$src/algebra/factored';
import type { Backend, BackendName } from './backend';
import type { Program } from './program';

/** Training steps a second, over all programs that run side by side. */
export interface Measured {
	readonly cpu: number;
	readonly webgpu: number;
}

export interface Choice {
	readonly name: BackendName;
	/** Null where the GPU had not compiled, or not answered, in time: the CPU runs, and the next run measures again. */
	readonly measured: Measured | null;
}

/** What is to be run: one program, or a grid of them. */
export interface Work {
	/** Made when somebody needs them. */
	readonly programs: () => readonly Program[];
	/** Programs that the CPU can run at once. */
	readonly threads: number;
}

/** Milliseconds that a backend is measured for, once it is warm. */
const MEASURE_MS = 25;
/** Milliseconds that a run waits for shaders before it goes to the CPU; a grid is to show its first cells at once. */
const [COMPILE_MS, COMPILE_GRID_MS] = [1000, 100];
/** Milliseconds for the steps that are measured, which take a few times MEASURE_MS on a GPU worth waiting for. */
const ANSWER_MS = 2000;
/** A measured program is at most so many times as large as another that shares its result. */
const SIZE_CLASS = 2;
const [VERSION, MOST_ENTRIES] = [2, 200];
/** A week, in milliseconds: what was measured while the machine was busy, or with another driver, is not believed for ever. */
const LASTS_MS = 7 * 24 * 3600 * 1000;

/** Steps a second of one program, from a few of them. */
async function rateOf(run: (count: number) => Promise<unknown>, steps: number): Promise<number> {
	// The first steps compile, and fill caches.
	let [left, count] = [steps, Math.min(2, steps)];
	let rate = 0;
	for (const end = performance.now() + 2 * MEASURE_MS; left > 0 && performance.now() < end;) {
		const before = performance.now();
		await run(Math.min(count, left));
		const elapsed = Math.max(performance.now() - before, 0.01);
		rate = (Math.min(count, left) / elapsed) * 1000;
		left -= count;
		if (elapsed >= MEASURE_MS) break;
		count = Math.max(count, Math.min(8 * count, Math.ceil((count * MEASURE_MS) / elapsed)));
	}
	return rate;
}

async function measureCpu(backend: Backend, programs: readonly Program[], threads: number): Promise<number> {
	// Of a grid the middle one: ranks ascend.
	const program = programs[Math.floor(programs.length / 2)];
	if (!program) return 0;
	const runner = await backend.prepare(program);
	try {
		return (await rateOf((count) => runner.run(count), program.steps)) * Math.min(threads, programs.length);
	} finally {
		runner.dispose();
	}
}

/** @returns null where it is not compiled in time, and goes on compiling for the next time; or where its steps take too long */
async function measureGpu(backend: Backend, programs: readonly Program[]): Promise<number | null> {
	const [program] = programs;
	if (!program) return 0;
	const preparing: Promise<{ run: (count: number) => Promise<unknown>; dispose: () => void }> =
		programs.length > 1 && backend.prepareGrid ? backend.prepareGrid(programs) : backend.prepare(program);
	const runner = await inTime(programs.length > 1 ? COMPILE_GRID_MS : COMPILE_MS, preparing);
	if (runner === null) {
		void preparing.then(
			(ready) => ready.dispose(),
			() => undefined
		);
		return null;
	}
	const measuring = rateOf((count) => runner.run(count), program.steps).finally(() => runner.dispose());
	const rate = await inTime(ANSWER_MS, measuring);
	if (rate !== null) return rate * (programs.length > 1 && backend.prepareGrid ? programs.length : 1);
	measuring.catch(() => undefined);
	return null;
}

/** What `work` answers, or null if it has not within so many milliseconds. */
async function inTime<T>(limit: number, work: Promise<T>): Promise<T | null> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), limit)));
	return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** When it was measured, in milliseconds since 1970. */
interface Entry {
	readonly at: number;
	readonly measured: Measured;
}

export class Calibration {
	readonly #known = new Map<string, Entry>();

	/** @param origin names the machine and the browser: what was measured elsewhere does not count here */
	constructor(
		readonly origin: string,
		written: string | null = null
	) {
		for (const [key, entry] of entriesIn(written, origin)) this.#known.set(key, entry);
	}

	/** Has nothing been measured yet? */
	get isEmpty(): boolean {
		return this.#known.size === 0;
	}

	/** What is known of such work; null where nothing is, or it is too old. */
	known(gpu: Backend, { programs, threads }: Work): Choice | null {
		const known = this.#known.get(keyOf(gpu, programs(), threads));
		return known && isFresh(known.at) ? chosen(known.measured) : null;
	}

	/**
	 * @param signal what was measured beside other work is not kept
	 * @throws BackendError where a backend fails while it is measured
	 */
	async choose(cpu: Backend, gpu: Backend, work: Work, signal?: AbortSignal): Promise<Choice> {
		const known = this.known(gpu, work);
		if (known) return known;
		const { programs, threads } = work;
		const all = programs();
		const key = keyOf(gpu, all, threads);
		const webgpu = await measureGpu(gpu, all);
		if (webgpu === null) return { name: 'cpu', measured: null };
		const measured = { cpu: await measureCpu(cpu, all, threads), webgpu };
		if (signal?.aborted === true) return { name: 'cpu', measured: null };
		if (this.#known.size >= MOST_ENTRIES) this.#known.clear();
		this.#known.set(key, { at: Date.now(), measured });
		return chosen(measured);
	}

	/** All that is known, as text for a storage. */
	write(): string {
		return JSON.stringify({ version: VERSION, origin: this.origin, known: [...this.#known] });
	}
}

const chosen = (measured: Measured): Choice => ({
	name: measured.webgpu > measured.cpu ? 'webgpu' : 'cpu',
	measured
});

/** Of programs of one structure (optimizer.ts), counted once. */
const costs = new WeakMap<Program['updates'], number>();

function costOf({ loss, updates }: Program): number {
	const cost = costs.get(updates) ?? operations([loss, ...updates.map((u) => u.next)]);
	costs.set(updates, cost);
	return cost;
}

function keyOf(gpu: Backend, programs: readonly Program[], threads: number): string {
	const mean = programs.reduce((sum, program) => sum + costOf(program), 0) / Math.max(1, programs.length);
	const size = Math.round(Math.log(Math.max(1, mean)) / Math.log(SIZE_CLASS));
	return `${gpu.adapter}/${programs.length > 1 ? `${programs.length} by ${threads}` : '1'}/${size}`;
}

/** What a storage held; nothing where it is not of this form, this version and this origin. */
function entriesIn(written: string | null, origin: string): [string, Entry][] {
	if (written === null) return [];
	try {
		const found: unknown = JSON.parse(written);
		if (!isRecord(found) || found['version'] !== VERSION || found['origin'] !== origin) return [];
		const { known } = found;
		if (!Array.isArray(known) || known.length > MOST_ENTRIES) return [];
		return known.flatMap((pair: unknown): [string, Entry][] => {
			if (!Array.isArray(pair) || typeof pair[0] !== 'string' || !isRecord(pair[1])) return [];
			const { at, measured } = pair[1];
			if (!isRate(at) || !isFresh(at) || !isRecord(measured)) return [];
			const { cpu, webgpu } = measured;
			return isRate(cpu) && isRate(webgpu) ? [[pair[0], { at, measured: { cpu, webgpu } }]] : [];
		});
	} catch {
		return [];
	}
}

/** A clock that was put back counts as old. */
const isFresh = (at: number): boolean => at <= Date.now() && Date.now() - at < LASTS_MS;
const isRecord = (x: unknown): x is Record<string, unknown> =>
	typeof x === 'object' && x !== null && !Array.isArray(x);
const isRate = (x: unknown): x is number => typeof x === 'number' && Number.isFinite(x) && x >= 0;
