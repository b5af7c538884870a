/**
 * What never changes on a page: prose and formulas between directives. It is written once, into the prerendered page; in
 * the browser it is there already, so its words are in no script and Svelte walks around it.
 */
import { toHtml } from 'hast-util-to-html';

/** @typedef {any} Node of hast, with raw Svelte in it */

/**
 * Markup for the prerendered page only: in the browser it is there already, and building folds the string away.
 * @param {string} html @returns {string} a JavaScript expression
 */
export const onServer = (html) =>
	`import.meta.env.SSR || import.meta.env.DEV ? ${JSON.stringify(html)} : ' '`;

/** @param {string} html @returns {string} Svelte */
export const stillMarkup = (html) => `{@html ${onServer(html)}}`;

/**
 * Puts each longest run of still siblings into one piece of markup.
 * @param {Node} parent is changed
 * @param {ReadonlyMap<string, string>} maths what a formula is in Svelte → its HTML
 * @param {(html: string) => string} finish the last that is done to HTML
 */
export function joinStill(parent, maths, finish) {
	/** @param {Node} node @returns {boolean} */
	const isStill = (node) =>
		node.type === 'text' ||
		(node.type === 'element' && node.children.every(isStill)) ||
		(node.type === 'raw' && maths.has(node.value));
	/** @param {Node} node @returns {Node} with its formulas as HTML */
	const plain = (node) => {
		if (node.type === 'raw') return { type: 'raw', value: maths.get(node.value) };
		return node.type === 'element' ? { ...node, children: node.children.map(plain) } : node;
	};
	/** @type {Node[]} */
	const children = [];
	/** @type {Node[]} */
	let run = [];
	const end = () => {
		if (run.every(({ type, value }) => type === 'text' && value.trim() === '')) children.push(...run);
		else {
			const html = toHtml({ type: 'root', children: run.map(plain) }, { allowDangerousHtml: true });
			children.push({ type: 'raw', value: stillMarkup(finish(html)) });
		}
		run = [];
	};
	for (const child of parent.children) {
		if (isStill(child)) {
			run.push(child);
			continue;
		}
		end();
		if (child.children) joinStill(child, maths, finish);
		children.push(child);
	}
	end();
	parent.children = children;
}
