/** A notebook is a readable Markdown file: what was written is read again, whatever stands in its cells. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withControl } from '$src/lab/edit';
import { controlAt, formatControl } from '$src/lab/language/control';
import { statementsOf } from '$src/lab/language/statement';
import {
	CELL_KINDS,
	formatNotebook,
	MOST_CELLS,
	parseNotebook,
	type Cell,
	type Notebook
} from '$src/lab/notebook';

const contentOf = ({ cells }: Notebook): readonly Omit<Cell, 'id'>[] =>
	cells.map(({ kind, text, folded = false }) => ({ kind, text, folded }));

describe('a file', () => {
	test('has its fences as cells, and all other Markdown as text', () => {
		const { notebook, problems } = parseNotebook(
			'# Title\r\n\r\nWords.\n\n```control\nr = 3 in 1..8\n```\n\n```expression folded\na = 1\nb = 2\n```\n```js\nno cell\n```\n'
		);
		expect(problems).toEqual([]);
		expect(contentOf(notebook)).toEqual([
			{ kind: 'text', text: '# Title\n\nWords.', folded: false },
			{ kind: 'control', text: 'r = 3 in 1..8', folded: false },
			{ kind: 'expression', text: 'a = 1\nb = 2', folded: true },
			{ kind: 'text', text: '```js\nno cell\n```', folded: false }
		]);
		expect(notebook.cells.map(({ id }) => id)).toEqual(['c1', 'c2', 'c3', 'c4']);
	});

	test('keeps as text what cannot be read, and says where', () => {
		const { notebook, problems } = parseNotebook('Words.\n\n```expression\na = 1\n');
		expect(problems).toEqual([{ reason: 'unclosed', line: 3 }]);
		expect(contentOf(notebook)).toEqual([
			{ kind: 'text', text: 'Words.\n\n```expression\na = 1', folded: false }
		]);
		const long = parseNotebook('x'.repeat(2 ** 20 + 1));
		expect(long.problems).toEqual([{ reason: 'length', line: 1 }]);
		expect(long.notebook.cells[0]?.text).toHaveLength(2 ** 20 + 1);
		const many = parseNotebook('```expression\n1\n```\n'.repeat(600));
		expect(many.problems.map(({ reason }) => reason)).toEqual(['cells']);
		expect(many.notebook.cells.map(({ text }) => text).join('')).toContain('```expression');
	});

	test('written and read again has the same cells, whatever stands in them', () => {
		const line = fc.oneof(
			fc.constantFrom(
				'',
				' ',
				'```',
				'````',
				'~~~',
				'```expression',
				'~~~text',
				'   ```',
				'# Title',
				'a = 1',
				'\t'
			),
			fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[\r\n]/g, ' '))
		);
		const text = fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n'));
		const cell = fc.record({ kind: fc.constantFrom(...CELL_KINDS), text, folded: fc.boolean() });
		fc.assert(
			fc.property(fc.array(cell, { maxLength: 6 }), (cells) => {
				const notebook = { cells: cells.map((one, n) => ({ id: `x${n}`, ...one })) };
				const { notebook: read, problems } = parseNotebook(formatNotebook(notebook));
				expect(problems).toEqual([]);
				expect(contentOf(read)).toEqual(contentOf(notebook));
			}),
			{ numRuns: 2000 }
		);
	});

	test('any text is read, and reads the same once it is written', () => {
		const piece = fc.constantFrom(
			'```',
			'````',
			'\n',
			'\n\n',
			'expression',
			' folded',
			'a = 1',
			'~~~',
			'text',
			'﻿',
			'\r'
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
				const { notebook } = parseNotebook(pieces.join(''));
				expect(contentOf(parseNotebook(formatNotebook(notebook)).notebook)).toEqual(contentOf(notebook));
			}),
			{ numRuns: 2000 }
		);
	});

	test('of as many cells as there may be comes back with all of them, in whatever order they stand', () => {
		const cells = Array.from({ length: MOST_CELLS }, (_, n) => ({
			...{ id: `c${n + 1}`, text: `x${n}` },
			kind: n % 3 === 0 ? ('text' as const) : ('expression' as const)
		}));
		for (const shift of [0, 1, 2, 3]) {
			const turned = [...cells.slice(shift), ...cells.slice(0, shift)];
			const again = parseNotebook(formatNotebook({ cells: turned }));
			expect(again.problems).toEqual([]);
			expect(again.notebook.cells.map(({ kind, text }) => [kind, text])).toEqual(
				turned.map(({ kind, text }) => [kind, text])
			);
		}
		for (const last of ['text', 'expression'] as const) {
			const more = [...cells.slice(2), { id: 'a', kind: last, text: 'one' }, ...cells.slice(1, 3)];
			const { notebook, problems } = parseNotebook(formatNotebook({ cells: more }));
			expect(problems).toMatchObject([{ reason: 'cells' }]);
			expect(notebook.cells.length).toBeLessThanOrEqual(MOST_CELLS);
			for (const { text } of more) expect(notebook.cells.some((cell) => cell.text.includes(text))).toBe(true);
		}
	});

	test('of half a million blank lines is read as fast as any other, and keeps those between words', () => {
		const text = `a${'\n'.repeat(2 ** 19)}b`;
		const { notebook } = parseNotebook(`\n\n \t\n${text}\n \n\n`);
		expect(notebook.cells.map((one) => one.text)).toEqual([text]);
	});

	test('is written with a fence longer than any in it, be there a hundred thousand', () => {
		const text = `${'```\n'.repeat(150_000)}\`\`\`\`\``;
		const written = formatNotebook({ cells: [{ id: 'x', kind: 'text', text, folded: true }] });
		expect(written.startsWith('``````text folded\n')).toBe(true);
		expect(contentOf(parseNotebook(written).notebook)).toEqual([{ kind: 'text', text, folded: true }]);
	});
});

describe('a control', () => {
	test.each([
		['r = 3 in 1..8', { kind: 'number', value: 3, min: 1, max: 8, step: 1 }],
		[
			'lr = 0.01 in 0.001..0.1 step 0.001',
			{ kind: 'number', value: 0.01, min: 0.001, max: 0.1, step: 0.001 }
		],
		['x = -1 in -2..2 step 0.5', { kind: 'number', value: -1, min: -2, max: 2, step: 0.5 }],
		['t = "identity" in "identity", "low-rank:4"', { kind: 'choice', value: 'identity' }]
	])('%s', (text, wanted) => {
		const [statement] = statementsOf('control', text);
		if (statement?.body.kind !== 'control') throw new Error(JSON.stringify(statement?.body));
		expect(statement.body.control).toMatchObject(wanted);
		expect(statementsOf('control', formatControl(statement.body.control))[0]?.body).toEqual(statement.body);
	});

	test.each([
		['r = 9 in 1..8', 'a value from 1 to 8'],
		['r = 1 in 8..1', 'ascends'],
		['r = 1 in 1..8 step 0', 'ascends'],
		['r in 1..8', 'expected a control'],
		['r = 1', 'a value and its range'],
		['r = "a" in "b"', 'one of b'],
		['r = 1e400 in 1..8', 'ascends'],
		['rank = 1 in 1..8', 'which is a function']
	])('that is none says why: %s', (text, message) => {
		const [statement] = statementsOf('control', text);
		if (statement?.body.kind !== 'unreadable') throw new Error('expected a mistake');
		expect(statement.body.error.message).toContain(message);
	});

	test('is set on its steps and within its range', () => {
		const [statement] = statementsOf('control', 'x = 0 in 0..1 step 0.1');
		if (statement?.body.kind !== 'control') throw new Error('expected a control');
		const set = (value: number | string) =>
			controlAt(statement.body.kind === 'control' ? statement.body.control : never(), value)?.value;
		expect([set(0.3), set(0.34), set(-5), set(7), set('0.6'), set('no'), set('')]).toEqual([
			...[0.3, 0.3, 0, 1, 0.6],
			undefined,
			undefined
		]);
	});

	test('set in the text of a notebook changes its own line alone', () => {
		const notebook: Notebook = {
			cells: [
				{ id: 'a', kind: 'control', text: 'r = 3 in 1..8 # the rank\nk = 2 in 1..4' },
				{ id: 'b', kind: 'text', text: 'r = 3 in 1..8' }
			]
		};
		expect(withControl(notebook, 'r', 5).cells).toEqual([
			{ id: 'a', kind: 'control', text: 'r = 5 in 1..8 # the rank\nk = 2 in 1..4' },
			notebook.cells[1]
		]);
		expect(withControl(notebook, 'r', 3)).toBe(notebook);
		expect(withControl(notebook, 'none', 3)).toBe(notebook);
	});
});

const never = (): never => {
	throw new Error('expected a control');
};
