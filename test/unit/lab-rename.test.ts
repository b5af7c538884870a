/** A name that is changed where it is defined: the cells that read it get the new one, and nothing else does. */
import { expect, test } from 'vitest';
import type { Cell, CellKind, Notebook } from '$src/lab/notebook';
import { renamingIn } from '$src/lab/rename';
import { labSession } from '$src/lab/session';

const notebook = (...cells: readonly (readonly [kind: CellKind, text: string])[]): Notebook => ({
	cells: cells.map(([kind, text], n): Cell => ({ id: `c${n}`, kind, text }))
});

/** What a session misses, cell by cell. */
async function missingIn(of: Notebook): Promise<ReadonlyMap<string, string>> {
	const session = labSession({
		train: () => Promise.reject(new Error('trains nothing')),
		onChange: () => undefined
	});
	session.setNotebook(of);
	await session.settled();
	const found = of.cells.flatMap(({ id }) => {
		const { error } = session.state(id);
		const [name] = error?.reason === 'missing' ? (error.names ?? []) : [];
		return name === undefined ? [] : [[id, name] as const];
	});
	session.dispose();
	return new Map(found);
}

const shapes = 'A: 8x2, B: 2x8';
const others = [
	['adapter', 'wider = hybrid + C*D\nC: 8x1, D: 1x8'],
	['expression', 'n = parameters(hybrid) # of hybrid\ntext = "hybrid"\nhybrids = 3'],
	['text', 'About hybrid.'],
	['experiment', 'run = train(hybrid)'],
	['figure', 'spectrum(run), against = rankBound(hybrid)'],
	['adapter', 'own = hybrid*D\nhybrid: 8x1, D: 1x8']
] as const;

test('the name below follows, and texts, comments and longer names stay', async () => {
	const before = notebook(['adapter', `hybrid = A*B\n${shapes}`], ...others);
	const now = notebook(['adapter', `mine = A*B\n${shapes}`], ...others);
	const renaming = renamingIn(now, [before], await missingIn(now));
	expect(renaming).toMatchObject({ cell: 'c0', from: 'hybrid', to: 'mine' });
	expect(renaming?.next.cells.map(({ text }) => text)).toEqual([
		`mine = A*B\n${shapes}`,
		'wider = mine + C*D\nC: 8x1, D: 1x8',
		'n = parameters(mine) # of hybrid\ntext = "hybrid"\nhybrids = 3',
		'About hybrid.',
		'run = train(mine)',
		'spectrum(run), against = rankBound(mine)',
		'own = hybrid*D\nhybrid: 8x1, D: 1x8'
	]);
	expect(await missingIn(renaming?.next ?? now)).toEqual(new Map());
});

test('the last name that was read is found behind letters that were typed in between', async () => {
	const now = notebook(['adapter', `my = A*B\n${shapes}`], ['expression', 'parameters(hybrid)']);
	const past = ['hybrid', 'hyb', 'm'].map((name) =>
		notebook(['adapter', `${name} = A*B\n${shapes}`], ['expression', 'parameters(hybrid)'])
	);
	expect(renamingIn(now, past, await missingIn(now))).toMatchObject({ from: 'hybrid', to: 'my' });
});

test('a setting of that name stays, and a line that went is no other name', async () => {
	const setting = ['expression', 'gaussian(2, seed, seed = seed)'] as const;
	const now = notebook(['expression', 'k = 2'], setting);
	const renaming = renamingIn(now, [notebook(['expression', 'seed = 2'], setting)], await missingIn(now));
	expect(renaming?.next.cells[1]?.text).toBe('gaussian(2, k, seed = k)');
	const gone = notebook(['expression', 'other = 3'], setting);
	const two = notebook(['expression', 'seed = 2\nother = 3'], setting);
	expect(renamingIn(gone, [two], await missingIn(gone))).toBeNull();
});

test('a name that was never there is no old one', async () => {
	const now = notebook(['expression', 'a = 2'], ['expression', 'b = 2*nobody']);
	expect(renamingIn(now, [notebook(['expression', 'c = 2'])], await missingIn(now))).toBeNull();
});

test('while what it reads is worked out again, a cell is waiting, and says no mistake of before', async () => {
	const runs: (() => void)[] = [];
	const session = labSession({
		train: () => new Promise((_, reject) => runs.push(() => reject(new Error('over')))),
		onChange: () => undefined
	});
	const adapter = ['adapter', `mine = A*B\n${shapes}`] as const;
	const figure = ['figure', 'spectrum(run)'] as const;
	session.setNotebook(notebook(adapter, ['experiment', 'other = 3'], figure));
	await session.settled();
	expect(session.state('c2').error?.reason).toBe('missing');
	session.setNotebook(notebook(adapter, ['experiment', 'run = train(mine)'], figure));
	await expect.poll(() => session.state('c2')).toMatchObject({ status: 'waiting', error: null });
	await expect.poll(() => runs.length).toBe(1);
	expect(session.state('c2').error).toBeNull();
	runs[0]?.();
	await session.settled();
	expect(session.state('c2').error?.reason).toBe('upstream');
	session.dispose();
});
