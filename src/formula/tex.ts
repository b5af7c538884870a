/** A typed formula → TeX, so that readers see how their line is read, whether or not it fits together yet. */
import type { Tex } from '$src/algebra/op';
import { precedence } from '$src/algebra/ops/precedence';
import { operationOf } from './operations';
import type { Typed } from './typed';

/** @throws Error if a call names no operation */
export function texOf(typed: Typed): Tex {
	switch (typed.kind) {
		case 'number':
			return { text: numeral(typed.value), precedence: precedence.atom };
		case 'symbol':
			return { text: letter(typed.name), precedence: precedence.atom };
		case 'call': {
			const operation = operationOf(typed.name);
			if (!operation) throw new Error(`formula: ${typed.name} is no operation`);
			return operation.tex(typed.args.map(texOf));
		}
	}
}

/** r1 → r_{1}. */
export function letter(name: string): string {
	const [, stem = name, index = ''] = /^(\p{L}+)(\d*)$/u.exec(name) ?? [];
	const base = stem.length > 1 ? `\\mathrm{${stem}}` : stem;
	return index ? `${base}_{${index}}` : base;
}

/** 960000000000 → 9.6·10¹¹ where it would be long. */
export function numeral(value: number): string {
	const plain = String(value);
	const [, mantissa, exponent] = /^(.+)e\+?(-?\d+)$/.exec(plain) ?? [];
	if (mantissa !== undefined) return `${mantissa}\\cdot 10^{${exponent}}`;
	return plain.replaceAll(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, '\\,');
}
