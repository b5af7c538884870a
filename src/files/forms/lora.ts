/**
 * LoRA and its relatives: ΔW/s = B·A (PEFT lora_A, lora_B; kohya lora_down, lora_up), with a core in the middle for a Tucker
 * convolution (LyCORIS lora_mid), a diagonal between for AdaLoRA (lora_E) and KaSA (lora_diag), one pair for all experts of
 * a 3-D parameter, blocks on a diagonal, or swapped for an embedding. PEFT 0.21, tuners/lora/layer.py.
 */
import { product, type Made } from '$src/math/made';
import { columnsTimes, tallOf, tallOfRows, type Tall } from '$src/math/tall';
import { floatsOf, type Stored } from '$src/math/floats';
import {
	axes,
	misfit,
	need,
	requireNumbers,
	type Form,
	type FormOptions,
	type Layout,
	type Parts
} from './form';
import type { TensorEntry } from '../safetensors';
import { tuckerSide } from './tucker';

export const lora: Form = {
	signs: ['A', 'B', 'embeddingA', 'embeddingB'],
	layout(module, parts, options) {
		requireNumbers(module, parts.values());
		if (parts.has('embeddingA') || parts.has('embeddingB')) return embedding(module, parts);
		const [a, b] = [need(module, parts, 'A'), need(module, parts, 'B')];
		if (options.hasExperts && options.rank !== null && (a.shape[0] ?? 0) > options.rank)
			return experts(module, a, b, options.rank);
		if (parts.has('mid')) return tucker(module, parts, a, b);
		return plain(module, parts, a, b, options);
	}
};

/** A [r, in, k…], B [out, r/groups, 1…]. */
function plain(
	module: string,
	parts: Parts,
	a: TensorEntry,
	b: TensorEntry,
	{ blocksOfA, blocksOfB, isTransposed }: FormOptions
): Layout {
	const [rank, inputs, kernel] = axes(module, a);
	const [out, width, one] = axes(module, b);
	if (one !== 1 || b.shape.length !== a.shape.length) misfit(module, b, `[out, r] for r = ${rank}`);
	const groups = blocksOfB > 1 || width === 0 ? 1 : rank / width;
	if (blocksOfB > 1 ? width * blocksOfB !== rank : !Number.isInteger(groups) || out % groups !== 0)
		misfit(module, b, `[out, ${rank}] beside ${a.name} [${a.shape.join(', ')}]`);
	if (groups > 1 && a.shape.length === 2) misfit(module, b, `[out, ${rank}]`);
	if (rank % blocksOfA !== 0 || out % blocksOfB !== 0) misfit(module, a, `${blocksOfA} blocks of rows`);
	const columns = inputs * blocksOfA;
	const isAdaptive = parts.has('E');
	const isConvolution = a.shape.length > 2;
	const shape = isConvolution
		? [out, columns, ...a.shape.slice(2)]
		: isTransposed
			? [columns, out]
			: [out, columns];
	return {
		method: isAdaptive ? 'adalora' : 'lora',
		shape,
		rank,
		rankBound: Math.min(rank, out, columns * kernel),
		counted: ['A', 'B', 'E', 'diagonal', 'biasB', 'magnitude'],
		groups,
		make: (numbers) => {
			const q = blockDiagonal(tallOfRows(numbers('A'), rank, inputs * kernel), blocksOfA);
			const right = withDiagonal(module, q, parts, numbers);
			const left =
				groups > 1
					? grouped(numbers('B'), out, width, groups)
					: blocksOfB > 1
						? blocksBelow(numbers('B'), out, width, blocksOfB)
						: tallOf(numbers('B'), out, width);
			return product(left, right);
		}
	};
}

/** Between B and A: the singular values of AdaLoRA, or KaSA's. */
function withDiagonal(
	module: string,
	q: Tall,
	parts: Parts,
	numbers: (part: 'E' | 'diagonal') => Stored
): Tall {
	const name = parts.has('E') ? 'E' : 'diagonal';
	const entry = parts.get(name);
	if (!entry) return q;
	if (entry.count !== q.width) misfit(module, entry, `${q.width} numbers, one a rank`);
	return columnsTimes(q, floatsOf(numbers(name)));
}

/** Aᵀ [in, r] of an A that is stored as [r, in/blocks]: rows of block i see the i-th part of the inputs. */
function blockDiagonal(q: Tall, blocks: number): Tall {
	if (blocks === 1) return q;
	const rows = q.rows * blocks;
	const data = new Float64Array(rows * q.width);
	const each = q.width / blocks;
	for (let j = 0; j < q.width; j++) {
		const from = j * rows + Math.floor(j / each) * q.rows;
		data.set(q.data.subarray(j * q.rows, (j + 1) * q.rows), from);
	}
	return { rows, width: q.width, data };
}

/** B [out, r] of one that is stored as [out, r/blocks]: rows of block i see the i-th part of the ranks. */
function blocksBelow(stored: Stored, out: number, width: number, blocks: number): Tall {
	const b = floatsOf(stored);
	const data = new Float64Array(out * width * blocks);
	for (let i = 0; i < out; i++) {
		const block = Math.floor((i * blocks) / out);
		for (let j = 0; j < width; j++) data[(block * width + j) * out + i] = b[i * width + j] ?? NaN;
	}
	return { rows: out, width: width * blocks, data };
}

/** A grouped convolution keeps B as [out, r/groups]: its group of outputs sees its group of ranks (PEFT 0.21). */
const grouped = blocksBelow;

/** A [r, tokens], B [dimension, r]: ΔW = s·(B·A)ᵀ, as the weight of an embedding lies. */
function embedding(module: string, parts: Parts): Layout {
	const [a, b] = [need(module, parts, 'embeddingA'), need(module, parts, 'embeddingB')];
	const [[rank, tokens], [dimension, width]] = [axes(module, a), axes(module, b)];
	if (width !== rank || a.shape.length !== 2 || b.shape.length !== 2)
		misfit(module, b, `[dimension, ${rank}]`);
	return {
		method: 'lora',
		on: 'embedding',
		shape: [tokens, dimension],
		rank,
		rankBound: Math.min(rank, tokens, dimension),
		counted: ['embeddingA', 'embeddingB', 'magnitude'],
		groups: 1,
		make: (numbers) =>
			product(tallOfRows(numbers('embeddingA'), rank, tokens), tallOf(numbers('embeddingB'), dimension, rank))
	};
}

/** The expert is the slow index of A's rows and the fast one of B's columns (PEFT 0.21, ParamWrapper.get_delta_weight). */
function experts(module: string, a: TensorEntry, b: TensorEntry, rank: number): Layout {
	const [[rows, inputs], [out, width]] = [axes(module, a), axes(module, b)];
	const count = rows / rank;
	if (width !== rows || !Number.isInteger(count)) misfit(module, a, `[experts·${rank}, in]`);
	return {
		method: 'lora',
		on: 'experts',
		shape: [count, out, inputs],
		rank,
		rankBound: count * Math.min(rank, out, inputs),
		counted: ['A', 'B', 'biasB'],
		groups: 1,
		make: (numbers) => {
			const [left, right] = [tallOf(numbers('B'), out, width), floatsOf(numbers('A'))];
			const parts: Made[] = [];
			for (let e = 0; e < count; e++) {
				const p = new Float64Array(out * rank);
				for (let r = 0; r < rank; r++) {
					const from = (r * count + e) * out;
					p.set(left.data.subarray(from, from + out), r * out);
				}
				const q = right.subarray(e * rank * inputs, (e + 1) * rank * inputs);
				parts.push(product({ rows: out, width: rank, data: p }, tallOfRows(q, rank, inputs)));
			}
			return { kind: 'blocks', parts };
		}
	};
}

/** up [out, r, 1…], mid [r, r, k…], down [r, in, 1…]: ΔW/s = up·mid·down over the channels. */
function tucker(module: string, parts: Parts, down: TensorEntry, up: TensorEntry): Layout {
	const mid = need(module, parts, 'mid');
	const [[rank, inputs, one], [out, width, other], [p, q, kernel]] = [
		axes(module, down),
		axes(module, up),
		axes(module, mid)
	];
	if (one !== 1 || other !== 1 || width !== p || q !== rank)
		misfit(module, mid, `[${width}, ${rank}, k, k] between ${up.name} and ${down.name}`);
	return {
		method: 'lora',
		shape: [out, inputs, ...mid.shape.slice(2)],
		rank,
		rankBound: Math.min(p, out, inputs * kernel),
		counted: ['A', 'B', 'mid', 'magnitude'],
		groups: 1,
		make: (numbers) =>
			product(
				tallOf(numbers('B'), out, p),
				tuckerSide(numbers('mid'), numbers('A'), { p, q: rank, kernel, inputs })
			)
	};
}
