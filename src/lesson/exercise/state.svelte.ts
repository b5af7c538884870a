/** One exercise on the page: its record, the words that its Markdown brings, and how far the reader is. */
import { getContext, setContext, type Snippet } from 'svelte';
import type { Exercise } from '$src/exercises/exercise';
import type { Answer, Verdict } from '$src/exercises/judge';
import { progress } from '$src/progress/progress.svelte';
import type { Outcome } from '$src/progress/record';
import type { Role } from '../stage.svelte';

export interface Part {
	readonly id: string;
	readonly words: Snippet;
}

export class ExerciseState {
	/** Filled while the Markdown's directives initialise, in their order. */
	readonly hints: Snippet[] = $state.raw([]);
	readonly options: Part[] = $state.raw([]);
	readonly items: Part[] = $state.raw([]);
	readonly feedback = new Map<string, Snippet>();
	solution: Snippet | undefined = $state.raw();

	verdict: Verdict | null = $state.raw(null);
	/** The answer that the verdict is about. */
	judged = $state('');
	/** Solved, or given up, in this visit or an earlier one. */
	readonly outcome: Outcome | null = $derived.by(() => this.entry?.outcome ?? null);
	readonly isDone: boolean = $derived.by(() => this.outcome === 'right' || this.outcome === 'shown');
	/** Nothing for an audience: what somebody has answered on this machine is not the room's answer. */
	readonly entry = $derived.by(() =>
		this.role() === 'audience' ? undefined : progress.get(this.lesson, 'exercise', this.id)
	);

	constructor(
		readonly lesson: string,
		readonly id: string,
		readonly exercise: Exercise,
		readonly role: () => Role = () => 'reader'
	) {}

	/** mathjs is loaded when the first typed answer is checked. */
	async check(answer: Answer): Promise<void> {
		const { judge } = await import('$src/exercises/judge');
		this.judged = typeof answer === 'string' ? answer : answer.join();
		this.verdict = judge(this.exercise, answer);
		const { kind } = this.verdict;
		if (kind === 'hint' || kind === 'form') return;
		progress.note(this.lesson, 'exercise', this.id, this.judged, kind === 'right' ? 'right' : 'wrong');
	}

	/** The reader opened the solution. */
	giveUp(): void {
		if (!this.isDone) progress.note(this.lesson, 'exercise', this.id, this.judged, 'shown');
	}
}

const key = Symbol('exercise');
export const provideExercise = (state: ExerciseState): ExerciseState => setContext(key, state);

/** The exercise that this part belongs to. @param directive for the message to the author */
export function useExercise(directive: string): ExerciseState {
	const state = getContext<ExerciseState | undefined>(key);
	if (!state) throw new Error(`:::${directive}: expected to stand in an :::exercise, got one outside`);
	return state;
}
