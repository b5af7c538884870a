/** A typed formula → TeX, so that readers see how their line is read. */
import { parseFormula, type Typed } from './mathjs';
import { formulaOf, LONGEST } from './written';

/** Binding strength: sum, product, power, atom. */
const [SUM, PRODUCT, POWER, ATOM] = [1, 2, 3, 4];

interface Written {
	readonly text: string;
	readonly binds: number;
}

/** @returns null where the text cannot be read (yet), or is longer than any answer */
export function texOfTyped(text: string, known: readonly string[]): string | null {
	if (text.length > LONGEST) return null;
	try {
		return write(parseFormula(formulaOf(text, known))).text;
	} catch {
		return null;
	}
}

const bracketed = ({ text, binds }: Written, least: number): string =>
	binds >= least ? text : `\\left(${text}\\right)`;

function write(typed: Typed): Written {
	if (typed.kind === 'number') return { text: numeral(typed.value), binds: ATOM };
	if (typed.kind === 'symbol') return { text: letter(typed.name), binds: ATOM };
	const args = typed.args.map(write);
	const [a = { text: '', binds: ATOM }, b = { text: '', binds: ATOM }] = args;
	const infix = (sign: string, binds: number, right = binds): Written => ({
		text: `${bracketed(a, binds)} ${sign} ${bracketed(b, right)}`,
		binds
	});
	switch (typed.name) {
		case '+':
			return infix('+', SUM);
		case '-':
			return infix('-', SUM, PRODUCT);
		case '*': {
			// Two numbers side by side would be one.
			const sign = /\d$/.test(a.text) && /^\d/.test(bracketed(b, PRODUCT)) ? '\\cdot' : '\\,';
			return infix(sign, PRODUCT);
		}
		case '/':
			return { text: `\\frac{${a.text}}{${b.text}}`, binds: POWER };
		case '.*':
			return infix('\\odot', PRODUCT, POWER);
		case 'kron':
			return infix('\\otimes', PRODUCT, POWER);
		case '^':
			return { text: `${bracketed(a, ATOM)}^{${b.text}}`, binds: POWER };
		case 'negative':
			return { text: `-${bracketed(a, PRODUCT)}`, binds: SUM };
		case 'positive':
			return a;
		case 'transpose':
		case 'transpose()':
			return { text: `${bracketed(a, ATOM)}^{\\top}`, binds: POWER };
		case 'sqrt()':
			return { text: `\\sqrt{${a.text}}`, binds: ATOM };
		case 'floor()':
			return { text: `\\lfloor ${a.text}\\rfloor`, binds: ATOM };
		case 'ceil()':
			return { text: `\\lceil ${a.text}\\rceil`, binds: ATOM };
		case 'abs()':
			return { text: `\\lvert ${a.text}\\rvert`, binds: ATOM };
		case 'norm()':
			return { text: `\\lVert ${a.text}\\rVert`, binds: ATOM };
		case 'kron()':
			return infix('\\otimes', PRODUCT, POWER);
	}
	const name = typed.name.replace('()', '');
	return {
		text: `\\operatorname{${name}}\\left(${args.map(({ text }) => text).join(', ')}\\right)`,
		binds: ATOM
	};
}

/** r1 → r_{1}. */
function letter(name: string): string {
	const [, stem = name, index = ''] = /^(\p{L}+)(\d*)$/u.exec(name) ?? [];
	const base = stem.length > 1 ? `\\mathrm{${stem}}` : stem;
	return index ? `${base}_{${index}}` : base;
}

/** 960000000000 → 9.6·10¹¹ where it would be long. */
function numeral(value: number): string {
	const plain = String(value);
	const [, mantissa, exponent] = /^(.+)e\+?(-?\d+)$/.exec(plain) ?? [];
	if (mantissa !== undefined) return `${mantissa}\\cdot 10^{${exponent}}`;
	return plain.replaceAll(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, '\\,');
}
