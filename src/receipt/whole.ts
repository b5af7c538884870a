/**
 * A record of fields as the text of a receipt, whatever runs by it: every field that the run reads, a version, and the digest
 * of the bits that it ended with. Runs of an adapter are receipt.ts, those of a federation experiments/federated/receipt.ts.
 */
import { own } from '$src/own';
import {
	expectedOf,
	formatValue,
	parseQuery,
	type ParsedQuery,
	type Problem,
	type Schema
} from '$src/schema/field';

/** The query in a text, with or without `?`, or in a whole address. */
export const queryIn = (written: string): URLSearchParams =>
	new URLSearchParams(
		written
			.trim()
			.replace(/^[^?]*\?/, '')
			.replace(/#.*$/, '')
	);

/** @param digest of the bits that the run ended with; null where it has not run */
export function writeWhole<S extends Schema>(
	fields: S,
	values: Readonly<Record<keyof S & string, string | number | boolean>>,
	version: number,
	digest: string | null
): string {
	const query = new URLSearchParams(
		Object.keys(fields).map((name: keyof S & string) => [name, formatValue(own(values, name) ?? '')])
	);
	query.set('v', String(version));
	if (digest !== null) query.set('digest', digest);
	return query.toString();
}

/** Every field, each as it is written; one that is missing is a problem, and has its default. */
export function readWhole<S extends Schema>(fields: S, query: URLSearchParams): ParsedQuery<S> {
	const { values, problems } = parseQuery(fields, query, ['v', 'digest']);
	const missing = Object.entries(fields).flatMap(([name, field]): Problem[] => {
		if (query.has(name)) return [];
		const used = formatValue(own(values as Readonly<Record<string, string>>, name) ?? field.default);
		return [{ field: name, expected: expectedOf(field), got: '', used }];
	});
	return { values, problems: [...problems, ...missing] };
}

/** @param none where none is written @param latest that is known */
export function versionIn(got: string | null, none: number, latest: number, problems: Problem[]): number {
	if (got === null) return none;
	if (/^[1-9]\d{0,5}$/.test(got) && Number(got) <= latest) return Number(got);
	const expected = `a version from 1 to ${latest}`;
	problems.push({ field: 'v', expected, got: got.slice(0, 40), used: String(latest) });
	return latest;
}

export function digestIn(got: string | null, problems: Problem[]): string | null {
	if (got === null || /^[0-9a-f]{16}$/.test(got)) return got;
	const expected = '16 hexadecimal digits';
	problems.push({ field: 'digest', expected, got: got.slice(0, 40), used: 'none' });
	return null;
}
