/**
 * Checkpoints of one run, module by module: rank, norm and direction of ΔW at each, by inner products through the factors.
 * Of a module two checkpoints are in memory at a time, and the last one.
 */
import type { Adapter, AdapterModule } from './adapter';
import { innerOfParts } from './compared';
import { measureMade } from './measured';
import { FileError } from './notes';
import { wholeAndParts, type MadePart } from './thinParts';

export interface CheckpointValue {
	readonly rank: number;
	/** Smallest rank for 99 % of Σσ². */
	readonly rankAt99: number;
	readonly stableRank: number;
	readonly frobenius: number;
	/** ⟨ΔW, ΔW of the last⟩ and ⟨ΔW, ΔW of the one before⟩; null where there is none of that shape. */
	readonly withLast: number | null;
	readonly withPrevious: number | null;
}

export interface CheckpointModule {
	readonly name: string;
	/** By checkpoint; null where it has no such module or it cannot be measured. */
	readonly values: readonly (CheckpointValue | null)[];
}

/** cos of the angle between two ΔW, of one module or of several together, of which inner products and squares add up. */
export const cosineOf = (inner: number, one: number, other: number): number | null =>
	one > 0 && other > 0 ? Math.max(-1, Math.min(1, inner / one / other)) : null;

/**
 * @param adapters in the order of their steps; null where one could not be opened
 * @param pause is awaited between two measurements: a worker hears a stop between two tasks only
 */
export async function* checkpointModules(
	adapters: readonly (Adapter | null)[],
	pause: () => Promise<void> = () => Promise.resolve()
): AsyncGenerator<CheckpointModule> {
	const modules = adapters.map(
		(adapter) => new Map((adapter?.modules ?? []).map((module) => [module.name, module]))
	);
	const names = new Set(modules.toReversed().flatMap((byName) => [...byName.keys()]));
	for (const name of names) {
		const last = await loaded(modules.at(-1)?.get(name));
		let previous: readonly MadePart[] | null = null;
		const values: (CheckpointValue | null)[] = [];
		for (const [i, byName] of modules.entries()) {
			const now = i === modules.length - 1 ? last : await loaded(byName.get(name));
			values.push(now && valueOf(now, last?.parts ?? null, previous));
			previous = now?.parts ?? null;
			await pause();
		}
		yield { name, values };
	}
}

type Loaded = Awaited<ReturnType<typeof wholeAndParts>>;

async function loaded(module: AdapterModule | undefined): Promise<Loaded | null> {
	if (!module) return null;
	try {
		return await wholeAndParts(module);
	} catch (error) {
		if (error instanceof FileError) return null;
		throw error;
	}
}

function valueOf(
	{ whole, parts }: Loaded,
	last: readonly MadePart[] | null,
	previous: readonly MadePart[] | null
): CheckpointValue {
	const { rank, rankAt, stableRank, frobenius } = measureMade(whole.made, whole.scale, [0.99]);
	return {
		...{ rank, stableRank, frobenius },
		rankAt99: rankAt.get(0.99) ?? 0,
		withLast: last && innerOfParts(parts, last),
		withPrevious: previous && innerOfParts(parts, previous)
	};
}
