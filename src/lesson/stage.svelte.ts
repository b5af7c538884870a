/** What a presentation adds to a lesson's page, for the parts of the page that look different in it. */

import { untrack } from 'svelte';

export type Role = 'reader' | 'presenter' | 'audience';

/** What a presenter's window shows and its audience's does not: it is in no receipt. */
export const presenterOnly = ['picture', 'timings', 'starts'] as const;
export type PresenterOnly = (typeof presenterOnly)[number];

export class Stage {
	/** Are the answers of the screen shown? */
	revealed = $state(false);
	/** Id of a prediction → hands for each of its choices, in order. */
	tallies = $state.raw<Readonly<Record<string, readonly number[]>>>({});

	/** Name of a figure → what is on it that no audience gets. */
	only = $state.raw<Readonly<Record<string, PresenterOnly>>>({});

	/** @param what null: nothing, now */
	keepBack(figure: string, what: PresenterOnly | null): void {
		// Called in effects, which must not wait for each other.
		const others = Object.entries(untrack(() => this.only)).filter(([name]) => name !== figure);
		this.only = Object.fromEntries(what ? [...others, [figure, what]] : others);
	}

	count(prediction: string, hands: readonly number[]): void {
		this.tallies = { ...this.tallies, [prediction]: hands };
	}
}
