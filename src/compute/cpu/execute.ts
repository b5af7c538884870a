/**
 * A statement as loops over one float32 arena: products and sums in float64, stored as float32. No generated
 * code: bodies are closures, and the common contraction Σ a·b has a loop of its own.
 */
import { compileScalar, type Scalar } from '$src/algebra/scalar';
import type { Kernel, Letter, Phase, Slot, Statement } from '../schedule/schedule';

export type Execute = (arena: Float32Array, step: number) => void;

export function executePhase(phase: Phase): Execute {
	const kernels = phase.kernels.map(executeKernel);
	return (arena, step) => {
		for (const kernel of kernels) kernel(arena, step);
	};
}

/** Statement by statement over all threads: allowed, since a statement meets earlier ones at its own thread only. */
function executeKernel({ count, statements }: Kernel): Execute {
	const locals = statements.map(() => new Float64Array(count));
	const loops = statements.map((statement, n) => executeStatement(statement, n, count, locals));
	return (arena, step) => {
		for (const loop of loops) loop(arena, step);
	};
}

/** Adds a letter's walk to the offsets of all reads; row-major. */
class Walk {
	readonly position: Int32Array;
	readonly #sizes: Int32Array;
	/** [letter][read] */
	readonly #strides: Int32Array[];
	constructor(
		letters: readonly Letter[],
		statement: Statement,
		readonly offsets: Int32Array
	) {
		this.position = new Int32Array(letters.length);
		this.#sizes = Int32Array.from(letters, (l) => l.size);
		this.#strides = letters.map((l) =>
			Int32Array.from(statement.reads, (r) => r.strides.find((s) => s.letter === l.name)?.stride ?? 0)
		);
	}

	/** False, and back at the start, after the last position. */
	next(): boolean {
		const { position, offsets } = this;
		for (let l = position.length - 1; l >= 0; l--) {
			const size = this.#sizes[l] ?? 1;
			const now = (position[l] ?? 0) + 1;
			const wrapped = now === size;
			position[l] = wrapped ? 0 : now;
			const by = wrapped ? 1 - size : 1;
			const strides = this.#strides[l];
			if (strides) for (let r = 0; r < strides.length; r++) offsets[r] = (offsets[r] ?? 0) + by * (strides[r] ?? 0);
			if (!wrapped) return true;
		}
		return false;
	}
}

const movesWithStep = (slot: Slot): boolean => slot.kind === 'table' || slot.kind === 'losses';

function executeStatement(statement: Statement, index: number, count: number, locals: readonly Float64Array[]): Execute {
	const { reads, out, reduced, target, reduce } = statement;
	const offsets = new Int32Array(reads.length);
	const outer = new Walk(out, statement, offsets);
	const inner = new Walk(reduced, statement, offsets);
	const letters = [...out, ...reduced].map((l) => l.name);
	const own = locals[index] ?? new Float64Array(count);
	let memory: Float32Array = new Float32Array();
	let thread = 0;
	const value = reads.map(({ from }, r): (() => number) => {
		if (typeof from !== 'number') return () => memory[offsets[r] ?? 0] ?? NaN;
		const local = locals[from];
		return () => local?.[thread] ?? NaN;
	});
	const scope = {
		arg: (r: number): number => (value[r] ?? Number)(),
		letter: (name: string): number => {
			const l = letters.indexOf(name);
			return (l < out.length ? outer.position[l] : inner.position[l - out.length]) ?? NaN;
		}
	};
	const body = compileScalar(statement.body);
	const factor = statement.outer ? compileScalar(statement.outer) : null;
	const contraction = contractionOf(statement, offsets);
	const element = (): number => {
		if (reduced.length === 0) return body(scope);
		let result = reduce === 'max' ? -Infinity : 0;
		do {
			const next = body(scope);
			result = reduce === 'max' ? Math.max(result, next) : result + next;
		} while (inner.next());
		return result;
	};
	return (arena, step) => {
		memory = arena;
		reads.forEach(({ from }, r) => {
			if (typeof from !== 'number') offsets[r] = from.offset + (movesWithStep(from) ? step : 0);
		});
		const start = target ? target.offset + (movesWithStep(target) ? step : 0) : 0;
		for (thread = 0; thread < count; thread++) {
			const sum = contraction ? contraction(arena) : element();
			const result = factor ? factor(scope) * sum : sum;
			own[thread] = result;
			if (target) arena[start + thread] = result;
			outer.next();
		}
	};
}

/** Σ a·b over one letter, both from memory, as a plain loop. */
function contractionOf(statement: Statement, offsets: Int32Array): ((arena: Float32Array) => number) | null {
	const pair = factorPair(statement.body);
	const [letter, ...more] = statement.reduced;
	if (!pair || !letter || more.length > 0 || statement.reduce !== 'sum') return null;
	const [a, b] = pair;
	const [left, right] = [statement.reads[a], statement.reads[b]];
	if (!left || !right || typeof left.from === 'number' || typeof right.from === 'number') return null;
	const strideOf = (read: typeof left): number => read.strides.find((s) => s.letter === letter.name)?.stride ?? 0;
	const [sa, sb, size] = [strideOf(left), strideOf(right), letter.size];
	return (arena) => {
		let [i, j, sum] = [offsets[a] ?? 0, offsets[b] ?? 0, 0];
		for (let k = 0; k < size; k++, i += sa, j += sb) sum += (arena[i] ?? NaN) * (arena[j] ?? NaN);
		return sum;
	};
}

/** The two reads whose product the body is. */
function factorPair(body: Scalar): [number, number] | null {
	if (body.kind !== 'binary' || body.fn !== 'mul') return null;
	return body.x.kind === 'arg' && body.y.kind === 'arg' ? [body.x.index, body.y.index] : null;
}
