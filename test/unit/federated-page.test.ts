/** The federated figure and the address of its page: settings that stay, and receipts that open the very run. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import lora from '$lessons/lora/lesson';
import { digitsRecord } from '$src/digits/record';
import { federatedFields, formNames, type FederatedSettings } from '$src/experiments/federated/fields';
import { formatFederated } from '$src/experiments/federated/receipt';
import { federatedIn, toParameters } from '$src/federated/settings';
import type { Lesson } from '$src/lesson/define';
import { LessonState } from '$src/lesson/state.svelte';
import { formatReceipt, RECEIPT_VERSION } from '$src/receipt/receipt';
import { runSchema } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';

const opened = (query: string, lesson: Lesson = digitsRecord): LessonState => {
	const state = new LessonState(lesson);
	state.load(new URLSearchParams(query));
	return state;
};
const digest = '0123456789abcdef';
const defaults = defaultsOf(federatedFields);
const anySettings: fc.Arbitrary<FederatedSettings> = fc.record({
	...{ clients: fc.integer({ min: 1, max: 16 }), digits: fc.integer({ min: 1, max: 10 }) },
	...{ rank: fc.integer({ min: 1, max: 16 }), epochs: fc.integer({ min: 1, max: 10 }) },
	rate: fc.integer({ min: 1, max: 50 }).map((n) => n / 100),
	...{ rounds: fc.integer({ min: 1, max: 80 }), seed: fc.integer({ min: 0, max: 9999 }) }
});

test('settings stand in the address, where they are not as the page opens, and are read from there', () => {
	expect(opened('').query.toString()).not.toContain('federated');
	fc.assert(
		fc.property(anySettings, (settings) => {
			const state = opened('rank=7');
			state.setAll(toParameters(settings));
			const again = opened(state.query.toString());
			expect(federatedIn(again.values)).toEqual(settings);
			expect([again.problems, again.values['rank']]).toEqual([[], 7]);
		}),
		{ seed: 6 }
	);
});

describe('a receipt', () => {
	test('of any form opens its very run, and what it must end with is known', () => {
		fc.assert(
			fc.property(anySettings, fc.constantFrom(...formNames), (settings, form) => {
				const state = opened(`${formatFederated(form, settings, digest)}&present=figure-federated`);
				expect(federatedIn(state.values)).toEqual(settings);
				expect(state.other).toMatchObject({
					...{ digest, problems: [], receipt: formatFederated(form, settings) }
				});
				expect([state.arrived, state.problems, state.view.present]).toEqual([null, [], 'figure-federated']);
			}),
			{ seed: 7 }
		);
	});

	test('of a version whose bits are others opens the run and promises nothing', () => {
		const older = formatFederated('full', defaults, digest).replace(`v=${RECEIPT_VERSION}`, 'v=3');
		expect(opened(older).other).toMatchObject({ problems: [], digest: null });
	});

	test('that is damaged is refused by its fields, until that is dismissed; the page is as it opens', () => {
		const written = formatFederated('fedpara', { ...defaults, clients: 5 }, digest);
		for (const [bad, field] of [
			[written.replace('clients=5', 'clients=99'), 'clients'],
			[written.replace('form=fedpara', 'form=loha'), 'form'],
			[written.replace(/&rounds=\d+/, ''), 'rounds'],
			[`${written}&factor=2`, 'factor'],
			[written.replace(digest, 'short'), 'digest']
		] as const) {
			const state = opened(bad);
			expect(state.other?.problems.map((problem) => problem.field)).toEqual([field]);
			expect(federatedIn(state.values)).toEqual(defaults);
			state.dismissProblems();
			expect(state.other).toBeNull();
		}
	});

	test('of an adapter is none of these, and one of a federation is none of a lesson', () => {
		const run = { ...defaultsOf(runSchema), task: 'cnn-inverted' };
		expect(opened(formatReceipt(run))).toMatchObject({ other: null, arrived: { refused: [] } });
		const elsewhere = opened(formatFederated('full', defaults, digest), lora);
		expect(elsewhere.other).toBeNull();
		expect(elsewhere.arrived?.refused.map(({ field }) => field)).toContain('form');
	});
});
