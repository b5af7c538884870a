/** The reader's progress on one machine, in several windows: what is solved stays solved, what is erased stays erased. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '$src/i18n';
import { readFile } from '$src/progress/files';
import { LARGEST_FILE, LONGEST_LINK, type ProgressProblem } from '$src/progress/problem';
import { problemText } from '$src/progress/problem.texts';
import { Progress } from '$src/progress/progress.svelte';
import {
	fromLink,
	MOST_ENTRIES,
	outcomes,
	parseProgress,
	PROGRESS_VERSION,
	toLink,
	writeProgress,
	type Entry
} from '$src/progress/record';
import { progressTexts } from '$src/report/texts';

/** A machine: one storage, and windows that hear of each other's changes, unless they are asleep. */
function machine(before: string | null = null) {
	let text = before;
	let isFull = false;
	const windows: { changed: (erased: boolean) => void; awake: boolean }[] = [];
	const open = (awake = true): Progress => {
		const mine = { changed: (_: boolean): void => undefined, awake };
		const tell = (): void => {
			for (const other of windows) if (other !== mine && other.awake) other.changed(text === null);
		};
		const storage = {
			getItem: () => text,
			setItem: (_: string, value: string) => {
				if (isFull) throw new DOMException('full', 'QuotaExceededError');
				text = value;
				tell();
			},
			removeItem: () => {
				text = null;
				tell();
			}
		};
		const progress = new Progress(
			() => storage,
			(changed) => (mine.changed = changed)
		);
		windows.push(mine);
		progress.load();
		return progress;
	};
	return {
		open,
		get text() {
			return text;
		},
		fill: (full: boolean) => (isFull = full)
	};
}

const outcomeOf = (progress: Progress): string | null | undefined =>
	progress.get('lora', 'exercise', 'count')?.outcome;
const answer = (progress: Progress, outcome: 'right' | 'wrong', value: string = outcome): void =>
	progress.note('lora', 'exercise', 'count', value, outcome);

describe.each([
	['that hear of each other', true],
	['that are asleep', false]
])('windows %s', (_, awake) => {
	test('lose no solved exercise: answered right in one and wrong in the other, it is solved', () => {
		const { open } = machine();
		const [one, other] = [open(awake), open(awake)];
		answer(one, 'right');
		answer(other, 'wrong');
		for (const window of [other, open()]) {
			expect(outcomeOf(window)).toBe('right');
			expect(window.get('lora', 'exercise', 'count')).toMatchObject({ value: 'right', tries: 2 });
		}
	});

	test('bring nothing back that was erased in another', () => {
		const { open } = machine();
		const [one, other] = [open(awake), open(awake)];
		answer(one, 'right');
		other.note('loha', 'prediction', 'masks', '1');
		one.erase();
		other.note('loha', 'prediction', 'tie', '0');
		expect([...open().entries.keys()]).toEqual(['loha/prediction/tie']);
		expect([...other.entries.keys()]).toEqual(['loha/prediction/tie']);
	});

	test('show a prediction that was made anew in another, and forget with it', () => {
		const { open } = machine();
		const [one, other] = [open(awake), open(awake)];
		one.note('lora', 'prediction', 'bars', '0');
		other.forget('lora', 'prediction', 'bars');
		other.note('lora', 'prediction', 'bars', '2');
		one.note('lora', 'prediction', 'merge-same', '1');
		expect(one.get('lora', 'prediction', 'bars')?.value).toBe('2');
		expect(open().get('lora', 'prediction', 'bars')?.value).toBe('2');
	});
});

test('an erasure is seen at once in every other window', () => {
	const { open } = machine();
	const [one, other] = [open(), open()];
	answer(one, 'right');
	expect(outcomeOf(other)).toBe('right');
	one.erase();
	expect(other.entries.size).toBe(0);
});

test('whatever windows do in whatever order, what one solved after the last erasure is solved in all', () => {
	const steps = fc.array(
		fc.tuple(fc.nat(2), fc.constantFrom('right', 'wrong', 'erase', 'forget', 'predict')),
		{ maxLength: 12 }
	);
	fc.assert(
		fc.property(steps, fc.boolean(), (done, awake) => {
			const { open } = machine();
			const windows = [open(awake), open(awake), open(awake)];
			for (const [at, what] of done) {
				const window = windows[at];
				if (!window) continue;
				if (what === 'right' || what === 'wrong') answer(window, what);
				else if (what === 'erase') window.erase();
				else if (what === 'forget') window.forget('lora', 'prediction', 'bars');
				else window.note('lora', 'prediction', 'bars', String(at));
			}
			const since = done
				.slice(1 + done.findLastIndex(([, what]) => what === 'erase'))
				.map(([, what]) => what);
			const expected = since.includes('right') ? 'right' : since.includes('wrong') ? 'wrong' : undefined;
			expect(outcomeOf(open())).toBe(expected);
			const guesses = done.filter(([, what]) => ['erase', 'forget', 'predict'].includes(what));
			const [last] = guesses.slice(-1);
			const guess = last?.[1] === 'predict' ? String(last[0]) : undefined;
			expect(open().get('lora', 'prediction', 'bars')?.value).toBe(guess);
		}),
		{ numRuns: 300, seed: 14 }
	);
});

describe('what is stored and cannot be read', () => {
	const newer = JSON.stringify({ rankscope: 'progress', version: PROGRESS_VERSION + 6, entries: {} });
	const unreadable: [string, string, ProgressProblem['kind']][] = [
		['of a newer version', newer, 'newer'],
		['cut off', '{"rankscope":', 'not-json'],
		['of somebody else', '{"a":1}', 'not-ours']
	];
	test.each(unreadable)('%s is left as it is, and named', (_, text, kind) => {
		const place = machine(text);
		const progress = place.open();
		answer(progress, 'right');
		expect(place.text).toBe(text);
		expect(progress.keeping).toBe('unread');
		expect(progress.unread).toMatchObject({ text, problem: { kind } });
		expect(outcomeOf(progress)).toBe('right');
	});

	test('makes room when the reader begins anew, for what was done since, in every window', () => {
		const place = machine(newer);
		const [one, other] = [place.open(), place.open()];
		answer(one, 'right');
		other.note('loha', 'prediction', 'masks', '1');
		one.beginAnew();
		expect([one.keeping, other.keeping, other.unread]).toEqual(['kept', 'kept', null]);
		expect([...place.open().entries.keys()].toSorted()).toEqual([
			'loha/prediction/masks',
			'lora/exercise/count'
		]);
	});

	test('goes with everything else when all is erased', () => {
		const place = machine(newer);
		const progress = place.open();
		progress.erase();
		expect([place.text, progress.keeping, progress.unread]).toEqual([null, 'kept', null]);
	});
});

test('a storage that is full keeps the rest for the page, says so, and is tried again', () => {
	const place = machine();
	const progress = place.open();
	place.fill(true);
	answer(progress, 'right');
	expect([progress.keeping, outcomeOf(progress), place.text]).toEqual(['full', 'right', null]);
	place.fill(false);
	progress.note('lora', 'prediction', 'bars', '1');
	expect(progress.keeping).toBe('kept');
	expect(outcomeOf(place.open())).toBe('right');
});

test('a storage that is forbidden breaks nothing', () => {
	const throws = (): never => {
		throw new DOMException('no', 'SecurityError');
	};
	for (const storage of [() => null, () => ({ getItem: throws, setItem: throws, removeItem: throws })]) {
		const progress = new Progress(storage);
		answer(progress, 'right');
		answer(progress, 'wrong');
		expect([progress.keeping, outcomeOf(progress)]).toEqual(['forbidden', 'right']);
		progress.erase();
		expect(outcomeOf(progress)).toBeUndefined();
	}
});

describe('what comes from outside', () => {
	const entry: Entry = { value: '1', outcome: null, tries: 0, day: '2026-11-29' };
	const many = new Map(Array.from({ length: MOST_ENTRIES + 3 }, (_, i) => [`lora/prediction/p${i}`, entry]));

	test('is counted: entries over the limit apart from those that are not legal', () => {
		const text = writeProgress(new Map([['lora/nothing/x', entry], ...many]));
		const { entries, refused, beyond } = parseProgress(text);
		expect([entries.size, refused, beyond]).toEqual([MOST_ENTRIES - 1, 1, 4]);
		for (const language of languages) {
			const { imported } = progressTexts[language];
			expect(imported(5, 0, 0, MOST_ENTRIES)).not.toContain(String(MOST_ENTRIES));
			expect(imported(5, 0, 4, MOST_ENTRIES)).toMatch(/\b4\D+/);
			expect(imported(5, 2, 0, MOST_ENTRIES)).not.toBe(imported(5, 0, 2, MOST_ENTRIES));
		}
	});

	test('is no limit to what this machine wrote itself', () => {
		const place = machine();
		place.open().add(many);
		const progress = place.open();
		answer(progress, 'right');
		expect(outcomeOf(place.open())).toBe('right');
		expect(place.open().entries.size).toBe(many.size + 1);
	});

	test('is refused by name, with what came', async () => {
		const file = (text: string, size = text.length) => ({ size, text: () => Promise.resolve(text) });
		const kindOf = async (text: string, size?: number) => (await readFile(file(text, size))).problem;
		expect(await kindOf('{}', 50e6)).toEqual({ kind: 'too-large', bytes: 50e6 });
		expect(await kindOf('{"rankscope":"progress"}', LARGEST_FILE)).toBeNull();
		expect(await kindOf(' \n')).toEqual({ kind: 'empty' });
		expect(await kindOf('r(m+n)')).toEqual({ kind: 'not-json', got: 'r(m+n)' });
		expect(await kindOf('[1]')).toEqual({ kind: 'not-ours', got: '[1]' });
		expect(await kindOf('{"rankscope":"progress","version":9}')).toEqual({ kind: 'newer', got: 9 });
		expect(await kindOf('{"rankscope":"progress","version":"1"}')).toEqual({
			kind: 'no-version',
			got: '"1"'
		});
		expect(fromLink('a b').problem).toEqual({ kind: 'no-link', got: 'a b' });
		expect(fromLink('a'.repeat(LONGEST_LINK + 1)).problem).toEqual({
			kind: 'long-link',
			length: LONGEST_LINK + 1
		});
		const link = toLink(new Map([['lora/prediction/p', entry]]));
		expect(fromLink(link).problem).toBeNull();
		expect(fromLink(link.slice(0, -8)).problem).toEqual({ kind: 'torn-link' });
	});

	test('is answered in both languages: what was expected, what came, what to do', () => {
		const problems: [ProgressProblem, string][] = [
			[{ kind: 'empty' }, ''],
			[{ kind: 'too-large', bytes: 50e6 }, '50'],
			[{ kind: 'not-json', got: 'garbage' }, 'garbage'],
			[{ kind: 'not-ours', got: '[1]' }, '[1]'],
			[{ kind: 'newer', got: 9 }, '9'],
			[{ kind: 'no-version', got: '"1"' }, '"1"'],
			[{ kind: 'no-link', got: 'a b' }, 'a b'],
			[{ kind: 'long-link', length: 500_000 }, '500,000'],
			[{ kind: 'torn-link' }, '']
		];
		for (const [problem, got] of problems)
			for (const language of languages) {
				const { what, remedy } = problemText(problem, language);
				expect(what).toContain(got);
				expect(what).not.toContain('“”');
				expect(remedy).not.toBe('');
			}
	});
});

test('outcomes are merged upwards: solved, then shown, then tried', () => {
	const at = (outcome: Entry['outcome']) => new Map([['lora/exercise/count', { ...e, outcome }]]);
	const e: Entry = { value: '1', outcome: null, tries: 1, day: '2026-11-29' };
	const order = ['right', 'shown', 'wrong', null] as const;
	expect(new Set(order)).toEqual(new Set([...outcomes, null]));
	for (const [i, better] of order.entries())
		for (const worse of order.slice(i)) {
			const progress = new Progress(() => null);
			progress.add(at(worse));
			progress.add(at(better));
			progress.add(at(worse));
			expect(outcomeOf(progress)).toBe(better);
		}
});
