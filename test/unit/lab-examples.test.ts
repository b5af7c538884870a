/** The example notebooks: each runs without an error, says what it says it does, and is the same in both languages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cpuBackend } from '$src/compute/cpu/backend';
import { runNotebook, type Line } from '$src/lab/answer';
import { examples } from '$src/lab/examples';
import { LAB_FUNCTIONS } from '$src/lab/language/names';
import { formatNotebook, parseNotebook } from '$src/lab/notebook';
import { trainHere } from '$src/lab/trainHere';

const select = () => Promise.resolve({ backend: cpuBackend(), refused: [] });

async function ran(id: string): Promise<readonly Line[]> {
	const example = examples.find((one) => one.id === id);
	if (!example) throw new Error(`no example ${id}`);
	const { notebook } = parseNotebook(await example.markdown('en'));
	return runNotebook(notebook, { train: trainHere(select) }, new AbortController().signal);
}

const number = (lines: readonly Line[], name: string): number => {
	const value = lines.find((line) => line.name === name)?.value;
	if (value?.kind === 'number') return value.value;
	if (value?.kind === 'run') return value.result.error;
	throw new Error(`no number ${name}`);
};

test.each(examples.map((one) => [one.id, one] as const))(
	'%s is one notebook in two languages',
	async (_id, one) => {
		const [en, ko] = [await one.markdown('en'), await one.markdown('ko')].map((text) => {
			const { notebook, problems } = parseNotebook(text);
			expect(problems).toEqual([]);
			expect(formatNotebook(notebook)).toBe(text);
			return notebook.cells;
		});
		expect(en?.map(({ kind, text }) => (kind === 'text' ? kind : text))).toEqual(
			ko?.map(({ kind, text }) => (kind === 'text' ? kind : text))
		);
		expect(en?.[0]?.text.split('\n')[0]).toBe(`# ${one.title.en}`);
		expect(ko?.[0]?.text.split('\n')[0]).toBe(`# ${one.title.ko}`);
		expect(ko?.every(({ kind, text }) => kind !== 'text' || /[가-힣]/.test(text))).toBe(true);
	}
);

describe('each runs without an error, and what its text says is so', () => {
	const texts: Readonly<Record<string, (lines: readonly Line[]) => void>> = {
		'own-adapter': (lines) => {
			const race = lines.find(({ name }) => name === 'results')?.value;
			expect(race).toMatchObject({ kind: 'race', rows: [{ name: 'mine' }, {}, {}, {}] });
		},
		'article-table': (lines) => expect(number(lines, 'lohaBound')).toBe(number(lines, 'loraBound') ** 2),
		'loha-stalls': (lines) => {
			expect(number(lines, 'still')).toBe(1);
			expect(number(lines, 'run')).toBeLessThan(0.7);
		},
		'rank-audit': (lines) => {
			expect(number(lines, 'reached')).toBe(number(lines, 'allowed'));
			expect(number(lines, 'stable')).toBeLessThan(2);
		},
		'learning-rate': (lines) => {
			const errors = (name: string): readonly number[] => {
				const value = lines.find((line) => line.name === name)?.value;
				return value?.kind === 'sweep' ? value.points.map(({ error }) => error ?? NaN) : [];
			};
			const [lora, loha] = [errors('one'), errors('two')];
			const apart = (loha[1] ?? NaN) - (lora[1] ?? NaN);
			expect(apart).toBeCloseTo(0.17, 2);
			expect((Math.min(...loha) - Math.min(...lora)) / apart).toBeCloseTo(1 / 3, 1);
		},
		fedpara: (lines) => {
			expect([number(lines, 'thin'), number(lines, 'fedpara')]).toEqual([16384, 16384]);
			expect([number(lines, 'thinBound'), number(lines, 'fedparaBound')]).toEqual([32, 256]);
			expect(number(lines, 'reached')).toBe(256);
		},
		'nearest-kron': (lines) => {
			expect(number(lines, 'above')).toBeGreaterThan(-1e-6);
			expect(number(lines, 'above')).toBeLessThan(0.01);
		},
		'best-lora': (lines) => {
			expect(number(lines, 'above')).toBeGreaterThan(-1e-6);
			expect(number(lines, 'above')).toBeLessThan(0.05);
		},
		'frozen-weights': (lines) => expect(number(lines, 'one')).not.toBe(number(lines, 'two')),
		'tied-loha': (lines) => {
			const zero = lines.filter(({ name, value }) => name === null && value?.kind === 'number');
			expect(zero.map(({ value }) => value)).toEqual([
				{ kind: 'number', value: 0.75 },
				{ kind: 'number', value: 0 },
				{ kind: 'number', value: 0 }
			]);
		}
	};
	test.each(examples.map(({ id }) => id))('%s', async (id) => {
		const lines = await ran(id);
		expect(lines.filter(({ error }) => error)).toEqual([]);
		const check = new Map(Object.entries(texts)).get(id);
		if (!check) throw new Error(`say what ${id} must come to`);
		check(lines);
	});
	test('and in numbers: what tying saves, and the bound that frozen weights lend', async () => {
		const text = async (id: string): Promise<string> =>
			(await examples.find((one) => one.id === id)?.markdown('en')) ?? '';
		expect(await text('tied-loha')).toContain('A quarter of the numbers is saved');
		expect(await text('frozen-weights')).toContain('here 32, all of them, for every $r$');
		const { notebook } = parseNotebook(
			[
				...['```control', 'r = 1 in 1..8', '```', '', '```adapter', 'mine = W0 .* (B*A)'],
				...['B: 32xr zeros, A: rx32, W0: 32x32', '```', '', '```expression', 'bound = rankBound(mine)', '```']
			].join('\n')
		);
		const lines = await runNotebook(notebook, { train: trainHere(select) }, new AbortController().signal);
		expect(number(lines, 'bound')).toBe(32);
	});
});

test('the page on the language is a notebook that runs, and names every function', async () => {
	const markdown = readFileSync(join(import.meta.dirname, '../../docs/lab.md'), 'utf8');
	const { notebook } = parseNotebook(markdown);
	const lines = await runNotebook(notebook, { train: trainHere(select) }, new AbortController().signal);
	expect(lines.length).toBeGreaterThan(12);
	expect(lines.filter(({ error }) => error)).toEqual([]);
	for (const name of Object.keys(LAB_FUNCTIONS)) expect(markdown).toMatch(new RegExp(`\\b${name}\\b`));
});
