/**
 * What the lesson's figures share: the run that the page's state describes, its preview, the training session,
 * and what is on screen now — the start before anything has run, the latest snapshot afterwards.
 */
import { shareTraining, type TrainingSession } from '$src/lesson/training.svelte';
import { useLesson, type LessonState } from '$src/lesson/state.svelte';
import type { Snapshot } from '$src/experiments/protocol';
import type { Run } from '$src/receipt/run';
import { parameters, runOf, type LoraValues } from './parameters';
import { previewOf, type Preview } from './preview';

export class LiveAdapter {
	readonly values: LoraValues = $derived.by(() => this.lesson.of(parameters));
	readonly run: Run = $derived.by(() => runOf(this.values));
	/** Null where the task does not fit the shape. */
	readonly preview: Preview | null = $derived.by(() => previewOf(this.run));
	readonly start: Snapshot | null = $derived.by(() => this.preview?.start() ?? null);
	/** The latest snapshot if it is of the shape on screen. */
	readonly trained: Snapshot | null = $derived.by(() => {
		const { snapshot } = this.training;
		const [a, b] = [snapshot?.factors['A']?.length, snapshot?.factors['B']?.length];
		const { rank, out, in: columns } = this.values;
		return snapshot && a === rank * columns && b === rank * out ? snapshot : null;
	});
	readonly now: Snapshot | null = $derived.by(() => this.trained ?? this.start);

	constructor(
		readonly lesson: LessonState,
		readonly training: TrainingSession
	) {}

	/** Sets a parameter of the run; what was trained for the old one no longer stands in the derivation. */
	set(name: string, value: string | number | boolean): void {
		this.lesson.override(new Map());
		this.lesson.set(name, value);
	}
}

/** Call while a component initialises. */
export function useLiveAdapter(): LiveAdapter {
	const lesson = useLesson();
	return new LiveAdapter(lesson, shareTraining(lesson));
}
