/**
 * The Kronecker product A ⊗ B nearest to P·Qᵀ, which is not formed: the leading singular triple of its rearrangement
 * (Van Loan & Pitsianis 1993), which the factors apply to a vector as Σᵣ Pᵣ·V·Qᵣᵀ. Bidiagonalised step by step with every
 * vector kept orthogonal to all before (Golub & Van Loan, 10.4). Small ones go through kron.ts, the SVD of all of it.
 */
import { nearestKron, type Blocks } from './kron';
import { denseOf } from './made';
import { Random } from './random';
import { norm } from './scale';
import { svd } from './svd';
import type { Tensor } from './tensor';
import type { Thin } from './thin';

export interface NearestBlocks {
	/** [a, c] and [b, d], of equal norm. */
	readonly a: Tensor;
	readonly b: Tensor;
	/** ‖P·Qᵀ − A ⊗ B‖ and ‖P·Qᵀ‖, of these very blocks. */
	readonly error: number;
	readonly norm: number;
}

/** Elements up to which the whole rearrangement is decomposed. */
const SMALL = 2 ** 16;
/** Steps, and by how much the leading value may still grow in one at the end. */
const MOST_STEPS = 120;
const STILL = 1e-13;

/** @throws RangeError if a does not divide the rows or c the columns */
export function nearestKronOfThin(thin: Thin, { a, c }: Blocks): NearestBlocks {
	const [rows, columns] = [thin.p.rows, thin.q.rows];
	if (rows % a !== 0 || columns % c !== 0)
		throw new RangeError(`nearest A ⊗ B: expected ${a} × ${c} to divide ${rows} × ${columns}`);
	const sizes: Sizes = { a, b: rows / a, c, d: columns / c };
	if (rows * columns <= SMALL) {
		const { a: left, b: right } = nearestKron(denseOf({ kind: 'product', ...thin }), { a, c });
		return measured(thin, sizes, left.data, right.data);
	}
	const { u, v, value } = leadingTriple(thin, sizes);
	const root = Math.sqrt(value);
	return measured(
		thin,
		sizes,
		u.map((x) => root * x),
		v.map((x) => root * x)
	);
}

interface Sizes {
	readonly a: number;
	readonly b: number;
	readonly c: number;
	readonly d: number;
}

/** X·Y of row-major [m, k] and [k, n], added to out. */
function addProduct(
	out: Float64Array,
	[x, from]: readonly [Float64Array, number],
	y: Float64Array,
	[m, k, n]: readonly [number, number, number]
): void {
	for (let i = 0; i < m; i++) {
		for (let j = 0; j < k; j++) {
			const by = x[from + i * k + j] ?? NaN;
			if (by === 0) continue;
			for (let l = 0, to = i * n, at = j * n; l < n; l++, to++, at++)
				out[to] = (out[to] ?? NaN) + by * (y[at] ?? NaN);
		}
	}
}

const turned = (x: Float64Array, from: number, rows: number, columns: number): Float64Array => {
	const out = new Float64Array(rows * columns);
	for (let i = 0; i < rows; i++)
		for (let j = 0; j < columns; j++) out[j * rows + i] = x[from + i * columns + j] ?? NaN;
	return out;
};

/** The rearrangement and its transpose, applied: V [b, d] → Σ PᵣVQᵣᵀ [a, c], and U [a, c] → Σ PᵣᵀUQᵣ [b, d]. */
function operator({ p, q }: Thin, { a, b, c, d }: Sizes) {
	const lefts = Array.from({ length: p.width }, (_, r) => turned(p.data, r * p.rows, a, b));
	const rights = Array.from({ length: q.width }, (_, r) => turned(q.data, r * q.rows, c, d));
	return {
		forth(v: Float64Array): Float64Array {
			const out = new Float64Array(a * c);
			for (let r = 0; r < p.width; r++) {
				const between = new Float64Array(a * d);
				addProduct(between, [p.data, r * p.rows], v, [a, b, d]);
				addProduct(out, [between, 0], rights[r] ?? between, [a, d, c]);
			}
			return out;
		},
		back(u: Float64Array): Float64Array {
			const out = new Float64Array(b * d);
			for (let r = 0; r < p.width; r++) {
				const between = new Float64Array(b * c);
				addProduct(between, [lefts[r] ?? between, 0], u, [b, a, c]);
				addProduct(out, [between, 0], q.data.subarray(r * q.rows, (r + 1) * q.rows), [b, c, d]);
			}
			return out;
		}
	};
}

/** Takes away what lies along the others, twice, which is enough; then to length 1. @returns the length that was left */
function orthonormalise(x: Float64Array, others: readonly Float64Array[]): number {
	for (let pass = 0; pass < 2; pass++) {
		for (const other of others) {
			let dot = 0;
			for (let i = 0; i < x.length; i++) dot += (x[i] ?? NaN) * (other[i] ?? NaN);
			for (let i = 0; i < x.length; i++) x[i] = (x[i] ?? NaN) - dot * (other[i] ?? NaN);
		}
	}
	const length = norm(x);
	if (length > 0) for (let i = 0; i < x.length; i++) x[i] = (x[i] ?? NaN) / length;
	return length;
}

const combined = (columns: readonly Float64Array[], weights: (j: number) => number): Float64Array => {
	const out = new Float64Array(columns[0]?.length ?? 0);
	columns.forEach((column, j) => {
		const by = weights(j);
		for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? NaN) + by * (column[i] ?? NaN);
	});
	return out;
};

interface Triple {
	readonly u: Float64Array;
	readonly v: Float64Array;
	readonly value: number;
}

/**
 * From the shorter side: once the steps have gone through all of it, nothing is left that they have not seen. Begun on the
 * longer side they would end there with most of that side unseen.
 */
function leadingTriple(thin: Thin, sizes: Sizes): Triple {
	const { forth, back } = operator(thin, sizes);
	const [left, right] = [sizes.a * sizes.c, sizes.b * sizes.d];
	if (left >= right) return leadingOf(forth, back, [left, right]);
	const { u, v, value } = leadingOf(back, forth, [right, left]);
	return { u: v, v: u, value };
}

type Applied = (x: Float64Array) => Float64Array;

/** @param forth from the second side to the first, which is no shorter @param back its transpose */
function leadingOf(forth: Applied, back: Applied, [left, right]: readonly [number, number]): Triple {
	const [us, vs]: [Float64Array[], Float64Array[]] = [[], []];
	const [diagonal, above]: [number[], number[]] = [[], []];
	let v: Float64Array = Float64Array.from(new Random(1, 'nearest-kron').normal([right]).data);
	orthonormalise(v, []);
	let [value, still] = [0, 0];
	let best: Triple = { u: new Float64Array(left), v, value: 0 };
	for (let k = 0; k < Math.min(MOST_STEPS, right); k++) {
		vs.push(v);
		const u = forth(v);
		const alpha = orthonormalise(u, us);
		us.push(u);
		diagonal.push(alpha);
		const small = bidiagonalSvd(diagonal, above);
		const next = small.singularValues[0] ?? 0;
		still = next - value <= STILL * next ? still + 1 : 0;
		value = next;
		const isEnd = still >= 3 || alpha === 0;
		const w = isEnd ? v : back(u);
		const beta = isEnd ? 0 : orthonormalise(w, vs);
		if (isEnd || beta <= STILL * next || k + 1 === Math.min(MOST_STEPS, right)) {
			const width = small.singularValues.length;
			best = {
				u: combined(us, (j) => small.u.data[j * width] ?? 0),
				v: combined(vs, (j) => small.v.data[j * width] ?? 0),
				value
			};
			break;
		}
		above.push(beta);
		v = w;
	}
	return best;
}

function bidiagonalSvd(diagonal: readonly number[], above: readonly number[]) {
	const n = diagonal.length;
	const data = new Float64Array(n * n);
	diagonal.forEach((x, i) => (data[i * n + i] = x));
	above.slice(0, n - 1).forEach((x, i) => (data[i * n + i + 1] = x));
	return svd({ shape: [n, n], data });
}

/** The error of these blocks, row after row of P·Qᵀ: no difference of large squares is taken. */
function measured({ p, q }: Thin, { a, b, c, d }: Sizes, A: Float64Array, B: Float64Array): NearestBlocks {
	const columns = c * d;
	const row = new Float64Array(columns);
	let [error, whole] = [0, 0];
	for (let i = 0; i < a * b; i++) {
		row.fill(0);
		for (let r = 0; r < p.width; r++) {
			const by = p.data[r * p.rows + i] ?? NaN;
			const from = r * columns;
			for (let j = 0; j < columns; j++) row[j] = (row[j] ?? NaN) + by * (q.data[from + j] ?? NaN);
		}
		let [off, all] = [0, 0];
		const [top, inner] = [Math.floor(i / b), i % b];
		for (let j = 0; j < columns; j++) {
			const x = row[j] ?? NaN;
			const y = (A[top * c + Math.floor(j / d)] ?? NaN) * (B[inner * d + (j % d)] ?? NaN);
			off += (x - y) ** 2;
			all += x * x;
		}
		error += off;
		whole += all;
	}
	return {
		a: { shape: [a, c], data: A },
		b: { shape: [b, d], data: B },
		error: Math.sqrt(error),
		norm: Math.sqrt(whole)
	};
}
