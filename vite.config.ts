import { join } from 'node:path';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { joinedChunks } from './scripts/chunks.mjs';
import { licences } from './scripts/licences.mjs';
import { mathsFonts } from './src/components/tex/fonts.js';

const { site, worker } = licences();

export default defineConfig({
	plugins: [
		mathsFonts(join(import.meta.dirname, 'node_modules/.cache/fonts')),
		sveltekit(),
		site,
		joinedChunks(import.meta.dirname)
	],
	build: { assetsInlineLimit: 0 },
	worker: { format: 'es', plugins: () => [worker] },
	// Workers of lessons, while developing: SvelteKit allows src and node_modules.
	server: { fs: { allow: ['lessons', 'node_modules/.cache/fonts'] } }
});
