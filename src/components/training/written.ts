/** Three significant digits as a page writes them: 0.123, 12.3, 1.23·10⁻⁵. Not for parsing back. */
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

export function written(value: number, digits = 3): string {
	if (Number.isNaN(value)) return 'NaN';
	if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
	const size = Math.abs(value);
	if (size === 0) return '0';
	if (size >= 1e-3 && size < 1e5) return String(Number(value.toPrecision(digits))).replace('-', '−');
	const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e');
	const power = [...exponent.replace('+', '')].map((c) => own(SUPERSCRIPTS, c) ?? c).join('');
	return `${mantissa.replace('-', '−')}·10${power}`;
}
