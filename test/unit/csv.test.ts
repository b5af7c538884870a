import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvError, parseCsv, type CsvProblem } from '$src/files/csv';
import { fromRows, toRows } from '$src/math/tensor';

function problemOf(text: string, most?: number): CsvProblem | null {
	try {
		parseCsv(text, most);
		return null;
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		// Operation, expected, got, remedy.
		expect(error.message).toMatch(/^csv: expected \S.*, got \S.*; \S.*$/);
		return error.problem;
	}
}

const rows = [
	[1, -2.5],
	[0.001, 4e300]
];

describe('a matrix as text', () => {
	test.each([
		['1,-2.5\n0.001,4e300\n'],
		['1;-2.5\r\n1e-3;+4E+300'],
		['1\t-2.5\n.001\t4e300'],
		['  1   -2.5 \n\n# a comment, with commas; and more\n0.001 4e300'],
		['\uFEFF1 , -2.5\n0.001,\t4e300'],
		['1,-2.5\r.001,4e300\r'],
		['"1","-2.5"\n" 0.001 ", "4e300"'],
		['"1" "-2.5"\n0.001   "4e300"'],
		['1,"-2.5"\n"1e-3",4e300']
	])('is read with any one separator, bare or in quotation marks: %#', (text) => {
		expect(toRows(parseCsv(text))).toEqual(rows);
	});

	test('of any numbers comes back as it was written, with any separator', () => {
		const number = fc.double({ noNaN: true, noDefaultInfinity: true });
		fc.assert(
			fc.property(
				fc
					.integer({ min: 1, max: 5 })
					.chain((n) =>
						fc.array(fc.array(number, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 5 })
					),
				fc.constantFrom(',', ';', '\t', ' ', ' , ', ';  '),
				fc.boolean(),
				(matrix, separator, isQuoted) => {
					const cell = (x: number): string => (isQuoted ? `"${x}"` : String(x));
					const text = matrix.map((row) => row.map(cell).join(separator)).join('\n');
					expect(parseCsv(text)).toEqual(fromRows(matrix.map((row) => row.map((x) => x + 0))));
				}
			),
			{ numRuns: 100, seed: 1 }
		);
	});

	test.each<[string, CsvProblem]>([
		['1,5;2,5', { kind: 'separator', line: 1, separator: ',', cell: '5;2' }],
		['1;2\n1,5;2', { kind: 'separator', line: 2, separator: ';', cell: '1,5' }],
		['1 2\n3,4', { kind: 'separator', line: 2, separator: ' ', cell: '3,4' }],
		['"1,5";"2"', { kind: 'separator', line: 1, separator: ';', cell: '1,5' }],
		['1,5 2,5', { kind: 'no-number', line: 1, column: 2, got: '5 2' }],
		['0x10,1', { kind: 'no-number', line: 1, column: 1, got: '0x10' }],
		['1,0b1', { kind: 'no-number', line: 1, column: 2, got: '0b1' }],
		['1,1e999', { kind: 'no-number', line: 1, column: 2, got: '1e999' }],
		['1,Infinity', { kind: 'no-number', line: 1, column: 2, got: 'Infinity' }],
		['1,NaN', { kind: 'no-number', line: 1, column: 2, got: 'NaN' }],
		['1,,2', { kind: 'no-number', line: 1, column: 2, got: '' }],
		['1,2,', { kind: 'no-number', line: 1, column: 3, got: '' }],
		['"a ""b""",1', { kind: 'no-number', line: 1, column: 1, got: 'a ""b""' }],
		['"1",2\n"3,4', { kind: 'quote', line: 2 }],
		['1,2\n\n3', { kind: 'ragged', line: 3, expected: 2, got: 1 }],
		['# nothing\n \n', { kind: 'empty' }]
	])('that is none is refused, and line, cell and separator are named: %j', (text, expected) => {
		expect(problemOf(text)).toEqual(expected);
	});

	test('of more numbers than are wanted is left at the first too many', () => {
		expect(problemOf('1,2\n3,4', 4)).toBeNull();
		expect(problemOf('1,2\n3,4,x', 3)).toEqual({ kind: 'too-many' });
	});

	test('in one line of 300,000 numbers is read in its place: what is kept is the numbers', () => {
		const n = 300_000;
		const text = `${'0.12345,'.repeat(n - 1)}7`;
		const { shape, data } = parseCsv(text);
		expect(shape).toEqual([1, n]);
		expect(data.length).toBe(n);
		expect([data[0], data[n - 1]]).toEqual([0.12345, 7]);
	});
});
