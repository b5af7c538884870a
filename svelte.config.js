import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { readFileSync } from 'node:fs';
import { withLabFile } from './scripts/labFile.mjs';
import { ownStyles } from './src/markdown/ownStyles.js';
import { lessonPreprocessor } from './src/markdown/preprocessor.js';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** @type {import('@sveltejs/kit').Config} */
export default {
	extensions: ['.svelte', '.md'],
	preprocess: [lessonPreprocessor(import.meta.dirname), vitePreprocess()],
	compilerOptions: { runes: true },
	kit: {
		adapter: withLabFile(
			ownStyles(adapter({ pages: 'build', assets: 'build', strict: true }), 'build'),
			import.meta.dirname,
			'build'
		),
		alias: { $src: 'src', $lessons: 'lessons' },
		version: { name: version },
		paths: { relative: true },
		prerender: { handleHttpError: 'fail', handleMissingId: 'fail' },
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				// Wasm made at run time is what the CPU backend trains with (docs/adr/0007); it cannot reach the page.
				'script-src': ['self', 'wasm-unsafe-eval'],
				'style-src': ['self'],
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'blob:', 'data:'],
				'font-src': ['self'],
				'worker-src': ['self'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['none']
			}
		}
	}
};
