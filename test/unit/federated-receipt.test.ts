/** The receipt of a federated run: its text, what is refused of it, and that it replays bit for bit. */
import { describe, expect, test } from 'vitest';
import { clientsOf } from '$src/experiments/federated/clients';
import { federatedFields, type FederatedSettings, formNames } from '$src/experiments/federated/fields';
import {
	formatFederated,
	isFederated,
	parseFederated,
	promisedByFederated
} from '$src/experiments/federated/receipt';
import { federate } from '$src/experiments/federated/simulate';
import { formatReceipt, RECEIPT_VERSION } from '$src/receipt/receipt';
import { runSchema } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { answerOf, call } from './terminal';

const settings: FederatedSettings = {
	...defaultsOf(federatedFields),
	...{ clients: 2, rounds: 2, epochs: 1, rank: 2, seed: 3, rate: 0.05 }
};
const digest = '0123456789abcdef';

describe('as text', () => {
	test.each(formNames)(
		'says every field of %s, the defaults among them, and reads back as it was',
		(form) => {
			const written = formatFederated(form, settings, digest);
			for (const name of ['form', ...Object.keys(settings), 'v', 'digest'])
				expect(new URLSearchParams(written).has(name)).toBe(true);
			expect(promisedByFederated(parseFederated(written))).toBe(digest);
			const older = written.replace(`v=${RECEIPT_VERSION}`, 'v=3');
			expect(promisedByFederated(parseFederated(older))).toBeNull();
			for (const text of [written, `?${written}`, `https://example.org/en/digits/?${written}#federated`])
				expect(parseFederated(text)).toEqual({
					...{ form, settings, version: RECEIPT_VERSION, digest },
					problems: []
				});
			expect(isFederated(written)).toBe(true);
		}
	);

	test('is no receipt of an adapter, and that is none of a federation', () => {
		expect(isFederated(formatReceipt(defaultsOf(runSchema), digest))).toBe(false);
		expect(Object.keys(runSchema)).not.toContain('form');
	});

	test.each([
		['form=other', 'form'],
		['rank=17', 'rank'],
		['rank=', 'rank'],
		['digest=12', 'digest'],
		['v=99', 'v'],
		['colour=red', 'colour']
	])('is refused with %s, by the name of the field', (change, field) => {
		const query = new URLSearchParams(formatFederated('full', settings, digest));
		const [name = '', value = ''] = change.split('=');
		query.set(name, value);
		expect(parseFederated(query.toString()).problems.map((problem) => problem.field)).toEqual([field]);
	});

	test('is refused where a field is missing, since a default may change', () => {
		const query = new URLSearchParams(formatFederated('full', settings, digest));
		query.delete('rate');
		expect(parseFederated(query.toString()).problems).toEqual([
			{ field: 'rate', expected: 'a number from 0.01 to 0.5', got: '', used: '0.1' }
		]);
	});
});

describe('of a run', () => {
	test.each(formNames)('replays %s to the same bits, and says so', async (form) => {
		const end = await federate(form, settings);
		const { receipt = '' } = end ?? {};
		expect(parseFederated(receipt)).toMatchObject({ form, settings, problems: [] });
		expect(await answerOf(['replay', receipt])).toMatchObject({ identical: true, receipt });
	});

	test('another digest is said to be another', async () => {
		const written = formatFederated('fedpara', settings, digest);
		expect(await answerOf(['replay', written])).toMatchObject({
			...{ identical: false, expectedDigest: digest }
		});
	});

	test.each([
		[formatFederated('full', settings), /expected a receipt with a digest/],
		[formatFederated('full', settings, digest).replace('rank=2', 'rank=0'), /replay rank/]
	])('is refused before anything is trained: %s', async (written, why) => {
		const { code, stderr } = await call(['replay', written]);
		expect([code, stderr.join()]).toEqual([2, expect.stringMatching(why)]);
	});

	test('clients that are not those of its settings have none, and another seed has another', async () => {
		const own = await federate('full', settings, { clients: clientsOf(settings).slice(0, 1) });
		expect(own?.receipt).toBe('');
		const digests = await Promise.all(
			[3, 4].map(async (seed) => (await federate('full', { ...settings, seed }))?.receipt ?? '')
		);
		expect(new Set(digests.map((receipt) => parseFederated(receipt).digest)).size).toBe(2);
	});
});
