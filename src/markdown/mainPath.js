/**
 * How many words a lesson has on its main path: what is read from the title to the end by somebody who opens nothing.
 * Counted: title and summary, prose, call-outs, predictions with their choices, the text of every step, and the
 * question of every exercise with what there is to choose from. Not counted: what is folded (:::more, rules, hints,
 * solutions, feedback), the badge of a claim, the exercise that stands for a step while the reader practises, notes,
 * displayed equations, and the words inside figures. A formula in a line is one word. This only counts: what a lesson
 * may have is the business of test/unit/main-path.test.ts.
 */
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { readFrontMatter } from './frontMatter.js';

/** What is seen once it is opened, asked for, or presented, and the mark of a claim. */
const folded = new Set(['more', 'hint', 'feedback', 'solution', 'notes', 'badge']);

/**
 * @typedef {{ prose: number, derivation: number, exercises: number, total: number }} MainPath words of each part
 * @param {string} source a lesson's Markdown, front matter and all
 * @returns {MainPath}
 */
export function mainPath(source) {
	const { metadata, body } = readFrontMatter(source, ['title', 'summary', 'minutes'], (line, message) => {
		throw new Error(`mainPath: line ${line}: ${message}`);
	});
	const tree = unified()
		.use(remarkParse)
		.use(remarkGfm, { singleTilde: false })
		.use(remarkCjkFriendly)
		.use(remarkMath)
		.use(remarkDirective)
		.parse(body);
	const words = {
		prose: wordsIn(`${metadata['title']} ${metadata['summary']}`),
		derivation: 0,
		exercises: 0
	};
	count(tree, 'prose', words);
	return { ...words, total: words.prose + words.derivation + words.exercises };
}

/** A word begins with a letter or a digit and ends at the next space, as Korean counts them too. @param {string} text */
const wordsIn = (text) => text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;

/**
 * @param {any} node @param {'prose' | 'derivation' | 'exercises'} part where the node stands
 * @param {Record<'prose' | 'derivation' | 'exercises', number>} words added to
 */
function count(node, part, words) {
	if (folded.has(node.name)) return;
	let inside = part;
	if (node.name === 'derivation') inside = 'derivation';
	if (node.name === 'exercise') {
		if (part === 'derivation') return;
		inside = 'exercises';
	}
	if (node.name === 'predict') words[inside] += wordsIn(node.attributes.choices.replaceAll('|', ' '));
	if (node.type === 'text') words[inside] += wordsIn(node.value);
	if (node.type === 'inlineMath') words[inside] += 1;
	for (const child of node.children ?? []) count(child, inside, words);
}
