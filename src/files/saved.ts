/**
 * An adapter as a folder that PEFT loads: LoRA with a rank and α of each module, so that s is 1 everywhere. Keys, order and
 * kinds of number as PEFT 0.21 writes them (utils/save_and_load.py). What was written is read back and compared.
 */
import { distanceOfThin, type Thin } from '$src/math/thin';
import { tensorOf } from '$src/math/tall';
import type { Tensor } from '$src/math/tensor';
import { thinModule } from './compared';
import { openAdapter } from './open';
import { bytesSource } from './source';
import { safetensorsFile } from './writeSafetensors';

export interface ThinModule {
	readonly name: string;
	readonly thin: Thin;
	/** Of ΔW where it is a convolution: [out, in, k…]; a matrix where nothing is said. */
	readonly shape?: readonly number[];
	readonly on?: 'embedding';
	/** α that is wanted for its rank: factors become smaller where s = α/r is larger. By default r. */
	readonly alpha?: number;
}

export const CONFIG = 'adapter_config.json';
export const WEIGHTS = 'adapter_model.safetensors';

/** Letters of a name that mean something in a pattern. */
const literal = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Names and shapes as PEFT has them on a linear layer, a convolution, an embedding (tuners/lora/layer.py). */
function factorsOf({ thin: { p, q }, shape = [], on }: ThinModule): readonly (readonly [string, Tensor])[] {
	const rank = p.width;
	if (on === 'embedding') {
		return [
			['lora_embedding_A', { shape: [rank, p.rows], data: p.data }],
			['lora_embedding_B', tensorOf(q)]
		];
	}
	const [, inputs = q.rows, ...kernel] = shape.length > 2 ? shape : [];
	return [
		['lora_A.weight', { shape: [rank, inputs, ...kernel], data: q.data }],
		['lora_B.weight', { shape: [p.rows, rank, ...kernel.map(() => 1)], data: tensorOf(p).data }]
	];
}

/** @returns the two files of the folder, by name */
export function loraFolder(modules: readonly ThinModule[]): ReadonlyMap<string, Uint8Array> {
	const tensors = new Map<string, Tensor>();
	const counts = new Map<number, number>();
	for (const { name, thin, alpha, ...rest } of modules) {
		const rank = thin.p.width;
		counts.set(rank, (counts.get(rank) ?? 0) + 1);
		const root = Math.sqrt((alpha ?? rank) / rank);
		const scaled = (data: Float64Array): Float64Array => data.map((x) => x / root);
		for (const [ending, tensor] of factorsOf({ name, thin, ...rest }))
			tensors.set(`base_model.model.${name}.${ending}`, { ...tensor, data: scaled(tensor.data) });
	}
	const usual = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 1;
	const others = modules.filter(({ thin }) => thin.p.width !== usual);
	const config = {
		alpha_pattern: Object.fromEntries(
			modules
				.filter(({ thin, alpha }) => (alpha ?? thin.p.width) !== usual)
				.map(({ name, thin, alpha }) => [`^${literal(name)}`, alpha ?? thin.p.width])
		),
		auto_mapping: null,
		base_model_name_or_path: null,
		bias: 'none',
		fan_in_fan_out: false,
		inference_mode: true,
		init_lora_weights: true,
		lora_alpha: usual,
		lora_dropout: 0,
		modules_to_save: null,
		peft_type: 'LORA',
		r: usual,
		rank_pattern: Object.fromEntries(others.map(({ name, thin }) => [`^${literal(name)}`, thin.p.width])),
		target_modules: modules.map(({ name }) => name),
		task_type: null,
		use_dora: false,
		use_rslora: false
	};
	return new Map([
		[CONFIG, new TextEncoder().encode(`${JSON.stringify(config, null, 2)}\n`)],
		[WEIGHTS, safetensorsFile(tensors)]
	]);
}

/**
 * Reads the folder as any other adapter and compares it with what was meant.
 * @returns the largest ‖ΔW − ΔW′‖/‖ΔW‖ of a module: of the order of 1e-7 for float32
 * @throws Error where a module is missing, which is a mistake of ours
 */
export async function readBack(
	files: ReadonlyMap<string, Uint8Array>,
	modules: readonly ThinModule[]
): Promise<number> {
	const source = (name: string) => bytesSource(files.get(name) ?? new Uint8Array(), name);
	const { adapter } = await openAdapter({
		name: WEIGHTS,
		step: null,
		weights: source(WEIGHTS),
		config: source(CONFIG)
	});
	const byName = new Map(adapter.modules.map((module) => [module.name, module]));
	let worst = 0;
	for (const { name, thin } of modules) {
		const module = byName.get(name);
		const [read] = module ? await thinModule(module) : [];
		if (!read) throw new Error(`read back: expected ${name} in the folder that was written, got nothing`);
		const zero: Thin = { p: { ...thin.p, data: new Float64Array(thin.p.data.length) }, q: thin.q };
		const norm = distanceOfThin(thin, zero);
		const distance = distanceOfThin(thin, read);
		worst = Math.max(worst, norm > 0 ? distance / norm : distance);
	}
	return worst;
}
