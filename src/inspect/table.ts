/** The table of modules as rows that can be sorted and saved. Pure. */
import type { Measurement, Row } from './protocol';

export interface Line {
	readonly at: number;
	readonly row: Row;
	readonly measurement: Measurement | null | undefined;
}

export type Column =
	'name' | 'method' | 'shape' | 'parameters' | 'scale' | 'rank' | 'stable' | 'energy' | 'norm';
export const columns: readonly Column[] = [
	'name',
	'method',
	'shape',
	'parameters',
	'scale',
	'rank',
	'stable',
	'energy',
	'norm'
];

const keyOf = (column: Column, { row, measurement, at }: Line): number | string => {
	switch (column) {
		case 'name':
			return at;
		case 'method':
			return row.method;
		case 'shape':
			return row.shape.reduce((product, size) => product * size, 1);
		case 'parameters':
			return row.parameters;
		case 'scale':
			return measurement?.scale ?? -Infinity;
		case 'rank':
			return measurement?.rank ?? -Infinity;
		case 'stable':
			return measurement?.stableRank ?? -Infinity;
		case 'energy':
			return measurement?.rankAt[2] ?? -Infinity;
		case 'norm':
			return measurement?.frobenius ?? -Infinity;
	}
};

export interface Order {
	readonly id: Column;
	readonly descending: boolean;
}

/** Equal ones stay in the order of the file. */
export function sorted(lines: readonly Line[], { id, descending }: Order): readonly Line[] {
	const keyed = lines.map((line) => ({ line, key: keyOf(id, line) }));
	keyed.sort((a, b) =>
		a.key === b.key ? a.line.at - b.line.at : (a.key < b.key ? -1 : 1) * (descending ? -1 : 1)
	);
	return keyed.map(({ line }) => line);
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The numbers of the table, with a decimal point in every language. */
export function csvOf(lines: readonly Line[]): string {
	const head =
		'name,method,shape,parameters,scale,scaleFrom,rank,rankBound,stableRank,entropyRank,rankAt90,rankAt95,rankAt99,frobenius';
	const body = lines.map(({ row, measurement: m }) =>
		[
			quoted(row.name),
			row.method,
			row.shape.join('x'),
			row.parameters,
			m?.scale ?? '',
			m ? quoted(m.from) : '',
			m?.rank ?? '',
			row.rankBound,
			m?.stableRank ?? '',
			m?.entropyRank ?? '',
			...(m?.rankAt ?? ['', '', '']),
			m?.frobenius ?? ''
		].join(',')
	);
	return `${[head, ...body].join('\n')}\n`;
}

/** All that was measured, spectra too. */
export const jsonOf = (lines: readonly Line[]): string =>
	JSON.stringify(
		lines.map(({ row, measurement }) => ({
			...row,
			...measurement,
			singularValues: measurement ? [...measurement.singularValues] : null
		})),
		null,
		'\t'
	);
