/** Decisions among the reader's progress: on this machine, in a file or in a link that was handed in. */
import { progress } from '$src/progress/progress.svelte';
import { readKey, type Entries, type Entry } from '$src/progress/record';
import type { Keeper } from './decisions.svelte';

export const PLACE = 'article';

/** Claim id → its entry; whether there is such a claim and such a verdict is for the caller to check. */
export const decidedIn = (entries: Entries): ReadonlyMap<string, Entry> =>
	new Map(
		[...entries].flatMap(([written, entry]) => {
			const key = readKey(written);
			return key?.place === PLACE && key.kind === 'claim' ? [[key.id, entry] as const] : [];
		})
	);

export const keptProgress: Keeper = {
	read: () => new Map([...decidedIn(progress.entries)].map(([id, { value }]) => [id, value])),
	note: (id, verdict, standing) => progress.note(PLACE, 'claim', id, verdict, standing)
};
