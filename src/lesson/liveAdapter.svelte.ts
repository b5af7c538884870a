/**
 * What the figures of a lesson with a live adapter share: the run that the page's state describes, its preview, the
 * training session, and what is on screen now — the start before anything has run, the latest snapshot afterwards.
 */
import type { Snapshot } from '$src/experiments/protocol';
import type { Schema, Values } from '$src/receipt/field';
import type { Run } from '$src/receipt/run';
import { previewOf, type Preview } from './preview';
import { noteRun } from './progress/progress.svelte';
import { shareTraining } from './shareTraining';
import { useLesson, type LessonState } from './state.svelte';
import type { TrainingSession } from './training.svelte';

export class LiveAdapter<S extends Schema> {
	readonly values: Values<S> = $derived.by(() => this.lesson.of(this.schema));
	/** The same object while it describes the same run: what other figures set costs this one nothing. */
	readonly run: Run = $derived.by(() => {
		const run = this.runOf(this.values);
		const key = JSON.stringify(run);
		if (this.#kept?.key !== key) this.#kept = { key, run };
		return this.#kept.run;
	});
	/** Null where the task does not fit the shape. */
	readonly preview: Preview | null = $derived.by(() => previewOf(this.run));
	readonly start: Snapshot | null = $derived.by(() => this.preview?.start() ?? null);
	/** The latest snapshot if it has the factors on screen. */
	readonly trained: Snapshot | null = $derived.by(() => {
		const { snapshot } = this.training;
		if (!snapshot || !this.preview) return null;
		const wanted = Object.entries(this.preview.initial);
		return wanted.every(([name, { length }]) => snapshot.factors[name]?.length === length) ? snapshot : null;
	});
	readonly now: Snapshot | null = $derived.by(() => this.trained ?? this.start);

	#kept: { readonly key: string; readonly run: Run } | undefined;

	constructor(
		readonly lesson: LessonState,
		readonly training: TrainingSession,
		readonly schema: S,
		readonly runOf: (values: Values<S>) => Run
	) {}

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
	return new LiveAdapter(lesson, training, schema, runOf);
}
