/** Random notebooks that change at random, against a plain model that works everything out anew. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell, Notebook } from '$src/lab/notebook';
import { labSession, type CellState } from '$src/lab/session';

const NAMES = ['a', 'b', 'c', 'd', 'f', 'g'] as const;

/** A line: `name = 1 + other + …`; the numbers are small, so that sums are exact. */
interface ModelLine {
	readonly name: string;
	readonly constant: number;
	readonly reads: readonly string[];
}

const lineText = ({ name, constant, reads }: ModelLine): string =>
	`${name} = ${[constant, ...reads].join(' + ')}`;

type Answer = number | 'twice' | 'circle' | 'missing' | 'upstream';

/** What every line must come to, by the definition of a notebook. */
function model(lines: readonly ModelLine[]): readonly Answer[] {
	const definers = (name: string) => lines.filter((line) => line.name === name);
	const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
		definers(from).some(({ reads }) =>
			reads.some((next) => {
				if (next === to) return true;
				if (seen.has(next)) return false;
				seen.add(next);
				return reaches(next, to, seen);
			})
		);
	const answer = (line: ModelLine): Answer => {
		if (definers(line.name).length > 1) return 'twice';
		if (reaches(line.name, line.name)) return 'circle';
		let [total, wrong] = [line.constant, null as Answer | null];
		for (const name of line.reads) {
			const [definer, ...more] = definers(name);
			const value = definer && more.length === 0 ? answer(definer) : null;
			if (typeof value === 'number') total += value;
			else wrong ??= definer ? 'upstream' : 'missing';
		}
		return wrong ?? total;
	};
	return lines.map(answer);
}

const line = fc.record({
	name: fc.constantFrom(...NAMES),
	constant: fc.integer({ min: 0, max: 9 }),
	reads: fc.array(fc.constantFrom(...NAMES), { maxLength: 3 })
});
/** Cells by ids, each of some lines: ids stay, go and come back. */
const book = fc.uniqueArray(
	fc.record({ id: fc.constantFrom('1', '2', '3', '4', '5'), lines: fc.array(line, { maxLength: 3 }) }),
	{
		selector: ({ id }) => id,
		maxLength: 5
	}
);

const notebookOf = (
	cells: readonly { readonly id: string; readonly lines: readonly ModelLine[] }[]
): Notebook => ({
	cells: cells.map(({ id, lines }): Cell => ({
		id,
		kind: 'expression',
		text: lines.map(lineText).join('\n')
	}))
});

test('after every change each line is what it must be, and while it settles no cell that is done is wrong', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(book, { minLength: 1, maxLength: 4 }), async (books) => {
			let now = books[0] ?? [];
			const check = (state: CellState, id: string): void => {
				const all = model(now.flatMap(({ lines }) => lines));
				let at = 0;
				for (const { id: own, lines } of now) {
					const wanted = all.slice(at, at + lines.length);
					at += lines.length;
					if (own !== id || state.status === 'waiting' || state.status === 'running') continue;
					const values = state.values.map(({ value }) => (value.kind === 'number' ? value.value : NaN));
					expect(values).toEqual(wanted.filter((one) => typeof one === 'number'));
					const reason = wanted.find((one) => typeof one === 'string') ?? null;
					// Of a line that reads a missing name and one that failed, either is said.
					if (reason === 'missing' || reason === 'upstream')
						expect(['missing', 'upstream']).toContain(state.error?.reason);
					else expect(state.error?.reason ?? null).toBe(reason);
				}
			};
			const session = labSession({
				train: () => Promise.reject(new Error('nothing trains')),
				onChange: (ids) => ids.forEach((id) => check(session.state(id), id))
			});
			for (const next of books) {
				now = next;
				session.setNotebook(notebookOf(next));
				await session.settled();
				for (const { id } of next) {
					expect(['done', 'failed']).toContain(session.state(id).status);
					check(session.state(id), id);
				}
			}
			session.dispose();
		}),
		{ numRuns: 250 }
	);
});

test('moving a control reruns what reads it, be it through others, and nothing else', async () => {
	const shape = fc.record({
		/** readers[i] are the earlier lines that line i reads; −1 is the control. */
		readers: fc.array(fc.array(fc.integer({ min: -1, max: 30 }), { maxLength: 2 }), {
			minLength: 1,
			maxLength: 30
		}),
		value: fc.integer({ min: 1, max: 9 })
	});
	await fc.assert(
		fc.asyncProperty(shape, async ({ readers, value }) => {
			const reads = readers.map((list, i) => list.map((n) => Math.min(n, i - 1)));
			const cells: Cell[] = [
				{ id: 'r', kind: 'control', text: 'r = 0 in 0..9' },
				...reads.map((list, i): Cell => {
					const sum = ['1', ...list.map((n) => (n < 0 ? 'r' : `x${n}`))].join(' + ');
					return { id: `c${i}`, kind: 'expression', text: `x${i} = ${sum}` };
				})
			];
			const depends = reads.reduce<boolean[]>((all, list) => [...all, list.some((n) => n < 0 || all[n])], []);
			const seen = new Set<string>();
			const session = labSession({
				train: () => Promise.reject(new Error('nothing trains')),
				onChange: (ids) => ids.forEach((id) => seen.add(id))
			});
			session.setNotebook({ cells });
			await session.settled();
			seen.clear();
			session.setControl('r', value);
			await session.settled();
			expect([...seen].sort()).toEqual(['r', ...depends.flatMap((is, i) => (is ? [`c${i}`] : []))].sort());
			const values: number[] = [];
			reads.forEach((list, i) => {
				values.push(1 + list.reduce((sum, n) => sum + (n < 0 ? value : (values[n] ?? NaN)), 0));
				const [own] = session.state(`c${i}`).values;
				expect(own?.value).toEqual({ kind: 'number', value: values[i] });
			});
			session.dispose();
		}),
		{ numRuns: 100 }
	);
});
