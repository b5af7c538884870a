/**
 * The leading singular directions of a matrix that is held as what it is made of, beside its whole spectrum. Of a Kronecker
 * product they are products of those of its sides, so it is never formed. What is done with thin factors stands in thin.ts.
 */
import type { Made } from './made';
import { svd } from './svd';
import { tallOf, type Tall } from './tall';
import { svdOfThin, type ThinSvd } from './thin';

export interface Leading extends ThinSvd {
	/** Descending, all of them; those not listed are zero exactly. `u`, `v` and `singularValues` have the first k. */
	readonly all: Float64Array;
}

/** How many directions are wanted, by all singular values, descending. */
export type Choose = (all: Float64Array) => number;

/** @throws RangeError for several blocks, or if an element is not finite */
export function leadingOf(made: Made, choose: Choose): Leading {
	const whole = made.kind === 'kron' ? null : wholeSvd(made);
	if (whole) return firstOf(whole, choose(whole.singularValues));
	if (made.kind !== 'kron') throw new RangeError('leading directions: expected one matrix');
	const [a, b] = [leadingOf(made.a, all), leadingOf(made.b, all)];
	const pairs = a.singularValues.length * b.singularValues.length;
	const values = Float64Array.from(
		{ length: pairs },
		(_, i) =>
			(a.singularValues[Math.floor(i / b.singularValues.length)] ?? NaN) *
			(b.singularValues[i % b.singularValues.length] ?? NaN)
	);
	const order = Array.from(values.keys()).sort((i, j) => (values[j] ?? 0) - (values[i] ?? 0) || i - j);
	const sorted = Float64Array.from(order, (i) => values[i] ?? NaN);
	const kept = order.slice(0, Math.max(0, Math.min(choose(sorted), pairs)));
	const columns = (x: Tall, y: Tall): Tall => pickedProducts(x, y, kept);
	return {
		u: columns(a.u, b.u),
		v: columns(a.v, b.v),
		singularValues: sorted.slice(0, kept.length),
		all: sorted
	};
}

const all: Choose = (values) => values.length;

function wholeSvd(made: Exclude<Made, { kind: 'kron' }>): ThinSvd {
	switch (made.kind) {
		case 'product':
			return svdOfThin(made);
		case 'dense': {
			const { u, singularValues, v } = svd(made.w);
			const [[m = 0, k = 0], [n = 0]] = [u.shape, v.shape];
			return { u: tallOf(u.data, m, k), singularValues, v: tallOf(v.data, n, k) };
		}
		case 'blocks':
			throw new RangeError('leading directions: expected one matrix, got several blocks; take each alone');
	}
}

const firstColumns = ({ rows, data }: Tall, k: number): Tall => ({
	rows,
	width: k,
	data: data.subarray(0, k * rows)
});

function firstOf({ u, singularValues, v }: ThinSvd, wanted: number): Leading {
	const k = Math.max(0, Math.min(wanted, singularValues.length));
	return {
		u: firstColumns(u, k),
		v: firstColumns(v, k),
		singularValues: singularValues.slice(0, k),
		all: singularValues
	};
}

/** Columns x_i ⊗ y_j of X ⊗ Y for the wanted i·width + j alone. */
function pickedProducts(x: Tall, y: Tall, wanted: readonly number[]): Tall {
	const rows = x.rows * y.rows;
	const [left, right] = [x.data, y.data];
	const data = new Float64Array(rows * wanted.length);
	let to = 0;
	for (const index of wanted) {
		const [i, j] = [Math.floor(index / y.width), index % y.width];
		for (let k = 0; k < x.rows; k++) {
			const by = left[i * x.rows + k] ?? NaN;
			for (let l = 0; l < y.rows; l++, to++) data[to] = by * (right[j * y.rows + l] ?? NaN);
		}
	}
	return { rows, width: wanted.length, data };
}
