/** A trained run as PEFT's two files: another reader gets the same factors from them, and what PEFT cannot hold is refused. */
import { describe, expect, test } from 'vitest';
import { randomValues } from '$src/adapters/values';
import { evaluate } from '$src/algebra/evaluate';
import { compose, onlyPart } from '$src/experiments/compose';
import { readAdapter } from '$src/experiments/peft';
import { BASE, peftFolder, trainedModules, whyNotSaved } from '$src/experiments/peftFolder';
import { CONFIG, WEIGHTS } from '$src/files/saved';
import type { Tensor } from '$src/math/tensor';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';

const base: Run = { ...defaultsOf(runSchema), out: 12, in: 10, rank: 3, alpha: 6, task: 'gaussian' };

/** Numbers of any run's factors, as a result has them. */
function factorsOf(run: Run): Record<string, Float32Array> {
	const { adapter } = onlyPart(compose(run));
	const values = randomValues(adapter, 7, 0.5);
	return Object.fromEntries(
		adapter.leaves.map(({ name }) => [name, Float32Array.from(values.get(name)?.data ?? [])])
	);
}

describe('the folder of', () => {
	test.each<Partial<Run>>([
		{ method: 'lora' },
		{ method: 'lora', rslora: true },
		{ method: 'loha' },
		{ method: 'lokr', rank: 1 },
		{ method: 'lokr', rank: 16 },
		{ method: 'lokr', rank: 1, factor: 2, decomposeBoth: true }
	])('%j gives another reader the ΔW that was trained', async (change) => {
		const run = { ...base, ...change };
		const factors = factorsOf(run);
		const { files, error } = await peftFolder(run, trainedModules(run, factors));
		expect(error).toBeLessThan(1e-9);
		const config = new TextDecoder().decode(files.get(CONFIG));
		const [module, ...more] = await readAdapter(config, files.get(WEIGHTS) ?? new Uint8Array());
		expect(more).toEqual([]);
		const got = module && evaluate(module.adapter.delta, module.environment);
		const { adapter } = onlyPart(compose(run));
		const environment = new Map(
			[...Object.entries(factors)].map(
				([name, data]) =>
					[
						name,
						{
							shape: adapter.leaves.find((one) => one.name === name)?.shape ?? [],
							data: Float64Array.from(data)
						}
					] as const
			)
		);
		environment.set(adapter.s.name, { shape: [], data: Float64Array.of(adapter.scale) });
		const meant = evaluate(adapter.delta, environment);
		expect(got?.shape).toEqual(meant.shape);
		meant.data.forEach((x, i) => expect(got?.data[i]).toBeCloseTo(x, 9));
	});
});

describe('the folder of a DoRA', () => {
	const run: Run = { ...base, method: 'dora', rslora: true };
	const factors = factorsOf(run);
	const written = peftFolder(run, trainedModules(run, factors));

	/** Name → tensor of a safetensors file, by its bytes alone. */
	function tensorsIn(bytes: Uint8Array): Map<string, { shape: number[]; data: Float32Array }> {
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const length = Number(view.getBigUint64(0, true));
		const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<
			string,
			{ shape: number[]; data_offsets: [number, number] }
		>;
		return new Map(
			Object.entries(header)
				.filter(([name]) => name !== '__metadata__')
				.map(
					([
						name,
						{
							shape,
							data_offsets: [from, to]
						}
					]) => [
						name,
						{ shape, data: new Float32Array(bytes.slice(8 + length + from, 8 + length + to).buffer) }
					]
				)
		);
	}

	test('has the tensors of PEFT’s own, one length for each output, and the base weight beside', async () => {
		const { files } = await written;
		const [weights, beneath] = [WEIGHTS, BASE].map((name) => tensorsIn(files.get(name) ?? new Uint8Array()));
		expect([...(weights ?? [])].map(([name, { shape }]) => [name, shape])).toEqual([
			['base_model.model.W.lora_A.weight', [3, 10]],
			['base_model.model.W.lora_B.weight', [12, 3]],
			['base_model.model.W.lora_magnitude_vector', [12]]
		]);
		expect([...(beneath ?? [])].map(([name, { shape }]) => [name, shape])).toEqual([['W.weight', [12, 10]]]);
		const config: unknown = JSON.parse(new TextDecoder().decode(files.get(CONFIG)));
		expect(config).toMatchObject({
			...{ peft_type: 'LORA', use_dora: true, use_rslora: true, lora_alpha: 6, r: 3 },
			target_modules: ['W']
		});
	});

	test('merges by PEFT’s formula, m·(W + s·BA)/‖W + s·BA‖ of each row, into what was trained', async () => {
		const { files, error } = await written;
		expect(error).toBeLessThan(1e-9);
		const read = new Map([
			...tensorsIn(files.get(WEIGHTS) ?? new Uint8Array()),
			...tensorsIn(files.get(BASE) ?? new Uint8Array())
		]);
		const of = (name: string): Float32Array => read.get(name)?.data ?? new Float32Array();
		const [A, B, m, W] = [
			of('base_model.model.W.lora_A.weight'),
			of('base_model.model.W.lora_B.weight'),
			of('base_model.model.W.lora_magnitude_vector'),
			of('W.weight')
		];
		const s = 6 / Math.sqrt(3);
		const [module] = trainedModules(run, factors);
		if (!module) throw new Error('no module');
		const meant = evaluate(module.adapter.delta, module.environment);
		for (let i = 0; i < 12; i++) {
			const row = Array.from({ length: 10 }, (_, j) => {
				let product = 0;
				for (let k = 0; k < 3; k++) product += (B[3 * i + k] ?? NaN) * (A[10 * k + j] ?? NaN);
				return (W[10 * i + j] ?? NaN) + s * product;
			});
			const length = Math.hypot(...row);
			row.forEach((v, j) => {
				const merged = ((m[i] ?? NaN) * v) / length;
				expect(merged - (W[10 * i + j] ?? NaN)).toBeCloseTo(meant.data[10 * i + j] ?? NaN, 9);
			});
		}
	});

	test('is another where a single length is: the check that it was read back can fail', async () => {
		const modules = trainedModules(run, factors);
		const [module] = modules;
		const lengths = module?.environment.get('m');
		if (!lengths) throw new Error('no lengths');
		// Not what float32 holds, so what is written is another number.
		(module?.environment as Map<string, Tensor>).set('m', {
			...lengths,
			data: lengths.data.map((x, i) => (i === 3 ? x * (1 + 1e-7) : x))
		});
		await expect(peftFolder(run, modules)).rejects.toThrow(/read back/);
	});
});

test('a DoRA of an embedding is refused: PEFT has a length for each column there', () => {
	const [module] = trainedModules({ ...base, method: 'dora' }, factorsOf({ ...base, method: 'dora' }));
	if (!module) throw new Error('no module');
	expect(whyNotSaved({ ...base, method: 'dora' }, [{ ...module, isEmbedding: true }])).toMatch(
		/length for each column of an embedding/
	);
});

test.each<Partial<Run>>([{ method: 'full' }, { method: 'loha', rank: 3, rank2: 2 }])(
	'%j is refused in a sentence',
	async (change) => {
		const run = { ...base, ...change };
		const modules = trainedModules(run, factorsOf(run));
		expect(whyNotSaved(run, modules)).toMatch(/^expected .*, got .*; /);
		await expect(peftFolder(run, modules)).rejects.toThrow(RangeError);
	}
);
