/** Weights that a network begins with are read once, however many ask for them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadBase, wantsBase } from '$src/experiments/base';

test('two who ask at once wait for one file; where it cannot be read both hear it, and it is read again when asked for', async () => {
	let reads = 0;
	const lost = (): Promise<Uint8Array> => {
		reads += 1;
		return Promise.reject(new Error('no network'));
	};
	const both = await Promise.allSettled([loadBase('mlp-rotated', lost), loadBase('mlp-unseen', lost)]);
	expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect([reads, wantsBase('mlp-rotated')]).toEqual([1, true]);
	const found = (name: string): Promise<Uint8Array> => {
		reads += 1;
		return readFile(join('static/models', name));
	};
	await Promise.all([loadBase('mlp-rotated', found), loadBase('mlp-unseen', found)]);
	await loadBase('mlp-inverted', found);
	expect([reads, wantsBase('mlp-rotated')]).toEqual([2, false]);
});
