/** A receipt behind a lesson's address opens that very run there, or the page knows why it cannot. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Lesson } from '$src/lesson/define';
import { stateWith } from '$src/lesson/live';
import { LessonState } from '$src/lesson/state.svelte';
import { formatReceipt, parseReceipt } from '$src/receipt/receipt';
import { canonical, runSchema, type Run } from '$src/receipt/run';
import { defaultsOf, formatQuery, type Schema, type Values } from '$src/schema/field';

const lessons = Object.values(
	import.meta.glob<Lesson>('/lessons/*/lesson.ts', { eager: true, import: 'default' })
);
const lessonOf = (id: string): Lesson => {
	const found = lessons.find((lesson) => lesson.id === id);
	if (!found) throw new Error(`no lesson ${id}`);
	return found;
};
const training = lessons.flatMap((lesson) => (lesson.live ? [lesson] : []));

const opened = (id: string, query: string): LessonState => {
	const state = new LessonState(lessonOf(id));
	state.load(new URLSearchParams(query));
	return state;
};
const runsOf = (state: LessonState): readonly Run[] => state.lesson.live?.runsOf(state.values) ?? [];
const refusedIn = (state: LessonState) =>
	state.arrived?.refused.map(({ field, expected, got }) => [field, expected, got]);

/** A legal state: numbers on a grid, so that steps of sliders are met too. */
const anyState = (parameters: Schema): fc.Arbitrary<Values<Schema>> =>
	fc.record(
		Object.fromEntries(
			Object.entries(parameters).map(([name, field]) => {
				if (field.kind === 'choice') return [name, fc.constantFrom(...field.choices)];
				if (field.kind === 'integer') return [name, fc.integer({ min: field.min, max: field.max })];
				return [name, fc.constant(field.default)];
			})
		)
	);

test('the lessons on one method, the race, the pairs of one cost and the decoder have figures that open receipts', () => {
	expect(training.map(({ id }) => id).sort()).toEqual([
		...['compare', 'loha', 'lokr', 'lora', 'optimum', 'transformer']
	]);
});

describe.each(training.map((lesson) => [lesson.id, lesson] as const))('behind %s', (id, lesson) => {
	test('every run that the page can have opens as that run, whatever the page opens with', () => {
		fc.assert(
			fc.property(anyState(lesson.parameters), fc.nat(3), (values, n) => {
				const runs = lesson.live?.runsOf(values) ?? [];
				const run = runs[n % runs.length];
				if (!run) throw new Error('expected a run');
				const state = opened(id, `${formatReceipt(run, '0123456789abcdef')}&step=none.none`);
				expect(state.arrived).toMatchObject({ refused: [], receipt: { digest: '0123456789abcdef' } });
				expect(runsOf(state).map(canonical)).toContainEqual(canonical(run));
				expect(state.problems.map(({ field }) => field)).toEqual(['step']);
			}),
			{ numRuns: 60, seed: 4 }
		);
	});

	test('settings without a version stay settings', () => {
		const values = { ...defaultsOf(lesson.parameters), seed: 7 };
		const state = opened(id, formatQuery(lesson.parameters, values).toString());
		expect([state.arrived, state.values]).toEqual([null, values]);
	});

	test('what is set after a receipt has opened is written as settings, and opens alike', () => {
		const run = runsOf(opened(id, ''))[0];
		const state = opened(id, formatReceipt({ ...defaultsOf(runSchema), ...run, seed: 9 }));
		state.set('backend', 'webgpu');
		const again = opened(id, state.query.toString());
		expect([again.arrived, again.values]).toEqual([null, state.values]);
		expect(runsOf(again)[0]).toMatchObject({ backend: 'webgpu', seed: 9 });
	});
});

test('the receipt of README, of version 2, opens out 64, rank 8 and its task behind the lesson on LoRA', () => {
	const written = 'steps=2000&schedule=cosine&seed=5&backend=cpu&v=2&digest=541c45a6be236336';
	const state = opened('lora', written);
	expect([state.problems, refusedIn(state)]).toEqual([[], []]);
	expect(runsOf(state)).toEqual([parseReceipt(written).run]);
	expect(state.values).toMatchObject({ out: 64, in: 64, rank: 8, task: 'identity', steps: 2000 });
});

describe('a receipt that cannot be opened', () => {
	const run: Run = { ...defaultsOf(runSchema), task: 'gaussian' };
	const defaults = (id: string): Values<Schema> => defaultsOf(lessonOf(id).parameters);

	test.each<[string, string, Partial<Run>, readonly (readonly string[])[]]>([
		['of another method', 'loha', {}, [['method', 'loha', 'lora']]],
		[
			'of a method without a lesson',
			'compare',
			{ method: 'dora' },
			[['method', 'lora, loha, lokr, hira, full', 'dora']]
		],
		['beyond a slider', 'lora', { rank: 100 }, [['rank', 'an integer from 1 to 64', '100']]],
		[
			'on another target',
			'lora',
			{ task: 'block:4' },
			[['task', expect.stringContaining('block:8'), 'block:4'] as string[]]
		],
		['with an option that is not on the page', 'lora', { rslora: true }, [['rslora', 'false', 'true']]],
		['of another size than the race', 'compare', { out: 32 }, [['out', '64', '32']]]
	])('%s leaves the page as it opens, and says each field', (_, id, change, refused) => {
		const state = opened(id, formatReceipt({ ...run, ...change }));
		expect(state.values).toEqual(defaults(id));
		const said = refusedIn(state) ?? [];
		for (const one of refused) expect(said).toContainEqual(one);
	});

	test('is none of a lesson without a figure for it, and none where it is damaged', () => {
		expect(opened('peft', formatReceipt(run)).arrived?.refused).toHaveLength(1);
		expect(refusedIn(opened('lora', 'seed=1&v=9'))?.[0]?.slice(0, 1)).toEqual(['v']);
		const damaged = formatReceipt(run).replace('rank=8', 'rank=many');
		expect(refusedIn(opened('lora', damaged))).toEqual([['rank', expect.any(String), 'many']]);
		expect('refused' in stateWith(lessonOf('peft'), run)).toBe(true);
	});

	test('is forgotten once the reader has read why', () => {
		const state = opened('loha', formatReceipt(run));
		state.dismissProblems();
		expect(state.arrived).toBeNull();
	});
});
