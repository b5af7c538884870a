/**
 * The architecture as one lint rule: imports go down only, each library has one fence, no Svelte below the
 * components. An import is judged by the file that it leads to, however it is written: static, dynamic,
 * `export from`, a type, through an alias or through dots. ARCHITECTURE.md has the picture.
 */
import { dirname, relative, resolve, sep } from 'node:path';

/** From the top down: a folder may import itself and what stands in a lower row. A row is several that do not know each other. */
const rows = [
	['lessons', 'src/routes', 'src/cli'],
	['src/article', 'src/home', 'src/inspect', 'src/digits', 'src/plan/page', 'src/lab/page'],
	['src/present', 'src/report', 'src/federated'],
	['src/lesson', 'src/markdown'],
	['src/progress', 'src/runs'],
	['src/components'],
	['src/lab'],
	['src/experiments'],
	['src/receipt', 'src/exercises', 'src/plan/budget'],
	['src/adapters', 'src/models', 'src/compute', 'src/files', 'src/plan/families'],
	['src/formula'],
	['src/algebra'],
	['src/math', 'src/schema'],
	['src/wasm']
];

/** Read from below although they lie above: the list of lessons and that of terms are data, and name no lesson's content. */
const open = ['lessons/order', 'lessons/terms.json'];

/** Package → the only place that may import its code. */
const fences = new Map([
	['katex', 'src/components/tex/katex.js'],
	['@observablehq/plot', 'src/components/chart/plot.ts'],
	// The independent peer of our own SVD.
	['ml-matrix', 'test/unit/svd.test.ts'],
	['mathjs', 'src/formula/mathjs.ts'],
	['@observablehq/runtime', 'src/lab/runtime.ts'],
	['lean-qr', 'src/components/qr/modules.ts'],
	['webgpu', 'src/compute/webgpu/node.ts'],
	['$app/paths', 'src/lesson/address.ts']
]);

const components = rows.findIndex((row) => row.includes('src/components'));
const withoutSvelte = [...rows.slice(components + 1).flat(), 'src/cli'];
const interfaceOnly = /^(svelte(\/|$)|@sveltejs\/|\$app\/|src\/i18n(\/|$)|.*\.svelte(\.ts)?$)/;

/** @param {string} path @param {string} folder */
const within = (path, folder) => path === folder || path.startsWith(`${folder}/`);
/** @param {string} path */
const layerOf = (path) => rows.flat().find((folder) => within(path, folder));
/** @param {string} folder */
const depthOf = (folder) => rows.findIndex((row) => row.includes(folder));

/**
 * What an import names: a path from the project's folder, or a package as it is written.
 * @param {string} source @param {string} file absolute @param {string} root absolute
 */
function destination(source, file, root) {
	if (source.startsWith('.'))
		return relative(root, resolve(dirname(file), source))
			.split(sep)
			.join('/');
	return source.replace(/^\$src(?=\/|$)/, 'src').replace(/^\$lessons(?=\/|$)/, 'lessons');
}

/**
 * Why a file may not import that, or null.
 * @param {string} from path of the file, from the project's folder @param {string} to as of destination()
 */
function objection(from, to) {
	for (const [name, place] of fences) {
		if (within(to, name) && !to.endsWith('.css') && from !== place)
			return `Only ${place} may import ${name}.`;
	}
	const here = layerOf(from);
	if (here && withoutSvelte.includes(here) && interfaceOnly.test(to))
		return 'No Svelte and no interface text below components.';
	const there = layerOf(to);
	if (!here || !there || here === there || open.includes(to)) return null;
	return depthOf(there) > depthOf(here)
		? null
		: `Imports go down only (ARCHITECTURE.md): ${there} stands above or beside ${here}.`;
}

/** @type {import('eslint').Rule.RuleModule} */
const imports = {
	meta: { type: 'problem', schema: [], docs: { description: 'imports go down only, through the fences' } },
	create(context) {
		/** @param {any} node one that has a source */
		const check = (node) => {
			const source = node.source?.value ?? node.source?.literal?.value ?? node.argument?.literal?.value;
			if (typeof source !== 'string') return;
			const from = relative(context.cwd, context.filename).split(sep).join('/');
			const message = objection(from, destination(source, context.filename, context.cwd));
			if (message) context.report({ node, message });
		};
		return {
			ImportDeclaration: check,
			ExportNamedDeclaration: check,
			ExportAllDeclaration: check,
			ImportExpression: check,
			TSImportType: check
		};
	}
};

export default { rules: { imports } };
