/**
 * The headless twin: bundles src/cli when its sources are newer than the bundle, and runs it. Stdout belongs to
 * the command's one JSON document; whatever else there is to say goes to stderr.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackages, newest, root } from './install.mjs';
import { vulkanEnvironment } from './vulkan.mjs';

installPackages();
// Inside node_modules, where the bundle finds the package webgpu.
const bundle = join(root, 'node_modules', '.cache', 'rankscope', 'cli.mjs');

if (!existsSync(bundle) || statSync(bundle).mtimeMs < newest(['src', 'scripts', 'package-lock.json'])) {
	const { build } = await import('rolldown');
	await build({
		input: join(root, 'src/cli/main.ts'),
		platform: 'node',
		external: ['webgpu'],
		resolve: { alias: { $src: join(root, 'src') } },
		// The project's extends one that exists only once the site has been built.
		tsconfig: false,
		logLevel: 'warn',
		output: { file: bundle, format: 'esm', codeSplitting: false, sourcemap: false }
	});
}

// In this very process: whoever ends it ends all of it. Dawn looks for its driver when it is loaded, later than this.
Object.assign(process.env, vulkanEnvironment());
await import(pathToFileURL(bundle).href);
