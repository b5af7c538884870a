/** Seeded samples of an exercise's symbols, at valid shapes: sizes that differ, so that what should not fit does not fit. */
import type { Typed } from '$src/formula/typed';
import { Random } from '$src/math/random';
import { scalar, type Tensor } from '$src/math/tensor';
import type { Symbols } from './exercise';
import { valueOf, type Sample } from './value';

/** Samples that an answer is compared on. */
export const SAMPLES = 8;
const [LEAST, MOST] = [2, 7];
const ATTEMPTS = 2000;

/** @param where a condition on the numbers; samples that violate it are drawn again @throws Error if hardly any meet it */
export function samplesOf(
	symbols: Symbols,
	where: Typed | null,
	seed = 1,
	count = SAMPLES
): readonly Sample[] {
	const samples: Sample[] = [];
	for (let attempt = 0; attempt < ATTEMPTS && samples.length < count; attempt++) {
		const sample = draw(symbols, seed, attempt);
		if (!where || valueOf(where, sample).data[0] === 1) samples.push(sample);
	}
	if (samples.length < count)
		throw new Error(`exercise: expected ${count} samples that meet the condition, got ${samples.length}`);
	return samples;
}

function draw(symbols: Symbols, seed: number, attempt: number): Sample {
	const random = new Random(seed, `exercise ${attempt}`);
	let counter = 0;
	const between = (least: number, most: number): number =>
		least + Math.floor((most - least + 1) * random.uniforms(counter++)[0]);
	const sizes = new Map<string, number>();
	const values = new Map<string, Tensor>();
	for (const [name, kind] of Object.entries(symbols)) {
		if (kind.kind === 'size') sizes.set(name, between(kind.min, kind.max));
	}
	// A size that only shapes name is no symbol of the answer. Sizes differ where there is room.
	const sizeOf = (letter: string): number => {
		const known = sizes.get(letter);
		if (known !== undefined) return known;
		if (/^\d+$/.test(letter)) return Number(letter);
		const taken = new Set(sizes.values());
		const free = Array.from({ length: MOST - LEAST + 1 }, (_, i) => LEAST + i).filter((n) => !taken.has(n));
		const drawn = free[between(0, Math.max(0, free.length - 1))] ?? between(LEAST, MOST);
		sizes.set(letter, drawn);
		return drawn;
	};
	for (const [name, kind] of Object.entries(symbols)) {
		if (kind.kind === 'size') values.set(name, scalar(sizes.get(name) ?? NaN));
		else if (kind.kind === 'real') values.set(name, scalar(0.5 + 2 * random.uniforms(counter++)[0]));
		else {
			const shape = [sizeOf(kind.rows), sizeOf(kind.columns)];
			values.set(name, new Random(seed, `exercise ${attempt} ${name}`).normal(shape));
		}
	}
	return values;
}
