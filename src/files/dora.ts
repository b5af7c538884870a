/**
 * What DoRA really changes, once the base weight W is there: W′ = m·(W + s·BA)/‖W + s·BA‖, so ΔW = W′ − W is of full rank in
 * general and is formed. The norm is of each row, or of each column or input channel where the magnitude lies so.
 * PEFT 0.21, tuners/lora/dora.py; LyCORIS 3.2, modules/base.py (apply_weight_decompose). It finds no scale: adapter.ts does.
 */
import { difference, scaled } from '$src/math/dense';
import { float64 } from '$src/math/floats';
import { denseOf, shapeOf } from '$src/math/made';
import { rankOfSpectrum } from '$src/math/rank';
import { spectrum } from '$src/math/svd';
import { frobeniusNorm, type Tensor } from '$src/math/tensor';
import type { AdapterModule, Magnitude } from './adapter';
import { fail, FileError, note, short, type Note } from './notes';
import { readIndex, readTensor, type TensorEntry } from './safetensors';
import { readingAhead, type Files } from './source';

/** Of a matrix with more rows and columns than these, both, the spectrum is left out: it takes minutes. */
export const LARGEST_SIDE = 2048;

export interface MergedDora {
	/** ‖W′ − W‖, and by ‖W‖. */
	readonly frobenius: number;
	readonly relative: number;
	/** Of W′ − W, descending; null where the matrix is too large. */
	readonly singularValues: Float64Array | null;
	readonly rank: number | null;
	readonly stableRank: number | null;
	/** Means over rows or columns: |m − ‖w‖|/‖w‖, and 1 − cos(w, w′). */
	readonly magnitudeChange: number;
	readonly directionChange: number;
	/** W′ − W, unfolded as the module is measured. */
	readonly delta: Tensor;
}

export type BaseWeights = (module: AdapterModule) => TensorEntry | null;

/** kohya's and LyCORIS's names of modules are paths with underscores behind a prefix. */
const flattened = (name: string): string =>
	name.replace(/^(lora_unet|lora_te\d?|lycoris|base_model\.model)[._]/, '').replaceAll('.', '_');

/** The weights of a base model, by module; from one file or the shards of several. @throws FileError where none is there */
export async function baseWeights(files: Files): Promise<BaseWeights> {
	const [exact, flat] = [new Map<string, TensorEntry>(), new Map<string, TensorEntry | null>()];
	for (const [path, source] of files) {
		if (!/\.(safetensors|sft)$/i.test(path) && files.size > 1) continue;
		for (const [name, entry] of (await readIndex(readingAhead(source))).tensors) {
			if (!name.endsWith('.weight')) continue;
			const module = name.slice(0, -'.weight'.length).replace(/\.base_layer$/, '');
			exact.set(module, entry);
			// Two that are told apart by dots and underscores alone are not taken by guess.
			flat.set(flattened(module), flat.has(flattened(module)) ? null : entry);
		}
	}
	const [path = ''] = files.keys();
	if (exact.size === 0) fail('no-weights', { file: short(path) });
	return ({ name }) => exact.get(name) ?? flat.get(flattened(name)) ?? null;
}

/** @throws FileError where the base weight has another shape, or numbers are not finite */
export async function mergedDora(module: AdapterModule, base: TensorEntry): Promise<MergedDora | null> {
	const magnitude = await module.loadMagnitude();
	if (!magnitude) return null;
	const { made, scale } = await module.load();
	const [rows, columns] = shapeOf(made);
	const W = unfolded(module, base, float64(await readTensor(base)), rows, columns);
	const V = {
		shape: [rows, columns],
		data: scaled(scale, denseOf(made)).data.map((x, i) => x + (W.data[i] ?? NaN))
	};
	const groups = groupsOf(magnitude, module, base, [rows, columns]);
	const values = magnitude.values;
	const count = groups.count;
	if (values.length !== count)
		return fail('other-base', {
			module: short(module.name),
			got: `[${magnitude.shape.join(', ')}]`,
			expected: `${count}`
		});
	const [before, after] = [groupNorms(W, groups), groupNorms(V, groups)];
	const merged = new Float64Array(V.data.length);
	const inner = new Float64Array(count);
	for (let i = 0; i < merged.length; i++) {
		const g = groups.of(i);
		const by = (values[g] ?? NaN) / (after[g] ?? NaN);
		merged[i] = (after[g] ?? 0) > 0 ? by * (V.data[i] ?? NaN) : 0;
		inner[g] = (inner[g] ?? 0) + (W.data[i] ?? NaN) * (V.data[i] ?? NaN);
	}
	const delta = difference({ shape: [rows, columns], data: merged }, W);
	const frobenius = frobeniusNorm(delta);
	const whole = frobeniusNorm(W);
	const isMeasured = Math.min(rows, columns) <= LARGEST_SIDE && Number.isFinite(frobenius);
	const measured = isMeasured ? rankOfSpectrum(spectrum(delta), rows, columns) : null;
	const mean = (of: (g: number) => number): number => {
		const known = Array.from(values.keys(), of).filter(Number.isFinite);
		return known.reduce((sum, x) => sum + x, 0) / Math.max(1, known.length);
	};
	return {
		frobenius,
		relative: whole > 0 ? frobenius / whole : NaN,
		singularValues: measured?.singularValues ?? null,
		rank: measured?.rank ?? null,
		stableRank: measured?.stableRank ?? null,
		magnitudeChange: mean((g) => Math.abs((values[g] ?? NaN) - (before[g] ?? NaN)) / (before[g] ?? NaN)),
		directionChange: mean(
			(g) => 1 - (Math.sign(values[g] ?? NaN) * (inner[g] ?? NaN)) / ((before[g] ?? NaN) * (after[g] ?? NaN))
		),
		delta
	};
}

/** W as the module is measured: [out, in·k…], and of a layer that keeps it transposed turned. */
function unfolded(
	module: AdapterModule,
	base: TensorEntry,
	data: Float64Array,
	rows: number,
	columns: number
): Tensor {
	const { shape } = module.layout;
	const wrong = (): never =>
		fail('other-base', {
			module: short(module.name),
			got: `[${base.shape.join(', ')}]`,
			expected: `[${shape.join(', ')}]`
		});
	if (base.count !== rows * columns) wrong();
	if (base.shape[0] === rows) return { shape: [rows, columns], data };
	if (base.shape.length !== 2 || base.shape[0] !== columns) wrong();
	const turned = new Float64Array(data.length);
	for (let i = 0; i < rows; i++)
		for (let j = 0; j < columns; j++) turned[i * columns + j] = data[j * rows + i] ?? NaN;
	return { shape: [rows, columns], data: turned };
}

/** Elements of W that share a magnitude. */
interface Groups {
	readonly count: number;
	readonly of: (index: number) => number;
}

/** PEFT: one a row, of an embedding one a column. LyCORIS: [out, 1…] one a row, [1, in, 1…] one an input channel. */
function groupsOf(
	{ shape, isLycoris }: Magnitude,
	{ layout }: AdapterModule,
	base: TensorEntry,
	[rows, columns]: readonly [number, number]
): Groups {
	const byRow: Groups = { count: rows, of: (i) => Math.floor(i / columns) };
	if (!isLycoris) return layout.on === 'embedding' ? { count: columns, of: (i) => i % columns } : byRow;
	if (shape[0] === rows && rows > 1) return byRow;
	// A LoKr may have its kernel flattened: the base weight has it.
	const kernel = base.shape.slice(2).reduce((product, size) => product * size, 1);
	return { count: columns / kernel, of: (i) => Math.floor((i % columns) / kernel) };
}

function groupNorms({ data }: Tensor, { count, of }: Groups): Float64Array {
	const squares = new Float64Array(count);
	for (let i = 0; i < data.length; i++) squares[of(i)] = (squares[of(i)] ?? 0) + (data[i] ?? NaN) ** 2;
	return squares.map(Math.sqrt);
}

/** The same, or a note why not. */
export async function mergedOrNote(
	module: AdapterModule,
	base: BaseWeights,
	notes: Note[]
): Promise<MergedDora | null> {
	if (!module.hasMagnitude) return null;
	const entry = base(module);
	if (!entry) {
		notes.push(note('no-base-weight', { module: short(module.name) }));
		return null;
	}
	try {
		return await mergedDora(module, entry);
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		notes.push(error.note);
		return null;
	}
}
