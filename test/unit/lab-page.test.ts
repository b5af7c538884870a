/** What stands behind the lab's page: where a notebook is kept, what is offered while one types, and what an address opens. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { methodNames } from '$src/adapters/index';
import { memoryStore } from '$src/lab/keep/store';
import { Shelf } from '$src/lab/keep/shelf';
import { MOST_CELLS, parseNotebook } from '$src/lab/notebook';
import { notebookOfQuery, notebookOfRun } from '$src/lab/page/arriving';
import { completed, offersFor, type Offer } from '$src/lab/page/complete';
import { LabDocument } from '$src/lab/page/document.svelte';
import { Keeper } from '$src/lab/page/keeper.svelte';
import { offFile, readFile } from '$src/lab/page/onefile';
import { reduced } from '$src/lab/page/reduced';
import { renamed, startsIn } from '$src/lab/page/starts';
import { templateOf } from '$src/lab/page/template.js';
import { statementsOf } from '$src/lab/language/statement';
import { formatReceipt } from '$src/receipt/receipt';
import { runSchema } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';

describe('the document', () => {
	test('whatever is done to it is undone step by step, back to what was opened', () => {
		const act = fc.record({
			what: fc.constantFrom('insert', 'remove', 'move', 'type', 'fold', 'split', 'turn'),
			which: fc.nat(9),
			n: fc.integer({ min: -3, max: 12 })
		});
		fc.assert(
			fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
				const doc = new LabDocument();
				doc.open('# A\n\n```expression\nx = 1\ny = 2\n```\n\n```figure\nheatmap(M)\n```\n');
				const before = doc.markdown;
				let time = 0;
				for (const { what, which, n } of acts) {
					const id = doc.cells[which % Math.max(1, doc.cells.length)]?.id ?? 'none';
					if (what === 'insert') doc.insert(id, [{ kind: 'expression', text: `z${n} = ${n}` }]);
					else if (what === 'remove') doc.remove(id);
					else if (what === 'move') doc.move(id, n);
					else if (what === 'type') doc.type(id, `w = ${n}`, (time += 5000));
					else if (what === 'fold') doc.fold(id, n > 0);
					else if (what === 'split') doc.split(id, Math.max(0, n));
					else doc.turn(id, 'experiment');
					expect(new Set(doc.cells.map((cell) => cell.id)).size).toBe(doc.cells.length);
				}
				const after = doc.markdown;
				let steps = 0;
				while (doc.canUndo) {
					doc.undo();
					steps += 1;
				}
				expect(doc.markdown).toBe(before);
				for (let k = 0; k < steps; k++) doc.redo();
				expect(doc.markdown).toBe(after);
			})
		);
	});

	test('has room for so many cells and refuses one more, by whatever way, and loses none', () => {
		const doc = new LabDocument();
		let full = 0;
		doc.onfull = () => (full += 1);
		doc.open('# A\n\n```expression\nx = 1\ny = 2\n```\n');
		const cells = (n: number) =>
			Array.from({ length: n }, () => ({ kind: 'expression', text: 'z = 1' }) as const);
		expect(doc.insert(null, cells(MOST_CELLS - 2))).not.toBeNull();
		expect(full).toBe(0);
		const before = doc.markdown;
		const id = doc.cells.at(-1)?.id ?? '';
		expect(doc.insert(id, cells(1))).toBeNull();
		expect(doc.split(doc.cells.find(({ text }) => text.includes('y = 2'))?.id ?? '', 8)).toBe('full');
		expect(full).toBe(2);
		expect(doc.markdown).toBe(before);
		expect(parseNotebook(before).notebook.cells).toHaveLength(MOST_CELLS);
		doc.remove(doc.cells[0]?.id ?? '');
		expect(doc.insert(id, cells(1))).not.toBeNull();
	});

	test('letters that are typed without a pause are undone together', () => {
		const doc = new LabDocument();
		doc.open('```expression\nx = 1\n```\n');
		const id = doc.cells[0]?.id ?? '';
		doc.type(id, 'x = 12', 10_000);
		doc.type(id, 'x = 123', 10_200);
		doc.type(id, 'x = 1234', 20_000);
		doc.undo();
		expect(doc.cells[0]?.text).toBe('x = 123');
		doc.undo();
		expect(doc.cells[0]?.text).toBe('x = 1');
	});
});

describe('the keeper', () => {
	const opened = async (store = memoryStore()) => {
		let text = '';
		const followed: string[] = [];
		const keeper = new Keeper({
			read: () => ({ text, title: 'T' }),
			follow: (theirs) => {
				text = theirs;
				followed.push(theirs);
			},
			open: () => Promise.resolve(store)
		});
		await keeper.start();
		return { keeper, store, followed, write: (next: string) => (text = next), text: () => text };
	};

	test('writes what was changed, and nothing where nothing was', async () => {
		const { keeper, store, write } = await opened();
		await keeper.turnTo(null);
		await keeper.flush();
		expect((await new Shelf(store).list()).kept).toEqual([]);
		write('one');
		keeper.changed();
		expect(keeper.state).toBe('unsaved');
		await keeper.flush();
		expect(keeper.state).toBe('kept');
		expect((await new Shelf(store).list()).kept).toMatchObject([{ text: 'one', version: 1, title: 'T' }]);
		keeper.dispose();
	});

	test('never writes over another window: it asks, and both can be kept', async () => {
		const { keeper, store, write } = await opened();
		await keeper.turnTo(null);
		write('one');
		await keeper.flush();
		await new Shelf(store).write(keeper.id, 'T', 'theirs', 1);
		write('mine');
		await keeper.flush();
		expect(keeper.state).toBe('conflict');
		expect(keeper.theirs?.text).toBe('theirs');
		await keeper.keepBoth();
		const texts = (await new Shelf(store).list()).kept.map(({ text }) => text);
		expect(texts.toSorted()).toEqual(['mine', 'theirs']);
		keeper.dispose();
	});

	test('takes over what the other window wrote, where the reader says so', async () => {
		const { keeper, store, write, followed } = await opened();
		await keeper.turnTo(null);
		write('one');
		await keeper.flush();
		await new Shelf(store).write(keeper.id, 'T', 'theirs', 1);
		write('mine');
		await keeper.flush();
		keeper.takeTheirs();
		expect(followed).toEqual(['theirs']);
		expect(keeper.state).toBe('kept');
		keeper.dispose();
	});

	test('turning to another notebook loses no word: of a conflict both are kept', async () => {
		const { keeper, store, write } = await opened();
		await keeper.turnTo(null);
		write('one');
		await keeper.flush();
		await new Shelf(store).write(keeper.id, 'T', 'theirs', 1);
		write('mine');
		await keeper.flush();
		expect(keeper.state).toBe('conflict');
		expect(await keeper.turnTo(null)).toBeNull();
		expect(keeper.state).toBe('empty');
		const texts = (await new Shelf(store).list()).kept.map(({ text }) => text);
		expect(texts.toSorted()).toEqual(['mine', 'theirs']);
		keeper.dispose();
	});

	test('what cannot be written stays open until the reader has it in a file', async () => {
		const full = memoryStore();
		const change = full.change.bind(full);
		const { keeper, write } = await opened({
			...full,
			change: (key, decide) =>
				change(key, (record) => {
					if (decide(record).put !== undefined) throw new Error('no room');
					return decide(record);
				})
		});
		await keeper.turnTo(null);
		write('mine');
		const id = keeper.id;
		expect(await keeper.turnTo(null)).toBe('unkept');
		expect([keeper.id, keeper.state]).toEqual([id, 'failed']);
		keeper.letGo();
		expect(await keeper.turnTo(null)).toBeNull();
		expect(keeper.id).not.toBe(id);
		keeper.dispose();
	});

	test('the notebook that is open, opened again from the list, is as it is now', async () => {
		const { keeper, write } = await opened();
		await keeper.turnTo(null);
		write('one');
		await keeper.flush();
		const [listed] = keeper.kept;
		write('one and two');
		keeper.changed();
		const now = await keeper.turnTo(listed ?? null);
		expect(now).toMatchObject({ text: 'one and two', version: 2 });
		write('one, two, three');
		await keeper.flush();
		expect(keeper.state).toBe('kept');
		keeper.dispose();
	});

	test('says that nothing is kept where the browser has closed its storage', async () => {
		const keeper = new Keeper({
			read: () => ({ text: 'x', title: '' }),
			follow: vi.fn(),
			open: () => Promise.reject(new Error('closed'))
		});
		await keeper.start();
		expect(keeper.state).toBe('closed');
		await keeper.flush();
		expect(keeper.state).toBe('closed');
		keeper.dispose();
	});
});

describe('while one types', () => {
	const offers: readonly Offer[] = [
		{ name: 'rank', about: 'rank(M)', isFunction: true },
		{ name: 'run', about: '64×64', isFunction: false },
		{ name: 'rankBound', about: '', isFunction: true }
	];

	test('names are offered that begin as the word does, and none that is whole', () => {
		const names = (text: string): string[] => offersFor(text, text.length, offers).map(({ name }) => name);
		expect(names('x = ra')).toEqual(['rank', 'rankBound']);
		expect(names('x = RUN')).toEqual([]);
		expect(names('x = rank')).toEqual(['rankBound']);
		expect(names('x = ')).toEqual([]);
		expect(offersFor('x = ', 4, offers, true).length).toBe(3);
	});

	test('what is taken stands in the place of the word, a function with its brackets and the caret in them', () => {
		expect(completed('x = ra + 1', 6, offers[0] as Offer)).toEqual({ text: 'x = rank() + 1', caret: 9 });
		expect(completed('x = ra(M)', 6, offers[0] as Offer)).toEqual({ text: 'x = rank(M)', caret: 9 });
		expect(completed('ru', 2, offers[1] as Offer)).toEqual({ text: 'run', caret: 3 });
	});
});

describe('what an address opens', () => {
	test.each(methodNames)(
		'a run of %s is a notebook whose cells can be read, with every setting of the run',
		(method) => {
			const run = { ...defaultsOf(runSchema), method, steps: 77, seed: 123, task: 'gaussian' };
			for (const language of ['en', 'ko'] as const) {
				const { notebook, problems } = parseNotebook(notebookOfRun(run, language));
				expect(problems).toEqual([]);
				const experiment = notebook.cells.find(({ kind }) => kind === 'experiment');
				expect(experiment?.text).toContain(`train(${method}, `);
				expect(experiment?.text).toContain('steps = 77');
				expect(experiment?.text).toContain('seed = 123');
				for (const { kind, text } of notebook.cells)
					for (const { body } of statementsOf(kind, text)) expect(body.kind, text).not.toBe('unreadable');
			}
		}
	);

	test('a receipt opens, a lesson on a method does, anything else does not', () => {
		const receipt = new URLSearchParams(formatReceipt({ ...defaultsOf(runSchema), method: 'loha', rank: 3 }));
		expect(notebookOfQuery(receipt, 'en')).toContain('rank = 3');
		expect(notebookOfQuery(new URLSearchParams('lesson=lokr'), 'ko')).toContain('train(lokr');
		expect(notebookOfQuery(new URLSearchParams('lesson=constructor'), 'en')).toBeNull();
		expect(notebookOfQuery(new URLSearchParams(''), 'en')).toBeNull();
	});

	test('an adapter to start from has a name that is free', () => {
		for (const language of ['en', 'ko'] as const)
			for (const { text, title } of startsIn(language)) {
				expect(title).not.toBe('');
				expect(renamed(text, new Set())).toBe(text);
				expect(renamed(text, new Set(['mine', 'mine2']))).toMatch(/^mine3 = /);
			}
	});
});

describe('one HTML file', () => {
	const template = templateOf({ policy: "default-src 'none'", style: '', script: 'run()' });

	test('holds any text as data that nothing runs, and gives it back', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string({ unit: 'binary' }), fc.constant('</script><script>alert(1)</script><!-- $& $1')),
				fc.string(),
				(text, title) => {
					const html = offFile(template, { text, title, language: 'ko' });
					const [, data = ''] = /id="notebook">([^]*?)<\/script>/.exec(html) ?? [];
					expect(readFile(data)).toEqual({ text, title, language: 'ko' });
					expect(html.match(/<script/g)?.length).toBe(2);
					expect(html).toContain('<html lang="ko">');
				}
			)
		);
	});

	test('another notebook takes the place of the one that is in it', () => {
		const once = offFile(template, { text: 'first', title: 'a', language: 'en' });
		const twice = offFile(once, { text: 'two', title: 'b', language: 'en' });
		expect(twice).not.toContain('first');
		expect(twice).toBe(offFile(template, { text: 'two', title: 'b', language: 'en' }));
	});

	test('what is no file of ours is none', () => {
		expect(() => offFile('<html></html>', { text: '', title: '', language: 'en' })).toThrow('template');
		for (const data of ['', '{}', 'null', '{"text":1}', '[]']) expect(readFile(data)).toBeNull();
	});
});

test('of a large matrix the picture keeps what is strongest, at a size that a page can draw', () => {
	const data = new Float64Array(1000 * 600);
	data[777 * 600 + 321] = -5;
	const picture = reduced({ kind: 'matrix', shape: [1000, 600], data });
	expect(picture.shape).toEqual([250, 200]);
	expect([...picture.data].filter((x) => x !== 0)).toEqual([-5]);
});
