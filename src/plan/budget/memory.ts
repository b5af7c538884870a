/**
 * What training holds in memory, part by part, in bytes. It is a count of what must be there. It leaves out what a
 * framework adds: buffers, fragments, the CUDA context.
 */
import { countOf } from '$src/math/tensor';
import { numbersIn, type Group, type ModelShape } from '../families/shape';
import { activationBytes, type ActivationValues } from './activations';
import type { Counted } from './count';
import type { BudgetValues } from './fields';
import { frozenBytes, momentBytes, trainedBytes } from './state';
import type { Target } from './targets';

export const memoryParts = ['weights', 'adapter', 'gradients', 'moments', 'master', 'activations'] as const;
export type MemoryPart = (typeof memoryParts)[number];
/** Bytes of each part. */
export type Memory = Readonly<Record<MemoryPart, number>>;

export const memoryTotal = (memory: Memory): number =>
	memoryParts.reduce((sum, part) => sum + memory[part], 0);

/** What quantization reaches: the matrices of the layers, not embeddings, heads, routers, biases and norms. */
const isQuantized = ({ kind, role }: Group): boolean =>
	role === 'body' && (kind === 'linear' || kind === 'conv1d' || kind === 'experts');

/** Bytes of the frozen model. */
export function baseBytes({ groups }: ModelShape, precision: BudgetValues['precision']): number {
	return groups.reduce((sum, group) => {
		if (group.isTied) return sum;
		if (!isQuantized(group)) return sum + 2 * numbersIn(group);
		return sum + group.layers * (group.experts * frozenBytes(group.shape, precision) + 2 * group.bias);
	}, 0);
}

/** Every trained tensor of an adapter, as [how many, shape]. */
const tensorsOf = (parts: readonly Counted[]): (readonly [number, readonly number[]])[] =>
	parts.flatMap(({ adapter, count }) => (adapter?.factors ?? []).map(({ shape }) => [count, shape] as const));

/** Of a trained model, tensors are its own; biases and what is no matrix are one for each module. */
const tensorsOfFull = (parts: readonly Counted[]): (readonly [number, readonly number[]])[] =>
	parts.flatMap(({ group, count, paths }) =>
		group.isTied
			? []
			: [[count, group.shape] as const, ...(group.bias > 0 ? [[paths.length, [group.bias]] as const] : [])]
	);

/** @param saved modules of which a copy is trained, in the 16 bits of the model */
export function memoryOf(
	model: ModelShape,
	parts: readonly Counted[],
	saved: readonly Target[],
	values: ActivationValues & Pick<BudgetValues, 'precision' | 'optimizer'>
): Memory {
	const { state, optimizer, method, precision } = values;
	const bytes = trainedBytes[state];
	const tensors = method === 'full' ? tensorsOfFull(parts) : tensorsOf(parts);
	const sumOf = (of: typeof tensors, each: (shape: readonly number[]) => number): number =>
		of.reduce((sum, [count, shape]) => sum + count * each(shape), 0);
	const trained = sumOf(tensors, countOf);
	const copies = saved.flatMap(({ group, paths }) => [
		[paths.length, group.shape] as const,
		...(group.bias > 0 ? [[paths.length, [group.bias]] as const] : [])
	]);
	const copied = sumOf(copies, countOf);
	const own = trainedBytes.bf16;
	const frozen = baseBytes(model, precision);
	return {
		weights: method === 'full' ? frozen + trained * (bytes.weight - 2) : frozen,
		adapter: (method === 'full' ? 0 : trained * bytes.weight) + copied * own.weight,
		gradients: trained * bytes.gradient + copied * own.gradient,
		moments:
			sumOf(tensors, (shape) => momentBytes(shape, optimizer, state)) +
			sumOf(copies, (shape) => momentBytes(shape, optimizer, 'bf16')),
		master: trained * bytes.master,
		activations: activationBytes(model, parts, values)
	};
}
