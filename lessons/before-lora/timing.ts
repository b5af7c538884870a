/**
 * Times forward passes against each other, really, in float32, on this machine's CPU: WebAssembly with vectors, one
 * thread. Everything takes turns in rounds, so that a slower moment of the machine meets all alike; what is reported
 * are medians and quartiles, and overheads round by round. No statement about a GPU.
 */
import { load } from '$src/compute/cpu/backend';
import type { Program } from '$src/compute/program';
import { ways, type Way } from './model';
import { attentionProgram, networkProgram, type AttentionSizes, type NetworkSizes } from './networks';
import { batches, depths } from './parameters';

/** What the page asks for. */
export type TimingRequest =
	| { readonly kind: 'networks'; readonly sizes: Omit<NetworkSizes, 'batch'>; readonly rounds: number }
	| {
			readonly kind: 'attention';
			readonly sizes: Omit<AttentionSizes, 'tokens'>;
			readonly tokens: readonly number[];
			readonly rounds: number;
	  };

/** The middle of some samples, and the quartiles around it. */
export interface Middle {
	readonly median: number;
	readonly lower: number;
	readonly upper: number;
}

/** One of the programs of a cell. */
export interface Timed {
	/** A way through the network, or with or without a prefix. */
	readonly name: string;
	/** Microseconds of one forward pass. */
	readonly time: Middle;
	/** Time over that of the first of the cell in the same round, less 1. */
	readonly overhead: Middle;
}

/** Programs that are compared with each other. */
export interface Cell {
	/** `batch` 1 to 32 at the chosen depth; `depth` 1 to 8 at batch 1; `tokens` of a sequence. */
	readonly series: 'batch' | 'depth' | 'tokens';
	readonly at: number;
	readonly timed: readonly Timed[];
}

export interface Timings {
	readonly cells: readonly Cell[];
	/** Rounds so far, and how many there will be. */
	readonly round: number;
	readonly rounds: number;
	/** The clock's smallest step, in microseconds. */
	readonly resolution: number;
}

/** Forward passes that one program may make. */
const MOST_PASSES = 1 << 15;
/** A sample lasts at least so many steps of the clock, and so many milliseconds. */
const [STEPS_OF_CLOCK, LEAST] = [40, 1.5];

interface Planned {
	readonly series: Cell['series'];
	readonly at: number;
	readonly programs: readonly { readonly name: string; readonly program: Program }[];
}

/** What a request wants measured. The first program of a cell is what the others are compared with. */
export function planOf(request: TimingRequest): Planned[] {
	if (request.kind === 'attention')
		return request.tokens.map((tokens) => ({
			series: 'tokens',
			at: tokens,
			programs: [0, request.sizes.prefix].map((prefix) => ({
				name: prefix === 0 ? 'plain' : 'prefix',
				program: attentionProgram({ ...request.sizes, tokens, prefix }, MOST_PASSES)
			}))
		}));
	const { sizes } = request;
	const programs = (changed: Partial<NetworkSizes>) =>
		ways.map((way: Way) => ({
			name: way,
			program: networkProgram(way, { ...sizes, batch: 1, ...changed }, MOST_PASSES)
		}));
	return [
		...batches
			.map(Number)
			.map((batch): Planned => ({ series: 'batch', at: batch, programs: programs({ batch }) })),
		...depths.map((depth): Planned => ({ series: 'depth', at: depth, programs: programs({ depth }) }))
	];
}

/** Median and quartiles. */
export function middleOf(samples: readonly number[]): Middle {
	const sorted = samples.toSorted((a, b) => a - b);
	const quantile = (q: number): number => sorted[Math.round(q * (sorted.length - 1))] ?? NaN;
	return { median: quantile(0.5), lower: quantile(0.25), upper: quantile(0.75) };
}

/** The smallest step that a clock makes, in its own unit: the least of some that were seen. */
export function resolutionOf(now: () => number, steps = 12): number {
	let smallest = Infinity;
	let last = now();
	for (let seen = 0; seen < steps;) {
		const next = now();
		if (next <= last) continue;
		smallest = Math.min(smallest, next - last);
		last = next;
		seen += 1;
	}
	return smallest;
}

interface Running {
	readonly name: string;
	readonly pass: (count: number) => void;
	/** Passes of a sample. */
	count: number;
	/** Microseconds a pass, one a round. */
	readonly samples: number[];
}

/**
 * Rounds of samples; within a round every program has its turn, and each round begins with another one of a cell.
 * @param now milliseconds of a clock that never goes back @param onRound hears what is known after each round
 */
export async function measure(
	request: TimingRequest,
	now: () => number,
	onRound: (timings: Timings) => void
): Promise<Timings> {
	const resolution = resolutionOf(now);
	const least = Math.max(STEPS_OF_CLOCK * resolution, LEAST);
	const time = ({ pass }: Running, count: number): number => {
		const before = now();
		pass(count);
		return now() - before;
	};
	const cells: { series: Cell['series']; at: number; running: Running[] }[] = [];
	for (const { series, at, programs } of planOf(request)) {
		const running: Running[] = [];
		for (const { name, program } of programs) {
			const { steps } = await load(program);
			const made: Running = { name, pass: (count) => steps(0, count), count: 1, samples: [] };
			// The first passes are compiled while they run; they set the count and are not reported.
			while (made.count < MOST_PASSES && Math.min(time(made, made.count), time(made, made.count)) < least)
				made.count *= 2;
			running.push(made);
		}
		cells.push({ series, at, running });
	}
	const { rounds } = request;
	const known = (round: number): Timings => ({
		cells: cells.map(({ series, at, running }) => ({ series, at, timed: running.map(timedOf(running[0])) })),
		round,
		rounds,
		resolution: 1000 * resolution
	});
	for (let round = 0; round < rounds; round++) {
		for (const { running } of cells)
			running.forEach((_, turn) => {
				const one = running[(turn + round) % running.length];
				if (one) one.samples.push((1000 * time(one, one.count)) / one.count);
			});
		if (round + 1 < rounds) onRound(known(round + 1));
	}
	return known(rounds);
}

const timedOf =
	(base: Running | undefined) =>
	({ name, samples }: Running): Timed => ({
		name,
		time: middleOf(samples),
		overhead: middleOf(samples.map((t, round) => t / (base?.samples[round] ?? NaN) - 1))
	});
