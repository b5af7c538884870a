/** loha.as to Wasm: for every size, or for one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const source = readFileSync(join(import.meta.dirname, 'loha.as'), 'utf8');
const integers = ['N', 'D', 'R1', 'R2'];

/**
 * @typedef {object} Options
 * @property {boolean} relaxed fused multiply-add
 * @property {boolean} constants sizes and addresses are constants
 */

/** @param {Record<string, number>} values sizes and addresses by name @param {Options} options @returns {Promise<Uint8Array>} */
export async function buildModule(values, { relaxed, constants }) {
	const declared = Object.entries(values).map(([name, value]) => {
		const type = integers.includes(name) ? 'i32' : 'usize';
		return constants ? `const ${name}: ${type} = ${value};` : `export let ${name}: ${type} = 0;`;
	});
	const text = [
		`const RELAXED = ${relaxed};`,
		...declared,
		constants ? source.replaceAll('//@constants', '@inline') : source
	].join('\n');
	/** @type {Uint8Array | undefined} */
	let bytes;
	const features = ['--enable', 'simd', ...(relaxed ? ['--enable', 'relaxed-simd'] : [])];
	const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory'];
	const { error, stderr } = await asc.main(['loha.ts', '--outFile', 'loha.wasm', ...flags, ...features], {
		readFile: (name) => (name === 'loha.ts' ? text : null),
		writeFile: (name, contents) => {
			if (name === 'loha.wasm' && typeof contents !== 'string') bytes = contents;
		},
		listFiles: () => []
	});
	if (error || !bytes) throw new Error(`asc: ${error?.message ?? 'no module'}\n${stderr.toString()}`);
	return bytes;
}
