/**
 * How a page writes its numbers, in one place: grouped as the page's language does, with a true minus, and with no more
 * digits than say something. For reading, never for parsing back. The machine-readable value stands in `data-value`.
 * What readers type is read by src/exercises; coordinates of a drawing are in coordinate.ts.
 */
import { own } from '$src/own';

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
	'-': '⁻',
	'0': '⁰',
	'1': '¹',
	'2': '²',
	'3': '³',
	'4': '⁴',
	'5': '⁵',
	'6': '⁶',
	'7': '⁷',
	'8': '⁸',
	'9': '⁹'
};

const signed = (text: string): string => text.replace('-', '−');

/** What stands between thousands, and before decimals, in each language of the pages. */
const MARKS: Readonly<Record<string, readonly [group: string, point: string]>> = {
	en: [',', '.'],
	ko: [',', '.']
};

/**
 * As Intl.NumberFormat writes it (a half of the shortest decimal goes away from zero), which takes 15 ms of a page's opening
 * to be made.
 */
function format(
	x: number,
	language: string,
	least: number,
	most: number,
	sign: 'auto' | 'exceptZero' = 'auto'
): string {
	if (Number.isNaN(x)) return 'NaN';
	const [group, point] = own(MARKS, language) ?? [',', '.'];
	const digits = Number.isFinite(x) ? roundedDigits(Math.abs(x), most) : '∞';
	// −0 and what is rounded to it is no negative number.
	const isZero = !/[1-9∞]/.test(digits);
	const before = isZero ? '' : x < 0 ? '−' : sign === 'exceptZero' ? '+' : '';
	if (digits === '∞') return before + digits;
	const whole = digits.slice(0, digits.length - most).replaceAll(/\B(?=(?:\d{3})+$)/g, group);
	let decimals = digits.slice(digits.length - most);
	while (decimals.length > least && decimals.endsWith('0')) decimals = decimals.slice(0, -1);
	return before + whole + (decimals && point + decimals);
}

/** The digits of x·10^places, rounded, and so many zeros before them that one stands before the point. @param x finite, ≥ 0 */
function roundedDigits(x: number, places: number): string {
	const [mantissa = '', exponent = ''] = x.toExponential().split('e');
	const digits = mantissa.replace('.', '');
	const shift = Number(exponent) + 1 - digits.length + places;
	const scale = 10n ** BigInt(Math.abs(shift));
	const scaled = shift >= 0 ? BigInt(digits) * scale : (2n * BigInt(digits) + scale) / (2n * scale);
	return String(scaled).padStart(places + 1, '0');
}

/** An integer: 1,048,576. What is none is rounded to one. */
export const whole = (n: number, language: string): string => format(n, language, 0, 0);

/** At most so many decimals: 0.25, 3, 1,024.5. */
export const decimal = (x: number, language: string, places: number): string =>
	format(x, language, 0, places);

/** Exactly so many decimals, for numbers that stand below one another or were measured so well: 1.00. */
export const fixed = (x: number, language: string, places: number): string =>
	format(x, language, places, places);

/** Decimals that make so many significant digits, and no digit before the point lost. */
const placesFor = (x: number, digits: number): number =>
	x === 0 || !Number.isFinite(x)
		? 0
		: Math.min(20, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(x)))));

/** A number of a usual size, such as a ratio: 0.0123, 7.94, 671, 1,048,576. What is far below 1 has measurement(). */
export const plain = (x: number, language: string, digits = 3): string =>
	decimal(x, language, placesFor(x, digits));

/**
 * A measured number of any size: 0.123, 12.3, 1.23·10⁻⁵.
 * @param digits significant ones
 */
export function measurement(value: number, digits = 3): string {
	if (Number.isNaN(value)) return 'NaN';
	if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
	const size = Math.abs(value);
	if (size === 0) return '0';
	if (size >= 1e-3 && size < 1e5) return signed(String(Number(value.toPrecision(digits))));
	const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e');
	const power = [...exponent.replace('+', '')].map((c) => own(SUPERSCRIPTS, c) ?? c).join('');
	return `${signed(mantissa)}·10${power}`;
}

/** A number that may be a count or a measurement, of which nothing is known: counts keep all their digits. */
export function quantity(x: number, language: string, digits = 3): string {
	if (Number.isSafeInteger(x)) return whole(x, language);
	return Math.abs(x) >= 1e-3 && Math.abs(x) < 1e12 ? plain(x, language, digits) : measurement(x, digits);
}

/** Nothing but what binary fractions leave behind is dropped, and nothing is grouped: beside a slider. */
export const exact = (x: number): string => signed(String(Number(x.toPrecision(12))));

/**
 * A share of one: 12.5%.
 * @param places decimals at most; three significant digits by default
 */
export const percent = (share: number, language: string, places?: number): string =>
	`${decimal(100 * share, language, places ?? placesFor(100 * share, 3))}%`;

/** A change as a share of one, with its sign: +12%, −3%, 0%. */
export const change = (share: number, language: string, places = 0): string =>
	`${format(100 * share, language, 0, places, 'exceptZero')}%`;

const UNITS = [
	['GB', 1e9],
	['MB', 1e6],
	['kB', 1e3]
] as const;

/** Decimal units: 1 MB is 10⁶ bytes. @param unit by default the largest of which it makes one */
export function inBytes(n: number, language: string, unit?: 'GB' | 'MB' | 'kB'): string {
	const found = UNITS.find(([name, size]) => (unit ? name === unit : Math.abs(n) >= size));
	return found ? `${plain(n / found[1], language)} ${found[0]}` : `${whole(n, language)} B`;
}
