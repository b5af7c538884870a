import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import remarkDirective from 'remark-directive';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { order as lessonIds } from '$lessons/order';
import { feedbackIds, type Exercise } from '$src/exercises/exercise';
import { judge } from '$src/exercises/judge';
import { languages } from '$src/i18n';
import type { Lesson } from '$src/lesson/define';

const lessons = import.meta.glob<{ default: Lesson }>('/lessons/*/lesson.ts', { eager: true });
const lessonOf = (id: string): Lesson => {
	const found = lessons[`/lessons/${id}/lesson.ts`];
	if (!found) throw new Error(`expected lessons/${id}/lesson.ts`);
	return found.default;
};

/** What one exercise of a Markdown brings. */
interface Words {
	readonly id: string;
	readonly hints: number;
	readonly solutions: number;
	readonly feedback: readonly string[];
	readonly options: readonly string[];
	readonly items: readonly string[];
	/** The step that it stands in. */
	readonly step: string | null;
	readonly isFirstInStep: boolean;
}

interface Node {
	readonly type: string;
	readonly name?: string;
	readonly attributes?: Readonly<Record<string, string>>;
	readonly children?: readonly Node[];
}

function wordsOf(lesson: string, language: string): readonly Words[] {
	const text = readFileSync(join('lessons', lesson, `${language}.md`), 'utf8').replace(/^---[\s\S]*?---/, '');
	const tree = unified().use(remarkParse).use(remarkMath).use(remarkDirective).parse(text);
	const found: Words[] = [];
	const walk = (node: Node, step: Node | null, parent: Node | null): void => {
		const within = node.name === 'step' ? node : step;
		if (node.name === 'exercise') {
			const parts = node.children ?? [];
			const named = (name: string, attribute = 'id'): string[] =>
				parts.filter((p) => p.name === name).map((p) => p.attributes?.[attribute] ?? '');
			found.push({
				id: node.attributes?.['id'] ?? '',
				hints: named('hint').length,
				solutions: named('solution').length,
				feedback: named('feedback', 'for'),
				options: named('option'),
				items: named('item'),
				step: step?.attributes?.['id'] ?? null,
				isFirstInStep: parent === step && step?.children?.[0] === node
			});
		}
		for (const child of node.children ?? []) walk(child, within, node);
	};
	visit(tree, 'root', (root) => walk(root as unknown as Node, null, null));
	return found;
}

const all = lessonIds.flatMap((lesson) =>
	Object.entries(lessonOf(lesson).exercises).map(([id, exercise]) => ({ lesson, id, exercise }))
);
const typed = all.filter(({ exercise }) => exercise.kind === 'formula' || exercise.kind === 'number');

/** What must be right, and what must not be: the author's cases. */
function casesOf(exercise: Exercise): {
	right: readonly string[];
	mistakes: readonly (readonly [string, string])[];
	refused: readonly string[];
} {
	if (exercise.kind === 'choice')
		return { right: [exercise.answer], mistakes: feedbackIds(exercise).map((id) => [id, id]), refused: [] };
	if (exercise.kind === 'order')
		return {
			right: [exercise.items.join()],
			mistakes: [],
			refused: [
				exercise.items.toReversed().join(),
				[...exercise.items.slice(1), ...exercise.items.slice(0, 1)].join()
			]
		};
	const { answer, accept = [], refuse = [], mistakes } = exercise;
	return { right: [answer, ...accept], mistakes: Object.entries(mistakes), refused: refuse };
}

test('every lesson has at least four exercises', () => {
	for (const lesson of lessonIds)
		expect(Object.keys(lessonOf(lesson).exercises).length, lesson).toBeGreaterThanOrEqual(4);
});

describe.each(all)('$lesson, exercise $id', ({ exercise }) => {
	const { right, mistakes, refused } = casesOf(exercise);
	test('takes as right what must be accepted', () => {
		for (const answer of right) expect(judge(exercise, answer), answer).toEqual({ kind: 'right' });
	});
	test('knows the mistakes that it expects, each as itself', () => {
		for (const [id, answer] of mistakes)
			expect(judge(exercise, answer), answer).toEqual({ kind: 'mistake', id });
	});
	test('takes nothing as right that must be refused', () => {
		for (const answer of refused) expect(judge(exercise, answer).kind, answer).not.toBe('right');
	});
});

test('every typed answer has ways of writing it that must be accepted, and cases that must be refused', () => {
	for (const { lesson, id, exercise } of typed) {
		const { right, mistakes, refused } = casesOf(exercise);
		expect(right.length, `${lesson} ${id}`).toBeGreaterThanOrEqual(2);
		expect(mistakes.length + refused.length, `${lesson} ${id}`).toBeGreaterThanOrEqual(2);
	}
});

describe.each(lessonIds.flatMap((lesson) => languages.map((language) => ({ lesson, language }))))(
	'the words of $lesson in $language',
	({ lesson, language }) => {
		const { exercises } = lessonOf(lesson);
		const words = wordsOf(lesson, language);

		test('ask every exercise once, and no other, in the order of the record, which numbers them', () => {
			expect(words.map(({ id }) => id)).toEqual(Object.keys(exercises));
		});

		test('have hints, one solution, and something to say to each mistake', () => {
			for (const { id, hints, solutions, feedback, options, items } of words) {
				const exercise = exercises[id];
				if (!exercise) continue;
				expect(hints, `${id}: hints`).toBeGreaterThanOrEqual(1);
				expect(solutions, `${id}: solutions`).toBe(1);
				expect(feedback.toSorted(), `${id}: feedback`).toEqual(feedbackIds(exercise).toSorted());
				expect(options.toSorted(), `${id}: options`).toEqual(
					exercise.kind === 'choice' ? exercise.options.toSorted() : []
				);
				expect(items.toSorted(), `${id}: items`).toEqual(
					exercise.kind === 'order' ? exercise.items.toSorted() : []
				);
			}
		});

		test('put a practised exercise first in its step', () => {
			for (const { id, step, isFirstInStep } of words)
				if (step !== null) expect(isFirstInStep, id).toBe(true);
		});

		test('are in the places of the other language', () => {
			const places = (of: readonly Words[]) => of.map(({ id, step, hints }) => ({ id, step, hints }));
			expect(places(words)).toEqual(places(wordsOf(lesson, 'en')));
		});
	}
);

test('docs/exercises.md lists the cases of every exercise', async () => {
	const code = (text: string): string => `\`${text}\``;
	const lines = lessonIds.flatMap((lesson) => [
		`## ${lesson}`,
		'',
		...all
			.filter((e) => e.lesson === lesson)
			.flatMap(({ id, exercise }) => {
				const { right, mistakes, refused } = casesOf(exercise);
				return [
					`### ${id} (${exercise.kind})`,
					'',
					`- right: ${right.map(code).join(', ')}`,
					...(mistakes.length > 0
						? [
								`- expected mistakes: ${mistakes.map(([name, text]) => (name === text ? code(name) : `${name} ${code(text)}`)).join(', ')}`
							]
						: []),
					...(refused.length > 0 ? [`- not right: ${refused.map(code).join(', ')}`] : []),
					''
				];
			})
	]);
	const page = [
		'# Exercises and their cases',
		'',
		'Written by `npx vitest run --project unit test/unit/exercise-cases.test.ts -u` from the records in `lessons/*/exercises.ts`; a test holds it to them.',
		'',
		...lines
	].join('\n');
	await expect(page).toMatchFileSnapshot('../../docs/exercises.md');
});
