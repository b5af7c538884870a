/** Sentences with numbers in them, cut into what is said and what is counted. */
import { decimal } from '$src/components/numbers/numbers';
import { own } from '$src/own';

export interface Piece {
	/** As it is shown. */
	readonly text: string;
	readonly name?: string;
	readonly value?: number;
}

/** Names of the numbers that a sentence wants, in the order in which it does. */
export const namesIn = (text: string): string[] =>
	[...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** A short formula stays in one piece: 1024 × 1024, r = 4, (m + n). */
export const close = (text: string): string =>
	text
		.replace(/ ([=×·]) /g, '\u00a0$1\u00a0')
		.replace(/(\d) (?=(?:GB|MB|KB)\b)/g, '$1\u00a0')
		.replace(/\(([^\s()]+) \+ ([^\s()]+)\)/g, '($1\u00a0+\u00a0$2)');

/** Three significant digits or more: 0.25, 7.94, 670.6, 1,048,576. */
const numberText = (value: number, language: string): string =>
	decimal(value, language, value < 10 ? 2 : value < 1000 ? 1 : 0);

/** @throws Error if the sentence wants a number that is not there */
export function piecesOf(
	text: string,
	numbers: Readonly<Record<string, number>>,
	language: string
): readonly Piece[] {
	return text
		.split(/(\{\w+\})/)
		.filter((part) => part !== '')
		.map((part) => {
			const name = /^\{(\w+)\}$/.exec(part)?.[1];
			if (name === undefined) return { text: close(part) };
			const value = own(numbers, name);
			if (value === undefined)
				throw new Error(
					`sentence: expected one of ${Object.keys(numbers).join(', ') || 'no numbers'}, got {${name}} in “${text}”`
				);
			return { name, value, text: numberText(value, language) };
		});
}
