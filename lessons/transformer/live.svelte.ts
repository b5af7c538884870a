/**
 * What the figures of this lesson share: the run that is set, what it is made of, and the adapter that was trained last,
 * which stays on the screen until another is; and the two that the reader kept.
 */
import { untrack } from 'svelte';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import { compose, whyImpossible, type Composition } from '$src/experiments/compose';
import type { Snapshot } from '$src/experiments/protocol';
import { noteRun } from '$src/progress/progress.svelte';
import type { Hand } from '$src/runs/hand.svelte';
import { shareTraining } from '$src/runs/shareTraining';
import { useLesson, type LessonState } from '$src/lesson/state.svelte';
import { whenBack } from '$src/lesson/whenBack.svelte';
import type { Factors } from './decoder';
import { parameters, runOf, type TransformerValues } from './parameters';

/** An adapter on the screen. */
export interface Scene extends Factors {
	/** Of its settings. */
	readonly key: string;
	readonly snapshot: Snapshot;
	/** With digest, where it is the end of its run; else ''. */
	readonly trained: string;
}

export const slots = ['A', 'B'] as const;
export type Slot = (typeof slots)[number];

/** Adapters that the reader kept; they last as long as the page. */
export class Kept {
	#kept = $state.raw<Readonly<Record<Slot, Scene | null>>>({ A: null, B: null });

	of(slot: Slot): Scene | null {
		return this.#kept[slot];
	}
	keep(slot: Slot, scene: Scene): void {
		this.#kept = { ...this.#kept, [slot]: scene };
	}
	forget(slot: Slot): void {
		this.#kept = { ...this.#kept, [slot]: null };
	}
}

export class LiveDecoder {
	readonly values: TransformerValues = $derived.by(() => this.lesson.of(parameters));
	readonly run: Run = $derived.by(() => {
		const run = runOf(this.values);
		const key = JSON.stringify(run);
		if (this.#kept?.key !== key) this.#kept = { key, run };
		return this.#kept.run;
	});
	readonly receipt: string = $derived.by(() => formatReceipt(this.run));
	/** Why the run cannot be, in the core's words; null where it can. */
	readonly misfit: string | null = $derived.by(() => whyImpossible(this.run));
	/** Shapes and counts alone; null where a method does not fit a module. */
	readonly composition: Composition | null = $derived.by(() => {
		try {
			return this.misfit === null ? compose(this.run) : null;
		} catch {
			return null;
		}
	});
	/** The adapter on the screen; null before the first. */
	readonly scene: Scene | null = $derived.by(() => {
		const drawn = this.training.drawn(this.receipt);
		const { snapshot } = drawn ?? {};
		if (snapshot && snapshot.step > 0)
			this.#last = {
				...{ run: this.run, key: this.receipt, factors: snapshot.factors },
				...{ snapshot, trained: drawn?.receipt ?? '' }
			};
		return this.#last;
	});
	/** Is it one of other settings? */
	readonly stale: boolean = $derived.by(() => this.scene !== null && this.scene.key !== this.receipt);
	/** The adapter, once nothing trains: what figures below work out anew. */
	readonly settled: Scene | null = $derived.by(() => {
		const { scene } = this;
		if (!this.training.busy) this.#settled = scene;
		return this.#settled;
	});
	/** The digest that the run must end with, where the page was opened with a receipt and is still set so. */
	readonly expected: string | null = $derived.by(() => {
		const { arrived } = this.lesson;
		if (!arrived || arrived.refused.length > 0) return null;
		return formatReceipt(arrived.receipt.run) === this.receipt ? arrived.receipt.digest : null;
	});

	#kept: { readonly key: string; readonly run: Run } | undefined;
	#last: Scene | null = null;
	#settled: Scene | null = null;

	constructor(
		readonly lesson: LessonState,
		readonly training: Hand,
		readonly kept: Kept
	) {}
}

interface Shared {
	readonly live: LiveDecoder;
}
const shared = new WeakMap<LessonState, Shared>();

/** The one of a page. Call while a component initialises. */
export function useLiveDecoder(): LiveDecoder {
	const lesson = useLesson();
	const training = shareTraining(lesson);
	const known = shared.get(lesson);
	if (known && known.live.training === training) return known.live;
	const live = new LiveDecoder(lesson, training, new Kept());
	shared.set(lesson, { live });
	training.onsettled = ({ receipt }) => noteRun(lesson.lesson.id, receipt);
	whenBack(lesson, () => untrack(() => training.recall(live.run)));
	return live;
}

/** What identifies an adapter: its receipt, and its step where it was stopped. */
export const keyOf = (scene: Scene | null): string =>
	scene ? `${scene.key} ${scene.trained} ${scene.snapshot.step}` : '';

/** Are they one adapter? Then whatever compares the two compares it with itself. */
export const isSame = (one: Scene | null, other: Scene | null): boolean =>
	one !== null && keyOf(one) === keyOf(other);

export const factorsOf = (scene: Scene | null): Factors | null =>
	scene ? { run: scene.run, factors: scene.factors } : null;
