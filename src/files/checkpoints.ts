/**
 * Checkpoints of one run, module by module: rank, norm and direction of ΔW at each, by inner products through the factors.
 * Of a module two checkpoints are in memory at a time, and the last one.
 */
import type { Adapter, AdapterModule } from './adapter';
import { innerOfParts } from './compared';
import { measureMade } from './measured';
import { FileError } from './notes';
import { madeParts, type MadePart } from './thinParts';

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
		const last = await partsOf(modules.at(-1)?.get(name));
		let previous: readonly MadePart[] | null = null;
		const values: (CheckpointValue | null)[] = [];
		for (const [i, byName] of modules.entries()) {
			const module = byName.get(name);
			const parts: readonly MadePart[] | null = i === modules.length - 1 ? last : await partsOf(module);
			values.push(parts && module ? valueOf(parts, last, previous) : null);
			previous = parts;
			await pause();
		}
		yield { name, values };
	}
}

async function partsOf(module: AdapterModule | undefined): Promise<readonly MadePart[] | null> {
	if (!module) return null;
	try {
		return await madeParts(module);
	} catch (error) {
		if (error instanceof FileError) return null;
		throw error;
	}
}

function valueOf(
	parts: readonly MadePart[],
	last: readonly MadePart[] | null,
	previous: readonly MadePart[] | null
): CheckpointValue {
	const each = parts.map(({ made, scale }) => measureMade(made, scale, [0.99]));
	const sum = (of: (one: (typeof each)[number]) => number): number =>
		each.reduce((total, one) => total + of(one), 0);
	const frobenius = Math.hypot(...each.map((one) => one.frobenius));
	const largest = Math.max(...each.map(({ singularValues }) => singularValues[0] ?? 0));
	return {
		rank: sum(({ rank }) => rank),
		rankAt99: sum(({ rankAt }) => rankAt.get(0.99) ?? 0),
		stableRank: largest > 0 ? (frobenius / largest) ** 2 : 0,
		frobenius,
		withLast: last && innerOfParts(parts, last),
		withPrevious: previous && innerOfParts(parts, previous)
	};
}
