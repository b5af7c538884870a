import { describe, expect, test } from 'vitest';
import { order } from '$lessons/order';
import { texOfEquation } from '$src/algebra/equation';
import { renderTex } from '$src/components/tex/katex.js';
import { linkSymbols, spellingsOf } from '$src/components/tex/link.js';
import type { Lesson } from '$src/lesson/define';
import { LessonState } from '$src/lesson/state.svelte';
import { nowOf } from '$src/lesson/symbols/now';
import { defaultsOf } from '$src/schema/field';

const spellings = spellingsOf({
	r: { tex: ['r'] },
	r1: { tex: ['r_1'] },
	A: { tex: ['A'] },
	dW: { tex: ['\\Delta W'] },
	sigma: { tex: ['\\sigma', '\\sigma_k'] },
	m: { tex: ['m'] }
});
const link = (tex: string): string => linkSymbols(tex, spellings);
const named = (symbol: string, tex: string): string => `{\\htmlData{symbol=${symbol}}{${tex}}}`;

describe('symbols in TeX', () => {
	test('are named wherever they stand: in products, exponents, roots and brackets', () => {
		expect(link('rA')).toBe(named('r', 'r') + named('A', 'A'));
		expect(link('x^r')).toBe(`x^${named('r', 'r')}`);
		expect(link('\\sqrt r')).toBe(`\\sqrt ${named('r', 'r')}`);
		expect(link('A^\\top')).toBe(`${named('A', 'A')}^\\top`);
		expect(link('\\Delta W')).toBe(named('dW', '\\Delta W'));
	});

	test('are not found in words, in commands, or in another symbol', () => {
		for (const tex of [
			'\\text{rank r}',
			'\\operatorname{rank}',
			'\\rho',
			'r_2',
			'A_0',
			'\\Delta W_1',
			'\\sigmaup',
			'\\htmlData{symbol=A}{A}',
			'\\begin{matrix}\\end{matrix}'
		])
			expect(link(tex), tex).toBe(tex);
	});

	test('take the longest spelling', () => {
		expect(link('\\sigma_k r_1')).toBe(`${named('sigma', '\\sigma_k')} ${named('r1', 'r_1')}`);
	});

	test('once named are not named again', () => {
		expect(link(link('rA'))).toContain('\\htmlData{symbol=r}{r}');
		expect(link(link('rA')).match(/htmlData/g)).toHaveLength(2);
	});
});

const lessons = import.meta.glob<{ default: Lesson }>('/lessons/*/lesson.ts', { eager: true });

describe.each(order)('the symbols of %s', (id) => {
	const lesson = lessons[`/lessons/${id}/lesson.ts`]?.default;
	if (!lesson) throw new Error(`expected lessons/${id}`);
	const state = new LessonState(lesson);
	const equations = Object.values(lesson.equations(defaultsOf(lesson.parameters)));

	test('say what every named thing of its equations is, in both languages', () => {
		const used = new Set(
			equations.flatMap((e) => [...texOfEquation(e).matchAll(/symbol=(\w+)/g)].map(([, name]) => name ?? ''))
		);
		expect([...used].filter((name) => !lesson.symbols[name])).toEqual([]);
		for (const [name, { en, ko }] of Object.entries(lesson.symbols)) {
			expect(en.length, name).toBeGreaterThan(3);
			expect(ko, name).toMatch(/[가-힣]/);
		}
	});

	test('name controls and matrices that the lesson has', () => {
		for (const [name, { parameter }] of Object.entries(lesson.symbols)) {
			if (parameter !== undefined) expect(lesson.parameters, name).toHaveProperty(parameter);
		}
		expect(
			Object.keys(lesson.symbols).filter((name) => nowOf(state, name) !== null).length
		).toBeGreaterThanOrEqual(4);
	});

	test('leave every equation typesettable', () => {
		for (const equation of equations)
			expect(renderTex(state.linked(texOfEquation(equation)))).toContain('katex');
	});
});
