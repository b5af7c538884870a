/**
 * Times forward passes against each other, really, in float32, on this machine's CPU: WebAssembly with vectors, one
 * thread. Everything takes turns in rounds, so that a slower moment of the machine meets all alike; what is reported
 * are medians and quartiles, and overheads round by round. No statement about a GPU.
 */
import { load } from '$src/compute/cpu/backend';
import type { Program } from '$src/compute/program';
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
export interface Comparison {
	/** `batch` 1 to 32 at the chosen depth; `depth` 1 to 8 at batch 1; `tokens` of a sequence. */
	readonly series: 'batch' | 'depth' | 'tokens';
	readonly at: number;
	readonly timed: readonly Timed[];
}

export interface Timings {
	readonly cells: readonly Comparison[];
	/** Rounds so far, and how many there will be. */
	readonly round: number;
	readonly rounds: number;
	/** The clock's smallest step, in microseconds. */
	readonly resolution: number;
}

/** Forward passes that one program may make. */
const MOST_PASSES = 1 << 15;
/** Of a sample: milliseconds at least, and tries that set its passes. */
const [LEAST, TRIES] = [1.5, 2];

interface Planned {
	readonly series: Comparison['series'];
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

interface Running {
	readonly name: string;
	readonly pass: Passes;
	/** Passes of a sample. */
	readonly count: number;
	/** Microseconds a pass, one a round. */
	readonly samples: number[];
}

/**
 * Rounds of samples; within a round every program has its turn, and each round begins with another one of a cell.
 * @param onRound hears what is known after each round
 */
export async function measure(
	request: TimingRequest,
	now: Now,
	onRound: (timings: Timings) => void
): Promise<Timings> {
	const resolution = resolutionOf(now);
	const length = { resolution, least: LEAST, tries: TRIES, most: MOST_PASSES };
	const cells: { series: Comparison['series']; at: number; running: Running[] }[] = [];
	for (const { series, at, programs } of planOf(request)) {
		const running: Running[] = [];
		for (const { name, program } of programs) {
			const { steps } = await load(program);
			const pass: Passes = (count) => steps(0, count);
			running.push({ name, pass, count: passesFor(now, pass, length), samples: [] });
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
			for (const { pass, count, samples } of inTurn(running, round))
				samples.push((1000 * timeOf(now, pass, count)) / count);
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
