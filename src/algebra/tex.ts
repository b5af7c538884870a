/** TeX of an expression from its records. Symbols carry their name, so that a page can colour and link them. */
import type { Apply, Expression } from './expression';
import { allLetters, formatAxes, formatNotation, lettersOf } from './notation';
import type { Tex } from './op';
import { matmul, transpose } from './ops';
import { bracket, precedence } from './ops/precedence';
import { product, type Scalar } from './scalar';

/** TeX that carries the name of a symbol, so that a page finds it. */
export const symbolTex = (name: string, tex: string): string => `\\htmlData{symbol=${name}}{${tex}}`;

export const texOf = (expression: Expression): string => tex(expression).text;

export function tex(e: Expression): Tex {
	if (e.kind === 'leaf') {
		const text = e.symbol === '' ? e.tex : symbolTex(e.symbol, e.tex);
		return { text, precedence: precedence.atom };
	}
	if (e.op.tex) return e.op.tex((e.op.writtenOf ?? e.args).map(tex));
	const product = asMatrixProduct(e);
	return product ? tex(product) : indexForm(e);
}

/** A contraction of two matrices over one letter, such as a gradient, is a matrix product up to transposes. */
function asMatrixProduct(e: Apply): Expression | undefined {
	const [a, b] = e.args;
	const [left, right] = e.notation.args.map((axes) => lettersOf(axes).join(''));
	const [row, column] = lettersOf(e.notation.out);
	const { reduced } = allLetters(e.notation);
	const [k] = reduced;
	if (!a || !b || !left || !right || !row || !column || !k || reduced.length > 1) return undefined;
	if (a.shape.length !== 2 || b.shape.length !== 2 || e.reduce !== 'sum') return undefined;
	if (JSON.stringify(e.body) !== JSON.stringify(product(2))) return undefined;
	const side = (x: Expression, letters: string, wanted: string): Expression | undefined =>
		letters === wanted ? x : letters === [...wanted].reverse().join('') ? transpose(x) : undefined;
	const [l, r] = left.includes(row)
		? [side(a, left, row + k), side(b, right, k + column)]
		: [side(b, right, row + k), side(a, left, k + column)];
	return l && r ? matmul(l, r) : undefined;
}

/** [Σ_k …]_{ij}: what is left when neither the op nor a matrix product names the node. An axis of two letters is (ik). */
function indexForm(e: Apply): Tex {
	const { reduced } = allLetters(e.notation);
	const out = formatAxes(e.notation.out);
	const parts = e.args.map((a, n) => {
		const letters = formatAxes(e.notation.args[n] ?? []);
		const text = bracket(tex(a), precedence.atom);
		return letters ? `{${text}}_{${letters}}` : text;
	});
	const sum = reduced.length > 0 ? `${e.reduce === 'max' ? '\\max' : '\\sum'}_{${reduced.join(',')}} ` : '';
	const inner = `${sum}${scalarTex(e.body, parts).text}`;
	if (out === '')
		return { text: inner, precedence: reduced.length > 0 ? precedence.sum : precedence.product };
	return { text: `\\left[${inner}\\right]_{${out}}`, precedence: precedence.atom };
}

function scalarTex(body: Scalar, args: readonly string[]): Tex {
	const t = (x: Scalar): Tex => scalarTex(x, args);
	switch (body.kind) {
		case 'arg':
			return { text: args[body.index] ?? '?', precedence: precedence.atom };
		case 'constant':
			return { text: String(body.value), precedence: precedence.atom };
		case 'sameLetter':
			return { text: `[${body.x}=${body.y}]`, precedence: precedence.atom };
		case 'letter':
			return { text: body.name, precedence: precedence.atom };
		case 'equal':
			return { text: `[${t(body.x).text}=${t(body.y).text}]`, precedence: precedence.atom };
		case 'atLeast':
			return { text: `[${t(body.x).text}\\ge ${t(body.y).text}]`, precedence: precedence.atom };
		case 'readOff': {
			const [x, y] = body.args.map(t);
			if (body.fn === 'pow')
				return { text: `${bracket(x, precedence.atom)}^{${y?.text ?? ''}}`, precedence: precedence.postfix };
			return {
				text: `\\operatorname{${body.fn}}\\left(${x?.text ?? ''}\\right)`,
				precedence: precedence.atom
			};
		}
		case 'unary': {
			if (body.fn === 'neg')
				return { text: `-${bracket(t(body.x), precedence.product)}`, precedence: precedence.sum };
			if (body.fn === 'sqrt') return { text: `\\sqrt{${t(body.x).text}}`, precedence: precedence.atom };
			return { text: `\\${body.fn}\\left(${t(body.x).text}\\right)`, precedence: precedence.atom };
		}
		case 'binary': {
			const [x, y] = [t(body.x), t(body.y)];
			switch (body.fn) {
				case 'add':
					return { text: `${x.text} + ${y.text}`, precedence: precedence.sum };
				case 'sub':
					return { text: `${x.text} - ${bracket(y, precedence.product)}`, precedence: precedence.sum };
				case 'mul':
					return {
						text: `${bracket(x, precedence.product)}\\,${bracket(y, precedence.product)}`,
						precedence: precedence.product
					};
				case 'div':
					return { text: `\\frac{${x.text}}{${y.text}}`, precedence: precedence.atom };
				case 'max':
					return { text: `\\max(${x.text}, ${y.text})`, precedence: precedence.atom };
			}
		}
	}
}

/** A short name for messages: TeX-free. */
export const describe = (e: Expression): string =>
	e.kind === 'leaf' ? e.name : `${e.op.name} (${formatNotation(e.notation)})`;
