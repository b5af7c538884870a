/**
 * Lint rules. Which file may import which is one rule of its own: architecture.js. No rule here asks for types, which would
 * take most of the time: those are oxlint's (.oxlintrc.json), and scripts/lookups.mjs.
 */
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import architecture from './architecture.js';
import svelteConfig from './svelte.config.js';

const device = {
	selector: "TSTypeReference > Identifier[name='GPUDevice']",
	message: 'Only src/compute/webgpu handles a device.'
};
const evaluation = [
	{ selector: "Identifier[name='eval']", message: 'No eval: the CSP forbids it.' },
	{ selector: "NewExpression[callee.name='Function']", message: 'No new Function: the CSP forbids it.' }
];
const numberTexts = [
	'MemberExpression[property.name=/^to(Fixed|Precision|Exponential|LocaleString)$/]',
	"MemberExpression[object.name='Intl'][property.name='NumberFormat']"
].map((selector) => ({
	selector,
	message: 'Numbers are written by src/components/numbers, and rounded by src/math/significant.ts.'
}));

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
			// There are none: what it asks the compiler for is a tenth of all linting.
			'svelte/require-store-reactive-access': 'off',
			'no-console': 'error',
			eqeqeq: 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }
			]
		}
	},
	{
		files: ['src/**/*.ts', 'lessons/**/*.ts', 'test/**/*.ts'],
		rules: { '@typescript-eslint/no-explicit-any': 'error' }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } }
	},
	{
		// What is shown by {@html} there is KaTeX's own output (src/components/tex/katex.js), and a component's, rendered by Svelte.
		files: ['src/components/tex/{Display,Inline}Math.svelte', 'src/components/pieces/Piece.svelte'],
		rules: { 'svelte/no-at-html-tags': 'off' }
	},
	{
		// Plot makes its own DOM; the fence hands it one element and takes nothing back.
		files: ['src/components/chart/Chart.svelte'],
		rules: { 'svelte/no-dom-manipulating': 'off' }
	},
	{ files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
	{
		files: ['{src,lessons}/**/*.{ts,js,svelte}'],
		plugins: { architecture },
		rules: { 'architecture/imports': 'error' }
	},
	{
		files: ['src/**/*.{ts,svelte}', 'lessons/**/*.{ts,svelte}'],
		ignores: ['src/compute/webgpu/**'],
		rules: {
			'no-restricted-globals': [
				'error',
				{ name: 'GPUDevice', message: 'Only src/compute/webgpu handles a device.' }
			],
			'no-restricted-syntax': ['error', device, ...evaluation, ...numberTexts]
		}
	},
	{
		files: ['src/compute/webgpu/**'],
		rules: { 'no-restricted-syntax': ['error', ...evaluation, ...numberTexts] }
	},
	{
		files: ['src/components/numbers/**', 'src/math/significant.ts'],
		rules: { 'no-restricted-syntax': ['error', device, ...evaluation] }
	}
);
