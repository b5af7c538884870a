import type { Adapter } from '$src/adapters/adapter';
import { methods } from '$src/adapters/index';
import type { Method } from '$src/adapters/method';
import { evaluate, type Environment } from '$src/algebra/evaluate';
import { compose } from '$src/experiments/compose';
import { openAdapter } from '$src/files/open';
import { CONFIG, WEIGHTS } from '$src/files/saved';
import { bytesSource } from '$src/files/source';
import { safetensorsFile } from '$src/files/writeSafetensors';
import { difference, scaled, transposed } from '$src/math/dense';
import { denseOf } from '$src/math/made';
import { frobeniusNorm, scalar, tensor, type Tensor } from '$src/math/tensor';
import { parseReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import { command, UsageError, type Io } from '../command';
import { own } from '$src/own';
import { folderField } from './adapters';
import { trainAndReport } from './train';

/** A trained module: its adapter, and the numbers of its leaves. */
interface Trained {
	readonly name: string;
	readonly adapter: Adapter;
	readonly environment: Environment;
}

/** The settings that give PEFT the same s and the same shapes. */
function configOf(run: Run, peftType: string, modules: readonly Trained[]): object {
	const isLora = peftType === 'LORA';
	return {
		[isLora ? 'lora_alpha' : 'alpha']: run.alpha,
		...(isLora ? { bias: 'none', fan_in_fan_out: false, lora_dropout: 0, use_rslora: run.rslora } : {}),
		...(peftType === 'LOKR' ? { decompose_both: run.decomposeBoth, decompose_factor: run.factor } : {}),
		base_model_name_or_path: null,
		inference_mode: true,
		peft_type: peftType,
		r: run.rank,
		target_modules: modules.map(({ name }) => name)
	};
}

/** Why PEFT's format cannot hold what was trained, or null. */
function whyNotSaved({ name, adapter }: Trained): string | null {
	const nameless = adapter.factors.find(({ peftName, isFrozen }) => peftName === null && isFrozen !== true);
	if (nameless) return `${name}: PEFT's file has no tensor for ${nameless.name}`;
	const ranks = new Set(
		adapter.factors
			.filter(({ peftName }) => /^hada_w\d_b$/.test(peftName ?? ''))
			.map(({ shape }) => shape.join())
	);
	return ranks.size > 1 ? `${name}: PEFT ties r1 and r2 of LoHa` : null;
}

function tensorsOf({ name, adapter, environment }: Trained): readonly (readonly [string, Tensor])[] {
	return adapter.factors.flatMap(({ peftName, peftTransposed }, i) => {
		const value = environment.get(adapter.leaves[i]?.name ?? '');
		if (peftName === null || !value) return [];
		return [[`base_model.model.${name}.${peftName}`, peftTransposed ? transposed(value) : value] as const];
	});
}

/** The largest ‖ΔW − ΔW′‖/‖ΔW‖ of what the written files give, read as any other adapter. */
async function readBack(
	files: ReadonlyMap<string, Uint8Array>,
	modules: readonly Trained[]
): Promise<number> {
	const source = (name: string) => bytesSource(files.get(name) ?? new Uint8Array(), name);
	const found = { name: WEIGHTS, step: null, weights: source(WEIGHTS), config: source(CONFIG) };
	const { adapter } = await openAdapter(found);
	let worst = 0;
	for (const { name, adapter: made, environment } of modules) {
		const module = adapter.modules.find((one) => one.name === name);
		if (!module) throw new Error(`export: expected ${name} in the file that was written, got nothing`);
		const read = await module.load();
		const meant = evaluate(made.delta, environment);
		const got = scaled(read.scale, denseOf(read.made));
		const norm = frobeniusNorm(meant);
		const error = frobeniusNorm(difference(meant, { ...got, shape: meant.shape }));
		worst = Math.max(worst, norm > 0 ? error / norm : error);
	}
	return worst;
}

async function trained(run: Run, digest: string | null, io: Io): Promise<readonly Trained[]> {
	const { result } = await trainAndReport(run, io);
	if (digest !== null && parseReceipt(result.receipt).digest !== digest)
		io.say('the run ended with other bits than the receipt says: another backend or version trained it');
	return compose(run).parts.map(({ module, adapter }) => {
		const environment = new Map<string, Tensor>([[adapter.s.name, scalar(adapter.scale)]]);
		for (const { name, shape } of adapter.leaves)
			environment.set(name, tensor(shape, own(result.factors, name) ?? new Float32Array()));
		return { name: module.name, adapter, environment };
	});
}

/** A run of the lessons, trained again and saved as PEFT saves it. */
export const exportRun = command({
	name: 'export',
	about:
		'trains the run of a receipt and saves its adapter as a folder that PEFT loads, read back and compared',
	schema: { to: folderField },
	required: ['to'],
	positional: { name: 'RECEIPT', about: 'the receipt of a run: a query, or an address that holds one' },
	example:
		'export "method=lora&out=32&in=32&rank=4&task=identity&steps=200&seed=5&backend=cpu" --to my-adapter',
	run: async ({ to }, written, io) => {
		const { run, digest, problems } = parseReceipt(written);
		const [first] = problems;
		if (first)
			throw new UsageError(
				`export ${first.field}: expected ${first.expected}, got ${first.got === '' ? 'nothing' : first.got}; check that the receipt is whole`
			);
		const { peftType, title }: Method = methods[run.method];
		const savable = Object.values(methods as Readonly<Record<string, Method>>)
			.filter((one) => one.peftType !== undefined)
			.map((one) => one.name);
		if (peftType === undefined)
			throw new UsageError(
				`export: expected a method that PEFT saves as factors, got ${title}; try ${savable.join(', ')}`
			);
		const modules = await trained(run, digest, io);
		const reason = modules.map(whyNotSaved).find((one) => one !== null);
		if (reason)
			throw new UsageError(`export: expected a run that PEFT can hold, got ${reason}; change the run`);
		const files = new Map([
			[CONFIG, new TextEncoder().encode(`${JSON.stringify(configOf(run, peftType, modules), null, 2)}\n`)],
			[WEIGHTS, safetensorsFile(new Map(modules.flatMap(tensorsOf)))]
		]);
		const error = await readBack(files, modules);
		// float32 factors are saved as they are: what is read back is the same to float64's rounding.
		const isSame = error <= 1e-9;
		if (!isSame)
			throw new Error(
				`export: expected the folder to read back as what was trained, got an error of ${error}`
			);
		await io.write(to, files);
		return { to, files: [...files.keys()], readBack: { error, same: isSame }, receipt: written };
	}
});
