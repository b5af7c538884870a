/** How pages write numbers: grouped, with a true minus, and in a few digits that say what the number is. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coordinate } from '$src/components/numbers/coordinate';
import {
	inBytes,
	change,
	decimal,
	exact,
	fixed,
	measurement,
	percent,
	plain,
	quantity,
	whole
} from '$src/components/numbers/numbers';
import { languages } from '$src/i18n';
import { significant } from '$src/math/significant';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
/** What pages show without a power of ten. */
const usual = fc
	.tuple(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), fc.constantFrom(1, -1))
	.map(([size, sign]) => sign * size);
const digits = fc.integer({ min: 1, max: 6 });
/** Reads back what is written here, as a reader does. */
const read = (text: string): number => {
	const [, mantissa = '', power] = /^(−?[\d.,]+)(?:·10([⁻⁰¹²³⁴-⁹]+))?%?$/.exec(text) ?? [];
	const exponent = [...(power ?? '⁰')].map((c) => ('⁰¹²³⁴⁵⁶⁷⁸⁹'.includes(c) ? '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c) : '-'));
	return Number(`${mantissa.replaceAll(',', '').replace('−', '-')}e${exponent.join('')}`);
};

test.each(languages)('%s: whole numbers are grouped, and a minus is a minus', (language) => {
	expect([0, 999, 1024, -1048576].map((n) => whole(n, language))).toEqual([
		'0',
		'999',
		'1,024',
		'−1,048,576'
	]);
	expect(decimal(-0.25, language, 2)).toBe('−0.25');
	expect([1, 0.5, 12.345].map((x) => fixed(x, language, 2))).toEqual(['1.00', '0.50', '12.35']);
});

test.each(languages)('%s: any number is written as the language does, by Intl.NumberFormat', (language) => {
	const near = fc.oneof(
		finite,
		usual,
		usual.map((x) => Number(x.toPrecision(3)) + 0.005),
		fc.integer()
	);
	fc.assert(
		fc.property(near, fc.integer({ min: 0, max: 20 }), fc.boolean(), (x, places, isFixed) => {
			const intl = new Intl.NumberFormat(language, {
				minimumFractionDigits: isFixed ? places : 0,
				maximumFractionDigits: places
			});
			const text = intl.format(x);
			const wanted = /[1-9]/.test(text) ? text.replace('-', '−') : text.replace('-', '');
			expect((isFixed ? fixed : decimal)(x, language, places)).toBe(wanted);
		}),
		{ numRuns: 3000 }
	);
	for (const share of [0.1234, -0.5, 0.0001, -0.0049, 12])
		expect(change(share, language)).toBe(
			new Intl.NumberFormat(language, { style: 'percent', signDisplay: 'exceptZero' })
				.format(share)
				.replace('-', '−')
		);
});

test('nothing is written as minus zero', () => {
	expect([whole(-0, 'en'), whole(-0.4, 'ko'), decimal(-0.001, 'en', 2), change(-0.004, 'en')]).toEqual([
		'0',
		'0',
		'0',
		'0%'
	]);
});

test('a usual number has at least the digits that were asked for, and all of those before its point', () => {
	expect([0.0123456, 7.9216, 42.26, 815.7, 1048576, 0].map((x) => plain(x, 'en'))).toEqual([
		'0.0123',
		'7.92',
		'42.3',
		'816',
		'1,048,576',
		'0'
	]);
	fc.assert(
		fc.property(usual, digits, fc.constantFrom(...languages), (x, count, language) => {
			const back = read(plain(x, language, count));
			expect(Math.abs(back - x)).toBeLessThanOrEqual(Math.abs(x) * 0.5000001 * 10 ** (1 - count));
		})
	);
});

test('a measured number of any size keeps its digits, and what has none is named', () => {
	expect([0, 0.123456, -12.345, 12345.6, 1.2345e-5, -4e7].map((x) => measurement(x))).toEqual([
		'0',
		'0.123',
		'−12.3',
		'12300',
		'1.23·10⁻⁵',
		'−4.00·10⁷'
	]);
	expect([NaN, Infinity, -Infinity].map((x) => measurement(x))).toEqual(['NaN', '∞', '−∞']);
	fc.assert(
		fc.property(finite, digits, (x, count) => {
			expect(read(measurement(x, count))).toBeCloseTo(
				significant(x, count),
				12 - Math.log10(Math.abs(x) + 1)
			);
		})
	);
});

test('a count keeps all of its digits where a measurement is rounded', () => {
	expect([16384, 589824, 1234567.89, 0.30000000000000004, 1e-9].map((x) => quantity(x, 'en', 4))).toEqual([
		'16,384',
		'589,824',
		'1,234,568',
		'0.3',
		'1.000·10⁻⁹'
	]);
});

test('beside a slider stands what was set, without what binary fractions leave behind', () => {
	expect([0.1 + 0.2, -3.3000000000000003, 16384].map(exact)).toEqual(['0.3', '−3.3', '16384']);
});

test('a share is written in percent, and a change with its sign', () => {
	expect([0, 0.0012345, 0.5, 1].map((x) => percent(x, 'en'))).toEqual(['0%', '0.123%', '50%', '100%']);
	expect(percent(0.98765, 'ko', 1)).toBe('98.8%');
	expect([0.126, -0.032, 0].map((x) => change(x, 'ko'))).toEqual(['+13%', '−3%', '0%']);
});

test('bytes come in decimal units, the largest of which there is one, or the one that is asked for', () => {
	expect([0, 999, 1000, 20e6, 960e9].map((n) => inBytes(n, 'en'))).toEqual([
		'0 B',
		'999 B',
		'1 kB',
		'20 MB',
		'960 GB'
	]);
	expect([960e9, 3200e9, 15.886e9, 0.1472e9, 1.2e5].map((n) => inBytes(n, 'ko', 'GB'))).toEqual([
		'960 GB',
		'3,200 GB',
		'15.9 GB',
		'0.147 GB',
		'0.00012 GB'
	]);
});

test('a coordinate is a number that a path can hold, whatever its size', () => {
	fc.assert(
		fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
			expect(coordinate(x)).toMatch(/^-?\d+(\.\d{1,2})?$/);
			expect(Number(coordinate(x))).toBeCloseTo(x, 1);
		})
	);
});
