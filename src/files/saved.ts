/**
 * An adapter as a folder that PEFT loads: LoRA with a rank and α of each module, so that s is 1 everywhere. Keys, order and
 * kinds of number as PEFT 0.21 writes them (utils/save_and_load.py). What was written is read back and compared.
 */
import { distanceOfThin, normOfThin, type Thin } from '$src/math/thin';
import { norm } from '$src/math/scale';
import { tensorOf, type Tall } from '$src/math/tall';
import type { Tensor } from '$src/math/tensor';
import type { AdapterModule } from './adapter';
import { thinParts } from './thinParts';
import { openAdapter } from './open';
import { bytesSource } from './source';
import { safetensorsFile } from './writeSafetensors';

export interface ThinModule {
	readonly name: string;
	/** ΔW = P·Qᵀ; of experts one each, of a convolution in groups one for the outputs of each group. All of one width. */
	readonly parts: readonly Thin[];
	/** Of ΔW where it is a convolution: [out, in, k…]; a matrix where nothing is said. */
	readonly shape?: readonly number[];
	readonly on?: 'embedding' | 'experts' | 'groups';
	/** As the configuration names it: of experts their parameter. By default the module. */
	readonly configName?: string;
	/** α that is wanted for its rank: factors become smaller where s = α/r is larger. By default r. */
	readonly alpha?: number;
}

/** r as PEFT counts it: of groups all of them, of experts that of one. */
export const rankOfThin = ({ parts, on }: Pick<ThinModule, 'parts' | 'on'>): number =>
	(parts[0]?.p.width ?? 0) * (on === 'groups' ? parts.length : 1);

/** Largest relative error that rounding to float32 explains. */
export const ROUNDING = 1e-5;
export const CONFIG = 'adapter_config.json';
export const WEIGHTS = 'adapter_model.safetensors';

/** Letters of a name that mean something in a pattern. */
const literal = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Names and shapes as PEFT has them on a linear layer, a convolution, an embedding, experts (tuners/lora/layer.py). */
function factorsOf(module: ThinModule): readonly (readonly [string, Tensor])[] {
	const { parts, shape = [], on } = module;
	const [first] = parts;
	if (!first) return [];
	const { p, q } = first;
	const rank = rankOfThin(module);
	if (on === 'embedding') {
		return [
			['lora_embedding_A', { shape: [rank, p.rows], data: p.data }],
			['lora_embedding_B', tensorOf(q)]
		];
	}
	if (on === 'experts') {
		return [
			['lora_A.weight', { shape: [parts.length * rank, q.rows], data: below(parts) }],
			['lora_B.weight', { shape: [p.rows, parts.length * rank], data: amongExperts(parts) }]
		];
	}
	const [, inputs = q.rows, ...kernel] = shape.length > 2 ? shape : [];
	const ones = kernel.map(() => 1);
	const rows = parts.flatMap(({ p: part }) => [...tensorOf(part).data]);
	return [
		['lora_A.weight', { shape: [rank, inputs, ...kernel], data: below(parts) }],
		[
			'lora_B.weight',
			on === 'groups'
				? { shape: [p.rows * parts.length, p.width, ...ones], data: Float64Array.from(rows) }
				: { shape: [p.rows, rank, ...ones], data: tensorOf(p).data }
		]
	];
}

/** The rows of A of one part after the other: the part is the slow index. */
function below(parts: readonly Thin[]): Float64Array {
	const [first] = parts;
	if (parts.length === 1 && first) return first.q.data;
	const data = new Float64Array(parts.reduce((sum, { q }) => sum + q.data.length, 0));
	let at = 0;
	for (const { q } of parts) {
		data.set(q.data, at);
		at += q.data.length;
	}
	return data;
}

/** B [out, r·experts] where the expert is the fast index of the columns (PEFT 0.21, ParamWrapper.get_delta_weight). */
function amongExperts(parts: readonly Thin[]): Float64Array {
	const { rows = 0, width = 0 } = parts[0]?.p ?? {};
	const data = new Float64Array(rows * width * parts.length);
	parts.forEach(({ p }, e) => {
		for (let i = 0; i < rows; i++)
			for (let k = 0; k < width; k++)
				data[i * width * parts.length + k * parts.length + e] = p.data[k * rows + i] ?? NaN;
	});
	return data;
}

/** @returns the two files of the folder, by name */
export function loraFolder(modules: readonly ThinModule[]): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
	const tensors = new Map<string, Tensor>();
	const counts = new Map<number, number>();
	for (const module of modules) {
		const [rank, { name }] = [rankOfThin(module), module];
		counts.set(rank, (counts.get(rank) ?? 0) + 1);
		const root = Math.sqrt((module.alpha ?? rank) / rank);
		const scaled = (data: Float64Array): Float64Array => data.map((x) => x / root);
		for (const [ending, tensor] of factorsOf(module))
			tensors.set(`base_model.model.${name}.${ending}`, { ...tensor, data: scaled(tensor.data) });
	}
	const usual = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 1;
	const keyOf = ({ name, configName = name }: ThinModule): string => `^${literal(configName)}`;
	const alphaOf = (module: ThinModule): number => module.alpha ?? rankOfThin(module);
	const experts = modules.filter(({ on }) => on === 'experts');
	const config = {
		alpha_pattern: Object.fromEntries(
			modules.filter((module) => alphaOf(module) !== usual).map((module) => [keyOf(module), alphaOf(module)])
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
		rank_pattern: Object.fromEntries(
			modules
				.filter((module) => rankOfThin(module) !== usual)
				.map((module) => [keyOf(module), rankOfThin(module)])
		),
		target_modules: modules.filter(({ on }) => on !== 'experts').map(({ name }) => name),
		...(experts.length > 0
			? { target_parameters: [...new Set(experts.map(({ name, configName = name }) => configName))] }
			: {}),
		task_type: null,
		use_dora: false,
		use_rslora: false
	};
	return new Map([
		[CONFIG, new TextEncoder().encode(`${JSON.stringify(config, null, 2)}\n`)],
		[WEIGHTS, safetensorsFile(tensors)]
	]);
}

/** Modules of a folder that was written, by name: read as those of any other adapter. */
export async function modulesIn(
	files: ReadonlyMap<string, Uint8Array>
): Promise<ReadonlyMap<string, AdapterModule>> {
	const source = (name: string) => bytesSource(files.get(name) ?? new Uint8Array(), name);
	const found = { name: WEIGHTS, step: null, weights: source(WEIGHTS), config: source(CONFIG) };
	const { adapter } = await openAdapter(found);
	return new Map(adapter.modules.map((module) => [module.name, module]));
}

/**
 * Compares the folder, read again, with what was meant.
 * @param pause is awaited after each module
 * @returns the largest ‖ΔW − ΔW′‖/‖ΔW‖ of a module, of the order of 1e-7 for float32; where the terms of ΔW cancel, by their size
 * @throws Error where a module is missing, which is a mistake of ours
 */
export async function readBack(
	files: ReadonlyMap<string, Uint8Array>,
	modules: readonly ThinModule[],
	pause: () => Promise<void> = () => Promise.resolve()
): Promise<number> {
	const byName = await modulesIn(files);
	let worst = 0;
	for (const { name, parts } of modules) {
		const module = byName.get(name);
		const read = module ? await thinParts(module) : [];
		if (read.length !== parts.length)
			throw new Error(`read back: expected ${name} in the folder that was written, got nothing like it`);
		let [whole, off] = [0, 0];
		parts.forEach((thin, i) => {
			whole = Math.hypot(whole, sizeOf(thin));
			off = Math.hypot(off, distanceOfThin(thin, read[i] ?? thin));
		});
		worst = Math.max(worst, whole > 0 ? off / whole : off);
		await pause();
	}
	return worst;
}

/** ‖ΔW‖, and where its terms p·qᵀ cancel each other the norm of those: what float32 rounds is the factors. */
function sizeOf({ p, q }: Thin): number {
	let squares = 0;
	for (let j = 0; j < p.width; j++) {
		const length = ({ rows, data }: Tall): number => norm(data.subarray(j * rows, (j + 1) * rows));
		squares = Math.hypot(squares, length(p) * length(q));
	}
	return Math.max(squares, normOfThin({ p, q }));
}
