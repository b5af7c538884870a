/** What was expected of a config.json: its kind and its details, for whoever says it in words of their own; and in English. */

export type WantedKind =
	| 'json'
	| 'object'
	| 'length'
	| 'type'
	| 'decoder'
	| 'integer'
	| 'flag'
	| 'text'
	| 'share'
	| 'names'
	| 'labels'
	| 'divides'
	| 'exactly'
	| 'most'
	| 'with';

export interface Wanted {
	readonly kind: WantedKind;
	/** Name of the field; empty where it is the whole file. */
	readonly field: string;
	/** A bound, or the legal values; empty where the kind says it all. */
	readonly detail: string;
}

export type WantedWords = Readonly<Record<WantedKind, (field: string, detail: string) => string>>;

export const want = (kind: WantedKind, field = '', detail: string | number = ''): Wanted => ({
	kind,
	field,
	detail: String(detail)
});

const words: WantedWords = {
	json: () => 'JSON',
	object: () => 'a JSON object',
	length: (_, most) => `at most ${most} characters`,
	type: (field, types) => `${field} one of ${types}`,
	decoder: () => 'a decoder',
	integer: (field, most) => `${field} an integer from 1 to ${most}`,
	flag: (field) => `${field} true or false`,
	text: (field) => `${field} that is text`,
	share: (field) => `${field} from 0 to 1`,
	names: (field) => `${field} a list of one name`,
	labels: (field) => `${field} that names a class`,
	divides: (field, width) => `${field} that divides ${width}`,
	exactly: (field, value) => `${field} ${value}`,
	most: (field, bound) => `${field} of at most ${bound}`,
	with: (field, names) => `${field} with one of ${names}`
};

/** In English, or in the words that are given. */
export const wantedText = ({ kind, field, detail }: Wanted, inWords: WantedWords = words): string =>
	inWords[kind](field, detail);
