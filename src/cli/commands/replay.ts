import { isFederated, parseFederated, promisedByFederated } from '$src/experiments/federated/receipt';
import { parseReceipt, promisedDigest, RECEIPT_VERSION } from '$src/receipt/receipt';
import type { Problem } from '$src/schema/field';
import { command, UsageError, type Io } from '../command';
import { federateAndReport } from './federated';
import { trainAndReport } from './train';

/** @throws UsageError where the receipt is none that can be compared with */
function expectedDigest({
	digest,
	problems: [first]
}: {
	readonly digest: string | null;
	readonly problems: readonly Problem[];
}): string {
	if (first)
		throw new UsageError(
			`replay ${first.field}: expected ${first.expected}, got ${first.got === '' ? 'nothing' : first.got}; check that the receipt is whole`
		);
	if (digest === null) {
		throw new UsageError(
			'replay: expected a receipt with a digest, got none; give the receipt of a run that went to its end'
		);
	}
	return digest;
}

const ofAnotherVersion = (version: number): string =>
	`receipt of version ${version}, this is version ${RECEIPT_VERSION}: the bits may differ`;

async function replayFederated(written: string, io: Io): Promise<object> {
	const receipt = parseFederated(written);
	const { form, settings } = receipt;
	const expected = expectedDigest(receipt);
	if (promisedByFederated(receipt) === null) io.say(ofAnotherVersion(receipt.version));
	const answer = await federateAndReport(form, settings, io);
	const { digest } = parseFederated(answer.receipt ?? '');
	return { ...answer, digest, expectedDigest: expected, identical: digest === expected };
}

/** Runs a receipt again and compares the bits. */
export const replay = command({
	name: 'replay',
	about: 'runs a receipt again and says whether it ended with the same bits',
	schema: {},
	positional: { name: 'RECEIPT', about: 'the receipt of a run: a query, or an address that holds one' },
	example: 'replay "method=lora&rank=8&seed=5&backend=cpu&v=2&digest=0123456789abcdef"',
	run: async (_values, written, io) => {
		if (isFederated(written)) return replayFederated(written, io);
		const receipt = parseReceipt(written);
		const expected = expectedDigest(receipt);
		if (promisedDigest(receipt) === null) io.say(ofAnotherVersion(receipt.version));
		const { result, answer } = await trainAndReport(receipt.run, io);
		const digest = parseReceipt(result.receipt).digest;
		return { ...answer, digest, expectedDigest: expected, identical: digest === expected };
	}
});
