/** What every lesson must keep, whatever it teaches: see lessons.test.ts. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { check } from '$src/algebra/equation';
import type { Lesson } from '$src/lesson/define';
import { LessonState } from '$src/lesson/state.svelte';
import { modeOf, type Mode, type View } from '$src/lesson/view';
import type { Field, Schema, Values } from '$src/schema/field';
import type { Tensor } from '$src/math/tensor';

type Value = string | number | boolean;

/** Legal values of one field: its ends, its default and anything between them; of a text, what opens the page. */
function anyValue(field: Field): fc.Arbitrary<Value> {
	switch (field.kind) {
		case 'integer': {
			const steps = Math.floor((field.max - field.min) / field.step);
			const inside = fc.integer({ min: 0, max: steps }).map((i) => field.min + i * field.step);
			return fc.oneof(fc.constantFrom(field.min, field.default, field.max), { arbitrary: inside, weight: 5 });
		}
		case 'number': {
			// A million points: next to zero, products of numbers that have no exponent left say nothing.
			const inside = fc.nat(1e6).map((i) => field.min + ((field.max - field.min) * i) / 1e6);
			return fc.oneof(fc.constantFrom(field.min, field.default, field.max), { arbitrary: inside, weight: 5 });
		}
		case 'choice':
			return fc.constantFrom(...field.choices);
		case 'flag':
			return fc.boolean();
		case 'text':
			return fc.constant(field.default);
	}
}

/** States that an address may open a page with. */
export const anyState = <S extends Schema>(schema: S): fc.Arbitrary<Values<S>> =>
	fc.record(
		Object.fromEntries(Object.entries(schema).map(([name, field]) => [name, anyValue(field)]))
	) as fc.Arbitrary<Values<S>>;

/** @throws Error naming the first equation that does not hold on these matrices */
export function expectToHold(
	lesson: Lesson,
	values: Values<Schema>,
	environment: ReadonlyMap<string, Tensor> = lesson.environment(values)
): void {
	for (const [id, equation] of Object.entries(lesson.equations(values))) {
		const { holds, residual } = check(equation, environment);
		if (!holds) throw new Error(`${lesson.id}, ${id}: residual ${residual}`);
	}
}

/** What an address says, and how each derivation is read there. */
export interface Opened {
	readonly query: string;
	readonly steps: Readonly<Record<string, string>>;
	readonly modes: Readonly<Record<string, Mode>>;
}

const openedOf = (state: LessonState): Opened => ({
	query: state.query.toString(),
	steps: state.steps,
	modes: Object.fromEntries(
		Object.entries(state.lesson.derivations).map(([id, [first]]) => [
			id,
			modeOf(state.view.mode, state.steps[id] !== first)
		])
	)
});

/** A state of the page, with a mode and a step, and what comes of it when its address is opened. */
export function throughAddress(
	lesson: Lesson,
	values: Values<Schema>,
	mode: View['mode'],
	step: readonly [derivation: string, step: string]
): { readonly before: Opened; readonly after: Opened } {
	const state = new LessonState(lesson);
	state.setAll(values);
	state.show({ mode });
	state.goTo(...step);
	const opened = new LessonState(lesson);
	opened.load(state.query);
	if (opened.problems.length > 0) throw new Error(`${lesson.id}: ${JSON.stringify(opened.problems)}`);
	return { before: openedOf(state), after: openedOf(opened) };
}

export interface Directive {
	readonly name: string;
	readonly id: string;
	/** What it says beside its id that is no sentence: a rule, a kind, which choice of how many is right. */
	readonly said: Readonly<Record<string, string>>;
}

/** Attributes that are written in a language. */
const written = new Set(['title', 'choices', 'answer', 'why']);

/** The directives of a lesson's prose, in order. */
export function directivesOf(lesson: string, language: string): Directive[] {
	const source = readFileSync(new URL(`../../lessons/${lesson}/${language}.md`, import.meta.url), 'utf8');
	return [...source.matchAll(/^:{2,}([a-z-]+)(?:\{([^}]*)\})?/gm)].map(([, name = '', inside = '']) => {
		const { id = '', ...others } = Object.fromEntries(
			[...inside.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])
		);
		const choices = others['choices']?.split('|');
		const said = Object.entries(others).filter(([key]) => !written.has(key));
		if (choices) {
			said.push(['right', `${choices.indexOf(others['answer'] ?? '')} of ${choices.length}`]);
			const why = others['why']?.split('|') ?? [];
			said.push(['explained', why.map((sentence) => (sentence === '' ? '-' : 'x')).join('')]);
		}
		return { name, id, said: Object.fromEntries(said) };
	});
}
