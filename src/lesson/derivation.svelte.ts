/** Where the reader is in one derivation, and how they read it. Both live in the LessonState, and so in the URL. */
import { getContext, setContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { ExerciseState } from './exercise/state.svelte';
import { progress } from '$src/progress/progress.svelte';
import type { LessonState } from './state.svelte';
import { modeOf, type Mode } from './view';
import { own } from '$src/own';

/** A rule that a step uses: lessons/rules/ID.LANGUAGE.md. */
export interface Rule {
	readonly id: string;
	/** In the language of the page. */
	readonly title: string;
}

export class Derivation {
	/** Steps that can be practised: step id → its exercise. Filled while the steps initialise. */
	readonly exercises = new SvelteMap<string, ExerciseState>();
	readonly #rules = new SvelteMap<string, readonly Rule[]>();

	constructor(
		readonly id: string,
		readonly lesson: LessonState
	) {}

	/** An address that names a later step opens step by step: what comes after it stays hidden, as it was for the sender. */
	get mode(): Mode {
		const mode = modeOf(this.lesson.view.mode, this.position > 0);
		return mode === 'practice' && this.exercises.size === 0 ? 'steps' : mode;
	}
	set mode(mode: Mode) {
		this.lesson.show({ mode });
	}

	get ids(): readonly string[] {
		return own(this.lesson.lesson.derivations, this.id) ?? [];
	}
	get current(): string {
		return own(this.lesson.steps, this.id) ?? '';
	}
	/** Of the current step, from 0. */
	get position(): number {
		return Math.max(0, this.ids.indexOf(this.current));
	}

	isHidden(step: string): boolean {
		return this.mode !== 'all' && this.ids.indexOf(step) > this.position;
	}

	/** Does the reader still owe this step? */
	isOwed(step: string): boolean {
		const exercise = this.exercises.get(step);
		return this.mode === 'practice' && exercise !== undefined && !exercise.isDone;
	}

	/** A step says what it uses while it initialises. */
	register(step: string, rules: readonly Rule[]): void {
		this.#rules.set(step, rules);
	}
	/** The rules of a step, the one that carries it first; complete for all steps once the derivation is mounted. */
	rulesOf(step: string): readonly Rule[] {
		return this.#rules.get(step) ?? [];
	}

	/** Is the reader practising this step, or done with it a moment ago? Then its rule is asked for before it is named. */
	isPractised(step: string): boolean {
		return this.mode === 'practice' && this.exercises.has(step);
	}
	/** The rule that the reader named for a step. */
	principleOf(step: string): string | undefined {
		return progress.get(this.lesson.lesson.id, 'prediction', `rule.${step}`)?.value;
	}
	namePrinciple(step: string, rule: string): void {
		progress.note(this.lesson.lesson.id, 'prediction', `rule.${step}`, rule);
	}

	/** @param position from 0; kept within the derivation */
	goTo(position: number): void {
		const step = this.ids[Math.min(this.ids.length - 1, Math.max(0, position))];
		// Choosing the mode first: going to a later step must not change how the rest is shown.
		this.mode = modeOf(this.lesson.view.mode, this.position > 0);
		if (step !== undefined) this.lesson.goTo(this.id, step);
	}
}

const key = Symbol('derivation');
export const provideDerivation = (derivation: Derivation): Derivation => setContext(key, derivation);

/** The derivation that this step is part of. Call while a component initialises. */
export function useDerivation(): Derivation {
	const derivation = getContext<Derivation | undefined>(key);
	if (!derivation)
		throw new Error('useDerivation: expected a :::step inside a :::derivation, got one outside');
	return derivation;
}

/** One step, for what stands in it. */
export interface StepContext {
	readonly id: string;
	readonly derivation: Derivation;
	/** This exercise stands for the step while the reader practises. */
	practise(exercise: ExerciseState): void;
}
const stepKey = Symbol('step');
export const provideStep = (id: string, derivation: Derivation): StepContext =>
	setContext(stepKey, {
		id,
		derivation,
		practise: (exercise: ExerciseState) => {
			derivation.exercises.set(id, exercise);
		}
	});
/** The step that this stands in, if it stands in one. */
export const useStep = (): StepContext | undefined => getContext<StepContext | undefined>(stepKey);
