/** The predictions that a lesson asks for, in the order of its page: known while the site is built. */
import { visit } from 'unist-util-visit';

/**
 * @param {import('unist').Node} tree mdast with directives, before they are replaced
 * @returns {{ id: string, choices: string[], answer: string }[]}
 */
export function predictionsIn(tree) {
	/** @type {{ id: string, choices: string[], answer: string }[]} */
	const found = [];
	visit(tree, (/** @type {any} */ { type, name, attributes }) => {
		if (type !== 'containerDirective' || name !== 'predict') return;
		const { id = '', choices = '', answer = '' } = attributes ?? {};
		found.push({ id, choices: choices.split('|'), answer });
	});
	return found;
}
