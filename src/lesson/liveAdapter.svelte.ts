/**
 * What the figures of a lesson with a live adapter share: the run that the page's state describes, its preview, the
 * training session, and what is on screen now — the start before anything has run, the latest snapshot afterwards.
 */
import type { Adapter } from '$src/adapters/adapter';
import { onlyModule } from '$src/experiments/measure';
import type { ModuleSnapshot, Snapshot } from '$src/experiments/protocol';
import { countOf } from '$src/math/tensor';
import type { Schema, Values } from '$src/schema/field';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import { beginningKey, beginningOf, isLight, type Beginning } from '$src/experiments/beginning';
import type { Latest } from '$src/runs/latest.svelte';
import { adapterOf, previewOf, type Preview } from '$src/experiments/preview';
import { noteRun } from '$src/progress/progress.svelte';
import { shareBeginnings } from '$src/runs/shareBeginnings';
import { shareTraining } from '$src/runs/shareTraining';
import { useLesson, type LessonState } from './state.svelte';
import { whenBack } from './whenBack.svelte';
import type { TrainingSession } from '$src/runs/training.svelte';
import { own } from '$src/own';

/** The beginning that was worked out last on this thread: the figures of a page ask for the same one. */
let last: { readonly key: string; readonly answer: Beginning } | undefined;

function here(key: string, run: Run): { readonly key: string; readonly answer: Beginning } {
	if (last?.key !== key) last = { key, answer: beginningOf(run) };
	return last;
}

export class LiveAdapter<S extends Schema> {
	readonly values: Values<S> = $derived.by(() => this.lesson.of(this.schema));
	/** The same object while it describes the same run: what other figures set costs this one nothing. */
	readonly run: Run = $derived.by(() => {
		const run = this.runOf(this.values);
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
	/** Is what is shown still that of other settings? */
	readonly stale: boolean = $derived.by(() => this.isLarge && this.#beginning?.key !== this.#key);
	/** Null where the task does not fit the shape, and before anything is known of a large layer. */
	readonly preview: Preview | null = $derived.by(() => {
		if (!this.#beginning) return null;
		const { key, answer } = this.#beginning;
		return previewOf(key === this.#key ? this.run : answer.run, answer);
	});
	readonly start: Snapshot | null = $derived.by(() => this.preview?.start() ?? null);
	/** The latest snapshot if it has the factors of what is set. */
	readonly trained: Snapshot | null = $derived.by(() => {
		const { snapshot } = this.training;
		const leaves = this.adapter?.leaves ?? [];
		if (!snapshot || leaves.length === 0) return null;
		const fits = leaves.every(({ name, shape }) => own(snapshot.factors, name)?.length === countOf(shape));
		return fits ? snapshot : null;
	});
	/** The run that is set, as text. */
	readonly receipt: string = $derived.by(() => formatReceipt(this.run));
	/** The receipt, with digest, of the finished run on screen; '' where none is, or it changed backend on the way. */
	readonly trainedReceipt: string = $derived.by(() => {
		const { phase, result } = this.training;
		return phase === 'done' && result && !result.resumed && this.trained ? result.receipt : '';
	});
	/** The digest that the run must end with, where the page was opened with a receipt and is still set so. */
	readonly expected: string | null = $derived.by(() => {
		const { arrived } = this.lesson;
		if (!arrived || arrived.refused.length > 0) return null;
		return formatReceipt(arrived.receipt.run) === this.receipt ? arrived.receipt.digest : null;
	});
	readonly now: Snapshot | null = $derived.by(() => this.trained ?? this.start);
	/** What is measured of its layer. */
	readonly measured: ModuleSnapshot | null = $derived.by(() => (this.now ? onlyModule(this.now) : null));
	/** Whose numbers `now` has. */
	readonly shown: Run | null = $derived.by(() => (this.trained ? this.run : (this.preview?.run ?? null)));
	/** The factors on screen: the same object for as long as they are the same, whatever s is. */
	readonly factors: Readonly<Record<string, Float32Array>> | null = $derived.by(
		() => this.now?.factors ?? null
	);

	#kept: { readonly key: string; readonly run: Run } | undefined;

	constructor(
		readonly lesson: LessonState,
		readonly training: TrainingSession,
		readonly beginnings: Latest<Run, Beginning>,
		readonly schema: S,
		readonly runOf: (values: Values<S>) => Run
	) {
		$effect(() => {
			if (this.isLarge) this.beginnings.ask(this.#key, this.run);
		});
	}

	/** The preview of what is set, once it is there. */
	async previewed(): Promise<Preview | null> {
		if (this.isLarge) await this.beginnings.settled();
		return this.stale ? null : this.preview;
	}

	/** Sets a parameter of the run; what was trained for the old one no longer stands in the derivation. */
	set(name: string, value: string | number | boolean): void {
		this.lesson.override(new Map());
		this.lesson.set(name, value);
	}
}

/**
 * Call while a component initialises.
 * @param schema the lesson's parameters @param runOf the receipt of the live figure
 */
export function useLive<S extends Schema>(schema: S, runOf: (values: Values<S>) => Run): LiveAdapter<S> {
	const lesson = useLesson();
	const training = shareTraining(lesson);
	training.onfinished = ({ receipt }) => noteRun(lesson.lesson.id, receipt);
	const live = new LiveAdapter(lesson, training, shareBeginnings(lesson), schema, runOf);
	whenBack(lesson, () => void training.recall(live.run));
	return live;
}
