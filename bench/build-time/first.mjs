/**
 * Milliseconds until the first step is made, in a process of its own: printed as [cold, warm], where warm is the
 * shortest of nine more.
 *
 *   node first.mjs <bundle of measure.ts> <size> <rank> [module.wasm]
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [bundle = '', size = '', rank = '', wasm] = process.argv.slice(2);
const { programOf, runTime, buildTime } = await import(pathToFileURL(bundle).href);
const sizes = { size: Number(size), rank: Number(rank) };
const program = programOf(sizes);
const bytes = wasm === undefined ? null : readFileSync(wasm);
const times = [];
for (let n = 0; n < 10; n++) {
	const start = performance.now();
	const trainer = await (bytes ? buildTime(program, sizes, bytes) : runTime(program, false));
	trainer.run(0, 1);
	times.push(performance.now() - start);
}
const [cold, ...warm] = times;
console.log(JSON.stringify([cold, Math.min(...warm)]));
