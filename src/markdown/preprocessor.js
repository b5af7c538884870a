/**
 * Lessons: Markdown with directives → Svelte components, at build time. Maths is typeset here, so a page ships
 * no KaTeX for it. A directive is a component of the lesson's own folder, or one of src/lesson/directives. The
 * rules that a step names (lessons/rules, see rules.js) are small pages of the same kind.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { toHtml } from 'hast-util-to-html';
import rehypeSlug from 'rehype-slug';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { renderTex } from '../components/tex/katex.js';
import { linkSymbols, spellingsOf } from '../components/tex/link.js';
import { readFrontMatter } from './frontMatter.js';
import { predictionsIn } from './predictions.js';
import { curly } from './quotes.js';
import { isRule, rulesOf } from './rules.js';
import { joinStill, onServer, stillMarkup } from './still.js';
import { linkTerms, termsOf } from './terms.js';

/** @typedef {{ line: number, column: number }} Point */

/** A mistake of the author's, at file:line:column. */
export class LessonError extends Error {
	/**
	 * @param {string} file
	 * @param {Point | undefined} at
	 * @param {string} message
	 */
	constructor(file, at, message) {
		super(`${file}:${at?.line ?? 1}:${at?.column ?? 1}: ${message}`);
		this.name = 'LessonError';
	}
}

/**
 * @param {string} root the project's folder
 * @returns {import('svelte/compiler').PreprocessorGroup}
 */
export const lessonPreprocessor = (root) => ({
	name: 'lesson',
	markup: ({ content, filename }) =>
		filename?.endsWith('.md') ? { code: lessonToSvelte(content, filename, root) } : undefined
});

/**
 * @param {string} content @param {string} file absolute path of the .md @param {string} root
 * @returns {string} the source of a Svelte component
 */
export function lessonToSvelte(content, file, root) {
	const shown = relative(root, file);
	const keys = isRule(file, root) ? ['title'] : ['title', 'summary', 'minutes'];
	const { metadata, body } = readFrontMatter(content, keys, (line, message) => {
		throw new LessonError(shown, { line, column: 1 }, message);
	});
	/** @type {Map<string, string>} what is imported, such as a component's name → import path */
	const imports = new Map();
	const processor = unified()
		.use(remarkParse)
		.use(remarkGfm, { singleTilde: false })
		.use(remarkCjkFriendly)
		.use(remarkMath)
		.use(remarkDirective);
	const tree = processor.runSync(processor.parse(body));
	const symbols = symbolsOf(file);
	// A proof is opened in the middle of a lesson: first uses are the lesson's.
	if (!isRule(file, root)) linkTerms(tree, termsOf(root, basename(file, '.md')));
	const predictions = predictionsIn(tree);
	const spellings = spellingsOf(symbols);
	/** @type {Map<string, string>} a formula in Svelte → its HTML */
	const maths = new Map();
	replaceNodes(tree, { body, file, shown, root, imports, spellings, maths });
	const hast = unified()
		.use(remarkRehype, { allowDangerousHtml: true })
		.use(rehypeSlug)
		.runSync(/** @type {import('mdast').Root} */ (tree));
	hideBraces(hast);
	joinStill(hast, maths, showBraces);
	const html = showBraces(toHtml(/** @type {import('hast').Root} */ (hast), { allowDangerousHtml: true }));
	const lines = [...imports].map(([name, path]) => `\timport ${name} from '${path}';`);
	const facts = { metadata, symbols: typesetAll(symbols, shown), predictions };
	const exported = Object.entries(facts).map(
		([name, value]) => `\texport const ${name} = ${JSON.stringify(value)};`
	);
	return [
		`<script module>\n${exported.join('\n')}\n</script>`,
		`<script>\n${lines.join('\n')}\n</script>`,
		html
	].join('\n\n');
}

/**
 * Maths and directives → raw Svelte.
 * @param {import('unist').Node} tree
 * @param {{ body: string, file: string, shown: string, root: string, imports: Map<string, string>, spellings: readonly import('../components/tex/link.js').Spelling[], maths: Map<string, string> }} context
 */
function replaceNodes(tree, context) {
	visit(tree, (/** @type {any} */ node, index, parent) => {
		if (!parent || index === undefined) return;
		const at = node.position?.start;
		if (node.type === 'text') node.value = keepTogether(keepParticles(curly(node.value, index > 0)));
		else if (node.type === 'inlineMath' || node.type === 'math') {
			const linked = linkSymbols(node.value, context.spellings);
			const html = typeset(linked, node.type === 'math', context.shown, at);
			const display = node.type === 'math';
			if (display)
				importFrom(context, 'DisplayMath', resolve(context.root, 'src/components/tex/DisplayMath.svelte'));
			if (display) parent.children[index] = raw(`<DisplayMath html={${onServer(html)}} />`);
			else replaceInlineMath(parent, index, html, piecesOf(html, node.value), context.maths);
		} else if (/^(container|leaf|text)Directive$/.test(node.type)) {
			const component = componentOf(node.name, context);
			if (component) {
				replaceDirective(node, index, parent, component, context);
				return index;
			}
			if (node.type !== 'textDirective') {
				throw new LessonError(
					context.shown,
					at,
					`expected a directive with a component, got "${node.name}"; add ${pascal(node.name)}.svelte to the lesson's folder or mend the name`
				);
			}
			// A colon in running text, such as "a:b".
			const { start, end } = node.position;
			parent.children[index] = { type: 'text', value: context.body.slice(start.offset, end.offset) };
		}
		return undefined;
	});
}

/** A line may end behind a bracket: a word joiner keeps a particle beside it, as in "랭크(rank)는". @param {string} text */
const keepParticles = (text) => text.replaceAll(/\)(?=[가-힣])/g, ')\u2060');

/**
 * A number and its unit, and what is as short as 16 × 16 or r = 8, stay on one line: by spaces that do not break.
 * @param {string} text
 */
const keepTogether = (text) =>
	text
		.replaceAll(/(?<=\d) (?=(?:GB|MB|KB|TB)(?![A-Za-z]))/g, '\u00a0')
		.replaceAll(
			/(?<=(?:^|[\s(“])[\p{L}\p{N}₀-₉−.,×]{1,5}) ([×⊗⊙=]) (?=[\p{L}\p{N}₀-₉−]{1,5}(?![A-Za-z\p{N}]))/gu,
			'\u00a0$1\u00a0'
		);

/**
 * How a formula may be broken: `one` is a box that cannot be, `few` are symbols so few that they should not be.
 * @param {string} html @param {string} tex @returns {'one' | 'few' | 'many'}
 */
function piecesOf(html, tex) {
	if (html.split('class="katex-base"').length === 2) return 'one';
	return tex.replaceAll(/\\[a-z]+/gi, 'x').replaceAll(/[\s{}^_\\]/g, '').length <= 8 ? 'few' : 'many';
}

/**
 * A formula is a box to the browser, and a line may end on either side of a box: what stands close to it, such as
 * a comma or a particle, must not begin the next line. A long formula may be broken between its boxes, and says so.
 * @param {any} parent @param {number} index @param {string} html @param {'one' | 'few' | 'many'} pieces
 * @param {Map<string, string>} maths
 */
function replaceInlineMath(parent, index, html, pieces, maths) {
	/** @param {string} boxes */
	const formula = (boxes) => {
		const svelte = stillMarkup(boxes);
		maths.set(svelte, boxes);
		return raw(svelte);
	};
	const [before, after] = [parent.children[index - 1], parent.children[index + 1]];
	const opening = before?.type === 'text' ? (/[([“‘]+$/.exec(before.value)?.[0] ?? '') : '';
	const stands = after?.type === 'text' ? (/^\S{1,8}(?=\s|$)/.exec(after.value)?.[0] ?? '') : '';
	const closing = curly(stands, true);
	if (pieces !== 'few' && opening + closing === '') {
		parent.children[index] = formula(html);
		return;
	}
	const box = '<span class="katex-base">';
	const broken = pieces === 'many' ? html.replaceAll(`</span>${box}`, `</span><wbr>${box}`) : html;
	if (opening) before.value = before.value.slice(0, -opening.length);
	if (closing) after.value = after.value.slice(stands.length);
	parent.children[index] = {
		type: 'emphasis',
		data: { hName: 'span', hProperties: { className: ['close'] } },
		children: [{ type: 'text', value: opening }, formula(broken), { type: 'text', value: closing }]
	};
}

/**
 * @param {any} node @param {number} index @param {any} parent @param {string} component
 * @param {{ file: string, shown: string, root: string, imports: Map<string, string> }} context
 */
function replaceDirective(node, index, parent, component, context) {
	if (node.name === 'step' && node.attributes?.rule === undefined)
		throw new LessonError(
			context.shown,
			node.position?.start,
			'step: expected rule="…" with an id of lessons/rules, got none'
		);
	const attributes = Object.entries(node.attributes ?? {}).map(([name, value]) => {
		if (!/^[a-zA-Z][\w-]*$/.test(name)) {
			throw new LessonError(
				context.shown,
				node.position?.start,
				`expected an attribute name of letters, got "${name}"`
			);
		}
		if (node.name === 'step' && name === 'rule') return ` rules={${rulesFor(String(value), node, context)}}`;
		return ` ${name}={${JSON.stringify(value)}}`;
	});
	const children = node.children ?? [];
	// :badge[proved] hands its words over as text: they are a name, not prose.
	if (node.type === 'textDirective') {
		const label = children.map((/** @type {any} */ child) => child.value ?? '').join('');
		parent.children.splice(
			index,
			1,
			raw(`<${component} label={${JSON.stringify(label)}}${attributes.join('')} />`)
		);
		return;
	}
	const open = `<${component}${attributes.join('')}>`;
	parent.children.splice(index, 1, raw(open), ...children, raw(`</${component}>`));
}

/**
 * @param {{ file: string, imports: Map<string, string> }} context
 * @param {string} clause what stands between import and from @param {string} path absolute
 */
function importFrom({ file, imports }, clause, path) {
	const from = relative(dirname(file), path).split(sep).join('/');
	imports.set(clause, from.startsWith('.') ? from : `./${from}`);
}

/**
 * The rules that a step names, imported.
 * @param {string} written @param {any} node
 * @param {{ file: string, shown: string, root: string, imports: Map<string, string> }} context
 * @returns {string} a JavaScript expression: [{ id, title, Proof }]
 */
function rulesFor(written, node, context) {
	const rules = rulesOf(written, context, (message) => {
		throw new LessonError(context.shown, node.position?.start, message);
	});
	const records = rules.map(({ id, path }) => {
		const name = pascal(id);
		importFrom(context, `Rule${name}, { metadata as rule${name} }`, path);
		return `{ id: ${JSON.stringify(id)}, title: rule${name}.title, Proof: Rule${name} }`;
	});
	return `[${records.join(', ')}]`;
}

/** @param {string} value */
const raw = (value) => ({ type: 'html', value });

/** @param {string} name */
const pascal = (name) => name.replaceAll(/(?:^|-)([a-z])/g, (_, letter) => letter.toUpperCase());

/**
 * @param {string} name
 * @param {{ file: string, root: string, imports: Map<string, string> }} context
 * @returns {string | undefined} the component's name, once it is imported
 */
function componentOf(name, context) {
	const component = pascal(name);
	for (const place of [dirname(context.file), resolve(context.root, 'src/lesson/directives')]) {
		const path = resolve(place, `${component}.svelte`);
		if (!existsSync(path)) continue;
		importFrom(context, component, path);
		return component;
	}
	return undefined;
}

/**
 * @param {string} tex @param {boolean} display @param {string} shown @param {Point | undefined} at
 */
function typeset(tex, display, shown, at) {
	try {
		return renderTex(tex, { display });
	} catch (error) {
		throw new LessonError(shown, at, error instanceof Error ? error.message : String(error));
	}
}

/**
 * The symbols of the lesson, beside its prose; none where it has no such file.
 * @param {string} file the .md
 * @returns {Readonly<Record<string, { readonly tex: readonly string[] }>>}
 */
function symbolsOf(file) {
	const path = resolve(dirname(file), 'symbols.json');
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/** Each symbol by itself, for the row of symbols. @param {ReturnType<typeof symbolsOf>} symbols @param {string} shown */
const typesetAll = (symbols, shown) =>
	Object.fromEntries(
		Object.entries(symbols).map(([name, { tex }]) => [name, typeset(tex[0] ?? name, false, shown, undefined)])
	);

/** Stand for braces until the markup is written: characters that no text has. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];

/** @param {string} text */
const hidden = (text) => text.replaceAll('{', OPEN).replaceAll('}', CLOSE);

/**
 * Braces of the prose, in text and in attributes, would start a Svelte expression.
 * @param {import('unist').Node} tree
 */
function hideBraces(tree) {
	visit(tree, 'text', (/** @type {any} */ node) => {
		node.value = hidden(node.value);
	});
	visit(tree, 'element', (/** @type {any} */ { properties }) => {
		for (const [name, value] of Object.entries(properties))
			if (typeof value === 'string') properties[name] = hidden(value);
	});
}

/** @param {string} html */
const showBraces = (html) => html.replaceAll(OPEN, '&#123;').replaceAll(CLOSE, '&#125;');
