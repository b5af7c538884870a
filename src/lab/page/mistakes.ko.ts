/**
 * What the lab's core says of a mistake, in Korean. The core writes one English line, “what: expected …, got …; do …”;
 * here each part is said by a pattern that fits the whole part. What no pattern fits stays English as a whole.
 */

import { expected, got, remedies, whole, type Saying } from './sayings.ko';

/** One word, or names, numbers, shapes and signs, are the same in any language; a sentence is not. */
const isVerbatim = (text: string): boolean =>
	!/\s/.test(text) ||
	!/(?<![\p{L}.])(?:an?|the|that|which|of|with|for|by|is|or|and|than|more|none|nothing|got|expected)(?![\p{L}.])/u.test(
		text
	);

function said(text: string, sayings: readonly Saying[]): string | null {
	const found = sayings.find(([pattern]) => pattern.test(text));
	return found ? text.replace(found[0], found[1]) : null;
}

/** Where it happened: a name, or a name and a setting. */
const PLACE = /^(?:([^\s:]+(?: \S+)?): )?expected ([^]*)$/;

/** @returns null where a part of it has no Korean */
export function mistakeKo(message: string): string | null {
	const [, where, rest] = PLACE.exec(message) ?? [];
	if (rest === undefined) return null;
	const sentence = said(rest, whole) ?? sentenceOf(rest);
	return sentence === null
		? null
		: where === undefined || where === 'formula'
			? sentence
			: `${where}: ${sentence}`;
}

function sentenceOf(rest: string): string | null {
	const [wanted = '', ...more] = rest.split(', got ');
	const { came, remedy } = parted(more.join(', got '));
	const instead = cameKo(came);
	if (instead === null) return null;
	const what = said(wanted, expected);
	const first =
		wanted === 'a task that fits' ? '모양에 맞지 않는 목표입니다.' : what && `필요한 것은 ${what}입니다.`;
	return first && [first, instead, remedy && `${remedy}.`].filter((part) => part).join(' ');
}

/** What came, and what to do: that begins behind a semicolon, of which what came may have some as well. */
function parted(text: string): { readonly came: string; readonly remedy: string | null } {
	for (let at = text.indexOf('; '); at >= 0; at = text.indexOf('; ', at + 1)) {
		const remedy = said(text.slice(at + 2), remedies);
		if (remedy !== null) return { came: text.slice(0, at), remedy };
	}
	return { came: text, remedy: null };
}

function cameKo(came: string): string | null {
	if (came === '' || came === 'something else') return '';
	if (/^(?:none|nothing)$/.test(came)) return '쓴 것이 없습니다.';
	// A target that does not fit says so in a sentence of its own.
	const nested = mistakeKo(came);
	if (nested !== null) return nested;
	const found = said(came, got) ?? (isVerbatim(came) ? came : null);
	return found === null ? null : `쓴 것은 ${found}입니다.`;
}
