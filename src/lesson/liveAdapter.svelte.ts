/**
 * What the figures of a lesson with a live adapter share: the run that the page's state describes, and what is on the
 * screen of it: the trained answer, from the moment a figure is seen on; before, how it starts. While an answer is on its
 * way the last one stays, all of it: run, preview and numbers are of one state, whatever is set by then.
 */
import type { Adapter } from '$src/adapters/adapter';
import { untrack } from 'svelte';
import { soon } from '$src/components/pieces/queue';
import { onlyModule } from '$src/experiments/measure';
import type { ModuleSnapshot, Snapshot } from '$src/experiments/protocol';
import type { Schema, Values } from '$src/schema/field';
import { formatReceipt, promisedDigest } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import { beginningKey, beginningOf, isLight, type Beginning } from '$src/experiments/beginning';
import type { Latest } from '$src/runs/latest.svelte';
import { adapterOf, previewOf, type Preview } from '$src/experiments/preview';
import { noteRun } from '$src/progress/progress.svelte';
import { shareBeginnings } from '$src/runs/shareBeginnings';
import type { LiveRun } from './live';
import { own } from '$src/own';
import { shareTraining } from '$src/runs/shareTraining';
import { useLesson, type LessonState } from './state.svelte';
import type { Hand } from '$src/runs/hand.svelte';

/** The beginning that was worked out last on this thread: the figures of a page ask for the same one. */
let last: { readonly key: string; readonly answer: Beginning } | undefined;

function here(key: string, run: Run): { readonly key: string; readonly answer: Beginning } {
	if (last?.key !== key) last = { key, answer: beginningOf(run) };
	return last;
}

interface Scene {
	readonly run: Run;
	/** Its receipt; '' where only its beginning is of what was set. */
	readonly key: string;
	readonly preview: Preview;
	readonly snapshot: Snapshot;
	/** Its receipt with digest, where the snapshot is its end. */
	readonly trained: string;
}

export class LiveAdapter<S extends Schema> {
	readonly values: Values<S> = $derived.by(() => this.lesson.of(this.schema));
	/** The same object while it describes the same run: what other figures set costs this one nothing. */
	readonly run: Run = $derived.by(() => {
		const run = this.live.runOf(this.values);
		const key = JSON.stringify(run);
		if (this.#kept?.key !== key) this.#kept = { key, run };
		return this.#kept.run;
	});
	/** What is set: shapes, counts and bounds, no numbers. Null where the task does not fit the shape. */
	readonly adapter: Adapter | null = $derived.by(() => adapterOf(this.run));
	readonly #key: string = $derived.by(() => beginningKey(this.run));
	/** Is it more than the page's thread should work out? */
	readonly isLarge: boolean = $derived.by(() => this.adapter !== null && !isLight(this.run));
	/** Of a large layer the last that is known. */
	readonly #beginning: { readonly key: string; readonly answer: Beginning } | null = $derived.by(() => {
		if (!this.adapter) return null;
		return this.isLarge ? (this.beginnings.known ?? last ?? null) : here(this.#key, this.run);
	});
	/** Of what is set; null where the task does not fit the shape, and while that of a large layer is on its way. */
	readonly #preview: Preview | null = $derived.by(() => {
		const known = this.#beginning;
		return known?.key === this.#key ? previewOf(this.run, known.answer) : null;
	});
	/** The run that is set, as text. */
	readonly receipt: string = $derived.by(() => formatReceipt(this.run));
	/** What is on the screen: a run, what it begins with, and how far it is; of one state. */
	readonly #scene: Scene | null = $derived.by(() => {
		const drawn = this.training.drawn(this.receipt);
		const preview = this.#preview;
		const hasAnswer = this.#lastScene !== null && this.#lastScene.snapshot.step > 0;
		const isOwn = preview !== null && (drawn !== null || !hasAnswer);
		if (isOwn) {
			this.#lastScene = {
				...{ run: this.run, key: this.receipt, preview },
				snapshot: drawn?.snapshot ?? preview.start(),
				trained: drawn?.receipt ?? ''
			};
		} else if (this.#lastScene === null && this.beginnings.known) {
			const { answer } = this.beginnings.known;
			const before = previewOf(answer.run, answer);
			return { run: answer.run, key: '', preview: before, snapshot: before.start(), trained: '' };
		}
		return this.#lastScene;
	});
	/** Is what is shown still that of other settings? */
	readonly stale: boolean = $derived.by(() => this.#scene?.key !== this.receipt && this.adapter !== null);
	/** The page's settings of what is shown, by parameter. */
	readonly shownSettings: Readonly<Record<string, string | number | boolean>> = $derived.by(() =>
		this.live.settingsOf(this.shown ?? this.run)
	);
	/** Those that differ from what is set. */
	readonly unlike: readonly string[] = $derived.by(() =>
		Object.keys(this.schema).filter(
			(name) =>
				Object.hasOwn(this.shownSettings, name) &&
				own(this.shownSettings, name) !== own(this.values as Values<Schema>, name)
		)
	);
	/** Null where the task does not fit the shape, and before anything is known of a large layer. */
	readonly preview: Preview | null = $derived.by(() => this.#scene?.preview ?? null);
	readonly start: Snapshot | null = $derived.by(() => this.preview?.start() ?? null);
	readonly now: Snapshot | null = $derived.by(() => this.#scene?.snapshot ?? null);
	/** The snapshot if it is of a run that trained. */
	readonly trained: Snapshot | null = $derived.by(() => {
		const { now } = this;
		return now && now.step > 0 ? now : null;
	});
	/** The receipt, with digest, of the finished run on screen; '' where none is, or it changed backend on the way. */
	readonly trainedReceipt: string = $derived.by(() => {
		// Before anything has trained nobody has to work out how it begins to say so.
		const isOpening = this.#lastScene === null && this.training.drawn(this.receipt) === null;
		return isOpening ? '' : (this.#scene?.trained ?? '');
	});
	/** The digest that the run must end with, where the page was opened with a receipt and is still set so. */
	readonly expected: string | null = $derived.by(() => {
		const { arrived } = this.lesson;
		if (!arrived || arrived.refused.length > 0) return null;
		return formatReceipt(arrived.receipt.run) === this.receipt ? promisedDigest(arrived.receipt) : null;
	});
	/** What is measured of its layer. */
	readonly measured: ModuleSnapshot | null = $derived.by(() => (this.now ? onlyModule(this.now) : null));
	/** Whose numbers `now` has. */
	readonly shown: Run | null = $derived.by(() => this.#scene?.run ?? null);
	/** The factors on screen: the same object for as long as they are the same, whatever s is. */
	readonly factors: Readonly<Record<string, Float32Array>> | null = $derived.by(
		() => this.now?.factors ?? null
	);
	/** Has a figure been in view? Nothing trains before. */
	#seen = $state(false);
	#lastScene: Scene | null = null;

	#kept: { readonly key: string; readonly run: Run } | undefined;

	constructor(
		readonly lesson: LessonState,
		readonly training: Hand,
		readonly beginnings: Latest<Run, Beginning>,
		readonly schema: S,
		readonly live: LiveRun<Values<S>>
	) {
		$effect(() => {
			if (this.isLarge) this.beginnings.ask(this.#key, this.run);
		});
		// Before the page is brought up to date: the worker trains meanwhile.
		$effect.pre(() => {
			const { run } = this;
			if (!this.#seen) return;
			untrack(() => {
				if (!this.lesson.isBack || !this.training.recall(run)) this.training.follow(run);
			});
		});
	}

	/** Works out what is shown first, in tasks of their own, so that no piece of the page has to as it comes alive. */
	prepare(): void {
		soon(() => void this.#beginning);
		soon(() => void this.#beginning?.answer.initial);
		soon(() => void this.start);
	}

	/** Trains from now on: a figure has come into view. */
	see(): void {
		this.#seen = true;
	}

	/** The preview of what is set, once it is there. */
	async previewed(): Promise<Preview | null> {
		if (this.isLarge) await this.beginnings.settled();
		return this.#preview;
	}
}

/**
 * Call while a component initialises.
 * @param schema the lesson's parameters @param live its live figure
 */
export function useLive<S extends Schema>(schema: S, live: LiveRun<Values<S>>): LiveAdapter<S> {
	const lesson = useLesson();
	const training = shareTraining(lesson);
	const adapter = new LiveAdapter(lesson, training, shareBeginnings(lesson), schema, live);
	const opened = new Set<string>();
	training.onsettled = ({ receipt }) => {
		// What a page trains of itself is no doing of the reader's.
		if (opened.size === 0 && !training.isWatched) opened.add(receipt);
		else if (!opened.has(receipt) || training.isWatched) noteRun(lesson.lesson.id, receipt);
	};
	if (!import.meta.env.SSR) adapter.prepare();
	return adapter;
}
