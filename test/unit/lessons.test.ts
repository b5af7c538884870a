import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { order } from '$lessons/order';
import type { Lesson } from '$src/lesson/define';
import { defaultsOf } from '$src/receipt/field';
import { anyState, directivesOf, expectToHold } from './lessonSuite';

const lessons = import.meta.glob<{ default: Lesson }>('/lessons/*/lesson.ts', { eager: true });

test('every folder of a lesson is in the order, and every lesson of the order has a folder', () => {
	const folders = Object.keys(lessons).map((path) => path.split('/').at(-2));
	expect(folders.toSorted()).toEqual([...order].toSorted());
});

for (const id of order) {
	const lesson = lessons[`/lessons/${id}/lesson.ts`]?.default;
	if (!lesson) continue;

	describe(`the lesson ${id}`, () => {
		test('is called what its folder is called', () => {
			expect(lesson.id).toBe(id);
		});

		test('opens with equations that hold', () => {
			expectToHold(lesson, defaultsOf(lesson.parameters));
		});

		test('has equations that hold at 200 random states of its address', () => {
			fc.assert(
				fc.property(anyState(lesson.parameters), (values) => {
					expectToHold(lesson, values);
				}),
				{ numRuns: 200, seed: 3 }
			);
		}, 120_000);

		test('has the same figures, steps and equations in both languages, in the same order', () => {
			expect(directivesOf(id, 'ko')).toEqual(directivesOf(id, 'en'));
		});

		test('shows each equation once, and the steps of its derivations in their order', () => {
			const found = directivesOf(id, 'en');
			const idsOf = (name: string) => found.filter((d) => d.name === name).map((d) => d.id);
			const equations = Object.keys(lesson.equations(defaultsOf(lesson.parameters)));
			expect(idsOf('equation').toSorted()).toEqual(equations.toSorted());
			expect(idsOf('step')).toEqual(Object.values(lesson.derivations).flat());
		});
	});
}
