/**
 * Markdown of a text cell → what a page may show of it: a tree of words, formulas, lists and tables, and nothing that
 * could act. HTML in it is shown as the text that it is, a link leads to http or https alone, a picture is its words: a
 * notebook may be anybody's. It draws nothing (Prose.svelte).
 */
import { gfmTable } from 'micromark-extension-gfm-table';
import { math } from 'micromark-extension-math';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { mathFromMarkdown } from 'mdast-util-math';
import type { AlignType, BlockContent, DefinitionContent, PhrasingContent, RootContent } from 'mdast';
import { renderTex } from '$src/components/tex/katex.js';

export type Inline =
	| { readonly kind: 'text' | 'code'; readonly text: string }
	| { readonly kind: 'strong' | 'emphasis'; readonly children: readonly Inline[] }
	| { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
	| Maths
	| { readonly kind: 'break' };

/** `html` is KaTeX's own; null where the TeX cannot be read. */
export interface Maths {
	readonly kind: 'maths';
	readonly tex: string;
	readonly html: string | null;
}

export type Block =
	| { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly children: readonly Inline[] }
	| { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
	| {
			readonly kind: 'list';
			/** Of the first item; null where there are no numbers. */
			readonly start: number | null;
			readonly items: readonly (readonly Block[])[];
	  }
	| { readonly kind: 'quote'; readonly children: readonly Block[] }
	| { readonly kind: 'code'; readonly text: string }
	| Maths
	| {
			readonly kind: 'table';
			readonly align: readonly (AlignType | undefined)[];
			/** The first row is the head. */
			readonly rows: readonly (readonly (readonly Inline[])[])[];
	  }
	| { readonly kind: 'rule' };

/** A longer text is shown as it is written: to read Markdown takes time that grows with what stands in it. */
export const LONGEST_TEXT = 20_000;
const LONGEST_TEX = 2000;
/** Lists in lists, quotes in quotes: what is deeper is shown as words. */
const DEEPEST = 12;
const MOST_MARKS = 3000;

export function blocksOf(markdown: string): readonly Block[] {
	if (markdown.length > LONGEST_TEXT || nests(markdown) || isMostlyMarks(markdown))
		return [{ kind: 'code', text: markdown }];
	const tree = fromMarkdown(markdown, {
		extensions: [math(), gfmTable(), cjkFriendlyExtension()],
		mdastExtensions: [mathFromMarkdown(), gfmTableFromMarkdown()]
	});
	return blocks(tree.children, 0);
}

/** A line that opens hundreds of quotes or lists is no text that somebody wrote. */
const nests = (markdown: string): boolean =>
	/^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])(?=[ \t>]|$)){40}/m.test(markdown);

/** Thousands of stars, none of which ends what another began, take time that grows with their square. */
const isMostlyMarks = (markdown: string): boolean => {
	let marks = 0;
	for (const sign of markdown) if ('*_[]`'.includes(sign)) marks += 1;
	return marks > MOST_MARKS;
};

/** The words of the first heading, or null: what a notebook is called. */
export function titleOf(markdown: string): string | null {
	for (const line of markdown.slice(0, LONGEST_TEXT).split('\n')) {
		const [, words] = /^ {0,3}#{1,3}[ \t]+([^ \t].*)$/.exec(line) ?? [];
		if (words)
			return (
				words
					.slice(0, endOfWords(words))
					.replaceAll(/[*_`$\\]/g, '')
					.trim() || null
			);
	}
	return null;
}

/** Where the words of a heading end: before the spaces and # at its end, but not before the first sign. */
function endOfWords(words: string): number {
	let end = words.length;
	while (end > 1 && ' \t#'.includes(words[end - 1] ?? '')) end -= 1;
	return end;
}

const blocks = (
	nodes: readonly (RootContent | BlockContent | DefinitionContent)[],
	depth: number
): readonly Block[] => nodes.flatMap((node) => block(node, depth));

function block(node: RootContent, depth: number): readonly Block[] {
	if (depth > DEEPEST) return [{ kind: 'paragraph', children: [{ kind: 'text', text: wordsOf(node) }] }];
	switch (node.type) {
		case 'heading': {
			const level = Math.min(4, node.depth) as 1 | 2 | 3 | 4;
			return [{ kind: 'heading', level, children: inlines(node.children, depth) }];
		}
		case 'paragraph':
			return [{ kind: 'paragraph', children: inlines(node.children, depth) }];
		case 'list': {
			const items = node.children.map((item) => blocks(item.children, depth + 1));
			return [{ kind: 'list', start: node.ordered ? (node.start ?? 1) : null, items }];
		}
		case 'blockquote':
			return [{ kind: 'quote', children: blocks(node.children, depth + 1) }];
		case 'code':
			return [{ kind: 'code', text: node.value }];
		case 'math':
			return [maths(node.value, true)];
		case 'table': {
			const rows = node.children.map((row) => row.children.map((cell) => inlines(cell.children, depth)));
			return [{ kind: 'table', align: node.align ?? [], rows }];
		}
		case 'thematicBreak':
			return [{ kind: 'rule' }];
		case 'definition':
			return [];
		default:
			return [{ kind: 'paragraph', children: [{ kind: 'text', text: wordsOf(node) }] }];
	}
}

const inlines = (nodes: readonly PhrasingContent[], depth: number): readonly Inline[] =>
	nodes.map((node) => inline(node, depth));

function inline(node: PhrasingContent, depth: number): Inline {
	if (depth > 2 * DEEPEST) return { kind: 'text', text: wordsOf(node) };
	switch (node.type) {
		case 'text':
			return { kind: 'text', text: node.value };
		case 'inlineCode':
			return { kind: 'code', text: node.value };
		case 'strong':
		case 'emphasis':
			return { kind: node.type, children: inlines(node.children, depth + 1) };
		case 'link': {
			const children = inlines(node.children, depth + 1);
			const href = addressOf(node.url);
			// What leads nowhere is no link, and keeps its words.
			return href === null ? { kind: 'emphasis', children } : { kind: 'link', href, children };
		}
		case 'inlineMath':
			return maths(node.value, false);
		case 'break':
			return { kind: 'break' };
		default:
			return { kind: 'text', text: wordsOf(node) };
	}
}

/** The address that a link may lead to; null for every other. */
export function addressOf(url: string): string | null {
	try {
		const { protocol, href } = new URL(url);
		return protocol === 'http:' || protocol === 'https:' ? href : null;
	} catch {
		return null;
	}
}

/** All that is written in a node, as words. */
function wordsOf(node: object, depth = 0): string {
	if ('value' in node && typeof node.value === 'string') return node.value;
	if ('alt' in node && typeof node.alt === 'string') return node.alt;
	if (!('children' in node) || !Array.isArray(node.children) || depth > 100) return '';
	return node.children.map((child: object) => wordsOf(child, depth + 1)).join(' ');
}

function maths(tex: string, display: boolean): Maths {
	try {
		return { kind: 'maths', tex, html: tex.length > LONGEST_TEX ? null : renderTex(tex, { display }) };
	} catch {
		return { kind: 'maths', tex, html: null };
	}
}
