/**
 * A line of a notebook → a tree: as a formula (reading.ts), and texts, arguments by name, parts and ranges beside it.
 * Words are handed to the parser as numbers of a list, so that a name may be any letters of any script, and no word of
 * the parser's own.
 */
import { FUNCTIONS, MATRIX_FUNCTIONS } from './operations';
import { parsed, plainSigns } from './reading';
import { Traced } from './traced';
import { FormulaError, type Phrase } from './typed';

/** Words of one line. */
const MOST_WORDS = 500;

interface Word {
	readonly kind: 'name' | 'text';
	readonly value: string;
}

/** Stands for ./ while ⊗ is written so. */
const ELEMENTWISE = '\uE000';

const isFormulaFunction = (name: string): boolean => FUNCTIONS.has(name) || MATRIX_FUNCTIONS.has(name);

/**
 * @param isFunction is this a function of the notebook's own, beyond those of formulas? Brackets behind any other name
 * mean a product
 * @throws FormulaError of reason 'syntax'
 */
export function readPhrase(text: string, isFunction: (name: string) => boolean = () => false): Phrase {
	const words: Word[] = [];
	const stand = (word: Word): string => {
		if (words.length === MOST_WORDS) {
			throw new FormulaError({
				reason: 'syntax',
				expected: `at most ${MOST_WORDS} words`,
				got: 'more',
				remedy: 'write it in parts'
			});
		}
		words.push(word);
		return ` $${String(words.length - 1).padStart(4, '0')} `;
	};
	if (/[$\uE000]/.test(text)) {
		throw new FormulaError({
			reason: 'syntax',
			at: text.search(/[$\uE000]/),
			expected: 'a formula',
			got: text.includes('$') ? '$' : 'a sign of nothing',
			remedy: 'leave it out'
		});
	}
	const quoted = Traced.of(text)
		.replaceAll(/"([^"\n]*)"|“([^”\n]*)”/g, ([, plain, curly]) =>
			stand({ kind: 'text', value: plain ?? curly ?? '' })
		)
		.replaceAll(/\.\./g, ':')
		.replaceAll(/\.\//g, ELEMENTWISE);
	const product = quoted.text.indexOf('@');
	if (product >= 0) {
		throw new FormulaError({
			reason: 'syntax',
			at: quoted.originOf(product),
			expected: '* for the matrix product or .* entry by entry',
			got: '@',
			remedy: 'write A*B'
		});
	}
	const spelt = plainSigns(quoted)
		.replaceAll(
			/(?<![\p{L}\p{N}.$])(\d+\.?\d*(?:e[+-]?\d+)?)|(\p{L}[\p{L}\p{N}]*)(\s*\()?/giu,
			([all = '', numeral, name, bracket]) => {
				if (numeral !== undefined || name === undefined) return all;
				const isCall = bracket !== undefined && (isFormulaFunction(name) || isFunction(name));
				return stand({ kind: 'name', value: name }) + (bracket ? (isCall ? '(' : ' * (') : '');
			}
		)
		.replaceAll(new RegExp(ELEMENTWISE, 'g'), ' mod ');
	return spoken(parsed(text, spelt), words);
}

/** The words again in place of their numbers. */
function spoken(phrase: Phrase, words: readonly Word[]): Phrase {
	const word = (number: string): Word => words[Number(/^\$(\d{4})/.exec(number)?.[1])] ?? none(number);
	switch (phrase.kind) {
		case 'number':
		case 'text':
			return phrase;
		case 'symbol': {
			const { kind, value } = word(phrase.name);
			return kind === 'text' ? { kind, value, at: phrase.at } : { ...phrase, name: value };
		}
		case 'call': {
			const args = phrase.args.map((arg) => spoken(arg, words));
			const name = phrase.name.startsWith('$') ? `${word(phrase.name).value}()` : phrase.name;
			return { ...phrase, name, args };
		}
		case 'named':
			return { ...phrase, name: word(phrase.name).value, value: spoken(phrase.value, words) };
		case 'member':
			return { ...phrase, name: word(phrase.name).value, of: spoken(phrase.of, words) };
		case 'range':
			return { ...phrase, from: spoken(phrase.from, words), to: spoken(phrase.to, words) };
	}
}

function none(number: string): never {
	throw new FormulaError({ reason: 'syntax', expected: 'a name', got: number, remedy: 'leave it out' });
}
