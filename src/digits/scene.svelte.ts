/**
 * What is on the screen of the page: the run that is set, and the answer of training to it, or the last one while that
 * is on its way; all of it is of one run. It trains nothing: runs/hand.svelte.ts does.
 */
import type { Snapshot } from '$src/experiments/protocol';
import type { LessonState } from '$src/lesson/state.svelte';
import { formatReceipt, promisedDigest } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import type { Hand } from '$src/runs/hand.svelte';
import { live, parameters, type DigitValues } from './record';

interface Shown {
	readonly run: Run;
	/** Its receipt. */
	readonly key: string;
	/** Null: nothing is trained. */
	readonly snapshot: Snapshot | null;
	/** Its receipt with digest, where the snapshot is the end of a run that can be replayed; else ''. */
	readonly trained: string;
}

export class Scene {
	/** Is the page alive, and its address read? Before that nothing is asked of a worker. */
	isOpen = $state(false);
	readonly values: DigitValues = $derived.by(() => this.lesson.of(parameters));
	readonly run: Run = $derived.by(() => live.runOf(this.values));
	readonly receipt: string = $derived.by(() => formatReceipt(this.run));
	readonly shown: Shown = $derived.by(() => {
		const drawn = this.hand.drawn(this.receipt);
		const isFirst = this.#last === null || this.#last.snapshot === null;
		if (drawn || isFirst) {
			const { snapshot = null, receipt: trained = '' } = drawn ?? {};
			this.#last = { run: this.run, key: this.receipt, snapshot: grown(snapshot), trained };
		}
		return this.#last ?? { run: this.run, key: this.receipt, snapshot: null, trained: '' };
	});
	/** Is what is shown that of other settings? */
	readonly stale: boolean = $derived.by(() => this.shown.key !== this.receipt);
	/** The digest that the run must end with, where the page was opened with a receipt and is still set so. */
	readonly expected: string | null = $derived.by(() => {
		const { arrived } = this.lesson;
		if (!arrived || arrived.refused.length > 0) return null;
		return formatReceipt(arrived.receipt.run) === this.receipt ? promisedDigest(arrived.receipt) : null;
	});
	#last: Shown | null = null;

	constructor(
		readonly lesson: LessonState,
		readonly hand: Hand
	) {}
}

/** Before the first step nothing is learnt. */
const grown = (snapshot: Snapshot | null): Snapshot | null =>
	snapshot && snapshot.step > 0 ? snapshot : null;
