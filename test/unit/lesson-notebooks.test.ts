/** A lesson that opens as a notebook: every line has a value, and the numbers are those that the lesson itself works out. */
import { describe, expect, test } from 'vitest';
import beforeLora from '$lessons/before-lora/lesson';
import { criticalPath } from '$lessons/before-lora/model';
import compare from '$lessons/compare/lesson';
import { contestants, runOf } from '$lessons/compare/contestants';
import { leastErrors } from '$lessons/low-rank/decomposition';
import lowRank from '$lessons/low-rank/lesson';
import { fitPairs, fitRun } from '$lessons/optimum/fit';
import optimum from '$lessons/optimum/lesson';
import peft from '$lessons/peft/lesson';
import transformer from '$lessons/transformer/lesson';
import { cpuBackend } from '$src/compute/cpu/backend';
import { languages, type Language } from '$src/i18n';
import { runNotebook } from '$src/lab/answer';
import { packNotebook } from '$src/lab/keep/link';
import { parseNotebook } from '$src/lab/notebook';
import { trainHere } from '$src/lab/trainHere';
import type { LabValue } from '$src/lab/value';
import type { Lesson } from '$src/lesson/define';
import { canonical, type Run } from '$src/receipt/run';
import { defaultsOf, type Values, type Schema } from '$src/schema/field';

const select = () => Promise.resolve({ backend: cpuBackend(), refused: [] });

async function ran(
	lesson: Lesson,
	change: Record<string, unknown>,
	language: Language,
	edit = (text: string) => text
): Promise<ReadonlyMap<string, LabValue>> {
	const values = { ...defaultsOf(lesson.parameters), ...change } as Values<Schema>;
	const text = edit((await lesson.notebook?.(values, language)) ?? '');
	expect(await packNotebook(text)).not.toBeNull();
	const { notebook, problems } = parseNotebook(text);
	expect(problems).toEqual([]);
	const options = { train: trainHere(select) };
	const lines = await runNotebook(notebook, options, new AbortController().signal);
	expect(lines.length).toBeGreaterThan(3);
	expect(lines.filter(({ error }) => error)).toEqual([]);
	return new Map(
		lines.flatMap(({ name, value }) => (name !== null && value ? [[name, value] as const] : []))
	);
}

const environment = (lesson: Lesson, change: Record<string, unknown> = {}) => {
	const of = lesson.environment({ ...defaultsOf(lesson.parameters), ...change } as Values<Schema>);
	return (name: string): number => of.get(name)?.data[0] ?? NaN;
};

const numberOf = (values: ReadonlyMap<string, LabValue>, name: string): number => {
	const value = values.get(name);
	if (value?.kind !== 'number')
		throw new Error(`${name}: expected a number, got ${value?.kind ?? 'nothing'}`);
	return value.value;
};

const receiptOf = (values: ReadonlyMap<string, LabValue>, name: string): Run => {
	const value = values.get(name);
	if (value?.kind !== 'run') throw new Error(`${name}: expected a run, got ${value?.kind ?? 'nothing'}`);
	return { ...canonical(value.run), backend: 'auto' };
};

describe.each(languages)('in %s', (language) => {
	test.each([{}, { scheme: 'fp32', targets: 'all', rank: 64 }, { frozen: 'int4', hidden: 1024, layers: 3 }])(
		'peft with %j counts the bytes of the page',
		async (change) => {
			const of = environment(peft, change);
			const values = await ran(peft, change, language);
			for (const name of ['N', 'P', 'k', 'f', 'full', 'peft', 'gibibytes'])
				expect(numberOf(values, name), name).toBeCloseTo(of(name), 3);
		}
	);

	test('before-lora has the overhead of its model, and a merge that changes nothing', async () => {
		const change = { batch: '8', width: 128, rank: 4, start: 3 };
		const values = await ran(beforeLora, change, language);
		const block = { width: 128, rank: 4, batch: 8, start: 1000 };
		expect(numberOf(values, 'overhead')).toBeCloseTo(
			criticalPath('adapter', block) / criticalPath('merged', block) - 1,
			12
		);
		expect(numberOf(values, 'difference')).toBeLessThan(1e-12);
	});

	test.each([{}, { matrix: 'diagonal', smallK: 1 }, { smallK: 4, seed: 77 }])(
		'low-rank with %j has the least error that Eckart and Young allow',
		async (change) => {
			const values = await ran(lowRank, change, language);
			const state = { ...defaultsOf(lowRank.parameters), ...change } as Values<Schema>;
			const spectrum = lowRank.environment(state).get('sigma')?.data ?? new Float64Array();
			const least = leastErrors(Float64Array.from(spectrum))[numberOf(values, 'k')] ?? NaN;
			expect(numberOf(values, 'error')).toBeCloseTo(least, 9);
			expect(numberOf(values, 'least')).toBeCloseTo(least, 7);
			expect(numberOf(values, 'rho')).toBe(numberOf(values, 'k'));
		}
	);

	test('optimum has the cheapest sum that a search finds, and trains the pairs of its figure', async () => {
		const change = { target: 23, r1: 4, r2: 6, seed: 9 };
		const values = await ran(optimum, change, language, (text) =>
			text.replaceAll('steps = 1500', 'steps = 2')
		);
		expect(numberOf(values, 'least')).toBe(environment(optimum, change)('least'));
		expect(numberOf(values, 'bound')).toBe(24);
		expect(numberOf(values, 'reaches')).toBe(1);
		expect(numberOf(values, 'loraCost')).toBe(numberOf(values, 'cost'));
		for (const pair of fitPairs) {
			const wanted = fitRun(pair, { fitTask: 'low-rank:8', backend: 'auto', seed: 9 });
			expect(receiptOf(values, `pair${pair.join('and')}`)).toEqual(canonical({ ...wanted, steps: 2 }));
		}
	});

	test.each([{}, { equal: 'rank', rank: 4, task: 'kron:8x8', seed: 3 }, { blocks: '4x4', rank: 16 }])(
		'compare with %j runs the race of the page',
		async (change) => {
			const values = await ran(compare, change, language, (text) =>
				text.replace('steps = 1000 in 100', 'steps = 2 in 1')
			);
			const state = { ...defaultsOf(compare.parameters), ...change } as unknown as Parameters<
				typeof runOf
			>[1];
			for (const method of contestants) {
				const wanted = canonical({ ...runOf(method, state), steps: 2 });
				expect(receiptOf(values, `${method}Run`), method).toEqual({ ...wanted, backend: 'auto' });
			}
		}
	);

	test('transformer has a merge that changes nothing but last digits, and the count of the page', async () => {
		const change = { rank: 3, weightA: 0.5, weightB: 1.5, modules: 'q,v', seed: 8 };
		const values = await ran(transformer, change, language);
		expect(numberOf(values, 'difference')).toBeLessThan(1e-13);
		expect(numberOf(values, 'lost')).toBeLessThan(1e-13);
		expect(numberOf(values, 'both')).toBe(6);
		expect(numberOf(values, 'numbers')).toBe(4 * 64 * 3);
	});
});
