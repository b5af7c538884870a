/**
 * licences.txt of the built site: whose code and fonts it is made of, and under which terms. A plugin of Vite reads
 * off the module graph what was really bundled, in workers too. A package without a text of its licence stops the build.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

export const NOTICE = 'licences.txt';

/** @typedef {{ name: string, version: string, licence: string, text: string }} Entry */

/** Code that the tools themselves put in. */
const runtimes = new Map([
	['\0vite/', 'vite'],
	['\0rolldown/', 'rolldown']
]);

/**
 * @param {string} id of a module, as the bundler knows it
 * @returns {string | null} the folder of the package that it is from, or null if it is ours
 */
export function packageOf(id) {
	for (const [prefix, name] of runtimes) if (id.startsWith(prefix)) return join(root, 'node_modules', name);
	return /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/.][^\\/]*)[\\/]/.exec(id)?.[1] ?? null;
}

/**
 * @param {string} folder of a package
 * @returns {Entry}
 * @throws {Error} where its licence has no name or no text
 */
export function licenceOf(folder) {
	const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)(\.|-|$)/i.test(file));
	const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8'));
	// Vite lists what its own tools are made of, too; none of that is in the site.
	const text = texts
		.map((t) => t.replace(/\n# Licenses of bundled dependencies[^]*$/, '').trim())
		.join('\n\n');
	if (typeof license !== 'string' || text === '')
		throw new Error(
			`licences: expected the name and the text of a licence in ${folder}, got ${license} in ${files.length} files; ` +
				`leave ${name} out, or put its licence into licences/ and name it in scripts/licences.mjs`
		);
	return { name, version, licence: license, text };
}

/** What has terms of its own and is in no package by itself. @returns {Entry[]} */
export function apart() {
	const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8').trim();
	const { version } = JSON.parse(read('node_modules/katex/package.json'));
	const fonts = { name: 'Fonts of KaTeX', version, licence: 'OFL-1.1' };
	return [
		{
			...fonts,
			text: `${read('licences/KaTeX-fonts.txt')}\n\nEach is served whole, and as a part with fewer characters.`
		},
		{
			...{ name: 'STIX Two Text', version: '', licence: 'OFL-1.1' },
			text: `${read('licences/STIX-Two-Text.txt')}\n\nServed as a part with fewer characters, as Rankscope Text.`
		},
		{
			...{ name: 'Noto Sans KR', version: '', licence: 'OFL-1.1' },
			text: `${read('licences/Noto-Sans-KR.txt')}\n\nServed as a part with fewer characters, as Rankscope Korean.`
		},
		{
			name: 'Pictures of the lesson on low rank',
			version: '',
			licence: 'as below',
			text: read('lessons/low-rank/SOURCES.md')
		}
	];
}

/** @param {readonly Entry[]} entries @returns {string} the file: this project first, then the others by name */
export function notice(entries) {
	const { name, version, license, description } = JSON.parse(
		readFileSync(join(root, 'package.json'), 'utf8')
	);
	const own = { name: `${name[0].toUpperCase()}${name.slice(1)}`, version, licence: license };
	const text = `${description}\n\n${readFileSync(join(root, 'LICENSE'), 'utf8').trim()}`;
	const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
	return [{ ...own, text }, ...sorted]
		.map((e) => `${`${e.name} ${e.version}`.trim()} (${e.licence})\n${'='.repeat(72)}\n\n${e.text}\n`)
		.join('\n\n');
}

/**
 * @returns {{ site: import('vite').Plugin, worker: import('vite').Plugin }} one for the site, which writes the file,
 * and one for each worker, which is a bundle of its own
 */
export function licences() {
	/** @type {Set<string>} */
	const folders = new Set();
	/** @param {Iterable<string>} ids */
	const note = (ids) => {
		for (const id of ids) {
			const folder = packageOf(id);
			if (folder !== null) folders.add(folder);
		}
	};
	/** @param {import('vite').Rolldown.OutputBundle} bundle */
	const modulesOf = (bundle) =>
		Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
	return {
		worker: { name: 'licences-of-worker', generateBundle: (_, bundle) => note(modulesOf(bundle)) },
		site: {
			name: 'licences',
			generateBundle(_, bundle) {
				if (this.environment.config.consumer !== 'client') return;
				note(modulesOf(bundle));
				// Style sheets, and the fonts that they name, are in no chunk.
				note([...this.getModuleIds()].filter((id) => /\.css(\?|$)/.test(id)));
				const source = notice([...[...folders].map(licenceOf), ...apart()]);
				this.emitFile({ type: 'asset', fileName: NOTICE, source });
			}
		}
	};
}
