/**
 * The headless twin: bundles src/cli when its sources are newer than the bundle, and runs it. Stdout belongs to
 * the command's one JSON document; whatever else there is to say goes to stderr.
 */
import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bundle, bundleAt } from './bundle.mjs';
import { installPackages, newest } from './install.mjs';
import { vulkanEnvironment } from './vulkan.mjs';

installPackages();
const cli = bundleAt('rankscope/cli');
if (!existsSync(cli) || statSync(cli).mtimeMs < newest(['src', 'scripts', 'package-lock.json']))
	await bundle('src/cli/main.ts', cli);

// In this very process: whoever ends it ends all of it. Dawn looks for its driver when it is loaded, later than this.
Object.assign(process.env, vulkanEnvironment());
await import(pathToFileURL(cli).href);
