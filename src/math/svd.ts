/** Singular value decomposition and QR in float64. The only module that knows ml-matrix. */
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { matrixShape, tensor, toRows, type Tensor } from './tensor';

export interface Svd {
	/** [m, k], orthonormal columns, k = min(m, n). */
	readonly u: Tensor;
	/** k values, descending. */
	readonly singularValues: Float64Array;
	/** [n, k], orthonormal columns. */
	readonly v: Tensor;
}

const toMatrix = (a: Tensor): Matrix => new Matrix(toRows(a));
const fromMatrix = (a: Matrix): Tensor => tensor([a.rows, a.columns], a.to2DArray().flat());

/** A = U·diag(σ)·Vᵀ. @throws RangeError if an element is not finite. */
export function svd(a: Tensor): Svd {
	const { rows, columns } = matrixShape(a);
	requireFinite(a);
	const k = Math.min(rows, columns);
	const d = new SingularValueDecomposition(toMatrix(a), { autoTranspose: true });
	const order = Array.from({ length: k }, (_, i) => i).sort(
		(i, j) => (d.diagonal[j] ?? 0) - (d.diagonal[i] ?? 0)
	);
	const pick = (from: Matrix): Tensor => fromMatrix(from.subMatrixColumn(order));
	return {
		u: pick(d.leftSingularVectors),
		singularValues: Float64Array.from(order, (i) => d.diagonal[i] ?? 0),
		v: pick(d.rightSingularVectors)
	};
}

/** The min(m, n) singular values, descending, without vectors. */
export function singularValues(a: Tensor): Float64Array {
	requireFinite(a);
	const d = new SingularValueDecomposition(toMatrix(a), {
		autoTranspose: true,
		computeLeftSingularVectors: false,
		computeRightSingularVectors: false
	});
	return Float64Array.from(d.diagonal).sort().reverse();
}

/**
 * The triangular factor of A = QR for m ≥ n: [n, n], by Householder reflections (Golub & Van Loan, algorithm 5.2.1).
 * The library's own keeps Q as well and takes three times as long.
 */
export function triangularFactor(a: Tensor): Tensor {
	const { rows: m, columns: n } = matrixShape(a);
	// Columns side by side: every inner loop runs along one.
	const columns = Array.from({ length: n }, (_, j) =>
		Float64Array.from({ length: m }, (_, i) => a.data[i * n + j] ?? NaN)
	);
	const r = new Float64Array(n * n);
	columns.forEach((x, k) => {
		let norm = 0;
		for (let i = k; i < m; i++) norm = Math.hypot(norm, x[i] ?? NaN);
		const head = x[k] ?? NaN;
		const diagonal = head > 0 ? -norm : norm;
		r[k * n + k] = diagonal;
		if (norm === 0) {
			for (let j = k + 1; j < n; j++) r[k * n + j] = columns[j]?.[k] ?? NaN;
			return;
		}
		// v = x − diagonal·e, and ‖v‖²/2 = diagonal·(diagonal − head).
		x[k] = head - diagonal;
		const half = diagonal * (diagonal - head);
		for (let j = k + 1; j < n; j++) {
			const y = columns[j];
			if (!y) continue;
			let dot = 0;
			for (let i = k; i < m; i++) dot += (x[i] ?? NaN) * (y[i] ?? NaN);
			const factor = dot / half;
			for (let i = k; i < m; i++) y[i] = (y[i] ?? NaN) - factor * (x[i] ?? NaN);
			r[k * n + j] = y[k] ?? NaN;
		}
	});
	return tensor([n, n], r);
}

function requireFinite(a: Tensor): void {
	const bad = a.data.findIndex((x) => !Number.isFinite(x));
	if (bad >= 0) {
		throw new RangeError(
			`singular values: expected finite numbers, got ${a.data[bad]} at element ${bad}; check the data`
		);
	}
}
