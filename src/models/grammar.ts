/**
 * Sentences of a small language of our own in two dialects, by rules and a seed. What comes next is drawn by known odds
 * that depend on what came before, so the least cross-entropy that any model can have in the mean over all texts is known:
 * what the source itself loses. On a drawn sample a model may lose less by chance. It knows no network.
 *
 * A sentence is a subject, a verb and an object. A noun phrase is an article, sometimes an adjective, and a noun; the verb
 * agrees with the subject in number and suits its noun. The north says the verb before the object, the south at the end, and
 * the south likes other adjectives, nouns and the plural.
 */
import { Random } from '$src/math/random';

const articles = ['a', 'some'];
const adjectives = ['old', 'red', 'quiet', 'tall'];
const nouns = ['fox', 'crow', 'smith', 'child', 'river', 'tower', 'lamp', 'stone'];
/** Singular and plural of each. */
const verbs = [
	['sees', 'see'],
	['seeks', 'seek'],
	['hides', 'hide'],
	['holds', 'hold']
] as const;

/** Every word, the full stop first: it stands before the first sentence too. */
export const WORDS: readonly string[] = ['.', ...articles, ...adjectives, ...nouns, ...verbs.flat()];

export const dialects = ['north', 'south'] as const;
export type Dialect = (typeof dialects)[number];

interface Odds {
	readonly isVerbLast: boolean;
	readonly plural: number;
	readonly adjective: number;
	/** Of each adjective, and of each noun. */
	readonly adjectives: readonly number[];
	readonly nouns: readonly number[];
	/** Of each verb, for nouns that live and for those that do not. */
	readonly verbs: readonly (readonly number[])[];
}

const odds: Readonly<Record<Dialect, Odds>> = {
	north: {
		...{ isVerbLast: false, plural: 0.3, adjective: 0.35 },
		adjectives: [0.5, 0.3, 0.15, 0.05],
		nouns: [0.25, 0.2, 0.15, 0.1, 0.1, 0.08, 0.07, 0.05],
		verbs: [
			[0.6, 0.3, 0.07, 0.03],
			[0.03, 0.07, 0.3, 0.6]
		]
	},
	south: {
		...{ isVerbLast: true, plural: 0.7, adjective: 0.6 },
		adjectives: [0.05, 0.15, 0.3, 0.5],
		nouns: [0.05, 0.07, 0.08, 0.1, 0.1, 0.15, 0.2, 0.25],
		verbs: [
			[0.1, 0.6, 0.25, 0.05],
			[0.25, 0.05, 0.1, 0.6]
		]
	}
};

/** Words of a text, by their places in WORDS, and how likely the source held each. */
export interface Text {
	readonly words: readonly number[];
	/** log of the odds by which each word was drawn; 0 of one that had to come. */
	readonly logOdds: readonly number[];
}

const placeOf = (word: string): number => WORDS.indexOf(word);

/** Draws words one after the other and keeps their odds. */
class Writer {
	readonly words: number[] = [];
	readonly logOdds: number[] = [];
	#at = 0;
	constructor(readonly random: Random) {}

	/** One of several, by odds that sum to 1. */
	choose(chances: readonly number[]): readonly [number, number] {
		const drawn = this.random.uniforms(this.#at++)[0];
		let sum = 0;
		const found = chances.findIndex((chance) => (sum += chance) > drawn);
		const index = found < 0 ? chances.length - 1 : found;
		return [index, Math.log(chances[index] ?? 0)];
	}

	say(word: string, logOdds = 0): void {
		this.words.push(placeOf(word));
		this.logOdds.push(logOdds);
	}
}

interface Phrase {
	readonly isPlural: boolean;
	readonly lives: boolean;
}

function phrase(writer: Writer, own: Odds): Phrase {
	const [number, ofNumber] = writer.choose([1 - own.plural, own.plural]);
	writer.say(articles[number] ?? '', ofNumber);
	// An adjective, or the noun at once: one choice among all that may stand here.
	const [has, ofHas] = writer.choose([1 - own.adjective, own.adjective]);
	if (has === 1) {
		const [adjective, ofAdjective] = writer.choose(own.adjectives);
		writer.say(adjectives[adjective] ?? '', ofHas + ofAdjective);
	}
	const [noun, ofNoun] = writer.choose(own.nouns);
	writer.say(nouns[noun] ?? '', has === 1 ? ofNoun : ofHas + ofNoun);
	return { isPlural: number === 1, lives: noun < 4 };
}

function verb(writer: Writer, own: Odds, { isPlural, lives }: Phrase): void {
	const [which, ofVerb] = writer.choose(own.verbs[lives ? 0 : 1] ?? []);
	writer.say(verbs[which]?.[isPlural ? 1 : 0] ?? '', ofVerb);
}

/**
 * A text of so many words behind a full stop, which is its first word.
 * @param name of the text: another name is another text
 */
export function textOf(dialect: Dialect, name: string, length: number): Text {
	const own = odds[dialect];
	const writer = new Writer(new Random(1, `grammar/${dialect}/${name}`));
	writer.say('.');
	while (writer.words.length <= length) {
		const subject = phrase(writer, own);
		if (!own.isVerbLast) verb(writer, own, subject);
		phrase(writer, own);
		if (own.isVerbLast) verb(writer, own, subject);
		writer.say('.');
	}
	return { words: writer.words.slice(0, length + 1), logOdds: writer.logOdds.slice(0, length + 1) };
}

/** As a reader sees it. */
export const written = (words: readonly number[]): string =>
	words.map((word) => WORDS[word] ?? '?').join(' ');

/** Where a sentence can be: an article is next, a noun or an adjective, a noun, the verb, the full stop. */
type Part = 'article' | 'phrase' | 'noun' | 'verb' | 'stop';

/** Parts of a sentence in order, by whether the verb comes last. */
const partsOf = (isVerbLast: boolean): readonly ('phrase' | 'verb')[] =>
	isVerbLast ? ['phrase', 'phrase', 'verb'] : ['phrase', 'verb', 'phrase'];

/**
 * Which words the dialect could not have put where they stand, whatever its odds. Such a word is passed over: what may
 * come next stays what it was. A full stop begins anew, in its place or not.
 * @param words by their places in WORDS, from a full stop on @returns one for each word; the first is never wrong
 */
export function wrongIn(dialect: Dialect, words: readonly number[]): boolean[] {
	const parts = partsOf(odds[dialect].isVerbLast);
	let [at, next, isPlural] = [0, 'article' as Part, false];
	/** Goes on behind a whole part. */
	const goOn = (): void => {
		at += 1;
		next = parts[at] === 'phrase' ? 'article' : parts[at] === 'verb' ? 'verb' : 'stop';
	};
	return words.map((place, i) => {
		const word = WORDS[place] ?? '';
		if (word === '.') {
			const isRight = next === 'stop' || i === 0;
			[at, next] = [0, 'article'];
			return !isRight;
		}
		if (next === 'article' && articles.includes(word)) {
			// The verb agrees with the subject, which is the first phrase.
			if (at === 0) isPlural = word === articles[1];
			next = 'phrase';
			return false;
		}
		if (next === 'phrase' && adjectives.includes(word)) {
			next = 'noun';
			return false;
		}
		if ((next === 'phrase' || next === 'noun') && nouns.includes(word)) {
			goOn();
			return false;
		}
		if (next === 'verb' && verbs.some((pair) => pair[isPlural ? 1 : 0] === word)) {
			goOn();
			return false;
		}
		return true;
	});
}
