/** Lint rules, and the architecture as rules: imports go down only, and each library has one fence. */
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** From the top down: a layer may import itself and what stands below it. A row is several layers that do not know each other. */
const layers = [
	['lessons', 'src/routes', 'src/cli'],
	['src/lesson'],
	['src/components'],
	['src/experiments'],
	['src/receipt'],
	['src/adapters', 'src/compute', 'src/interop'],
	['src/algebra'],
	['src/math']
];

/** lessons/order.ts is read by the layers below lessons: it is data, and names no lesson's content. */
const shared = ['$lessons/order'];
/** @param {string} folder */
const alias = (folder) => folder.replace(/^src\//, '$src/').replace(/^lessons$/, '$lessons');
/** @param {string} folder */
const pattern = (folder) => `${alias(folder)}/*`;

/** Package → the one place that may import it. */
const fences = {
	katex: ['src/components/tex/katex.js'],
	'@observablehq/plot': ['src/components/chart/plot.ts'],
	'ml-matrix': ['src/math/svd.ts'],
	mathjs: ['src/components/expression/mathjs.ts'],
	webgpu: ['src/compute/webgpu/node.ts']
};

const noSvelteBelow = [
	'src/experiments',
	'src/receipt',
	'src/adapters',
	'src/compute',
	'src/interop',
	'src/algebra',
	'src/math',
	'src/cli'
];

/** One rule object per folder: what it may not import, and why. */
const layerRules = layers.flatMap((row, depth) =>
	row.map((folder) => {
		const above = layers.slice(0, depth).flat();
		const beside = row.filter((other) => other !== folder);
		const patterns = [
			{
				group: [...above, ...beside].map(pattern).concat(shared.map((path) => `!${path}`)),
				message: 'Imports go down only (ARCHITECTURE.md): this layer stands below or beside that one.'
			},
			{
				group: ['../../*/**', '../../../**'],
				message: 'Leave a folder through an alias ($src, $lessons), so that the layer is visible.'
			}
		];
		if (noSvelteBelow.includes(folder)) {
			patterns.push({
				group: ['svelte', 'svelte/*', '$app/*', '$src/i18n', '$src/i18n/*'],
				message: 'No Svelte and no interface text below components.'
			});
		}
		return { folder, patterns: patterns.filter(({ group }) => group.length > 0) };
	})
);

/** @param {string} folder */
const fencePaths = (folder) =>
	Object.entries(fences)
		.filter(([, places]) => !places.some((place) => place.startsWith(`${folder}/`)))
		.map(([name, places]) => ({ name, message: `Only ${places.join(', ')} may import ${name}.` }));

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'node_modules/', 'test/fixtures/'] },
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			// Addresses come from functions that call resolve(); the rule sees only direct calls.
			'svelte/no-navigation-without-resolve': 'off',
			// State here is replaced as a whole ($state.raw), never changed in place.
			'svelte/prefer-svelte-reactivity': 'off',
			'no-console': 'error',
			eqeqeq: 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }
			]
		}
	},
	{
		files: ['src/**/*.ts', 'lessons/**/*.ts', 'test/**/*.ts'],
		ignores: ['src/service-worker.ts'],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			],
			'@typescript-eslint/no-explicit-any': 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } }
	},
	{
		// What is shown by {@html} there is KaTeX's own output (src/components/tex/katex.js).
		files: ['src/components/tex/DisplayMath.svelte'],
		rules: { 'svelte/no-at-html-tags': 'off' }
	},
	{
		// Plot makes its own DOM; the fence hands it one element and takes nothing back.
		files: ['src/components/chart/Chart.svelte'],
		rules: { 'svelte/no-dom-manipulating': 'off' }
	},
	{ files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
	...layerRules.map(({ folder, patterns }) => ({
		files: [`${folder}/**/*.{ts,js,svelte}`],
		// Plain JavaScript that Vite's own settings load: no aliases there.
		ignores: ['src/lesson/preprocess/**'],
		/** @type {import('eslint').Linter.RulesRecord} */
		rules: { 'no-restricted-imports': ['error', { paths: fencePaths(folder), patterns }] }
	})),
	// The fences themselves.
	{ files: Object.values(fences).flat(), rules: { 'no-restricted-imports': 'off' } },
	{
		files: ['src/**/*.{ts,svelte}', 'lessons/**/*.{ts,svelte}'],
		ignores: ['src/compute/webgpu/**'],
		rules: {
			'no-restricted-globals': [
				'error',
				{ name: 'GPUDevice', message: 'Only src/compute/webgpu handles a device.' }
			],
			'no-restricted-syntax': [
				'error',
				{
					selector: "TSTypeReference > Identifier[name='GPUDevice']",
					message: 'Only src/compute/webgpu handles a device.'
				},
				{ selector: "Identifier[name='eval']", message: 'No eval: the CSP forbids it.' },
				{ selector: "NewExpression[callee.name='Function']", message: 'No new Function: the CSP forbids it.' }
			]
		}
	}
);
