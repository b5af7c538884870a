/**
 * LoKr: ΔW/s = w1 ⊗ w2, each block full or of low rank, w2 with a Tucker core t2 for a convolution. With the kernel at the
 * end of w2, the unfolding [out, in·k·k] of the 4-axis product is the Kronecker product of the unfoldings.
 * PEFT 0.21, tuners/lokr/layer.py; LyCORIS 3.2, modules/lokr.py.
 */
import { dense, kron, product, type Made } from '$src/math/made';
import { tallOf, tallOfRows } from '$src/math/tall';
import { float64 } from '$src/math/floats';
import { axes, misfit, need, requireNumbers, type Form, type Numbers, type Parts } from './form';
import type { PartName } from '../keys';
import { tuckerSide } from './tucker';

interface Block {
	readonly rows: number;
	/** Inputs, without the kernel. */
	readonly columns: number;
	readonly kernel: readonly number[];
	readonly rank: number | null;
	readonly bound: number;
	readonly make: (numbers: Numbers) => Made;
}

const counted: readonly PartName[] = ['w1', 'w1a', 'w1b', 'w2', 'w2a', 'w2b', 't2'];

export const lokr: Form = {
	signs: ['w1', 'w1a', 'w1b', 'w2', 'w2a', 'w2b'],
	layout(module, parts) {
		requireNumbers(module, parts.values());
		const left = block(module, parts, 'w1', 'w1a', 'w1b');
		const right = parts.has('t2') ? core(module, parts) : block(module, parts, 'w2', 'w2a', 'w2b');
		// A kernel that has been flattened into w2_b stays so: its size is in no tensor.
		const shape = [left.rows * right.rows, left.columns * right.columns, ...right.kernel];
		return {
			method: 'lokr',
			shape,
			rank: right.rank ?? left.rank,
			rankBound: left.bound * right.bound,
			counted,
			groups: 1,
			make: (numbers) => kron(left.make(numbers), right.make(numbers))
		};
	}
};

/** A full block [rows, columns, k…], or two factors [rows, r], [r, columns]. */
function block(module: string, parts: Parts, full: PartName, a: PartName, b: PartName): Block {
	const whole = parts.get(full);
	if (whole) {
		const [rows, columns, kernel] = axes(module, whole);
		const across = columns * kernel;
		return {
			rows,
			columns,
			kernel: whole.shape.slice(2),
			rank: null,
			bound: Math.min(rows, across),
			make: (numbers) => dense({ shape: [rows, across], data: float64(numbers(full)) })
		};
	}
	const [left, right] = [need(module, parts, a), need(module, parts, b)];
	const [[rows, rank], [width, columns]] = [axes(module, left), axes(module, right)];
	if (rank !== width) misfit(module, right, `[${rank}, columns] beside ${left.name}`);
	return {
		rows,
		columns,
		kernel: [],
		rank,
		bound: Math.min(rank, rows, columns),
		make: (numbers) => product(tallOf(numbers(a), rows, rank), tallOfRows(numbers(b), rank, columns))
	};
}

/** t2 [r, r, k…], w2_a [r, rows], w2_b [r, columns]. */
function core(module: string, parts: Parts): Block {
	const [t, a, b] = [need(module, parts, 't2'), need(module, parts, 'w2a'), need(module, parts, 'w2b')];
	const [[p, q, kernel], [rank, rows], [width, columns]] = [
		axes(module, t),
		axes(module, a),
		axes(module, b)
	];
	if (p !== rank || q !== width) misfit(module, t, `[${rank}, ${width}, k, k]`);
	return {
		rows,
		columns,
		kernel: t.shape.slice(2),
		rank,
		bound: Math.min(rank, rows, columns * kernel),
		make: (numbers) =>
			product(
				tallOfRows(numbers('w2a'), rank, rows),
				tuckerSide(numbers('t2'), numbers('w2b'), { p, q, kernel, inputs: columns })
			)
	};
}
