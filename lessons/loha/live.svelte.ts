/** The live adapter of this lesson, and the ranks that were measured while it trained. */
import { onlyModule } from '$src/experiments/measure';
import type { Snapshot } from '$src/experiments/protocol';
import { useLive, type LiveAdapter } from '$src/lesson/liveAdapter.svelte';
import { live, parameters } from './parameters';

/** Call while a component initialises. */
export const useLiveAdapter = (): LiveAdapter<typeof parameters> => useLive(parameters, live);

export interface RankAt {
	readonly step: number;
	readonly rank: number;
	readonly stable: number;
}

export function rankAt(snapshot: Snapshot): RankAt {
	const { rank, stableRank } = onlyModule(snapshot);
	return { step: snapshot.step, rank, stable: stableRank };
}
