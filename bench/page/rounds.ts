/** How contestants are timed: chunks of a set duration, in turn, and the median. It knows no library. */
import type { Trainee } from '../contestants/contestant';

export interface Timing {
	/** Milliseconds a chunk should take. */
	readonly chunk: number;
	readonly rounds: number;
}

export interface Calibration {
	/** Steps of a chunk. */
	readonly steps: number;
	/** Steps a second, of the last try. */
	readonly rate: number;
}

export function median(numbers: readonly number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	return (low + high) / 2;
}

export const largest = (numbers: readonly number[]): number =>
	numbers.some(Number.isNaN) ? NaN : Math.max(0, ...numbers);

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
	const before = performance.now();
	await work();
	return performance.now() - before;
}

/** Steps a second of one chunk from step 0. */
export async function rateOf(trainee: Trainee, steps: number): Promise<number> {
	await trainee.reset();
	return (steps / (await timed(() => trainee.step(steps)))) * 1000;
}

/** Steps that fill so many milliseconds. */
export const stepsFor = (rate: number, milliseconds: number, most: number): number =>
	Math.max(1, Math.min(most, Math.round((rate * milliseconds) / 1000)));

/** How many steps fill a chunk, found by trying; more than `most` never. */
export async function calibrate(trainee: Trainee, { chunk }: Timing, most: number): Promise<Calibration> {
	let steps = 2;
	for (;;) {
		const rate = await rateOf(trainee, steps);
		const wanted = stepsFor(rate, chunk, most);
		if (wanted <= 2 * steps) return { steps: wanted, rate };
		steps = Math.min(wanted, 10 * steps);
	}
}

/** A contestant whose chunk takes longer than that makes three rounds at most. */
const SLOW_SECONDS = 0.5;

/** One chunk each in turn, another first in each round. @returns steps a second, by contestant and round */
export async function interleave(
	contestants: readonly { readonly trainee: Trainee; readonly steps: number }[],
	rounds: number
): Promise<number[][]> {
	const rates = contestants.map((): number[] => []);
	for (let round = 0; round < rounds; round++) {
		for (let k = 0; k < contestants.length; k++) {
			const turn = (k + round) % contestants.length;
			const [contestant, known = []] = [contestants[turn], rates[turn]];
			const slow = contestant && contestant.steps / (known[0] ?? Infinity) > SLOW_SECONDS;
			if (contestant && !(slow && known.length >= 3))
				known.push(await rateOf(contestant.trainee, contestant.steps));
		}
	}
	return rates;
}
