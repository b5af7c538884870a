/** What becomes of a notebook between edits and visits: undo, storage that two windows share, links and files. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileNameOf, openText } from '$src/lab/keep/file';
import { begin, changed, closed, MOST_STEPS, redone, undone, type History } from '$src/lab/keep/history';
import { isPacked, LARGEST_NOTEBOOK, LONGEST_PACKED, packNotebook, unpackNotebook } from '$src/lab/keep/link';
import { MOST_KEPT, readKept, Shelf } from '$src/lab/keep/shelf';
import { memoryStore } from '$src/lab/keep/store';

describe('history', () => {
	/** Plain model: all states in a list, and where one is in it. */
	type Action =
		| { readonly kind: 'change'; readonly state: number; readonly run: string | null }
		| { readonly kind: 'undo' }
		| { readonly kind: 'redo' }
		| { readonly kind: 'close' };
	const action: fc.Arbitrary<Action> = fc.oneof(
		fc.record({
			kind: fc.constant('change' as const),
			state: fc.nat(9),
			run: fc.constantFrom(null, 'a', 'b')
		}),
		fc.constantFrom({ kind: 'undo' as const }, { kind: 'redo' as const }, { kind: 'close' as const })
	);

	test('is a list of states with a place in it, whatever is done', () => {
		fc.assert(
			fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
				let history: History<number> = begin(-1);
				let [states, at, run] = [[-1], 0, null as string | null];
				for (const what of actions) {
					if (what.kind === 'undo') {
						history = undone(history);
						if (at > 0) [at, run] = [at - 1, null];
					} else if (what.kind === 'redo') {
						history = redone(history);
						if (at < states.length - 1) [at, run] = [at + 1, null];
					} else if (what.kind === 'close') {
						history = closed(history);
						run = null;
					} else if (what.state !== states[at]) {
						history = changed(history, what.state, what.run);
						const isSame = what.run !== null && what.run === run;
						states = [...states.slice(0, isSame ? at : at + 1), what.state];
						at = states.length - 1;
						run = what.run;
					} else history = changed(history, what.state, what.run);
					expect([...history.past, history.now, ...history.future]).toEqual(states);
					expect(history.past.length).toBe(at);
				}
			})
		);
	});

	test('everything that was done can be undone and done again, to the same states', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), (states) => {
				let history: History<number> = begin(-1);
				for (const state of states) history = changed(history, state);
				const [last, steps] = [history.now, history.past.length];
				for (let i = 0; i < steps; i++) history = undone(history);
				expect(history.now).toBe(-1);
				expect(undone(history)).toEqual(history);
				for (let i = 0; i < steps; i++) history = redone(history);
				expect(history.now).toBe(last);
			})
		);
	});

	test('is bounded: the oldest steps go', () => {
		let history: History<number> = begin(0);
		for (let i = 1; i <= MOST_STEPS + 50; i++) history = changed(history, i);
		expect(history.past.length).toBe(MOST_STEPS);
		expect(history.past[0]).toBe(50);
	});
});

describe('shelf', () => {
	test('of two windows that change one notebook the second is told, and neither loses a word', async () => {
		const store = memoryStore();
		const [one, two] = [new Shelf(store, () => 1), new Shelf(store, () => 2)];
		expect(await one.write('n', 'T', 'first', 0)).toEqual({ kind: 'kept', version: 1 });
		expect(await two.write('n', 'T', 'theirs', 1)).toEqual({ kind: 'kept', version: 2 });
		const late = await one.write('n', 'T', 'mine', 1);
		expect(late).toMatchObject({ kind: 'other-window', theirs: { text: 'theirs', version: 2 } });
		expect((await one.read('n'))?.text).toBe('theirs');
	});

	test('any order of writings: only who knows the latest version writes, and versions only grow', async () => {
		const writing = fc.record({ window: fc.nat(2), reads: fc.boolean() });
		await fc.assert(
			fc.asyncProperty(fc.array(writing, { maxLength: 30 }), async (writings) => {
				const shelf = new Shelf(memoryStore());
				const known = [0, 0, 0];
				let [version, text] = [0, ''];
				for (const [i, { window, reads }] of writings.entries()) {
					if (reads) known[window] = (await shelf.read('n'))?.version ?? 0;
					const answer = await shelf.write('n', '', `text ${i}`, known[window] ?? 0);
					if (known[window] === version) {
						[version, text] = [version + 1, `text ${i}`];
						expect(answer).toEqual({ kind: 'kept', version });
						known[window] = version;
					} else expect(answer.kind).toBe('other-window');
					if (version > 0) expect(await shelf.read('n')).toMatchObject({ version, text });
				}
			})
		);
	});

	test('a notebook that another window removed is not brought back without being asked', async () => {
		const shelf = new Shelf(memoryStore());
		await shelf.write('n', '', 'a', 0);
		await shelf.remove('n');
		expect(await shelf.write('n', '', 'b', 1)).toEqual({ kind: 'other-window', theirs: null });
	});

	test('what is no notebook is kept, shown as it is, and never written over', async () => {
		const store = memoryStore(
			new Map<string, unknown>([
				['odd', { text: 5, version: 1 }],
				['words', 'just words'],
				['good', { title: 't', text: 'x', version: 3, savedAt: 9 }]
			])
		);
		const shelf = new Shelf(store);
		const { kept, unreadable } = await shelf.list();
		expect(kept.map(({ id }) => id)).toEqual(['good']);
		expect(unreadable.map(({ id }) => id)).toEqual(['odd', 'words']);
		expect(unreadable[1]?.text).toBe('just words');
		expect((await shelf.write('odd', '', 'new', 0)).kind).toBe('other-window');
		expect((await shelf.list()).unreadable.length).toBe(2);
	});

	test('reads nothing but a record of its own form, of anything that storage may hold', () => {
		fc.assert(
			fc.property(fc.anything(), (record) => {
				const read = readKept('id', record);
				if (read) expect(typeof read.text).toBe('string');
			})
		);
		expect(
			readKept('id', JSON.parse('{"__proto__":{"title":"","text":"","version":1,"savedAt":1}}'))
		).toBeNull();
	});

	test('keeps the newest, and no more than there is room for', async () => {
		let time = 0;
		const shelf = new Shelf(memoryStore(), () => time++);
		for (let i = 0; i < MOST_KEPT + 3; i++) await shelf.write(`n${i}`, '', 'x', 0);
		expect(await shelf.tidy()).toBe(3);
		const { kept } = await shelf.list();
		expect(kept.length).toBe(MOST_KEPT);
		expect(kept[0]?.id).toBe(`n${MOST_KEPT + 2}`);
	});

	test('never makes room by what a reader wrote, however much came from elsewhere since', async () => {
		let time = 0;
		const shelf = new Shelf(memoryStore(), () => time++);
		await shelf.write('changed', '', 'came', 0);
		await shelf.write('changed', '', 'came, and was changed', 1);
		await shelf.write('own', '', 'typed', 0, true);
		for (let i = 0; i < MOST_KEPT + 1; i++) await shelf.write(`n${i}`, '', 'x', 0);
		expect(await shelf.tidy()).toBe(1);
		const ids = (await shelf.list()).kept.map(({ id }) => id);
		expect(ids).toContain('changed');
		expect(ids).toContain('own');
		expect(ids).not.toContain('n0');
	});

	test('keeps what it can read again, and says so of more', async () => {
		const shelf = new Shelf(memoryStore());
		const most = '가'.repeat(LARGEST_NOTEBOOK);
		expect((await shelf.write('n', '', most, 0)).kind).toBe('kept');
		await expect(shelf.write('n', '', `${most}.`, 1)).rejects.toThrow(RangeError);
		expect((await shelf.read('n'))?.text.length).toBe(LARGEST_NOTEBOOK);
		expect(await openText(new Blob([most]))).toEqual({ text: most });
	});
});

describe('link', () => {
	test('gives back the text that went in, of any characters', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (text) => {
				const packed = await packNotebook(text);
				expect(packed).toMatch(/^n=[\w-]+$/);
				expect(packed && isPacked(`#${packed}`)).toBe(true);
				expect(await unpackNotebook(`#${packed}`)).toEqual({ text });
			})
		);
	});

	test('is not made where it would be too long to be passed on', async () => {
		const words = Array.from({ length: 4000 }, (_, i) => Math.sin(i).toString(36)).join(' ');
		expect(await packNotebook(words)).toBeNull();
		expect((await packNotebook('a'.repeat(100_000)))?.length).toBeLessThan(LONGEST_PACKED);
	});

	test('a small link that unpacks to far more than a notebook is refused, and not unpacked to its end', async () => {
		const bomb = await packNotebook('0'.repeat(6 * LARGEST_NOTEBOOK));
		expect(bomb).not.toBeNull();
		expect(await unpackNotebook(bomb ?? '')).toEqual({ problem: 'too-large' });
	});

	test('ten thousand damaged links are answered with a text or a problem, and throw nothing', async () => {
		const good = (await packNotebook('# A title\n\n```expression\nx = 1\n```\n')) ?? '';
		let damaged = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(fc.nat(good.length - 3), fc.nat(63)), { minLength: 1, maxLength: 3 }),
				fc.nat(good.length),
				async (changes, length) => {
					const letters = [...good];
					for (const [at, letter] of changes)
						letters[at + 2] =
							'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[letter] ?? 'A';
					const answer = await unpackNotebook(letters.join('').slice(0, Math.max(2, length)));
					if ('problem' in answer) damaged += 1;
					else expect(typeof answer.text).toBe('string');
				}
			),
			{ numRuns: 10_000 }
		);
		expect(damaged).toBeGreaterThan(1000);
		expect(await unpackNotebook('n=2abc')).toEqual({ problem: 'newer-version' });
		expect(await unpackNotebook('n=1%%')).toEqual({ problem: 'damaged' });
	});
});

describe('files', () => {
	test('a text is opened; what is too large or no text is not', async () => {
		expect(await openText(new Blob(['# 제목']))).toEqual({ text: '# 제목' });
		expect(await openText(new Blob([new Uint8Array([0xff, 0xfe, 0, 1])]))).toEqual({ problem: 'no-text' });
		expect(await openText(new Blob(['a\0b']))).toEqual({ problem: 'no-text' });
		expect(await openText(new Blob([new Uint8Array(LARGEST_NOTEBOOK + 1)]))).toEqual({
			problem: 'too-large'
		});
	});

	test('a name comes from the title in any language', () => {
		expect(fileNameOf('Why LoHa stalls: a test')).toBe('why-loha-stalls-a-test');
		expect(fileNameOf('LoHa가 멈추는 이유')).toBe('loha가-멈추는-이유');
		expect(fileNameOf('../..')).toBe('notebook');
	});
});
