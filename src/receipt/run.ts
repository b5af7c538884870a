/**
 * The receipt of a run: everything that decides its numbers, as one schema. It is the URL of a training
 * figure, what reset goes back to, the CLI's options, the worker's input and the bug report.
 */
import { inits } from '$src/adapters/adapter';
import { methodFields, type MethodOptions } from '$src/adapters/index';
import {
	choice,
	formatQuery,
	integer,
	parseQuery,
	real,
	type ParsedQuery,
	type Values
} from '$src/schema/field';
import { seedField } from '$src/schema/seed';
import { taskField } from './task';

/** Raised whenever the same receipt would give other bits. */
export const RECEIPT_VERSION = 2;

export const trainingFields = {
	init: choice(inits, { default: 'default', about: 'which factors start at zero; default: as PEFT does' }),
	task: taskField,
	steps: integer({ min: 1, max: 100000, default: 1000, about: 'optimizer steps' }),
	lr: real({ min: 0, max: 10, step: 0.001, default: 0.01, about: 'learning rate' }),
	optimizer: choice(['adam', 'sgd'], { default: 'adam', about: 'update rule' }),
	schedule: choice(['constant', 'cosine'], { default: 'constant', about: 'learning rate over the steps' }),
	seed: seedField(),
	backend: choice(['auto', 'webgpu', 'cpu'], { default: 'auto', about: 'where it runs' })
} as const;

export const runSchema = { ...methodFields, ...trainingFields } as const;
export type Run = Values<typeof runSchema>;

export const methodOptions = (run: Run): MethodOptions => run;

/** A finished run's receipt: its run, and the digest of the bits it ended with. */
export interface Receipt {
	readonly run: Run;
	readonly version: number;
	/** Hexadecimal digest of the trained float32 factors; absent where nothing has run yet. */
	readonly digest: string | null;
}

export function formatReceipt({ run, version, digest }: Receipt): string {
	const query = formatQuery(runSchema, run);
	query.set('v', String(version));
	if (digest !== null) query.set('digest', digest);
	return query.toString();
}

/** Reads a receipt out of a query, with or without `?`, or a whole address. */
export function parseReceipt(written: string): ParsedQuery<typeof runSchema> & { receipt: Receipt } {
	const query = new URLSearchParams(written.trim().replace(/^[^?]*\?/, ''));
	const [version, digest] = [query.get('v'), query.get('digest')];
	const parsed = parseQuery(runSchema, query, ['v', 'digest']);
	const problems = [...parsed.problems];
	const versionIsLegal = version === null || /^\d{1,6}$/.test(version);
	if (!versionIsLegal)
		problems.push({ field: 'v', expected: 'a whole number', got: version, used: String(RECEIPT_VERSION) });
	const digestIsLegal = digest === null || /^[0-9a-f]{16}$/.test(digest);
	if (!digestIsLegal)
		problems.push({
			field: 'digest',
			expected: '16 hexadecimal digits',
			got: digest.slice(0, 40),
			used: 'none'
		});
	return {
		values: parsed.values,
		problems,
		receipt: {
			run: parsed.values,
			version: versionIsLegal && version !== null ? Number(version) : RECEIPT_VERSION,
			digest: digestIsLegal ? digest : null
		}
	};
}
