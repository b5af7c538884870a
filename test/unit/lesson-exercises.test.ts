/** Every exercise of every lesson: its cases, and its words in both languages. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { order } from '$lessons/order';
import { feedbackIds, type Exercise } from '$src/exercises/exercise';
import { judge } from '$src/exercises/judge';
import type { Lesson } from '$src/lesson/define';

const lessons = import.meta.glob<{ default: Lesson }>('/lessons/*/lesson.ts', { eager: true });

interface Words {
	readonly id: string;
	/** The step that it stands first in, if it does. */
	readonly step: string | undefined;
	readonly text: string;
}

/** The exercises of a lesson's prose, in order. */
function wordsOf(lesson: string, language: string): Words[] {
	const source = readFileSync(new URL(`../../lessons/${lesson}/${language}.md`, import.meta.url), 'utf8');
	const found = source.matchAll(
		/(?:^:+step\{id="([^"]+)"[^\n]*\n+)?^(:{4,})exercise\{id="([^"]+)"\}\n([\s\S]*?)^\2$/gm
	);
	return [...found].map(([, step, , id = '', text = '']) => ({ id, step, text }));
}

const idsOf = (text: string, directive: string, attribute: string): string[] =>
	[...text.matchAll(new RegExp(`^:{3}${directive}\\{${attribute}="([^"]+)"\\}`, 'gm'))].map(
		([, id = '']) => id
	);
const countOf = (text: string, directive: string): number =>
	text.match(new RegExp(`^:{3}${directive}$`, 'gm'))?.length ?? 0;

const optionsOf = (exercise: Exercise): readonly string[] =>
	exercise.kind === 'choice' ? exercise.options : [];
const itemsOf = (exercise: Exercise): readonly string[] => (exercise.kind === 'order' ? exercise.items : []);

for (const id of order) {
	const lesson = lessons[`/lessons/${id}/lesson.ts`]?.default;
	const exercises = Object.entries(lesson?.exercises ?? {});
	if (exercises.length === 0) continue;

	describe(`the exercises of ${id}`, () => {
		for (const [name, exercise] of exercises) {
			if (exercise.kind !== 'formula' && exercise.kind !== 'number') continue;
			test(`${name} takes its answer, in each way that a reader may write it`, () => {
				for (const answer of [exercise.answer, ...(exercise.accept ?? [])])
					expect(judge(exercise, answer), answer).toEqual({ kind: 'right' });
			});
			test(`${name} knows each mistake by its own name, and takes nothing else that is wrong`, () => {
				for (const [mistake, typed] of Object.entries(exercise.mistakes))
					expect(judge(exercise, typed), typed).toEqual({ kind: 'mistake', id: mistake });
				for (const typed of exercise.refuse ?? [])
					expect(['wrong', 'hint'], typed).toContain(judge(exercise, typed).kind);
			});
		}

		test.each(['en', 'ko'])(
			'have all their words in %s: a question, hints, an answer to each mistake, a solution',
			(language) => {
				const words = wordsOf(id, language);
				expect(words.map((w) => w.id).toSorted()).toEqual(exercises.map(([name]) => name).toSorted());
				for (const [name, exercise] of exercises) {
					const text = words.find((w) => w.id === name)?.text ?? '';
					expect(text.split('\n:::')[0]?.trim(), name).not.toBe('');
					expect(countOf(text, 'hint'), name).toBeGreaterThanOrEqual(2);
					expect(countOf(text, 'solution'), name).toBe(1);
					expect(idsOf(text, 'feedback', 'for').toSorted(), name).toEqual(feedbackIds(exercise).toSorted());
					expect(idsOf(text, 'option', 'id'), name).toEqual([...optionsOf(exercise)]);
					expect(idsOf(text, 'item', 'id'), name).toEqual([...itemsOf(exercise)]);
				}
			}
		);

		test('stand in the same steps in both languages', () => {
			const places = (language: string) => wordsOf(id, language).map((w) => [w.id, w.step]);
			expect(places('ko')).toEqual(places('en'));
		});

		test('are five at least, and in a derivation a formula is asked for where it is derived', () => {
			expect(exercises.length).toBeGreaterThanOrEqual(5);
			const practised = wordsOf(id, 'en').filter(({ step }) => step !== undefined);
			const kinds = practised.map((w) => lesson?.exercises[w.id]?.kind);
			if (Object.keys(lesson?.derivations ?? {}).length > 0) expect(kinds).toContain('formula');
		});
	});
}
