/** TypeScript of src/ as one file that Node runs, kept inside node_modules, where it finds the package webgpu. */
import { join } from 'node:path';
import { root } from './install.mjs';

/**
 * Where a bundle is kept.
 * @param {string} name such as 'rankscope/cli'
 */
export const bundleAt = (name) => join(root, 'node_modules', '.cache', `${name}.mjs`);

/**
 * @param {string} source from the root of the project
 * @param {string} file as bundleAt says
 */
export async function bundle(source, file) {
	// Asked for only now: whoever calls may have installed the packages a moment ago.
	const { build } = await import('rolldown');
	await build({
		input: join(root, source),
		platform: 'node',
		external: ['webgpu'],
		resolve: { alias: { $src: join(root, 'src') } },
		// The project's extends one that exists only once the site has been built.
		tsconfig: false,
		logLevel: 'warn',
		output: { file, format: 'esm', codeSplitting: false, sourcemap: false }
	});
}
