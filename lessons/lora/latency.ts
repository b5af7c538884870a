/**
 * Times the forward pass h = W0x + s·B(Ax) against the merged one h = Wx, really, in float32, on this
 * machine. Plain loops on one thread: a fair ratio of the two, no statement about a GPU, where a small product
 * costs a launch rather than its operations.
 */
import {
	inTurn,
	middleOf,
	passesFor,
	resolutionOf,
	timeOf,
	type Middle,
	type Now,
	type Passes
} from '$src/experiments/timing';
import { Random } from '$src/math/random';

export interface Layer {
	readonly out: number;
	readonly in: number;
	readonly rank: number;
	readonly scale: number;
	/** Row-major. */
	readonly w0: Float32Array;
	readonly b: Float32Array;
	readonly a: Float32Array;
}

export interface Latency {
	/** Microseconds of one forward pass. */
	readonly merged: Middle;
	readonly unmerged: Middle;
	/** Samples of each kind. */
	readonly samples: number;
	/** Forward passes in a sample: as many as make it long beside the clock's smallest step. */
	readonly passes: number;
	/** The clock's smallest step, in microseconds. */
	readonly resolution: number;
	readonly batch: number;
	/** max |h merged − h unmerged| / max |h|. */
	readonly difference: number;
}

/** Random inputs and matrices for a seed, by name, float32. */
export const drawnFrom =
	(seed: number) =>
	(name: string, rows: number, columns: number): Float32Array =>
		Float32Array.from(new Random(seed, `merge/${name}`).normal([rows, columns]).data);

/** To float32: after every product and every sum, or they would be float64 until they are stored. */
const round = Math.fround;

/** h ← M·x for each column of a batch. @param x [batch, columns] @param h [batch, rows] */
export function multiply(
	m: Float32Array,
	rows: number,
	columns: number,
	x: Float32Array,
	h: Float32Array
): void {
	const batch = x.length / columns;
	for (let n = 0; n < batch; n++) {
		for (let i = 0; i < rows; i++) {
			let sum = 0;
			for (let j = 0; j < columns; j++)
				sum = round(sum + round((m[i * columns + j] ?? 0) * (x[n * columns + j] ?? 0)));
			h[n * rows + i] = sum;
		}
	}
}

/** B·A in float32. */
export function productOf({ out, in: columns, rank, b, a }: Omit<Layer, 'w0' | 'scale'>): Float32Array {
	const product = new Float32Array(out * columns);
	for (let i = 0; i < out; i++) {
		for (let j = 0; j < columns; j++) {
			let sum = 0;
			for (let k = 0; k < rank; k++)
				sum = round(sum + round((b[i * rank + k] ?? 0) * (a[k * columns + j] ?? 0)));
			product[i * columns + j] = sum;
		}
	}
	return product;
}

/** W0 + s·B·A in float32, as it would be saved. @param product B·A, where it is known */
export function merge(layer: Layer, product = productOf(layer)): Float32Array {
	const s = round(layer.scale);
	return layer.w0.map((w, i) => w + round(s * (product[i] ?? 0)));
}

/** Both ways through the layer, as functions that fill their own output. @param w the merged matrix, where it is known */
export function forwardPasses(layer: Layer, x: Float32Array, w = merge(layer)) {
	const { out, in: columns, rank, scale, w0, b, a } = layer;
	const batch = x.length / columns;
	const merged = new Float32Array(batch * out);
	const unmerged = new Float32Array(batch * out);
	const s = round(scale);
	const [narrow, branch] = [new Float32Array(batch * rank), new Float32Array(batch * out)];
	return {
		merged: (): Float32Array => {
			multiply(w, out, columns, x, merged);
			return merged;
		},
		unmerged: (): Float32Array => {
			multiply(w0, out, columns, x, unmerged);
			multiply(a, rank, columns, x, narrow);
			multiply(b, out, rank, narrow, branch);
			for (let i = 0; i < unmerged.length; i++)
				unmerged[i] = (unmerged[i] ?? 0) + round(s * (branch[i] ?? 0));
			return unmerged;
		}
	};
}

/** max |p − q| / max |q|. */
export function relativeDifference(p: Float32Array, q: Float32Array): number {
	let [difference, size] = [0, 0];
	for (let i = 0; i < q.length; i++) {
		difference = Math.max(difference, Math.abs((p[i] ?? NaN) - (q[i] ?? NaN)));
		size = Math.max(size, Math.abs(q[i] ?? NaN));
	}
	return size > 0 ? difference / size : difference;
}

export interface LatencyOptions {
	readonly samples: number;
	readonly now: Now;
	readonly onProgress?: (done: number) => void;
}

/** Of a sample: passes at most, milliseconds at least, and tries that set its passes. */
const [MOST_PASSES, LEAST, TRIES] = [1 << 16, 1, 3];

/** Medians of many samples, each as long as the clock wants it; the two kinds take turns. */
export function measureLatency(
	layer: Layer,
	x: Float32Array,
	{ samples, now, onProgress }: LatencyOptions
): Latency {
	const passes = forwardPasses(layer, x);
	const difference = relativeDifference(passes.merged(), passes.unmerged());
	const resolution = resolutionOf(now);
	const repeat =
		(pass: () => unknown): Passes =>
		(count) => {
			for (let k = 0; k < count; k++) pass();
		};
	const merged = { pass: repeat(passes.merged), times: [] as number[] };
	const unmerged = { pass: repeat(passes.unmerged), times: [] as number[] };
	const count = passesFor(now, merged.pass, { resolution, least: LEAST, tries: TRIES, most: MOST_PASSES });
	// Compiled while it runs, and not reported.
	timeOf(now, unmerged.pass, count);
	for (let k = 0; k < samples; k++) {
		for (const { pass, times } of inTurn([merged, unmerged], k)) times.push(timeOf(now, pass, count));
		onProgress?.(k + 1);
	}
	const microseconds = (times: readonly number[]): Middle => middleOf(times.map((t) => (1000 * t) / count));
	return {
		merged: microseconds(merged.times),
		unmerged: microseconds(unmerged.times),
		samples,
		passes: count,
		resolution: resolution * 1000,
		batch: x.length / layer.in,
		difference
	};
}
