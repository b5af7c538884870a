import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

/** KaTeX's CSS names each font as woff2, woff and ttf; every browser with WebGPU reads woff2. */
const onlyWoff2: Plugin = {
	name: 'only-woff2',
	enforce: 'pre',
	transform(code, id) {
		if (!id.includes('katex') || !id.endsWith('.css')) return undefined;
		return code.replaceAll(/,\s*url\([^)]+\.(woff|ttf)\)\s*format\(["'](woff|truetype)["']\)/g, '');
	}
};

export default defineConfig({
	plugins: [onlyWoff2, sveltekit()],
	build: { assetsInlineLimit: 0 },
	worker: { format: 'es' },
	// Workers of lessons, while developing: SvelteKit allows src and node_modules.
	server: { fs: { allow: ['lessons'] } }
});
