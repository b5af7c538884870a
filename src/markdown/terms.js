/** The first use of each term on a page leads to the glossary. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * @typedef {{ readonly id: string, readonly pattern: RegExp }} Term
 */

/**
 * @param {string} root the project's folder @param {string} language
 * @returns {readonly Term[]}
 */
export function termsOf(root, language) {
	/** @type {Record<string, Record<string, readonly string[]>>} */
	const terms = JSON.parse(readFileSync(resolve(root, 'lessons/terms.json'), 'utf8'));
	return Object.entries(terms).map(([id, spellings]) => {
		const words = [...(spellings[language] ?? [])].toSorted((a, b) => b.length - a.length);
		const either = words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
		// Hangul: 저랭크 is not 랭크, but a particle may follow.
		const pattern =
			language === 'ko'
				? new RegExp(`(?<![\\p{L}\\p{N}])(?:${either})`, 'u')
				: new RegExp(`(?<![\\p{L}\\p{N}-])(?:${either})(?![\\p{L}\\p{N}-])`, 'iu');
		return { id, pattern };
	});
}

/**
 * Links the first use of every term in running text; headings, links and directives keep their words. Notes are passed
 * over: a reader does not see them, so the first use that is read comes after.
 * @param {any} tree mdast @param {readonly Term[]} terms
 */
export function linkTerms(tree, terms) {
	const left = new Set(terms);
	/** @param {any} node @param {boolean} inParagraph */
	const walk = (node, inParagraph) => {
		if (!node.children || ['link', 'heading', 'textDirective', 'table'].includes(node.type)) return;
		if (node.name === 'notes') return;
		const within = inParagraph || node.type === 'paragraph';
		for (let i = 0; i < node.children.length; i++) {
			const child = node.children[i];
			if (child.type !== 'text' || !within) {
				walk(child, within);
				continue;
			}
			const found = earliest(child.value, left);
			if (!found) continue;
			left.delete(found.term);
			const { at, word, term } = found;
			node.children.splice(
				i,
				1,
				text(child.value.slice(0, at)),
				{
					type: 'link',
					url: `../glossary/#${term.id}`,
					data: { hProperties: { className: ['term'] } },
					children: [text(word)]
				},
				text(child.value.slice(at + word.length))
			);
			// The rest is looked at next.
			i += 1;
		}
	};
	walk(tree, false);
}

/** @param {string} value */
const text = (value) => ({ type: 'text', value });

/** The term that comes first; of two at one place the longer. @param {string} value @param {ReadonlySet<Term>} terms */
function earliest(value, terms) {
	/** @type {{ at: number, word: string, term: Term } | undefined} */
	let best;
	for (const term of terms) {
		const match = term.pattern.exec(value);
		if (!match) continue;
		const [word] = match;
		if (!best || match.index < best.at || (match.index === best.at && word.length > best.word.length))
			best = { at: match.index, word, term };
	}
	return best;
}
