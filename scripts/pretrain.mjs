/**
 * Makes the weights that the small networks begin with: static/models/*.safetensors. The recipe is
 * src/experiments/pretrain.ts; a file says of which sources it is, by their digest. Usage: node scripts/pretrain.mjs [NAME …]
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, bundleAt } from './bundle.mjs';
import { root } from './install.mjs';

const SOURCES = {
	mlp: ['digits', 'digitTasks', 'mlp'],
	cnn: ['digits', 'digitTasks', 'cnn', 'mlp'],
	transformer: ['grammar', 'transformer']
};

const script = bundleAt('rankscope/pretrain');
await bundle('src/experiments/pretrained.ts', script);
const { pretrainedFile } = await import(pathToFileURL(script).href);
const folder = join(root, 'static', 'models');
await mkdir(folder, { recursive: true });
const names = process.argv.slice(2);
for (const [name, models] of Object.entries(SOURCES)) {
	if (names.length > 0 && !names.includes(name)) continue;
	const hash = createHash('sha256');
	const sources = [
		'src/experiments/pretrain.ts',
		...['network', ...models].map((model) => `src/models/${model}.ts`)
	];
	for (const source of sources) hash.update(await readFile(join(root, source)));
	const { bytes, said } = await pretrainedFile(name, hash.digest('hex'));
	await writeFile(join(folder, `${name}.safetensors`), bytes);
	process.stdout.write(`${name}: ${bytes.length} bytes, ${JSON.stringify(said)}\n`);
}
