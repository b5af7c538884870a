/**
 * Seeded, counter-based random numbers: the value at (seed, stream, counter) needs no history, so every
 * backend, order and thread draws the same. Philox 2×32-10 (Salmon et al., SC 2011, "Parallel random
 * numbers: as easy as 1, 2, 3"). Not for cryptography.
 */
import { countOf, type Tensor } from './tensor';

const MULTIPLIER = 0xd256d193;
const WEYL = 0x9e3779b9;

/** High and low 32 bits of a product of two unsigned 32-bit integers, from 16-bit halves: exact in float64. */
function multiply(a: number, b: number): [high: number, low: number] {
	const [ah, al, bh, bl] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
	const low = al * bl;
	const middle = ah * bl + (low >>> 16);
	const middle2 = al * bh + (middle & 0xffff);
	const high = ah * bh + Math.floor(middle / 65536) + Math.floor(middle2 / 65536);
	return [high >>> 0, Math.imul(a, b) >>> 0];
}

/** Two unsigned 32-bit words from a 64-bit counter and a 32-bit key. */
export function philox(counter: readonly [number, number], key: number): [number, number] {
	let [x0, x1] = [counter[0] >>> 0, counter[1] >>> 0];
	let k = key >>> 0;
	for (let round = 0; round < 10; round++) {
		const [high, low] = multiply(MULTIPLIER, x0);
		[x0, x1] = [(high ^ k ^ x1) >>> 0, low];
		k = (k + WEYL) >>> 0;
	}
	return [x0, x1];
}

/** Hash of a stream's name, so that each tensor draws from its own sequence (FNV-1a, 32 bits). */
export function streamOf(name: string): number {
	let hash = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
	return hash;
}

/** A source of numbers for one (seed, stream name). */
export class Random {
	readonly #key: number;
	readonly #stream: number;

	/** @param seed non-negative integer below 2³² */
	constructor(seed: number, stream: string) {
		this.#key = seed >>> 0;
		this.#stream = streamOf(stream);
	}

	/** Two independent uniforms in (0, 1) at a counter, each a multiple of 2⁻³² plus 2⁻³³. */
	uniforms(counter: number): [number, number] {
		const [a, b] = philox([counter, this.#stream], this.#key);
		return [(a + 0.5) / 4294967296, (b + 0.5) / 4294967296];
	}

	/** Two independent N(0, 1) at a counter (Box–Muller). */
	normals(counter: number): [number, number] {
		const [u, v] = this.uniforms(counter);
		const radius = Math.sqrt(-2 * Math.log(u));
		return [radius * Math.cos(2 * Math.PI * v), radius * Math.sin(2 * Math.PI * v)];
	}

	#fill(shape: readonly number[], pair: (counter: number) => [number, number]): Tensor {
		const data = new Float64Array(countOf(shape));
		for (let i = 0; i < data.length; i += 2) {
			const [a, b] = pair(i >>> 1);
			data[i] = a;
			if (i + 1 < data.length) data[i + 1] = b;
		}
		return { shape, data };
	}

	/** N(0, 1) elements. */
	normal(shape: readonly number[]): Tensor {
		return this.#fill(shape, (counter) => this.normals(counter));
	}

	/** Uniform elements in (−bound, bound). */
	uniform(shape: readonly number[], bound = 1): Tensor {
		return this.#fill(shape, (counter) => this.#within(counter, bound));
	}

	/** One element of `uniform`, by its place in row-major order. */
	uniformAt(place: number, bound = 1): number {
		const [a, b] = this.#within(place >>> 1, bound);
		return place % 2 === 0 ? a : b;
	}

	#within(counter: number, bound: number): [number, number] {
		const [a, b] = this.uniforms(counter);
		return [(2 * a - 1) * bound, (2 * b - 1) * bound];
	}
}
