/**
 * A matrix held as what it is made of: thin factors P·Qᵀ, a Kronecker product, or several blocks on one diagonal. Its
 * spectrum, norm and inner products follow without it, however large it is. What an expression would say of the same
 * matrix stands in src/algebra; this is for the numbers in files, thousands of rows at once.
 */
import { filled, part, timesTransposed } from './dense';
import { triangleOf } from './qr';
import { productsOfSpectra, rankTolerance } from './rank';
import { norm, timesPowerOfTwo } from './scale';
import { spectrum, type Spectrum } from './svd';
import { khatriRao, tensorOf, type Tall } from './tall';
import { at, type Tensor } from './tensor';

export type Made =
	/** P·Qᵀ: P [m, width], Q [n, width]; of a Hadamard product also X₁, Y₁, X₂, Y₂ of its two masks. */
	| {
			readonly kind: 'product';
			readonly p: Tall;
			readonly q: Tall;
			readonly masks?: readonly [Tall, Tall, Tall, Tall];
	  }
	/** A ⊗ B. */
	| { readonly kind: 'kron'; readonly a: Made; readonly b: Made }
	/** The matrix itself, row-major: a full block. */
	| { readonly kind: 'dense'; readonly w: Tensor }
	/** One matrix an expert: what they do together is the matrix with all of them on its diagonal. */
	| { readonly kind: 'blocks'; readonly parts: readonly Made[] };

export const product = (p: Tall, q: Tall): Made => ({ kind: 'product', p, q });
export const kron = (a: Made, b: Made): Made => ({ kind: 'kron', a, b });
export const dense = (w: Tensor): Made => ({ kind: 'dense', w });
/** (P₁Q₁ᵀ) ⊙ (P₂Q₂ᵀ) = (P₁ • P₂)(Q₁ • Q₂)ᵀ: the proof of Proposition 1 of FedPara. */
export const hadamard = (p1: Tall, q1: Tall, p2: Tall, q2: Tall): Made => ({
	kind: 'product',
	p: khatriRao(p1, p2),
	q: khatriRao(q1, q2),
	masks: [p1, q1, p2, q2]
});

/** Rows and columns. */
export function shapeOf(made: Made): readonly [rows: number, columns: number] {
	switch (made.kind) {
		case 'product':
			return [made.p.rows, made.q.rows];
		case 'dense':
			return [made.w.shape[0] ?? 0, made.w.shape[1] ?? 0];
		case 'kron': {
			const [[a, c], [b, d]] = [shapeOf(made.a), shapeOf(made.b)];
			return [a * b, c * d];
		}
		case 'blocks': {
			const shapes = made.parts.map(shapeOf);
			return [shapes.reduce((s, [m]) => s + m, 0), shapes.reduce((s, [, n]) => s + n, 0)];
		}
	}
}

/** What its rank cannot exceed, by its form alone. */
export function boundOf(made: Made): number {
	switch (made.kind) {
		case 'product':
			return Math.min(made.p.width, made.p.rows, made.q.rows);
		case 'dense':
			return Math.min(...shapeOf(made));
		case 'kron':
			return boundOf(made.a) * boundOf(made.b);
		case 'blocks':
			return made.parts.reduce((sum, part) => sum + boundOf(part), 0);
	}
}

/** The matrix [rows, columns] of thin factors. */
export const formed = (p: Tall, q: Tall): Tensor => timesTransposed(tensorOf(p), tensorOf(q));

/**
 * Singular values, descending; those not listed are zero exactly.
 * @throws RangeError if an element is not finite
 */
export function spectrumOfMade(made: Made): Spectrum {
	switch (made.kind) {
		case 'product':
			return spectrumOfProduct(made.p, made.q);
		case 'dense':
			return spectrum(made.w);
		case 'kron':
			return productsOfSpectra(spectrumOfMade(made.a), spectrumOfMade(made.b));
		case 'blocks':
			return together(made.parts.map(spectrumOfMade));
	}
}

/** Two thin QR and an SVD of [width, width]; where the matrix itself is the smaller thing, of that. */
function spectrumOfProduct(p: Tall, q: Tall): Spectrum {
	const { width } = p;
	if (width > Math.min(p.rows, q.rows)) {
		// One side is wider than tall: what is left of the other is the smaller matrix.
		if (width >= Math.max(p.rows, q.rows)) return spectrum(formed(p, q));
		const [tall, wide] = p.rows > q.rows ? [p, q] : [q, p];
		const { r, exponent } = triangleOf(tall, 'spectrum of P·Qᵀ');
		const small = spectrum(timesTransposed(r, tensorOf(wide)));
		return { values: small.values, exponent: small.exponent + exponent };
	}
	const left = triangleOf(p, 'spectrum of P·Qᵀ');
	const right = triangleOf(q, 'spectrum of P·Qᵀ');
	const { values, exponent } = spectrum(timesTransposed(left.r, right.r));
	return { values, exponent: exponent + left.exponent + right.exponent };
}

/** All values of several spectra, descending, under one exponent. */
export function together(spectra: readonly Spectrum[]): Spectrum {
	const exponent = Math.max(...spectra.map((one) => one.exponent), -1100);
	const values = spectra.flatMap((one) =>
		[...one.values].map((x) => timesPowerOfTwo(x, one.exponent - exponent))
	);
	return { values: Float64Array.from(values).sort().reverse(), exponent };
}

/** The number of singular values above the tolerance; of blocks, each by its own shape and largest value. */
export function rankOfMade(made: Made, all: Spectrum): number {
	if (made.kind === 'blocks')
		return made.parts.reduce((sum, part) => sum + rankOfMade(part, spectrumOfMade(part)), 0);
	const [m, n] = shapeOf(made);
	const limit = rankTolerance(m, n) * (all.values[0] ?? 0);
	return all.values.reduce((count, x) => (x > limit ? count + 1 : count), 0);
}

/** Largest magnitude of what it is made of is not enough for a norm: it is that of the spectrum. */
export const normOfSpectrum = ({ values, exponent }: Spectrum): number =>
	timesPowerOfTwo(norm(values), exponent);

/** Its leading rows and columns, row-major [rows, columns], without the rest: fewer where it has not so many. */
export function cornerOf(made: Made, rows: number, columns: number): Tensor {
	const [m, n] = shapeOf(made);
	const [few, fewer] = [Math.min(rows, m), Math.min(columns, n)];
	switch (made.kind) {
		case 'product':
			return timesTransposed(leadingRows(made.p, few), leadingRows(made.q, fewer));
		case 'dense':
			return part(made.w, [0, few], [0, fewer]);
		case 'kron': {
			const [k, l] = shapeOf(made.b);
			const a = cornerOf(made.a, Math.ceil(few / k), Math.ceil(fewer / l));
			const b = cornerOf(made.b, few, fewer);
			return filled(few, fewer, (i, j) => {
				const [u, v] = [Math.floor(i / k), Math.floor(j / l)];
				return at(a, u, v) * at(b, i % k, j % l);
			});
		}
		case 'blocks':
			return part(denseOf(made), [0, few], [0, fewer]);
	}
}

const leadingRows = (tall: Tall, rows: number): Tensor =>
	tensorOf({
		rows,
		width: tall.width,
		data: Float64Array.from(
			{ length: rows * tall.width },
			(_, i) => tall.data[Math.floor(i / rows) * tall.rows + (i % rows)] ?? NaN
		)
	});

/** Row-major [rows, columns], for small ones, corners and checks. */
export function denseOf(made: Made): Tensor {
	switch (made.kind) {
		case 'product':
			return formed(made.p, made.q);
		case 'dense':
			return made.w;
		case 'kron': {
			const [a, b] = [denseOf(made.a), denseOf(made.b)];
			const [[m, n], [k, l]] = [shapeOf(made.a), shapeOf(made.b)];
			const data = new Float64Array(m * k * n * l);
			for (let i = 0; i < m * k; i++) {
				for (let j = 0; j < n * l; j++) {
					const left = a.data[Math.floor(i / k) * n + Math.floor(j / l)] ?? NaN;
					data[i * n * l + j] = left * (b.data[(i % k) * l + (j % l)] ?? NaN);
				}
			}
			return { shape: [m * k, n * l], data };
		}
		case 'blocks': {
			const [rows, columns] = shapeOf(made);
			const data = new Float64Array(rows * columns);
			let [top, left] = [0, 0];
			for (const part of made.parts) {
				const { shape, data: block } = denseOf(part);
				const [m = 0, n = 0] = shape;
				for (let i = 0; i < m; i++) data.set(block.subarray(i * n, (i + 1) * n), (top + i) * columns + left);
				[top, left] = [top + m, left + n];
			}
			return { shape: [rows, columns], data };
		}
	}
}
