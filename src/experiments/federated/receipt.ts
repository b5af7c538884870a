/**
 * The receipt of a federated run: the form of W and the settings that decide every number of it, and the digest of what the
 * server had at the end. It is written as the receipt of an adapter's run is (receipt/whole.ts), in one version with it, and
 * known from it by the field `form` (docs/adr/0024).
 */
import { RECEIPT_VERSION } from '$src/receipt/receipt';
import { digestIn, queryIn, readWhole, versionIn, writeWhole } from '$src/receipt/whole';
import { choice, type Problem } from '$src/schema/field';
import { federatedFields, type FederatedSettings, formNames, type FormName } from './fields';

export const formField = choice(formNames, {
	default: 'fedpara',
	about: 'how its two wide matrices are written, and sent'
});
/** As they are written. */
export const federatedReceiptFields = { form: formField, ...federatedFields } as const;

export interface FederatedReceipt {
	readonly form: FormName;
	readonly settings: FederatedSettings;
	/** Hexadecimal digest of the averaged float32 weights after the last round; null where nothing has run yet. */
	readonly digest: string | null;
}

/** Receipts from this version on give the same bits as today's. */
const SAME_BITS_SINCE = 4;

export interface ParsedFederated extends FederatedReceipt {
	readonly version: number;
	/** What was wrong with the text; the settings are legal in any case. */
	readonly problems: readonly Problem[];
}

/** @param digest of the bits that it ended with; none where it has not run */
export const formatFederated = (
	form: FormName,
	settings: FederatedSettings,
	digest: string | null = null
): string => writeWhole(federatedReceiptFields, { form, ...settings }, RECEIPT_VERSION, digest);

/** Is this the receipt of a federated run, and not of an adapter's? @param written a query, or an address that holds one */
export const isFederated = (written: string): boolean => queryIn(written).has('form');

/** Reads a receipt out of a query, with or without `?`, or a whole address. @returns with what was wrong with the text */
export function parseFederated(written: string): ParsedFederated {
	const query = queryIn(written);
	const own: Problem[] = [];
	const version = versionIn(query.get('v'), RECEIPT_VERSION, RECEIPT_VERSION, own);
	const digest = digestIn(query.get('digest'), own);
	const { values, problems } = readWhole(federatedReceiptFields, query);
	const { form, ...settings } = values;
	return { form, settings, version, digest, problems: [...own, ...problems] };
}

/** The digest that the run must end with today; null where there is none, or where the version promises no such bits. */
export const promisedByFederated = ({ version, digest }: ParsedFederated): string | null =>
	version < SAME_BITS_SINCE ? null : digest;
