import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { order } from '$lessons/order';
import type { Lesson } from '$src/lesson/define';
import { defaultsOf } from '$src/schema/field';
import { modes, viewSchema, type View } from '$src/lesson/view';
import { anyState, directivesOf, expectToHold, throughAddress } from './lessonSuite';

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

		const places = Object.entries(lesson.derivations).flatMap(([derivation, steps]) =>
			steps.map((step) => [derivation, step] as const)
		);

		test('opens from its address as it was: values, step, and how its derivation is read', () => {
			fc.assert(
				fc.property(
					anyState(lesson.parameters),
					fc.constantFrom('auto' as const, ...modes),
					fc.constantFrom(...places),
					(values, mode, place) => {
						const { before, after } = throughAddress(lesson, values, mode, place);
						expect(after).toEqual(before);
					}
				),
				{ numRuns: 100, seed: 4 }
			);
		});

		test('leaves out of its address how the derivation is read, where it would be read so anyway', () => {
			const [first, ...later] = places;
			const last = later.at(-1);
			if (!first || !last) throw new Error('expected a derivation of two steps or more');
			const modeIn = (mode: View['mode'], place: typeof first): string | null => {
				const { before } = throughAddress(lesson, defaultsOf(lesson.parameters), mode, place);
				return new URLSearchParams(before.query).get('mode');
			};
			expect([modeIn('auto', first), modeIn('all', first)]).toEqual([null, null]);
			expect([modeIn('auto', last), modeIn('steps', last)]).toEqual([null, null]);
			expect([modeIn('steps', first), modeIn('all', last)]).toEqual(['steps', 'all']);
			expect([modeIn('practice', first), modeIn('practice', last)]).toEqual(['practice', 'practice']);
		});

		test('has no parameter with the name of something that says how the page is shown', () => {
			const taken = ['step', ...Object.keys(viewSchema)];
			expect(Object.keys(lesson.parameters).filter((name) => taken.includes(name))).toEqual([]);
		});

		test('has the same figures, steps, equations, exercises and answers in both languages, in the same order', () => {
			expect(directivesOf(id, 'ko')).toEqual(directivesOf(id, 'en'));
		});

		test('says of every wrong prediction why it is wrong, and of the right one nothing', () => {
			for (const { id: prediction, said } of directivesOf(id, 'en').filter(
				({ name }) => name === 'predict'
			)) {
				const [right, of] = (said['right'] ?? '').split(' of ').map(Number);
				const wanted = Array.from({ length: of ?? 0 }, (_, i) => (i === right ? '-' : 'x')).join('');
				expect(said['explained'], prediction).toBe(wanted);
			}
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
