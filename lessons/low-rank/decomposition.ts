/** A picture taken apart, the noise that is set against it, and the approximation of rank k put together again. */
import { timesDiagonal, transposed } from '$src/math/dense';
import { Random } from '$src/math/random';
import { svd } from '$src/math/svd';
import { matrixShape, squaredNorm, type Tensor } from '$src/math/tensor';

export interface Decomposition {
	/** A itself, [m, n]. */
	readonly picture: Tensor;
	/** p = min(m, n) values, descending. */
	readonly spectrum: Float64Array;
	/** Row i of U·Σ holds σ₁u_{i1} … σ_p u_{ip}: [m, p], row-major. */
	readonly scaledLeft: Float64Array;
	/** Row k is v_kᵀ: [p, n], row-major. */
	readonly right: Float64Array;
}

export function decompose(picture: Tensor): Decomposition {
	const { u, singularValues: spectrum, v } = svd(picture);
	return {
		...{ picture, spectrum },
		scaledLeft: timesDiagonal(u, spectrum).data,
		right: transposed(v).data
	};
}

/**
 * Noise for a picture: its own pixels in an order drawn from the seed (Fisher–Yates). Norm, mean, deviation and
 * every gray value are those of the picture, and nothing has to be clipped; all that is lost is who stands beside whom.
 */
export function shuffled(picture: Tensor, seed: number): Tensor {
	const data = picture.data.slice();
	const random = new Random(seed, 'noise');
	for (let i = data.length - 1; i > 0; i--) {
		const [uniform] = random.uniforms(i);
		const j = Math.floor(uniform * (i + 1));
		[data[i], data[j]] = [data[j] ?? NaN, data[i] ?? NaN];
	}
	return { shape: picture.shape, data };
}

export interface Approximated {
	/** A_k, [m, n]. */
	readonly picture: Tensor;
	/** ‖A − A_k‖_F / ‖A‖_F, from the pixels of A_k as they are. */
	readonly error: number;
}

/**
 * A_k for one k after the other. A step of the slider adds or takes away a few terms σᵢuᵢvᵢᵀ; a leap starts from 0
 * or from A, whichever is nearer, so that no k costs more than p/2 terms.
 */
export class Approximation {
	readonly #pixels: Float64Array;
	readonly #norm: number;
	#k = 0;

	constructor(readonly of: Decomposition) {
		this.#pixels = new Float64Array(of.picture.data.length);
		this.#norm = Math.sqrt(squaredNorm(of.picture));
	}

	/** @param k from 0 to p; larger is p */
	at(k: number): Approximated {
		const p = this.of.spectrum.length;
		const wanted = Math.min(k, p);
		if (Math.min(wanted, p - wanted) < Math.abs(wanted - this.#k)) {
			this.#k = wanted < p - wanted ? 0 : p;
			if (this.#k === 0) this.#pixels.fill(0);
			else this.#pixels.set(this.of.picture.data);
		}
		this.#add(Math.min(this.#k, wanted), Math.max(this.#k, wanted), wanted > this.#k ? 1 : -1);
		this.#k = wanted;
		return {
			picture: { shape: this.of.picture.shape, data: this.#pixels.slice() },
			error: this.#error()
		};
	}

	/** Adds sign · Σ σᵢuᵢvᵢᵀ for from ≤ i < to, four terms at a time: the loop waits for memory, not for products. */
	#add(from: number, to: number, sign: 1 | -1): void {
		const { picture, spectrum, scaledLeft: left, right } = this.of;
		const { rows, columns } = matrixShape(picture);
		const [p, pixels] = [spectrum.length, this.#pixels];
		for (let k = from; k < to; k += 4) {
			const term = (l: number): number => Math.min(k + l, p - 1) * columns;
			const [r0, r1, r2, r3] = [term(0), term(1), term(2), term(3)];
			for (let i = 0; i < rows; i++) {
				const factor = (l: number): number => (k + l < to ? sign * (left[i * p + k + l] ?? 0) : 0);
				const [a, b, c, d] = [factor(0), factor(1), factor(2), factor(3)];
				for (let j = 0, at = i * columns; j < columns; j++, at++) {
					pixels[at] =
						(pixels[at] ?? 0) +
						a * (right[r0 + j] ?? 0) +
						b * (right[r1 + j] ?? 0) +
						c * (right[r2 + j] ?? 0) +
						d * (right[r3 + j] ?? 0);
				}
			}
		}
	}

	#error(): number {
		const { data } = this.of.picture;
		let sum = 0;
		for (let i = 0; i < data.length; i++) sum += ((data[i] ?? NaN) - (this.#pixels[i] ?? NaN)) ** 2;
		return this.#norm > 0 ? Math.sqrt(sum) / this.#norm : 0;
	}
}

/**
 * One piece σₖuₖvₖᵀ of a picture as a picture: zero is middle gray, its largest entry white or black.
 * @param k from 1 to p @returns [m, n]
 */
export function pieceOf({ picture, spectrum, scaledLeft, right }: Decomposition, k: number): Tensor {
	const { rows, columns } = matrixShape(picture);
	const p = spectrum.length;
	const column = Float64Array.from({ length: rows }, (_, i) => scaledLeft[i * p + k - 1] ?? NaN);
	const row = right.subarray((k - 1) * columns, k * columns);
	const largest = (values: Float64Array): number =>
		values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
	const scale = 0.5 / (largest(column) * largest(row) || 1);
	const data = new Float64Array(rows * columns);
	for (let i = 0, at = 0; i < rows; i++)
		for (let j = 0; j < columns; j++, at++) data[at] = 0.5 + scale * (column[i] ?? NaN) * (row[j] ?? NaN);
	return { shape: picture.shape, data };
}

/** √(Σ_{i>k} σᵢ²) / ‖A‖ for k = 0 … p: the least relative error at each rank, by Eckart–Young. */
export function leastErrors(spectrum: Float64Array): Float64Array {
	const errors = new Float64Array(spectrum.length + 1);
	// From the smallest up, so that small values are not lost beside large ones.
	let tail = 0;
	for (let k = spectrum.length - 1; k >= 0; k--) {
		tail += (spectrum[k] ?? NaN) ** 2;
		errors[k] = Math.sqrt(tail);
	}
	const whole = errors[0] ?? 0;
	return whole > 0 ? errors.map((error) => error / whole) : errors;
}

/** Numbers in the thin factors of rank k, and in the picture. */
export const numbersIn = (
	rows: number,
	columns: number,
	k: number
): { factors: number; picture: number } => ({
	factors: k * (rows + columns),
	picture: rows * columns
});

/** k below which the factors have fewer numbers than the picture: mn/(m+n). */
export const breakEven = (rows: number, columns: number): number => (rows * columns) / (rows + columns);
