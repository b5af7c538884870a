/**
 * lab-file.html of the built site: the lab as one HTML file that runs from a disk, into which the page puts a notebook.
 * Everything is inline, under a policy that names the hashes of its style and its script and allows nothing else.
 * Browsers refuse workers that are modules there, so each is a classic script, begun from a blob.
 */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { svelte, vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { templateOf } from '../src/lab/page/template.js';

export const LAB_FILE = 'lab-file.html';

const WORKER =
	/new Worker\(\s*new URL\(\s*'([^']+)',\s*import\.meta\.url\s*\),\s*\{\s*type: 'module'\s*\}\s*\)/g;

/** Begins a worker that is known by its name; in a worker too, so each is told of all others. */
const STARTER = `globalThis.startLabWorker=(name)=>{const all=globalThis.labWorkers;const code=["globalThis.labWorkers=",JSON.stringify(all),";globalThis.startLabWorker=",globalThis.startLabWorker.toString(),";",all[name]];const address=URL.createObjectURL(new Blob(code,{type:"text/javascript;charset=utf-8"}));const worker=new Worker(address);setTimeout(()=>URL.revokeObjectURL(address),60000);return worker};`;

/** In a script that stands in HTML nothing may end it. @param {string} code */
const inHtml = (code) => code.replaceAll(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '\\x3c!--');

/** @param {string} text */
const hashOf = (text) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/**
 * @param {string} root the project's folder
 * @param {(name: string) => void} found hears of each worker, by its path from the folder
 * @returns {import('vite').Plugin}
 */
const classicWorkers = (root, found) => ({
	name: 'classic-workers',
	enforce: 'pre',
	transform(code, id) {
		const file = id.split('?')[0] ?? '';
		if (!WORKER.test(code)) return undefined;
		return code.replaceAll(WORKER, (_, path) => {
			const name = relative(root, resolve(dirname(file), path)).replaceAll('\\', '/');
			found(name);
			return `globalThis.startLabWorker(${JSON.stringify(name)})`;
		});
	}
});

/** KaTeX names each font in three forms; one is enough. @returns {import('vite').Plugin} */
const oneFormOfFonts = () => ({
	name: 'one-form-of-fonts',
	enforce: 'pre',
	transform: (code, id) =>
		/katex[^/]*\.css/.test(id)
			? code.replaceAll(/(src:url\([^)]+\.woff2\) format\("woff2"\))[^;}]*/g, '$1')
			: undefined
});

/**
 * One script of all that a file imports, and its styles.
 * @param {string} root @param {string} input path from root @param {(name: string) => void} found
 * @param {import('vite').Plugin[]} plugins
 */
async function bundled(root, input, found, plugins) {
	const built = await build({
		root,
		configFile: false,
		publicDir: false,
		logLevel: 'error',
		plugins: [
			classicWorkers(root, found),
			oneFormOfFonts(),
			svelte({ configFile: false, preprocess: vitePreprocess(), compilerOptions: { runes: true } }),
			...plugins
		],
		resolve: { alias: { $src: join(root, 'src'), $lessons: join(root, 'lessons') } },
		build: {
			write: false,
			emptyOutDir: false,
			assetsInlineLimit: Number.MAX_SAFE_INTEGER,
			cssCodeSplit: false,
			modulePreload: false,
			reportCompressedSize: false,
			rollupOptions: { input: join(root, input), output: { format: 'iife', codeSplitting: false } }
		}
	});
	const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
		'output' in one ? one.output : []
	);
	const script = outputs.flatMap((one) => (one.type === 'chunk' ? [one.code] : []));
	const style = outputs.flatMap((one) =>
		one.type === 'asset' && one.fileName.endsWith('.css') ? [String(one.source)] : []
	);
	if (script.length !== 1)
		throw new Error(`lab file: expected one script of ${input}, got ${script.length}; import it statically`);
	return { script: script.join(''), style: style.join('') };
}

/**
 * @param {string} root @param {import('vite').Plugin[]} [plugins] of the build around it, such as the list of licences
 * @returns {Promise<string>} the template
 */
export async function labFile(root, plugins = []) {
	/** @type {Map<string, string | null>} worker → its script, once it is made */
	const workers = new Map();
	const found = (/** @type {string} */ name) => {
		if (!workers.has(name)) workers.set(name, null);
	};
	const page = await bundled(root, 'src/lab/page/onefile.entry.ts', found, plugins);
	for (;;) {
		const [next] = [...workers].find(([, code]) => code === null) ?? [];
		if (next === undefined) break;
		workers.set(next, (await bundled(root, next, found, plugins)).script);
	}
	const all = JSON.stringify(Object.fromEntries(workers));
	const script = inHtml(`globalThis.labWorkers=${all};${STARTER}${page.script}`);
	const style = page.style.replaceAll(/<\/(?=style)/gi, '<\\/');
	const policy = [
		"default-src 'none'",
		`script-src ${hashOf(script)} 'wasm-unsafe-eval'`,
		`style-src ${hashOf(style)}`,
		"style-src-attr 'unsafe-inline'",
		'font-src data:',
		'img-src data: blob:',
		'worker-src blob:',
		"base-uri 'none'",
		"form-action 'none'"
	].join('; ');
	return templateOf({ policy, style, script });
}

/**
 * @param {import('@sveltejs/kit').Adapter} adapter one that writes pages to `folder` @param {string} root @param {string} folder
 * @returns {import('@sveltejs/kit').Adapter} writes the lab's file there too
 */
export const withLabFile = (adapter, root, folder) => ({
	...adapter,
	adapt: async (builder) => {
		await adapter.adapt(builder);
		await writeFile(join(folder, LAB_FILE), await labFile(root));
	}
});
