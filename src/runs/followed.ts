/**
 * What trains on a page, for whoever repeats it elsewhere (present/): a list of runs, by their receipts. The same
 * receipts give the same numbers, so nothing else needs to be handed on. A run alone is a list of one.
 */
import { onDestroy } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Run } from '$src/receipt/run';

export interface Followed {
	/** What is on the screen, from its start on; of a grid its first and its last cell. Nothing: none. */
	readonly runs: readonly Run[];
	/** Grows with every start, so that the same runs can be started again. */
	readonly starts: number;
	/** Did the reader end it before its end? */
	readonly stopped: boolean;
	readonly busy: boolean;
	start(runs: readonly Run[]): void;
	stop(): void;
	reset(): void;
}

const offered = new WeakMap<object, SvelteMap<string, Followed>>();

/** @param owner the LessonState @returns what its figures train, by name */
export function followedOf(owner: object): ReadonlyMap<string, Followed> {
	const known = offered.get(owner) ?? new SvelteMap<string, Followed>();
	offered.set(owner, known);
	return known;
}

/** Lets what this trains be followed. Call while a component initialises. @param name small letters */
export function offer(owner: object, name: string, followed: Followed): void {
	const known = offered.get(owner) ?? new SvelteMap<string, Followed>();
	offered.set(owner, known);
	known.set(name, followed);
	onDestroy(() => {
		if (known.get(name) === followed) known.delete(name);
	});
}
