/** A page as it was built, read in Node: what a reader without scripts gets, and what hydration begins with. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { order } from '$lessons/order';
import { boxesIn } from '$src/components/tex/putOff';

export const languages = ['en', 'ko'] as const;

/** Every page of the site but the front door, which is the English home page. */
export const addresses = languages.flatMap((language) =>
	[
		'',
		...order.map((lesson) => `${lesson}/`),
		'article/',
		'digits/',
		'inspect/',
		'lab/',
		'glossary/',
		'plan/',
		'progress/'
	].map((path) => `/${language}/${path}`)
);

const pages = new Map<string, Document>();

/** The boxes that a page puts off, in the order of its formulas. */
export const boxesPutOff = (page: Document): string[] =>
	boxesIn(page.querySelector('script[data-boxes]')?.textContent ?? '');

/** A page whose formulas have their boxes, as after a reader has seen all of it. @throws Error as openedAt() */
export function pageAt(address: string): Document {
	const known = pages.get(address);
	if (known) return known;
	const page = openedAt(address);
	const boxes = boxesPutOff(page);
	allOf(page, 'math[data-later]').forEach((formula, i) => {
		formula.removeAttribute('data-later');
		formula.outerHTML = `<span class="katex"><span class="katex-mathml">${formula.outerHTML}</span>${boxes[i] ?? ''}</span>`;
	});
	pages.set(address, page);
	return page;
}

/** A page as it opens. @throws Error where the site has not been built */
export function openedAt(address: string): Document {
	const file = join('build', address, 'index.html');
	if (!existsSync(file))
		throw new Error(`reading the built site: expected ${file}, got nothing; run npm run build`);
	return parseHTML(readFileSync(file, 'utf8')).document;
}

export const allOf = (within: ParentNode, selector: string): Element[] => [
	...within.querySelectorAll(selector)
];
