/** What a change of a notebook costs: only what is another is worked out, told and passed on, and nothing of it is lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '$src/lab/language/evaluate';
import { plainNumber } from '$src/lab/language/plain';
import { statementsOf } from '$src/lab/language/statement';
import type { Cell } from '$src/lab/notebook';
import { Outdating } from '$src/lab/outdating';
import { NamesTold, notebookAfter } from '$src/lab/page/following';
import { Calculations } from '$src/lab/page/calculations.svelte';
import type { LabAnswer, LabNote, LabQuestion } from '$src/lab/page/protocol';
import { labSession, type CellState, type LabSession } from '$src/lab/session';
import { fakeWorkers } from './fakeWorker';

const cell = (id: string, text: string, kind: Cell['kind'] = 'expression'): Cell => ({ id, kind, text });

const y = cell('y', 'y = 5');
const three = [cell('r', 'r = 1 in 1..9', 'control'), cell('x', 'x = r + 1'), y];

/** A session, and the states that it has told of, as a page keeps them. */
function told(): { session: LabSession; states: Map<string, CellState>; ids: () => readonly string[] } {
	const states = new Map<string, CellState>();
	let ids: string[] = [];
	const session = labSession({
		train: () => Promise.reject(new Error('nothing trains')),
		onChange: (changed) => {
			ids.push(...changed);
			for (const id of changed) states.set(id, session.state(id));
		}
	});
	const taken = (): readonly string[] => {
		const all = [...new Set(ids)].sort();
		ids = [];
		return all;
	};
	return { session, states, ids: taken };
}

describe('an open notebook', () => {
	test('tells of the cells that a change concerns, and of no others', async () => {
		const { session, ids } = told();
		session.setNotebook({ cells: three });
		await session.settled();
		expect(ids()).toEqual(['r', 'x', 'y']);
		session.setControl('r', 4);
		await session.settled();
		expect(ids()).toEqual(['r', 'x']);
		// As the page sends it after: the text says what the control is set to.
		session.setNotebook({ cells: three.with(0, cell('r', 'r = 4 in 1..9', 'control')) });
		await session.settled();
		expect(ids()).toEqual(['r']);
		session.setNotebook({
			cells: [cell('r', 'r = 4 in 1..9', 'control'), cell('x', 'x = r + 2'), y]
		});
		await session.settled();
		expect(ids()).toEqual(['x']);
		session.dispose();
	});

	test('a control that was moved is set back by a text that says what it said before', async () => {
		const { session, states } = told();
		session.setNotebook({ cells: three });
		await session.settled();
		session.setControl('r', 4);
		await session.settled();
		session.setNotebook({ cells: [...three] });
		await session.settled();
		expect(states.get('x')?.values).toEqual([{ name: 'x', value: { kind: 'number', value: 2 } }]);
		session.dispose();
	});

	test('the place of a mistake moves with its line, though the line is not worked out anew', async () => {
		const { session, states } = told();
		session.setNotebook({ cells: [cell('x', 'a = 1\nb = nothere')] });
		await session.settled();
		expect(states.get('x')?.error?.at).toBe(10);
		session.setNotebook({ cells: [cell('x', 'a = 1000\nb = nothere')] });
		await session.settled();
		expect(states.get('x')?.error?.at).toBe(13);
		session.dispose();
	});

	test('whatever happens to it, what was told of each cell last is what it is', async () => {
		const text = fc.constantFrom(
			'a = 1',
			'a = b + 1',
			'b = a',
			'b = 2',
			'c = a + b',
			'a = 1\nb = 3',
			'',
			'c = ('
		);
		const book = fc.uniqueArray(fc.tuple(fc.constantFrom('1', '2', '3', '4'), text), {
			selector: ([id]) => id
		});
		await fc.assert(
			fc.asyncProperty(fc.array(book, { minLength: 2, maxLength: 5 }), async (books) => {
				const { session, states } = told();
				for (const cells of books) {
					session.setNotebook({ cells: cells.map(([id, of]) => cell(id, of)) });
					await session.settled();
					for (const [id] of cells) expect(states.get(id)).toEqual(session.state(id));
				}
				session.dispose();
			}),
			{ numRuns: 100 }
		);
	});
});

describe('a line of numbers alone', () => {
	const scope = (name: string) =>
		({ r: { kind: 'number', value: 3 }, M: { kind: 'matrix', shape: [1, 1], data: Float64Array.of(2) } })[
			name
		] as never;
	const phraseOf = (text: string) => {
		const [statement] = statementsOf('expression', text);
		if (statement?.body.kind !== 'phrase') throw new Error(`expected a phrase, got ${text}`);
		return statement.body.phrase;
	};
	const context = {
		train: () => Promise.reject(new Error('nothing trains')),
		files: () => Promise.reject(new Error('no files')),
		signal: new AbortController().signal,
		onProgress: () => undefined,
		turn: () => Promise.resolve()
	};

	test('comes to what it does by turns', async () => {
		const tree = fc.letrec<{ any: string }>((tie) => ({
			any: fc.oneof(
				{ depthSize: 'small', withCrossShrink: true },
				fc.constantFrom('r', '2', '0', '0.5', '1e200'),
				fc
					.tuple(tie('any'), fc.constantFrom('+', '-', '*', '/'), tie('any'))
					.map(([a, sign, b]) => `(${a} ${sign} ${b})`)
			)
		})).any;
		await fc.assert(
			fc.asyncProperty(tree, async (text) => {
				const phrase = phraseOf(text);
				const slow = await evaluate(phrase, scope, context).catch(() => null);
				const fast = plainNumber(phrase, scope);
				expect(fast).toEqual(slow?.kind === 'number' ? slow.value : NaN);
			}),
			{ numRuns: 300 }
		);
	});

	test.each(['M', 'M + 1', 'unknown + 1', 'sqrt(4)', '"a"', '1..3', '1e999', '1/0', 'M.rows'])(
		'%s is none',
		(text) => {
			expect(plainNumber(phraseOf(text), scope)).toBeNaN();
		}
	);
});

test('what waits on a signal hears why, be it asked for before or after; the first reason counts', () => {
	const [early, late] = [new Outdating(), new Outdating()];
	const { signal } = early;
	expect(signal.aborted).toBe(false);
	early.abort('gone');
	early.abort('again');
	late.abort('gone');
	for (const one of [signal, late.signal]) {
		expect(one.aborted).toBe(true);
		expect(one.reason).toBe('gone');
	}
	expect(late.aborted).toBe(true);
});

test('of a notebook the worker is sent what is another, and has the whole of it again', () => {
	const { connect, made: workers } = fakeWorkers<LabQuestion, LabAnswer, LabNote>();
	const calculations = new Calculations(connect);
	calculations.setNotebook({ cells: three });
	const books = [
		three.with(1, cell('x', 'x = r + 2')),
		[cell('new', 'z = 1'), ...three.slice(1).reverse()],
		[cell('new', 'z = 1')]
	];
	let known: readonly Cell[] = three;
	const sent: number[] = [];
	for (const cells of books) {
		calculations.setNotebook({ cells });
		const last = workers[0]?.received.at(-1);
		if (!last || !('note' in last) || last.note.kind !== 'notebook') throw new Error('expected a note');
		sent.push(last.note.cells.length);
		known = notebookAfter(known, last.note.ids, last.note.cells);
		expect(known).toEqual(cells);
	}
	expect(sent).toEqual([1, 2, 1]);
	calculations.dispose();
});

test('names are told where one is another, and not with each value', async () => {
	const { session } = told();
	const names = new NamesTold();
	session.setNotebook({ cells: three });
	await session.settled();
	const all = ['r', 'x', 'y'];
	expect(names.after(all, session)?.map(({ name, kind, shape }) => [name, kind, shape])).toEqual([
		['r', 'number', ''],
		['x', 'number', ''],
		['y', 'number', '']
	]);
	session.setControl('r', 4);
	await session.settled();
	expect(names.after(['r', 'x'], session)).toBeNull();
	session.setNotebook({ cells: three.with(1, cell('x', 'x = ones(1, 2)')) });
	await session.settled();
	names.forget();
	expect(names.after(['x'], session)?.find(({ name }) => name === 'x')).toMatchObject({
		kind: 'matrix',
		shape: '1×2'
	});
	session.setNotebook({ cells: three.slice(0, 2) });
	names.forget();
	await session.settled();
	expect(names.after([], session)?.map(({ name }) => name)).toEqual(['r', 'x']);
	session.dispose();
});
