import { describe, expect, test } from 'vitest';
import lora from '$lessons/lora/lesson';
import loha from '$lessons/loha/lesson';
import lokr from '$lessons/lokr/lesson';
import peft from '$lessons/peft/lesson';
import { languages } from '$src/i18n';
import { exerciseNumber } from '$src/lesson/define';
import { exerciseTexts } from '$src/lesson/exercise/texts';
import type { Entry, Outcome } from '$src/progress/record';
import { linesOf } from '$src/report/report';
import { stateText } from '$src/lesson/predicted';
import { behindLesson, predictedAt } from '$src/report/runAddress';
import { loadLesson } from '$src/lesson/discover';
import { order } from '$lessons/order';
import { defaultsOf, formatQuery, parseQuery } from '$src/schema/field';
import { stateWith } from '$src/lesson/live';
import { formatReceipt } from '$src/receipt/receipt';
import { runSchema, type Run } from '$src/receipt/run';
import fc from 'fast-check';
import { anyState } from './lessonSuite';

const { exercises } = lora;
const all = await Promise.all(order.map(loadLesson));
const entry = (value: string, outcome: Outcome | null = null): Entry => ({
	value,
	outcome,
	tries: 1,
	day: '2026-11-27'
});

describe('the number of an exercise', () => {
	test('counts from one, those that stand in a step of the derivation among the others', () => {
		const ids = Object.keys(exercises);
		expect(ids.map((id) => exerciseNumber(exercises, id))).toEqual(ids.map((_, i) => i + 1));
		expect(ids).toContain('gradient-b');
	});

	test('stands in the label of either language', () => {
		expect(languages.map((language) => exerciseTexts[language].exercise(3))).toEqual([
			'Exercise 3',
			'연습 문제 3'
		]);
	});
});

describe('the report of a lesson', () => {
	const handedIn = new Map([
		['lora/prediction/init-default', entry('trains')],
		['lora/prediction/merge-same', entry('0')],
		['lora/prediction/bars', entry('1')],
		['lora/prediction/too-much', entry('99')],
		['lora/exercise/count', entry('r*m*n', 'right')],
		['lora/exercise/gradient-b', entry("s*G*A'", 'right')],
		['lora/exercise/constructor', entry('1', 'right')],
		['loha/exercise/bound', entry('r1*r2', 'right')]
	]);
	const asked = [
		{ id: 'bars', choices: ['1', 'r', 'm'], answer: 'r' },
		{ id: 'merge-same', choices: ['the same', 'almost the same'], answer: 'almost the same' },
		{ id: 'too-much', choices: ['fewer', 'more'], answer: 'more' }
	];
	const lines = linesOf(lora, asked, handedIn);

	test('has its exercises in the order and with the numbers of the page, and nothing of another lesson', () => {
		const numbers = ['gradient-b', 'count'].map((id) => exerciseNumber(exercises, id));
		expect(lines.map(({ key, number }) => [key.id, number])).toEqual([
			['gradient-b', numbers[0]],
			['count', numbers[1]],
			['bars', 1],
			['merge-same', 2],
			['init-default', 0],
			['too-much', 0]
		]);
		expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
	});

	test('believes no outcome that the link claims', () => {
		expect(lines.map(({ checked }) => checked)).toEqual(['right', 'wrong', null, null, null, null]);
	});

	test('says what was predicted in the words of the page, and what happens; a choice that there is not stays as it came', () => {
		expect(lines.slice(2).map(({ predicted }) => predicted)).toEqual([
			{ choice: 'r', truth: 'r' },
			{ choice: 'the same', truth: 'almost the same' },
			null,
			null
		]);
	});
});

describe('an answer that was handed in as right', () => {
	test.each(["s*G*A'/0", "s*G*A' + 0/0", '9e999', `G${'⊗A'.repeat(60)}`])(
		'and is not finite, or too large to be worked out, is not right: %s',
		(value) => {
			const [line] = linesOf(lora, [], new Map([['lora/exercise/gradient-b', entry(value, 'right')]]));
			expect(line?.checked).toBe('wrong');
		}
	);
});

describe('a prediction that was made in a figure', () => {
	test('is kept as an address that opens the lesson in the very state it was made in', () => {
		for (const lesson of all)
			fc.assert(
				fc.property(anyState(lesson.parameters), (values) => {
					const said = stateText({ lesson, values }, Object.keys(lesson.parameters));
					const [query, figure] = (predictedAt(lesson, 'fit', said) ?? '').split('#');
					const read = parseQuery(lesson.parameters, new URLSearchParams(query));
					expect(read).toEqual({ values, problems: [] });
					expect(figure).toBe('figure-fit');
				}),
				{ numRuns: 20, seed: 14 }
			);
	});

	test('says what was predicted even where that is where the control began', () => {
		const values = defaultsOf(peft.parameters);
		expect(stateText({ lesson: peft, values }, ['billions', 'guess'])).toBe('billions=60&guess=100');
	});

	test('has no address where it sets nothing of the lesson, as the name of a rule', () => {
		expect(predictedAt(lora, 'rule.gauge', 'transpose')).toBeNull();
		expect(predictedAt(lora, 'fit', 'nothing=1')).toBeNull();
		expect(predictedAt(lora, 'fit', 'rank=many')).toBeNull();
	});
});

describe('the address of a run that was handed in', () => {
	const written = (run: Run): string => formatReceipt(run, '0123456789abcdef');
	const run: Run = { ...defaultsOf(runSchema), method: 'lora', task: 'gaussian', backend: 'cpu', seed: 7 };

	test.each([lora, loha, lokr])('opens the figure of $id in a state that has the very run', (lesson) => {
		fc.assert(
			fc.property(anyState(lesson.parameters), (state) => {
				const wanted = lesson.live?.runsOf(state)[0];
				if (!wanted) throw new Error('expected a figure that trains');
				const [query = '', figure] = (behindLesson(lesson, written(wanted)) ?? '').split('#');
				expect(query).toBe(`?${written(wanted)}`);
				const found = stateWith(lesson, wanted);
				expect('values' in found && lesson.live?.runsOf(found.values)[0]).toEqual(wanted);
				expect(figure).toBe('figure-adapter');
			}),
			{ numRuns: 100, seed: 5 }
		);
	});

	test('is the receipt itself, written anew where it was of an older version', () => {
		const old = `${formatQuery(runSchema, run).toString()}&v=2&digest=0123456789abcdef`;
		expect(behindLesson(lora, old)).toBe(`?${written(run)}#figure-adapter`);
	});

	test.each<[string, Partial<Run>]>([
		['of another method', { method: 'loha' }],
		['with a rank beyond the slider', { rank: 100 }],
		['on a target that is not in the list', { task: 'block:4' }],
		['with a setting that the lesson does not have', { rslora: true }]
	])('is not made up for one %s', (_, change) => {
		expect(behindLesson(lora, written({ ...run, ...change }))).toBeNull();
	});

	test('is not made up for a lesson that keeps no run, nor for what is no receipt of a finished run', () => {
		expect(behindLesson(peft, written(run))).toBeNull();
		expect(behindLesson(lora, 'javascript:alert(1)')).toBeNull();
		expect(behindLesson(lora, formatQuery(runSchema, run).toString())).toBeNull();
		expect(behindLesson(lora, `${written(run)}&rank=many`)).toBeNull();
	});

	test('stands in the line of the report', () => {
		const handedIn = new Map([
			['lora/run/0123456789abcdef', entry(written(run))],
			['lora/run/1123456789abcdef', entry(written({ ...run, rank: 100 }))]
		]);
		expect(linesOf(lora, [], handedIn).map(({ address }) => address)).toEqual([
			behindLesson(lora, written(run)),
			null
		]);
	});
});
