/** The live adapter of this lesson, and the ranks that were measured while it trained. */
import { onlyModule } from '$src/experiments/measure';
import type { Snapshot } from '$src/experiments/protocol';
import { useLive, type LiveAdapter } from '$src/lesson/liveAdapter.svelte';
import { parameters, runOf } from './parameters';

/** Call while a component initialises. */
export const useLiveAdapter = (): LiveAdapter<typeof parameters> => useLive(parameters, runOf);

export interface RankAt {
	readonly step: number;
	readonly rank: number;
	readonly stable: number;
}

const rankAt = (snapshot: Snapshot): RankAt => {
	const { rank, stableRank } = onlyModule(snapshot);
	return { step: snapshot.step, rank, stable: stableRank };
};

/** The ranks so far and a snapshot more; a snapshot of an earlier step begins anew, none forgets. */
export function withSnapshot(
	ranks: readonly RankAt[],
	start: Snapshot | null,
	snapshot: Snapshot | null
): readonly RankAt[] {
	if (!snapshot) return [];
	const known = ranks.filter(({ step }) => step < snapshot.step);
	const before = known.length > 0 || !start ? known : [rankAt(start)];
	return [...before, rankAt(snapshot)];
}
