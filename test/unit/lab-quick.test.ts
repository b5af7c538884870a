/** What a page shows of a control's move before its worker has said anything: the same, or nothing of its own. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '$src/lab/notebook';
import { Calculations } from '$src/lab/page/calculations.svelte';
import type { LabAnswer, LabNote, LabQuestion } from '$src/lab/page/protocol';
import { Quick } from '$src/lab/page/quick';
import { labSession, type CellState } from '$src/lab/session';
import { fakeWorkers } from './fakeWorker';

const cell = (id: string, text: string, kind: Cell['kind'] = 'expression'): Cell => ({ id, kind, text });
const open = () => labSession({ train: () => Promise.reject(new Error('none')), onChange: () => undefined });

describe('what lines of numbers come to at once', () => {
	const operand = fc.oneof(
		{ weight: 8, arbitrary: fc.constantFrom('r', 's', '2', 'pi', 'a0', 'a1', 'a2', 'b0', 'b1', 'b2') },
		{ weight: 1, arbitrary: fc.constantFrom('0', 'nothere', 'zeros(2, 2)', 'sqrt(4)', 'task') }
	);
	const line = fc
		.tuple(fc.constantFrom('+', '-', '*', '/'), operand, operand)
		.map(([sign, left, right]) => `${left} ${sign} ${right}`);
	/** a0, b0, a1 … in cells of one line or two; now and then one without a name, or another's. */
	const name = fc.oneof(
		{ weight: 8, arbitrary: fc.constant(null) },
		{ weight: 1, arbitrary: fc.constantFrom('', 'a0') }
	);
	const book = fc
		.array(fc.array(fc.tuple(name, line), { minLength: 1, maxLength: 2 }), { maxLength: 4 })
		.map((cells) =>
			cells.map((lines, n) =>
				lines.map(([other, text], k) => {
					const own = other ?? `${k === 0 ? 'a' : 'b'}${n}`;
					return own === '' ? text : `${own} = ${text}`;
				})
			)
		);

	test('is what the session says, in whatever notebook, of cells that follow and of no others', async () => {
		await fc.assert(
			fc.asyncProperty(book, fc.integer({ min: 0, max: 4 }), async (texts, value) => {
				const cells = [
					cell('r', 'r = 2 in 0..4\ns = 1 in 1..9\ntask = "x" in "x", "y"', 'control'),
					...texts.map((lines, n) => cell(`c${n}`, lines.join('\n')))
				];
				const session = open();
				session.setNotebook({ cells });
				await session.settled();
				const before = new Map(cells.map(({ id }) => [id, session.state(id)]));
				const made = new Quick().after(cells, 'r', value, (id) => session.state(id));
				session.setControl('r', value);
				await session.settled();
				for (const [id, state] of made) {
					if (state.status === 'done') expect(state).toEqual(session.state(id));
					else expect(state).toEqual({ ...before.get(id), status: 'waiting' });
				}
				// Nobody shows the old value as if it were of now, beside others that show the new one.
				for (const { id } of made.size > 0 ? cells : []) {
					if (JSON.stringify(before.get(id)) === JSON.stringify(session.state(id))) continue;
					expect(made.has(id) || before.get(id)?.status === 'failed').toBe(true);
				}
				// Where nothing is wrong and no line calls a function, everything that is another is there at once.
				const isSound = (state: CellState | undefined): boolean =>
					state?.status === 'done' && state.values.every(({ value }) => value.kind !== 'matrix');
				const isPlain = !texts.flat().some((text) => text.includes('('));
				if (isPlain && cells.every(({ id }) => isSound(before.get(id)) && isSound(session.state(id)))) {
					const others = cells.filter(
						({ id }) => JSON.stringify(before.get(id)) !== JSON.stringify(session.state(id))
					);
					for (const { id } of others) expect(made.has(id)).toBe(true);
				}
				session.dispose();
			}),
			{ numRuns: 300 }
		);
	});

	test('a line through others, a choice and a line without a name are among them', async () => {
		const cells = [
			cell('r', 'r = 2 in 0..4', 'control'),
			cell('late', 'c = b + 1'),
			cell('b', 'b = 2*r\nr - 1'),
			cell('other', 'y = 5'),
			cell('matrix', 'M = r*ones(2, 2)')
		];
		const session = open();
		session.setNotebook({ cells });
		await session.settled();
		const made = new Quick().after(cells, 'r', 3, (id) => session.state(id));
		expect([...made.keys()].sort()).toEqual(['b', 'late', 'matrix', 'r']);
		expect(made.get('matrix')).toEqual({ ...session.state('matrix'), status: 'waiting' });
		const numbers = made.get('b')?.values.map(({ value }) => ('value' in value ? value.value : NaN));
		expect(numbers).toEqual([6, 2]);
		expect(made.get('r')?.controls[0]?.value).toBe(3);
		session.dispose();
	});

	test('a large notebook is read in some moves, none of which reads all of it', async () => {
		const cells = [
			cell('r', 'r = 2 in 0..4', 'control'),
			...Array.from({ length: 160 }, (_, n) => cell(`x${n}`, `x${n} = r + ${n}`))
		];
		const session = open();
		session.setNotebook({ cells });
		await session.settled();
		const quick = new Quick();
		const sizes = [1, 2, 3, 4].map(() => quick.after(cells, 'r', 3, (id) => session.state(id)).size);
		expect(sizes).toEqual([0, 0, 0, 161]);
		session.dispose();
	});
});

describe('a page and its worker', () => {
	const three = [cell('r', 'r = 1 in 1..9', 'control'), cell('x', 'x = r + 1'), cell('y', 'y = 5')];
	const number = (state: CellState): unknown => {
		const value = state.values[0]?.value;
		return value && 'value' in value ? value.value : null;
	};
	/** The page, the session of its worker, and what passes between them when the test says so. */
	async function opened() {
		const { connect, made } = fakeWorkers<LabQuestion, LabAnswer, LabNote>();
		const calculations = new Calculations(connect);
		calculations.setNotebook({ cells: three });
		const session = open();
		session.setNotebook({ cells: three });
		await session.settled();
		const tell = (heard: number, states: readonly (readonly [string, CellState])[]): void => {
			made[0]?.tell({ kind: 'states', states, heard });
		};
		const turns = (): number[] =>
			(made[0]?.received ?? []).flatMap((asked) =>
				'note' in asked && 'turn' in asked.note ? [asked.note.turn] : 'ask' in asked ? [asked.ask.turn] : []
			);
		const all = () => three.map(({ id }) => [id, session.state(id)] as const);
		tell(turns().at(-1) ?? 0, all());
		return { calculations, session, tell, turns, all, worker: made[0] };
	}

	test('a move is shown at once, and what the worker says of an earlier one does not undo it', async () => {
		const { calculations, session, tell, turns, all } = await opened();
		calculations.setControl('r', 2);
		expect(number(calculations.state('x'))).toBe(3);
		calculations.setControl('r', 3);
		expect(number(calculations.state('x'))).toBe(4);
		const [first = 0, second = 0] = turns().slice(-2);
		session.setControl('r', 2);
		await session.settled();
		tell(first, all());
		expect(number(calculations.state('x'))).toBe(4);
		session.setControl('r', 3);
		const waiting = { ...session.state('x'), status: 'waiting' } as const;
		tell(second, [['x', waiting]]);
		expect(calculations.state('x').status).toBe('done');
		await session.settled();
		const shown = calculations.state('x');
		tell(second, all());
		// The same again is no change.
		expect(calculations.state('x')).toBe(shown);
		expect(number(shown)).toBe(4);
		calculations.dispose();
		session.dispose();
	});

	test('what the worker alone can say waits for it, and for no earlier move', async () => {
		const { connect, made } = fakeWorkers<LabQuestion, LabAnswer, LabNote>();
		const calculations = new Calculations(connect);
		const cells = [...three.slice(0, 1), cell('M', 'M = r*ones(2, 2)')];
		calculations.setNotebook({ cells });
		const session = open();
		session.setNotebook({ cells });
		await session.settled();
		const tell = (heard: number): void =>
			made[0]?.tell({
				kind: 'states',
				heard,
				states: cells.map(({ id }) => [id, session.state(id)] as const)
			});
		tell(1);
		const status = (): string => calculations.state('M').status;
		expect(status()).toBe('done');
		calculations.setControl('r', 2);
		calculations.setControl('r', 3);
		expect(status()).toBe('waiting');
		tell(2);
		expect(status()).toBe('waiting');
		made[0]?.tell({
			kind: 'states',
			heard: 3,
			states: [['M', { ...session.state('M'), status: 'running' }]]
		});
		expect(status()).toBe('running');
		session.setControl('r', 3);
		await session.settled();
		tell(3);
		expect(calculations.state('M')).toEqual(session.state('M'));
		calculations.dispose();
		session.dispose();
	});

	test('the worker has the last word, be it that something is wrong', async () => {
		const { calculations, session, tell, turns } = await opened();
		calculations.setControl('r', 2);
		const failed: CellState = {
			...session.state('x'),
			...{ status: 'failed', values: [] },
			error: { message: 'wrong', at: null, reason: 'value', names: null }
		} as unknown as CellState;
		tell(turns().at(-1) ?? 0, [['x', failed]]);
		expect(calculations.state('x').status).toBe('failed');
		calculations.dispose();
		session.dispose();
	});

	test('after a line is another nothing is shown ahead until the worker has heard of it', async () => {
		const { calculations, session, tell, turns, all } = await opened();
		const cells = three.with(1, cell('x', 'x = r + nothere'));
		calculations.setNotebook({ cells });
		calculations.setControl('r', 2);
		expect(number(calculations.state('x'))).toBe(2);
		session.setNotebook({ cells });
		session.setControl('r', 2);
		await session.settled();
		tell(turns().at(-1) ?? 0, all());
		expect(calculations.missing).toEqual(new Map([['x', 'nothere']]));
		calculations.setControl('r', 3);
		expect(calculations.state('x').status).toBe('failed');
		calculations.setNotebook({ cells: cells.toSpliced(1, 1) });
		expect(calculations.missing.size).toBe(0);
		calculations.dispose();
		session.dispose();
	});

	test('what a control’s text says is told with the next change, and of many moves once', async () => {
		const { calculations, session, worker } = await opened();
		for (const value of [2, 3, 4]) {
			calculations.setControl('r', value);
			calculations.followControl({ cells: three.with(0, cell('r', `r = ${value} in 1..9`, 'control')) });
		}
		const sent = () =>
			(worker?.received ?? []).flatMap((asked) =>
				'note' in asked && asked.note.kind === 'notebook' ? [asked.note] : []
			);
		expect(sent()).toEqual([]);
		const cells = [cell('r', 'r = 4 in 1..9', 'control'), cell('x', 'x = r + 2')];
		calculations.setNotebook({ cells });
		expect(sent()).toHaveLength(1);
		expect(sent()[0]).toMatchObject({ ids: ['r', 'x'], cells });
		calculations.dispose();
		session.dispose();
	});
});
