/**
 * Any adapter as the nearest LoKr, module by module: both blocks full, split as PEFT splits the layer, so that nothing of the
 * best A ⊗ B is lost. As a folder that PEFT loads, with s = 1. What is cut to a LoRA is in remade.ts.
 */
import { difference, scaled } from '$src/math/dense';
import { factorization } from '$src/math/factorization';
import { denseOf, shapeOf, type Made } from '$src/math/made';
import { nearestKronOfThin, type NearestBlocks } from '$src/math/nearestKron';
import { frobeniusNorm, type Tensor } from '$src/math/tensor';
import type { Adapter, AdapterModule } from './adapter';
import { requireSameBase } from './changedBase';
import { FileError, note, short, type Note } from './notes';
import { leftBehind, type Remade, type RemadeModule, type RemakeOptions } from './remade';
import { CONFIG, modulesIn, WEIGHTS } from './saved';
import { isThin, madeParts, thinOfPart, WIDEST, type MadePart } from './thinParts';
import { safetensorsFile } from './writeSafetensors';

export interface LokrModule {
	readonly name: string;
	/** [a, c], and [b, d] or of a convolution [b, d, k…]. */
	readonly w1: Tensor;
	readonly w2: Tensor;
}

export type NearestLokr = Remade<LokrModule>;

/**
 * @param factor PEFT's decompose_factor; −1 for no limit
 * @throws FileError where the adapter goes with a base weight that its start changed
 */
export async function nearestLokr(
	adapter: Adapter,
	factor: number,
	{ signal, pause }: Omit<RemakeOptions, 'keep' | 'alpha'> = {}
): Promise<NearestLokr> {
	requireSameBase([{ adapter, weight: 1 }]);
	const { modules: all } = adapter;
	const notes: Note[] = [...adapter.notes, ...leftBehind(adapter)];
	const [written, modules]: [LokrModule[], RemadeModule[]] = [[], []];
	for (const [i, module] of all.entries()) {
		if (i > 0) await pause?.(i, all.length);
		if (signal?.aborted) break;
		try {
			const found = await nearestOf(module, factor);
			written.push(found);
			modules.push({
				name: module.name,
				// The rank that A and B leave room for.
				rank: Math.min(...shapeOf2(found.w1)) * Math.min(...shapeOf2(found.w2)),
				error: found.error,
				parameters: found.w1.data.length + found.w2.data.length,
				before: module.parameters
			});
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			notes.push(error.note);
		}
	}
	return { written, modules, notes };
}

/** Rows, and all other axes as columns. */
const shapeOf2 = ({ shape: [rows = 1, ...rest] }: Tensor): readonly [number, number] => [
	rows,
	rest.reduce((product, size) => product * size, 1)
];

const leftOut = (module: AdapterModule, about: string): never => {
	throw new FileError(note('not-written', { module: short(module.name), about }));
};

async function nearestOf(
	module: AdapterModule,
	factor: number
): Promise<LokrModule & { readonly error: number }> {
	const { on, groups, shape } = module.layout;
	if (on !== undefined || groups > 1) leftOut(module, 'LoKr is for linear layers and plain convolutions');
	const [part] = await madeParts(module);
	if (!part) return leftOut(module, 'LoKr is for linear layers and plain convolutions');
	const [rows, columns] = shapeOf(part.made);
	const kernel = shape.slice(2);
	const inputs = columns / kernel.reduce((product, size) => product * size, 1);
	const [[a, b], [c, d]] = [factorization(rows, factor), factorization(inputs, factor)];
	const nearest = blocksOf(module, part, a, c);
	return {
		name: module.name,
		w1: nearest.a,
		w2: { shape: [b, d, ...kernel], data: nearest.b.data },
		error: nearest.norm > 0 ? nearest.error / nearest.norm : 0
	};
}

function blocksOf(module: AdapterModule, part: MadePart, a: number, c: number): NearestBlocks {
	const { made, scale } = part;
	if (isThin(made)) return nearestKronOfThin(thinOfPart(part), { a, c });
	const [rows, columns] = made.kind === 'kron' ? shapeOf(made.a) : [NaN, NaN];
	if (made.kind !== 'kron' || rows !== a || columns !== c)
		return leftOut(module, `it is a LoKr of another split whose rank may be more than ${WIDEST}`);
	// It is one of this split already.
	const [left, right]: [Tensor, Tensor] = [scaled(scale, denseOf(made.a)), denseOf(made.b)];
	return { a: left, b: right, error: 0, norm: frobeniusNorm(left) * frobeniusNorm(right) };
}

/** The two files of the folder, by name. Names and shapes as PEFT 0.21 has them (tuners/lokr/layer.py). */
export function lokrFolder(
	modules: readonly LokrModule[],
	factor: number
): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
	const tensors = new Map<string, Tensor>();
	for (const { name, w1, w2 } of modules) {
		tensors.set(`base_model.model.${name}.lokr_w1`, w1);
		tensors.set(`base_model.model.${name}.lokr_w2`, w2);
	}
	// PEFT takes w2 whole where r ≥ max(b, d)/2, and s is α/r.
	const rank = Math.max(1, ...modules.map(({ w2 }) => Math.ceil(Math.max(...w2.shape.slice(0, 2)) / 2)));
	const config = {
		alpha: rank,
		alpha_pattern: {},
		auto_mapping: null,
		base_model_name_or_path: null,
		decompose_both: false,
		decompose_factor: factor,
		inference_mode: true,
		init_weights: true,
		modules_to_save: null,
		peft_type: 'LOKR',
		r: rank,
		rank_pattern: {},
		target_modules: modules.map(({ name }) => name),
		task_type: null,
		use_effective_conv2d: false
	};
	return new Map([
		[CONFIG, new TextEncoder().encode(`${JSON.stringify(config, null, 2)}\n`)],
		[WEIGHTS, safetensorsFile(tensors)]
	]);
}

/**
 * Compares the blocks of the folder, read again, with what was meant.
 * @returns the largest bound on ‖ΔW − ΔW′‖/‖ΔW‖ of a module: what A and B are off by, together
 */
export async function readLokrBack(
	files: ReadonlyMap<string, Uint8Array>,
	modules: readonly LokrModule[],
	pause: () => Promise<void> = () => Promise.resolve()
): Promise<number> {
	const byName = await modulesIn(files);
	let worst = 0;
	for (const { name, w1, w2 } of modules) {
		const read = await byName.get(name)?.load();
		if (read?.made.kind !== 'kron')
			throw new Error(`read back: expected a LoKr called ${name} in the folder, got nothing like it`);
		const off = (block: Made, meant: Tensor): number => {
			const got = denseOf(block);
			const size = frobeniusNorm(meant);
			const error = frobeniusNorm(difference(got, { ...meant, shape: got.shape }));
			return size > 0 ? error / size : error;
		};
		worst = Math.max(worst, off(read.made.a, w1) + off(read.made.b, w2) + Math.abs(read.scale - 1));
		await pause();
	}
	return worst;
}
