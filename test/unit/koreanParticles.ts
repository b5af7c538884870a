/**
 * How a formula ends when it is read aloud in Korean, and the particle that this asks for: 은 or 는, 이 or 가. One reading
 * for all: aᵀ is 에이 트랜스포즈, a² is 에이 제곱, a/b is 비 분의 에이, ‖a‖ is 에이의 노름. What it cannot read it leaves alone.
 */

type End = 'vowel' | 'rieul' | 'consonant';

const digits: readonly End[] = [
	'consonant',
	'rieul',
	'vowel',
	'consonant',
	'vowel',
	'vowel',
	'consonant',
	'rieul',
	'rieul',
	'vowel'
];
const subscripts = '₀₁₂₃₄₅₆₇₈₉';

/** Forms after a vowel, after ㄹ, after another consonant. */
const pairs: readonly Readonly<Record<End, string>>[] = [
	{ vowel: '는', rieul: '은', consonant: '은' },
	{ vowel: '가', rieul: '이', consonant: '이' },
	{ vowel: '를', rieul: '을', consonant: '을' },
	{ vowel: '와', rieul: '과', consonant: '과' },
	{ vowel: '로', rieul: '로', consonant: '으로' },
	{ vowel: '라', rieul: '이라', consonant: '이라' }
];

/** The particle that belongs after `end` in the place of this one. */
const fitting = (particle: string, end: End): string =>
	pairs.find((pair) => Object.values(pair).includes(particle))?.[end] ?? particle;

/** The last sound of a letter or a digit. */
function endOfSign(sign: string): End | undefined {
	if (/^[lr]$/i.test(sign)) return 'rieul';
	if (/^[mn]$/i.test(sign)) return 'consonant';
	if (/^[a-zα-ωΑ-Ω]$/i.test(sign)) return sign === 'ε' ? 'consonant' : 'vowel';
	if (/^[ᵢⱼₖᵀ*]$/.test(sign)) return 'vowel';
	if (sign === 'ₗ') return 'rieul';
	if (/^[²³′'⁹]$/.test(sign)) return 'consonant';
	const digit = /^\d$/.test(sign) ? Number(sign) : subscripts.indexOf(sign);
	return digit < 0 ? undefined : digits[digit];
}

const greek: Readonly<Record<string, string>> = { varepsilon: 'ε', epsilon: 'ε', top: 'ᵀ' };
const letters =
	/\\(alpha|beta|gamma|delta|varepsilon|epsilon|eta|lambda|mu|sigma|tau|omega|Delta|Sigma|top)(?![a-z])/gi;

/** TeX, without what is not read: spaces, sizes, fonts. A fraction is written with a slash. */
const plain = (tex: string): string =>
	tex
		.replaceAll(/\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}/g, '($1)/($2)')
		.replaceAll(/\\[td]?frac(\d)(\d)/g, '$1/$2')
		.replaceAll(/\\(?:left|right|bigl|bigr|Bigl|Bigr|mathbf|mathrm|tilde|operatorname)(?![a-z])/g, '')
		.replaceAll(/\\[,;:! ]/g, ' ')
		.replaceAll(letters, (_, name: string) => greek[name] ?? 'α')
		.replaceAll('{,}', '')
		.trim();

/** The last sound of a formula in TeX, or undefined where this file cannot read it. */
export function endOf(tex: string): End | undefined {
	const text = plain(tex);
	const upper = /\^(?:\{([^{}]*)\}|(\S))(?:_(?:\{[^{}]*\}|\S))?$/u.exec(text);
	if (upper) {
		const power = (upper[1] ?? upper[2] ?? '').replace('-', '');
		return /^[ᵀ*]$/.test(power)
			? 'vowel'
			: power === "'"
				? 'consonant'
				: /^\w/.test(power)
					? 'consonant'
					: undefined;
	}
	const fraction = /^(.*[^\s/])\s*\/\s*(?:\\sqrt ?)?(?:\([^()]*\)|\\lVert .*\\rVert|[^\s+\-=<>()]+)$/u.exec(
		text
	);
	if (fraction?.[1]) return endOf(fraction[1]);
	const lower = /_(?:\{([^{}]*)\}|(\S))'?$/u.exec(text);
	if (lower) return endOf(lower[1] ?? lower[2] ?? '');
	if (/\\rVert$/.test(text)) return 'consonant';
	if (/vec$/.test(text)) return 'consonant';
	if (/[)\]}|]$/.test(text)) return endOf(text.slice(0, -1));
	if (/\\[a-zA-Z]+$/.test(text)) return undefined;
	if (/(?:10|20|30|40|50|60|70|80|90)$/.test(text)) return 'consonant';
	return endOfSign(text.at(-1) ?? '');
}

const particle = '(은|는|이|가|을|를|과|와|으로|로|이라|라)(?![가-힣])';
const afterTex = new RegExp(`\\$([^$\\n]+)\\$${particle}`, 'gu');
const afterSigns = new RegExp(`(?<![\\w/.·^])([A-Za-zΔα-ω]?[₀-₉ᵢⱼₖₗ]*[²³ᵀ′⁹]?)${particle}`, 'gu');
const afterTranspose = new RegExp(`(ᵀ)${particle}`, 'gu');

/** Every particle that does not fit the formula before it, with the one that would. */
export function misfits(text: string): string[] {
	const found: string[] = [];
	const check = (formula: string, written: string, end: End | undefined): void => {
		if (!end) return;
		const right = fitting(written, end);
		if (right !== written) found.push(`${formula}${written} → ${formula}${right}`);
	};
	for (const [, tex = '', written = ''] of text.matchAll(afterTex)) check(`$${tex}$`, written, endOf(tex));
	const outside = text.replaceAll(/\$[^$\n]+\$/g, ' $ ');
	for (const [, signs = '', written = ''] of outside.matchAll(afterSigns))
		if (signs) check(signs, written, endOfSign(signs.at(-1) ?? ''));
	for (const [, signs = '', written = ''] of outside.matchAll(afterTranspose)) check(signs, written, 'vowel');
	return [...new Set(found)];
}
