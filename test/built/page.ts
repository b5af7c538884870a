/** A page as it was built, read in Node: what a reader without scripts gets, and what hydration begins with. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { order } from '$lessons/order';

export const languages = ['en', 'ko'] as const;

/** Every page of the site but the front door, which is the English home page. */
export const addresses = languages.flatMap((language) =>
	['', ...order.map((lesson) => `${lesson}/`), 'article/', 'inspect/', 'glossary/', 'plan/', 'progress/'].map(
		(path) => `/${language}/${path}`
	)
);

const pages = new Map<string, Document>();

/** @throws Error where the site has not been built */
export function pageAt(address: string): Document {
	const known = pages.get(address);
	if (known) return known;
	const file = join('build', address, 'index.html');
	if (!existsSync(file))
		throw new Error(`reading the built site: expected ${file}, got nothing; run npm run build`);
	const { document } = parseHTML(readFileSync(file, 'utf8'));
	pages.set(address, document);
	return document;
}

export const allOf = (within: ParentNode, selector: string): Element[] => [
	...within.querySelectorAll(selector)
];
