import { join } from 'node:path';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { mathsFonts } from './src/components/tex/fonts.js';

export default defineConfig({
	plugins: [mathsFonts(join(import.meta.dirname, 'node_modules/.cache/fonts')), sveltekit()],
	build: { assetsInlineLimit: 0 },
	worker: { format: 'es' },
	// Workers of lessons, while developing: SvelteKit allows src and node_modules.
	server: { fs: { allow: ['lessons', 'node_modules/.cache/fonts'] } }
});
