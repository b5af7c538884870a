/** Decisions among the reader's progress on this machine. */
import { progress } from '$src/lesson/progress/progress.svelte';
import { readKey } from '$src/lesson/progress/record';
import type { Keeper } from './decisions.svelte';

export const PLACE = 'article';

export const keptProgress: Keeper = {
	read: () => {
		progress.load();
		return Object.fromEntries(
			[...progress.entries].flatMap(([written, { value }]) => {
				const key = readKey(written);
				return key?.place === PLACE && key.kind === 'claim' ? [[key.id, value]] : [];
			})
		);
	},
	note: (id, verdict, standing) => progress.note(PLACE, 'claim', id, verdict, standing)
};
