/**
 * After the build: a lesson's page links the style sheets of its own lesson only. SvelteKit links those of every
 * lesson, since one route imports them all; each further lesson would make all pages heavier.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

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
		for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
			const [, lesson] = /^\w+[\\/]([a-z-]+)[\\/]index\.html$/.exec(path) ?? [];
			if (lesson === undefined) continue;
			const file = join(folder, path);
			writeFileSync(file, withOwnStyles(readFileSync(file, 'utf8'), lesson, manifest));
		}
	}
});
