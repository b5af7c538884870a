/**
 * A run that was trained as a folder that PEFT loads: its factors under PEFT's names, the settings that give the same s,
 * and the folder read back as any other adapter. Names and shapes come from the methods' schemas; an embedding is kept as
 * PEFT keeps one, transposed and under names of its own (PEFT 0.21, tuners/lora/layer.py, Embedding). What DoRA changes
 * depends on the frozen weights, which PEFT's two files do not hold: they lie beside them, as a base model's.
 */
import type { Adapter } from '$src/adapters/adapter';
import { methods } from '$src/adapters/index';
import { savedType, type Method } from '$src/adapters/method';
import { frozenValues, initialValues } from '$src/adapters/values';
import { evaluate, type Environment } from '$src/algebra/evaluate';
import type { AdapterModule } from '$src/files/adapter';
import { baseWeights, mergedDora } from '$src/files/dora';
import { openAdapter } from '$src/files/open';
import { CONFIG, WEIGHTS } from '$src/files/saved';
import { bytesSource } from '$src/files/source';
import { safetensorsFile } from '$src/files/writeSafetensors';
import { difference, scaled, sum, transposed } from '$src/math/dense';
import { denseOf } from '$src/math/made';
import { frobeniusNorm, scalar, tensor, type Tensor } from '$src/math/tensor';
import { own } from '$src/own';
import type { Run } from '$src/receipt/run';
import { compose } from './compose';

/** A trained module: its adapter, and the numbers of its leaves. */
export interface TrainedModule {
	readonly name: string;
	readonly adapter: Adapter;
	readonly environment: Environment;
	/** Are its rows looked up by a word, and not multiplied with? */
	readonly isEmbedding: boolean;
}

/** In a folder whose ΔW depends on the weights beneath it. */
export const BASE = 'base.safetensors';

/**
 * @param factors trained ones, as a snapshot has them
 * @throws RangeError where the weights of a network that the method needs are not here (`loadBase`)
 */
export function trainedModules(
	run: Run,
	factors: Readonly<Record<string, Float32Array>>
): readonly TrainedModule[] {
	return compose(run).parts.map(({ module, adapter }) => {
		const environment = new Map<string, Tensor>([[adapter.s.name, scalar(adapter.scale)]]);
		for (const { name, shape } of adapter.leaves)
			environment.set(name, tensor(shape, own(factors, name) ?? new Float32Array()));
		// As they were trained on, in float32.
		if (adapter.frozen.length > 0)
			for (const [name, value] of frozenValues(
				adapter,
				initialValues(adapter, run.seed, run.init, module.w0)
			))
				environment.set(name, value);
		return { name: module.name, adapter, environment, isEmbedding: module.isEmbedding === true };
	});
}

/** Methods that PEFT saves as factors. */
export const savable: readonly string[] = Object.values(methods as Readonly<Record<string, Method>>)
	.filter((one) => savedType(one) !== undefined)
	.map((one) => one.name);

/** Why PEFT's format cannot hold what was trained, or null. */
export function whyNotSaved(run: Run, modules: readonly TrainedModule[]): string | null {
	const method: Method = methods[run.method];
	const peftType = savedType(method);
	if (peftType === undefined)
		return `expected a method that PEFT saves as factors, got ${method.title}; try ${savable.join(', ')}`;
	const reason = modules.map((module) => whyNotModule(module, peftType)).find((one) => one !== null);
	return reason === undefined
		? null
		: `expected a run that PEFT can hold, got ${reason ?? ''}; change the run`;
}

function whyNotModule({ name, adapter, isEmbedding }: TrainedModule, peftType: string): string | null {
	if (isEmbedding && peftType !== 'LORA') return `${name}: PEFT has LoRA alone on an embedding`;
	if (isEmbedding && adapter.frozen.length > 0)
		return `${name}: PEFT's ${adapter.method.title} has a length for each column of an embedding, and this one for each word`;
	const nameless = adapter.factors.find(({ peftName, isFrozen }) => peftName === null && isFrozen !== true);
	if (nameless) return `${name}: PEFT's file has no tensor for ${nameless.name}`;
	const ranks = new Set(
		adapter.factors
			.filter(({ peftName }) => /^hada_w\d_b$/.test(peftName ?? ''))
			.map(({ shape }) => shape.join())
	);
	return ranks.size > 1 ? `${name}: PEFT ties r1 and r2 of LoHa` : null;
}

/** The settings that give PEFT the same s and the same shapes. */
function configOf(run: Run, peftType: string, modules: readonly TrainedModule[]): object {
	const isLora = peftType === 'LORA';
	return {
		// Here 0 stands for α = r; there it is a scale of zero.
		...(methods[run.method] as Method).writtenAs?.settings,
		[isLora ? 'lora_alpha' : 'alpha']: run.alpha === 0 ? run.rank : run.alpha,
		...(isLora ? { bias: 'none', fan_in_fan_out: false, lora_dropout: 0, use_rslora: run.rslora } : {}),
		...(peftType === 'LOKR' ? { decompose_both: run.decomposeBoth, decompose_factor: run.factor } : {}),
		base_model_name_or_path: null,
		inference_mode: true,
		peft_type: peftType,
		r: run.rank,
		target_modules: modules.map(({ name }) => name)
	};
}

/** ΔW of an embedding is (B·A)ᵀ in PEFT, where A has a column a word: our Bᵀ; and its B is our Aᵀ. */
const ofEmbedding: Readonly<Record<string, string>> = {
	'lora_B.weight': 'lora_embedding_A',
	'lora_A.weight': 'lora_embedding_B'
};

function tensorsOf({
	name,
	adapter,
	environment,
	isEmbedding
}: TrainedModule): readonly (readonly [string, Tensor])[] {
	return adapter.factors.flatMap(({ peftName, peftTransposed }, i) => {
		const value = environment.get(adapter.leaves[i]?.name ?? '');
		if (peftName === null || !value) return [];
		const key = isEmbedding ? (own(ofEmbedding, peftName) ?? peftName) : peftName;
		const isTransposed = isEmbedding || peftTransposed === true;
		return [[`base_model.model.${name}.${key}`, isTransposed ? transposed(value) : value] as const];
	});
}

/** The frozen weights of modules whose ΔW depends on them, as a base model has them; none for most methods. */
function baseOf(modules: readonly TrainedModule[]): Map<string, Tensor> {
	return new Map(
		modules.flatMap(({ name, adapter, environment }) =>
			adapter.frozen.flatMap(({ leaf }) => {
				const value = environment.get(leaf.name);
				return value ? [[`${name}.weight`, value] as const] : [];
			})
		)
	);
}

/**
 * The largest ‖ΔW − ΔW′‖ of what the written files give, read as any other adapter, by ‖ΔW‖, or by ‖W₀ + ΔW‖ where ΔW is
 * a difference of that and W₀.
 */
async function readBack(
	files: ReadonlyMap<string, Uint8Array>,
	modules: readonly TrainedModule[]
): Promise<number> {
	const source = (name: string) => bytesSource(files.get(name) ?? new Uint8Array(), name);
	const found = { name: WEIGHTS, step: null, weights: source(WEIGHTS), config: source(CONFIG) };
	const { adapter } = await openAdapter(found);
	const base = files.has(BASE) ? await baseWeights(new Map([[BASE, source(BASE)]])) : null;
	const readDelta = async (module: AdapterModule): Promise<Tensor> => {
		const weight = base?.(module);
		if (weight) {
			const merged = await mergedDora(module, weight);
			if (merged) return merged.delta;
		}
		const { scale, made } = await module.load();
		return scaled(scale, denseOf(made));
	};
	let worst = 0;
	for (const { name, adapter: made, environment } of modules) {
		const module = adapter.modules.find((one) => one.name === name);
		if (!module) throw new Error(`export: expected ${name} in the file that was written, got nothing`);
		const meant = evaluate(made.delta, environment);
		const got = await readDelta(module);
		const [frozen] = made.frozen;
		const beneath = frozen && environment.get(frozen.leaf.name);
		const norm = frobeniusNorm(beneath ? sum(beneath, meant) : meant);
		const error = frobeniusNorm(difference(meant, { ...got, shape: meant.shape }));
		worst = Math.max(worst, norm > 0 ? error / norm : error);
	}
	return worst;
}
export interface PeftFolder {
	/** The two files, by name; and W₀ of a method that needs it, as `base.safetensors`. */
	readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
	/** Of ΔW read back, relative (of W₀ + ΔW, where ΔW is a difference of that and W₀); 0 or float64's rounding. */
	readonly error: number;
}

/**
 * @throws RangeError where PEFT's format cannot hold it (`whyNotSaved`)
 * @throws Error where what is read back is not what was trained, which is a mistake of ours
 */
export async function peftFolder(run: Run, modules: readonly TrainedModule[]): Promise<PeftFolder> {
	const reason = whyNotSaved(run, modules);
	const peftType = savedType(methods[run.method]);
	if (reason !== null || peftType === undefined) throw new RangeError(`export: ${reason ?? ''}`);
	const files = new Map([
		[CONFIG, new TextEncoder().encode(`${JSON.stringify(configOf(run, peftType, modules), null, 2)}\n`)],
		[WEIGHTS, safetensorsFile(new Map(modules.flatMap(tensorsOf)))]
	]);
	const base = baseOf(modules);
	if (base.size > 0) files.set(BASE, safetensorsFile(base));
	const error = await readBack(files, modules);
	// float32 factors are saved as they are: what is read back is the same to float64's rounding.
	if (!(error <= 1e-9))
		throw new Error(`export: expected the folder to read back as what was trained, got an error of ${error}`);
	return { files, error };
}
