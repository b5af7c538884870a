import { describe, expect, test } from 'vitest';
import { exercises } from '$lessons/lora/exercises';
import { languages } from '$src/i18n';
import { exerciseNumber } from '$src/lesson/define';
import { exerciseTexts } from '$src/lesson/exercise/texts';
import type { Entry, Outcome } from '$src/lesson/progress/record';
import { linesOf } from '$src/lesson/progress/report';

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
		['lora/exercise/count', entry('r*m*n', 'right')],
		['lora/exercise/gradient-b', entry("s*G*A'", 'right')],
		['lora/exercise/constructor', entry('1', 'right')],
		['loha/exercise/bound', entry('r1*r2', 'right')]
	]);
	const lines = linesOf({ id: 'lora', exercises }, handedIn);

	test('has its exercises in the order and with the numbers of the page, and nothing of another lesson', () => {
		const numbers = ['gradient-b', 'count'].map((id) => exerciseNumber(exercises, id));
		expect(lines.map(({ key, number }) => [key.id, number])).toEqual([
			['gradient-b', numbers[0]],
			['count', numbers[1]],
			['init-default', 0]
		]);
		expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
	});

	test('believes no outcome that the link claims', () => {
		expect(lines.map(({ checked }) => checked)).toEqual(['right', 'wrong', null]);
	});
});
