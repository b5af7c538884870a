/** The Kronecker product nearest to thin factors: against the SVD of the whole rearrangement, and on what is one already. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openPath } from '$src/cli/disk';
import { findAdapters, openAdapter } from '$src/files/open';
import { difference, scaled } from '$src/math/dense';
import { nearestKron } from '$src/math/kron';
import { denseOf } from '$src/math/made';
import { nearestKronOfThin } from '$src/math/nearestKron';
import { Random } from '$src/math/random';
import { tallOf } from '$src/math/tall';
import { frobeniusNorm } from '$src/math/tensor';
import { thinOf, type Thin } from '$src/math/thin';
import { answerOf } from './terminal';

const drawn = (rows: number, columns: number, rank: number, seed: number): Thin => ({
	p: tallOf(new Random(seed, 'p').normal([rows, rank]).data, rows, rank),
	q: tallOf(new Random(seed, 'q').normal([columns, rank]).data, columns, rank)
});

describe('the nearest Kronecker product of thin factors', () => {
	test.each([
		[288, 320, 3, 12, 16],
		[300, 250, 2, 10, 25],
		[256, 512, 5, 1, 512],
		[300, 260, 5, 1, 2],
		[260, 300, 5, 2, 2],
		[300, 260, 5, 150, 130]
	])('of %d × %d at rank %d is that of the SVD of the whole rearrangement', (rows, columns, rank, a, c) => {
		const thin = drawn(rows, columns, rank, a);
		const whole = nearestKron(denseOf({ kind: 'product', ...thin }), { a, c });
		const found = nearestKronOfThin(thin, { a, c });
		expect(found.error / whole.error).toBeCloseTo(1, 9);
		expect(found.norm).toBeCloseTo(frobeniusNorm(denseOf({ kind: 'product', ...thin })), 8);
		expect(found.a.shape).toEqual([a, c]);
		expect(frobeniusNorm(found.a)).toBeCloseTo(frobeniusNorm(found.b), 6);
	});

	test('of one that is a Kronecker product is itself, to the last bits', () => {
		const [a, b] = [drawn(16, 20, 1, 1), drawn(24, 18, 2, 2)];
		const thin = thinOf({ kind: 'kron', a: { kind: 'product', ...a }, b: { kind: 'product', ...b } });
		const found = nearestKronOfThin(thin, { a: 16, c: 20 });
		expect(found.error / found.norm).toBeLessThan(1e-13);
	});

	// PEFT splits an axis of prime length as 1 × the whole of it.
	test.each([
		[1, 1],
		[257, 257]
	])('of blocks of %d × %d and the rest, one a number, is the matrix itself', (a, c) => {
		const found = nearestKronOfThin(drawn(257, 257, 4, 1), { a, c });
		expect(found.error / found.norm).toBeLessThan(1e-13);
	});

	test('of zero is zero, and a split that does not divide is refused', () => {
		const thin = drawn(300, 300, 1, 1);
		const zero = { p: { ...thin.p, data: new Float64Array(300) }, q: thin.q };
		expect(nearestKronOfThin(zero, { a: 10, c: 10 })).toMatchObject({ error: 0, norm: 0 });
		expect(() => nearestKronOfThin(thin, { a: 7, c: 10 })).toThrow(RangeError);
	});
});

const fixtures = join(import.meta.dirname, '../fixtures');
const folder = mkdtempSync(join(tmpdir(), 'rankscope-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Saved {
	readonly readBack: number;
	readonly modules: readonly { readonly name: string; readonly error: number; readonly parameters: number }[];
}

describe('resize --lokr-factor', () => {
	test.each(['peft/lora', 'peft/loha', 'peft21/lora-conv2d'])(
		'%s as the nearest LoKr: the error is that of the whole rearrangement, and the folder is one of PEFT',
		async (name) => {
			const to = join(folder, name.replace('/', '-'));
			const words = ['resize', join(fixtures, name), '--to', to, '--lokr-factor', '4'];
			const answer = (await answerOf(words)) as unknown as Saved;
			expect(answer.readBack).toBeLessThan(1e-6);
			const [found] = await findAdapters(await openPath(join(fixtures, name)), name);
			const [made] = await findAdapters(await openPath(to), to);
			if (!found || !made) throw new Error('no adapter');
			const before = (await openAdapter(found)).adapter.modules;
			const after = new Map((await openAdapter(made)).adapter.modules.map((one) => [one.name, one]));
			expect(answer.modules.map((one) => one.name)).toEqual(before.map((one) => one.name));
			for (const [i, module] of before.entries()) {
				const read = await after.get(module.name)?.load();
				const { made: own, scale } = await module.load();
				if (read?.made.kind !== 'kron') throw new Error(`no LoKr of ${module.name}`);
				expect(read.scale).toBe(1);
				const W = scaled(scale, denseOf(own));
				const [a = 0, c = 0] = denseOf(read.made.a).shape;
				const best = nearestKron(W, { a, c });
				expect(answer.modules[i]?.error).toBeCloseTo(best.error / frobeniusNorm(W), 9);
				const off = frobeniusNorm(difference(W, denseOf(read.made)));
				expect(off / frobeniusNorm(W)).toBeCloseTo(best.error / frobeniusNorm(W), 5);
			}
			const config = JSON.parse(readFileSync(join(to, 'adapter_config.json'), 'utf8')) as Record<
				string,
				number
			>;
			expect([config['peft_type'], config['r'], config['decompose_factor']]).toEqual([
				'LOKR',
				config['alpha'],
				4
			]);
		}
	);

	test('of a LoKr of that split is itself', async () => {
		const to = join(folder, 'same');
		const { modules } = (await answerOf([
			'resize',
			join(fixtures, 'peft/lokr-full'),
			'--to',
			to,
			'--lokr-factor',
			'-1'
		])) as unknown as Saved;
		for (const { error } of modules) expect(error).toBeLessThan(1e-6);
	});
});
