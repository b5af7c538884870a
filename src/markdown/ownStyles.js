/**
 * After the build: a page has the styles of all that it shows as it opens, and a lesson's page none of other lessons.
 * SvelteKit links those of every lesson, since one route imports them all; and it misses some whose files are needed on
 * demand elsewhere, too: the page would be drawn without them and laid out anew. What is left stands in the
 * page itself (inside.js).
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withFigureAwaited, withScriptsInside, withStylesInside } from './inside.js';

/** @typedef {Record<string, { css?: string[], imports?: string[] }>} Manifest Vite's, of the client */

/**
 * Style sheets of a module and of all that it imports.
 * @param {Manifest} manifest @param {string} key @param {Set<string>} [seen]
 * @returns {string[]} file names
 */
function stylesOf(manifest, key, seen = new Set()) {
	if (seen.has(key)) return [];
	seen.add(key);
	const { css = [], imports = [] } = manifest[key] ?? {};
	return [...css.map((file) => basename(file)), ...imports.flatMap((k) => stylesOf(manifest, k, seen))];
}

/**
 * @param {string} html @param {string} lesson its id @param {Manifest} manifest
 * @returns {string} the page without links to sheets that only other lessons use
 */
export function withOwnStyles(html, lesson, manifest) {
	const bodies = Object.keys(manifest).filter((key) => /^lessons\/[^/]+\/(lesson\.ts|\w+\.md)$/.test(key));
	const isOwn = (/** @type {string} */ key) => key.startsWith(`lessons/${lesson}/`);
	const keep = new Set(
		Object.keys(manifest)
			.filter((key) => isOwn(key) || /\/(nodes\/\d+|app|start)\.js$/.test(key))
			.flatMap((key) => stylesOf(manifest, key))
	);
	const others = new Set(bodies.filter((key) => !isOwn(key)).flatMap((key) => stylesOf(manifest, key)));
	return html.replaceAll(/[ \t]*<link href="([^"]+\.css)" rel="stylesheet">\n?/g, (link, href) => {
		const file = basename(href);
		return others.has(file) && !keep.has(file) ? '' : link;
	});
}

/** What Svelte marks the elements of a component with. */
const MARK = /svelte-[a-z0-9]+/g;
const LINK = /([ \t]*<link href="[^"]*\/)([^"/]+\.css)(" rel="stylesheet">\n?)/g;

/**
 * @param {string} html @param {ReadonlyMap<string, string>} sheets name → text, of all that there are
 * @returns {string} the page with links to sheets of what it shows
 */
export function withShownStyles(html, sheets) {
	const links = [...html.matchAll(LINK)];
	const linked = new Set(links.map(([, , file = '']) => file));
	const last = links.at(-1);
	if (!last) return html;
	const marks = new Set(
		[...html.matchAll(/\bclass="([^"]*)"/g)].flatMap(([, names = '']) => names.match(MARK) ?? [])
	);
	const hasIn = (/** @type {string} */ mark) => (/** @type {string} */ file) =>
		sheets
			.get(file)
			?.match(MARK)
			?.some((one) => one === mark) === true;
	for (const mark of marks) {
		if ([...linked].some(hasIn(mark))) continue;
		const found = [...sheets.keys()].find(hasIn(mark));
		if (found !== undefined) linked.add(found);
	}
	const [link, before = '', , after = ''] = last;
	const added = [...linked].slice(links.length).map((file) => before + file + after);
	return html.replace(link, () => link + added.join(''));
}

/**
 * @param {import('@sveltejs/kit').Adapter} adapter one that writes pages to `folder`
 * @param {string} folder
 * @returns {import('@sveltejs/kit').Adapter}
 */
export const ownStyles = (adapter, folder) => ({
	...adapter,
	adapt: async (builder) => {
		await adapter.adapt(builder);
		const client = builder.getClientDirectory();
		/** @type {Manifest} */
		const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8'));
		const assets = join(folder, '_app/immutable/assets');
		const sheets = new Map(
			readdirSync(assets)
				.filter((file) => file.endsWith('.css'))
				.sort()
				.map((file) => /** @type {const} */ ([file, readFileSync(join(assets, file), 'utf8')]))
		);
		const scripts = new Map(
			readdirSync(folder)
				.filter((file) => file.endsWith('.js'))
				.map((file) => /** @type {const} */ ([file, readFileSync(join(folder, file), 'utf8')]))
		);
		for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
			if (!path.endsWith('index.html')) continue;
			const [, lesson] = /^\w+[\\/]([a-z-]+)[\\/]index\.html$/.exec(path) ?? [];
			const file = join(folder, path);
			const html = readFileSync(file, 'utf8');
			const own = lesson === undefined ? html : withOwnStyles(html, lesson, manifest);
			const styled = withStylesInside(withShownStyles(own, sheets), sheets);
			writeFileSync(file, withFigureAwaited(withScriptsInside(styled, scripts)));
		}
	}
});
