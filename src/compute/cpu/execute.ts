/**
 * A kernel as loops over one float32 arena: sums in float64, stored as float32. No generated code: bodies are
 * loops over blocks of threads (lanes.ts), Σ a·b has a loop of its own (contraction.ts), anything else goes
 * element by element. What a statement hands to later ones of its kernel stays in float64.
 */
import { compileScalar, type Scalar } from '$src/algebra/scalar';
import type { Kernel, Phase, Slot, Statement } from '../schedule/schedule';
import { contraction, factorPair } from './contraction';
import { BLOCK, compileLanes, readsLetters, type Lanes } from './lanes';
import { axesOf, joined, Walk } from './walk';

export type Execute = (arena: Float32Array, step: number) => void;

export function executePhase(phase: Phase): Execute {
	const kernels = phase.kernels.map(executeKernel);
	return (arena, step) => {
		for (const kernel of kernels) kernel(arena, step);
	};
}

/** One statement over the threads of a kernel, block after block. */
interface Running {
	/** Back to thread 0. */
	begin(arena: Float32Array, step: number): void;
	/** Computes the next n threads, of which `first` is the first. */
	advance(first: number, n: number): void;
}

/** Statement by statement over a block of threads: a statement meets earlier ones at its own thread only. */
function executeKernel({ count, statements }: Kernel): Execute {
	const locals = statements.map(() => new Float64Array(BLOCK));
	const running = statements.map((statement, n) =>
		run(statement, locals[n] ?? new Float64Array(BLOCK), locals)
	);
	return (arena, step) => {
		for (const statement of running) statement.begin(arena, step);
		for (let first = 0; first < count; first += BLOCK) {
			const n = Math.min(BLOCK, count - first);
			for (const statement of running) statement.advance(first, n);
		}
	};
}

const shiftOf = (slot: Slot, step: number): number =>
	slot.offset + (slot.kind === 'table' || slot.kind === 'losses' ? step : 0);

/** What the stages of a statement share. */
interface Context {
	readonly statement: Statement;
	/** Address of each read at thread 0 of this step. */
	readonly base: Int32Array;
	/** The statement's values over the block. */
	readonly own: Float64Array;
	/** Those of the statements before it. */
	readonly locals: readonly Float64Array[];
}

/** Computes the next n threads into the block. */
type Stage = (arena: Float32Array, n: number) => void;

function run(statement: Statement, own: Float64Array, locals: readonly Float64Array[]): Running {
	const { reads, reduced, body, outer, target } = statement;
	const context: Context = { statement, base: new Int32Array(reads.length), own, locals };
	const stages =
		reduced.length === 0
			? [lanes(context, body, false) ?? elements(context, body, false)]
			: [
					sums(context) ?? elements(context, body, true),
					...(outer ? [lanes(context, outer, true) ?? multiplied(context, outer)] : [])
				];
	let memory: Float32Array = new Float32Array();
	let start = 0;
	return {
		begin: (arena, step) => {
			memory = arena;
			reads.forEach(({ from }, r) => {
				if (typeof from !== 'number') context.base[r] = shiftOf(from, step);
			});
			if (target) start = shiftOf(target, step);
		},
		advance: (first, n) => {
			for (const stage of stages) stage(memory, n);
			if (target) for (let t = 0; t < n; t++) memory[start + first + t] = own[t] ?? NaN;
		}
	};
}

/** Splits a block into stretches of threads along the last axis: lanes at … at + n − 1 lie `along` … on it. */
function stretches(
	walk: Walk,
	length: number,
	work: (at: number, along: number, n: number) => void
): (n: number) => void {
	let along = 0;
	return (count) => {
		for (let at = 0; at < count;) {
			const n = Math.min(count - at, length - along);
			work(at, along, n);
			at += n;
			along += n;
			if (along < length) continue;
			along = 0;
			walk.next();
		}
	};
}

/** A body as lanes, into the block or multiplied onto it; null if it needs single letters. */
function lanes({ statement, base, own, locals }: Context, body: Scalar, multiply: boolean): Stage | null {
	if (readsLetters(body)) return null;
	const { reads, out } = statement;
	const axes = joined(axesOf(out, reads));
	const lane = axes.pop();
	const moved = new Int32Array(reads.length);
	let memory: Float32Array = new Float32Array();
	let [at, along] = [0, 0];
	const compiled = compileLanes(body, (r): Lanes => {
		const from = reads[r]?.from;
		const local = typeof from === 'number' ? locals[from] : undefined;
		const stride = lane?.strides[r] ?? 0;
		const block = new Float64Array(BLOCK);
		return (n) => {
			if (local) {
				for (let t = 0; t < n; t++) block[t] = local[at + t] ?? NaN;
				return block;
			}
			const i = (base[r] ?? 0) + (moved[r] ?? 0) + along * stride;
			if (stride === 0) block.fill(memory[i] ?? NaN, 0, n);
			else for (let t = 0; t < n; t++) block[t] = memory[i + t * stride] ?? NaN;
			return block;
		};
	});
	const all = stretches(new Walk(axes, moved), lane?.size ?? 1, (first, position, n) => {
		[at, along] = [first, position];
		const values = compiled(n);
		if (multiply) for (let t = 0; t < n; t++) own[at + t] = (values[t] ?? NaN) * (own[at + t] ?? NaN);
		else for (let t = 0; t < n; t++) own[at + t] = values[t] ?? NaN;
	});
	return (arena, n) => {
		memory = arena;
		all(n);
	};
}

/** Σ a·b, both from memory; null if the body is no such product. */
function sums({ statement, base, own }: Context): Stage | null {
	const { reads, out, reduced, reduce, body } = statement;
	const pair = factorPair(body);
	if (!pair || reduce !== 'sum' || pair.some((r) => typeof reads[r]?.from === 'number')) return null;
	const [a, b] = pair;
	const axes = joined(axesOf(out, reads));
	const lane = axes.pop();
	const contract = contraction(pair, joined(axesOf(reduced, reads)), lane);
	if (!contract) return null;
	const moved = new Int32Array(reads.length);
	const addressOf = (r: number, along: number): number =>
		(base[r] ?? 0) + (moved[r] ?? 0) + along * (lane?.strides[r] ?? 0);
	let memory: Float32Array = new Float32Array();
	const all = stretches(new Walk(axes, moved), lane?.size ?? 1, (at, along, n) => {
		contract(memory, own, at, n, addressOf(a, along), addressOf(b, along));
	});
	return (arena, n) => {
		memory = arena;
		all(n);
	};
}

/** Any body, element by element. */
function elements({ statement, base, own, locals }: Context, body: Scalar, reducing: boolean): Stage {
	const { reads, out, reduced, reduce } = statement;
	const moved = new Int32Array(reads.length);
	const outer = new Walk(axesOf(out, reads), moved);
	const inner = new Walk(axesOf(reduced, reads), moved);
	const letters = [...out, ...reduced].map((l) => l.name);
	let memory: Float32Array = new Float32Array();
	let thread = 0;
	const values = reads.map(({ from }, r): (() => number) => {
		if (typeof from !== 'number') return () => memory[(base[r] ?? 0) + (moved[r] ?? 0)] ?? NaN;
		const local = locals[from];
		return () => local?.[thread] ?? NaN;
	});
	const scope = {
		arg: (r: number): number => (values[r] ?? Number)(),
		letter: (name: string): number => {
			const l = letters.indexOf(name);
			return (l < out.length ? outer.position[l] : inner.position[l - out.length]) ?? NaN;
		}
	};
	const value = compileScalar(body);
	const element = (): number => {
		if (!reducing) return value(scope);
		let result = reduce === 'max' ? -Infinity : 0;
		do {
			const next = value(scope);
			result = reduce === 'max' ? Math.max(result, next) : result + next;
		} while (inner.next());
		return result;
	};
	return (arena, n) => {
		memory = arena;
		for (thread = 0; thread < n; thread++) {
			own[thread] = element();
			outer.next();
		}
	};
}

/** A factor that needs single letters, multiplied onto the block. */
function multiplied(context: Context, factor: Scalar): Stage {
	const own = new Float64Array(BLOCK);
	const stage = elements({ ...context, own }, factor, false);
	return (arena, n) => {
		stage(arena, n);
		for (let t = 0; t < n; t++) context.own[t] = (own[t] ?? NaN) * (context.own[t] ?? NaN);
	};
}
