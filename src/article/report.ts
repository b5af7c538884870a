/** Decisions out of entries, each held against our mark again: what a report shows, whatever a link says about it. */
import type { Entries } from '$src/progress/record';
import { verdicts, type ClaimVerdict } from './claim';
import { claims, type ClaimId } from './claims';
import type { Standing } from './decisions.svelte';
import { decidedIn } from './keeper';

export interface Decision {
	readonly id: ClaimId;
	/** On the article's page, from 1. */
	readonly position: number;
	readonly theirs: ClaimVerdict;
	readonly ours: ClaimVerdict;
	/** `shown`: as ours, but our marks were there first. */
	readonly standing: Standing;
	/** How often it was decided; 0 where our marks were there first. */
	readonly tries: number;
}

/** In the order of the page. Claims that we do not make, and verdicts that there are not, are left out. */
export function decisionsIn(entries: Entries): readonly Decision[] {
	const decided = decidedIn(entries);
	return claims.flatMap(({ id, verdict: ours }, i): Decision[] => {
		const entry = decided.get(id);
		const theirs = verdicts.find((each) => each === entry?.value);
		if (!entry || !theirs) return [];
		const standing = theirs !== ours ? 'wrong' : entry.outcome === 'shown' ? 'shown' : 'right';
		return [{ id, position: i + 1, theirs, ours, standing, tries: entry.tries }];
	});
}
