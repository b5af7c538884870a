/** What a presentation reads from outside: messages, its own memory, demo scripts, the address; and its keys. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import lora from '$lessons/lora/lesson';
import type { Lesson } from '$src/lesson/define';
import { elapsed, enterLesson, leftOfLesson, startClock, toggleClock, asClock } from '$src/present/clock';
import { parseDemo } from '$src/present/demo';
import { languages } from '$src/i18n';
import { inLanguage } from '$src/present/demos';
import { actionOf, isStart } from '$src/present/keys';
import { queryOf } from '$src/present/link';
import { parseMemory } from '$src/present/memory';
import { envelope, parseMessage, type Message, type NotebookShown, type Shown } from '$src/present/message';
import { LessonState } from '$src/lesson/state.svelte';
import { isKept } from '$src/lesson/view';

const shown: Shown = {
	lesson: 'lora',
	language: 'ko',
	query: 'rank=8&seed=1',
	screen: 'step-lora.gauge',
	revealed: false,
	blank: false,
	tally: [3, 12, 0],
	runs: [{ of: 'race', count: 2, receipts: ['rank=8&v=2', 'method=loha&v=2'], stopped: false }],
	only: 'timings',
	scroll: 0.25
};

const notebook: NotebookShown = {
	language: 'en',
	markdown: '# A notebook\n\n```control\nr = 3 in 1..8\n```\n',
	cell: 1,
	stopped: [4],
	files: false,
	blank: false,
	scroll: 0.5
};

describe('a message', () => {
	test.each<Message>([
		{ kind: 'ready' },
		{ kind: 'hello', window: 'ab12' },
		{ kind: 'gone', window: 'ab12' },
		{ kind: 'pressed', action: 'next' },
		{ kind: 'left' },
		{ kind: 'shown', ...shown },
		{ kind: 'notebook', ...notebook },
		{ kind: 'shown', ...shown, tally: null, runs: [], only: null }
	])('of the kind $kind comes out as it went in', (message) => {
		expect(parseMessage(structuredClone(envelope(message)))).toEqual({ message });
	});

	const whole = envelope({ kind: 'shown', ...shown }) as Record<string, unknown>;
	test.each([
		['version', 1],
		['version', undefined],
		['kind', 'draw'],
		['lesson', '../admin'],
		['language', 'fr'],
		['query', 'a b'],
		['query', 'x'.repeat(4001)],
		['screen', ''],
		['screen', '<b>'],
		['revealed', 'yes'],
		['blank', 1],
		['tally', [1.5]],
		['tally', [-1]],
		['tally', 'three'],
		['runs', null],
		['runs', [{ of: 'run', count: 1 }]],
		['runs', [{ of: '<b>', count: 1, receipts: [], stopped: false }]],
		['runs', [{ of: 'run', count: 1, receipts: [7], stopped: false }]],
		['runs', [{ of: 'run', count: 1, receipts: new Array(17).fill(''), stopped: false }]],
		['only', 'all'],
		['scroll', 2],
		['scroll', NaN]
	])('with a wrong %s (%j) is refused, and the field is named', (field, value) => {
		const parsed = parseMessage({ ...whole, [field]: value });
		expect(parsed).toMatchObject({ complaint: { field } });
	});

	test.each([
		['language', 'fr'],
		['markdown', 7],
		['markdown', 'x'.repeat(512 * 1024 + 1)],
		['cell', -1],
		['cell', 1000],
		['stopped', [0.5]],
		['stopped', 'all'],
		['files', 'yes'],
		['blank', null],
		['scroll', 1.5]
	])('of a notebook with a wrong %s is refused, and the field is named', (field, value) => {
		const parsed = parseMessage({
			...(envelope({ kind: 'notebook', ...notebook }) as object),
			[field]: value
		});
		expect(parsed).toMatchObject({ complaint: { field } });
	});

	test('of any shape is parsed or refused, and never believed further than it was checked', () => {
		fc.assert(
			fc.property(fc.anything(), (data) => 'complaint' in parseMessage(data)),
			{ numRuns: 500, seed: 5 }
		);
		const parsed = parseMessage({ ...whole, onload: 'alert(1)' });
		expect(Object.keys('message' in parsed ? parsed.message : {})).not.toContain('onload');
	});
});

describe('a demo script', () => {
	const parse = (script: string) => parseDemo(script, lora);

	test('is a receipt a line: queries and addresses, without comments and blank lines', () => {
		const { receipts, problems } = parse(
			'# a comment\n\n?rank=1 # why\nhttps://example.org/ko/lora/?rank=2&seed=7\r\npresent=figure-adapter&rank=3\n'
		);
		expect(problems).toEqual([]);
		expect(receipts).toEqual([
			{ line: 3, query: 'rank=1' },
			{ line: 4, query: 'rank=2&seed=7' },
			{ line: 5, query: 'present=figure-adapter&rank=3' }
		]);
	});

	test.each([
		['rank=0', 'rank', 'an integer from 1 to 64'],
		['optimizer=lion', 'optimizer', 'one of adam, sgd'],
		['colour=red', 'colour', /^one of /],
		['good morning', 'line', /^a query such as/],
		['https://example.org/en/loha/?seed=1', 'line', /an address of lora/]
	])('says of "%s" what is wrong, and in which line', (line, field, expected) => {
		const [problem] = parse(`rank=1\n${line}`).problems;
		expect(problem).toMatchObject({ line: 2, field });
		expect(problem?.expected).toMatch(expected);
	});

	test('takes a receipt of the command line where the lesson can have its run, and says where it cannot', () => {
		const receipt = 'steps=2000&schedule=cosine&seed=5&backend=cpu&v=2&digest=541c45a6be236336';
		expect(parse(`present=figure-adapter&${receipt}`)).toMatchObject({
			problems: [],
			receipts: [{ line: 1 }]
		});
		expect(parse(`rank=100&${receipt}`).problems).toEqual([
			{ line: 1, field: 'rank', expected: 'an integer from 1 to 64', got: '100' }
		]);
	});

	const demos = import.meta.glob<{ default: string }>('/lessons/*/demo.ts', { eager: true });
	const lessons = import.meta.glob<{ default: Lesson }>('/lessons/*/lesson.ts', { eager: true });

	test('is there for the lessons that train', () => {
		for (const id of ['lora', 'loha', 'optimum', 'lokr', 'compare'])
			expect(demos).toHaveProperty([`/lessons/${id}/demo.ts`]);
	});

	test.each(Object.entries(demos))(
		'of %s says the same in every language, a remark before each receipt',
		(_, demo) => {
			const scripts = languages.map((language) => inLanguage(demo.default, language).split('\n'));
			const [first = []] = scripts;
			for (const lines of scripts) {
				expect(lines.map((line) => (line.startsWith('# ') ? '#' : line))).toEqual(
					first.map((line) => (line.startsWith('# ') ? '#' : line))
				);
				expect(lines.filter((line) => line.startsWith('# '))).toHaveLength(lines.length / 2);
			}
			expect(new Set(scripts.map((lines) => lines.join('\n'))).size).toBe(languages.length);
		}
	);

	test.each(Object.entries(demos))('of %s has no mistake', (file, { default: script }) => {
		const id = file.split('/').at(-2) ?? '';
		const lesson = lessons[`/lessons/${id}/lesson.ts`]?.default;
		const { receipts, problems } = parseDemo(script, lesson ?? lora);
		expect(problems).toEqual([]);
		expect(receipts.length).toBeGreaterThan(2);
	});
});

describe('the clock', () => {
	test('stands while it is paused, and goes on from there', () => {
		const paused = toggleClock(startClock(1000, 'lora'), 61_000);
		expect(elapsed(paused, 500_000)).toBe(60_000);
		expect(elapsed(toggleClock(paused, 500_000), 510_000)).toBe(70_000);
	});

	test('gives each lesson ten minutes of its own', () => {
		const clock = enterLesson(startClock(0, 'lora'), 9 * 60_000, 'loha');
		expect(leftOfLesson(clock, 9 * 60_000)).toBe(10 * 60_000);
		expect(leftOfLesson(clock, 20 * 60_000)).toBe(-60_000);
		expect(enterLesson(clock, 15 * 60_000, 'loha')).toBe(clock);
	});

	test('is written as minutes and seconds, with hours where there are any', () => {
		expect([asClock(5000), asClock(605_000), asClock(3_725_000), asClock(-65_000)]).toEqual([
			'0:05',
			'10:05',
			'1:02:05',
			'1:05'
		]);
	});
});

test('memory that this page did not write is not believed', () => {
	const kept = {
		...{ channel: 'ab12', clock: startClock(1, 'lora'), notes: true, path: false },
		...{ tallies: { 'lora/bars': [1, 2] }, scripts: {}, played: { lora: 1 } }
	};
	expect(parseMemory(JSON.stringify(kept))).toEqual(kept);
	for (const broken of ['', '{', 'null', '[]', '{"channel":"ab12"}']) expect(parseMemory(broken)).toBeNull();
	for (const change of [
		{ channel: 'A B' },
		{ clock: { gathered: -1 } },
		{ tallies: { a: ['x'] } },
		{ notes: 1 }
	])
		expect(parseMemory(JSON.stringify({ ...kept, ...change }))).toBeNull();
});

describe('keys', () => {
	const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
		...{ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
		...more
	});

	test('of a clicker go on and back, and blank the screen', () => {
		expect(['PageDown', 'PageUp', '.', 'b'].map((key) => actionOf(press(key)))).toEqual([
			'onward',
			'back',
			'blank',
			'blank'
		]);
		expect(['ArrowRight', 'ArrowLeft'].map((key) => actionOf(press(key)))).toEqual(['next', 'previous']);
	});

	test('work while Hangul is typed: the place of the key counts then', () => {
		expect(actionOf(press('ㅜ', { code: 'KeyN' }))).toBe('notes');
		expect(actionOf(press('Process', { code: 'KeyR' }))).toBe('reveal');
		expect(isStart(press('ㅖ', { code: 'KeyP', shiftKey: true }))).toBe(true);
	});

	test('with Ctrl, Alt or Meta belong to the browser', () => {
		for (const held of ['ctrlKey', 'metaKey', 'altKey'])
			expect(actionOf(press('r', { code: 'KeyR', [held]: true }))).toBeNull();
	});
});

describe('the address', () => {
	const load = (query: string): LessonState => {
		const state = new LessonState(lora);
		state.load(new URLSearchParams(query));
		return state;
	};

	test('says who looks at the page, beside what is set on it', () => {
		expect(load('rank=6').role).toBe('reader');
		expect(load('present=figure-adapter&rank=6').role).toBe('presenter');
		const audience = load('audience=ab12&rank=6');
		expect(audience.role).toBe('audience');
		expect(audience.settings.toString()).toBe('rank=6&seed=1');
		expect(audience.query.toString()).toBe('rank=6&seed=1&audience=ab12');
		expect(audience.problems).toEqual([]);
	});

	test('names what is wrong in it, and goes on with legal values', () => {
		const state = load('present=a%20b&audience=A!&keep=rank,colour&size=huge');
		expect(state.problems.map(({ field }) => field).toSorted()).toEqual([
			'audience',
			'keep',
			'present',
			'size'
		]);
		expect(state.role).toBe('reader');
	});

	test('keeps how the page is shown when other settings are loaded into it', () => {
		const state = load('present=title&keep=rank&rank=6');
		state.loadSettings(new URLSearchParams('rank=7'));
		expect(state.query.toString()).toBe('rank=7&seed=1&present=title&keep=rank');
	});

	test('of the dialog opens what was asked for', () => {
		const settings = load('rank=6&step=lora.gauge').settings;
		const wanted = { opens: 'reader', start: null, keep: 'all', size: 'normal', mode: 'auto' } as const;
		expect(queryOf(settings, wanted)).toBe('?rank=6&seed=1&step=lora.gauge');
		const step = { id: 'step-lora.zero', step: ['lora', 'zero'] as const };
		expect(queryOf(settings, { ...wanted, start: step, keep: 'rank', size: 'large' })).toBe(
			'?rank=6&seed=1&step=lora.zero&at=step-lora.zero&keep=rank&size=large'
		);
		expect(queryOf(settings, { ...wanted, opens: 'presenter' })).toContain('present=title');
		expect(queryOf(settings, { ...wanted, mode: 'practice' })).toBe(
			'?rank=6&seed=1&step=lora.gauge&mode=practice'
		);
		expect(queryOf(settings, { ...wanted, mode: 'steps' })).toBe('?rank=6&seed=1&step=lora.gauge');
	});

	test('says which controls stay', () => {
		expect([
			isKept('all', 'rank'),
			isKept('none', 'rank'),
			isKept('rank,out', 'out'),
			isKept('rank', 'out')
		]).toEqual([true, false, true, false]);
	});
});
