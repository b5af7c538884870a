/**
 * What the forward pass keeps for the backward pass, in bytes, on one GPU: counted tensor by tensor for PyTorch's
 * autograd in 16 bits with attention that keeps no table (scaled_dot_product_attention, the default of transformers).
 *
 * For each token and layer (v bytes a value, 2 in 16 bits):
 * - a norm keeps what it reads: 4h bytes for an RMS norm, which transformers computes in float32, vh for torch's own;
 *   and vh of what it made of it where its own weight is trained (RMS);
 * - attention keeps queries, keys, values and what it gave: v(2q + 2k);
 * - an MLP keeps what the activation reads: v·f, and with a gate what it gives and the other half too: 3v·f;
 * - a linear layer keeps what it reads only where its weight is trained: a frozen one needs its weight alone
 *   (derivatives.yaml of PyTorch); a dropout keeps a mask, a byte a value;
 * - a float32 adapter on 16-bit layers keeps a float32 copy of what its module reads, 4·in, and the r numbers between
 *   its factors (PEFT, tuners/lora/layer.py, _cast_input_dtype). LoHa and LoKr keep ΔW itself, once a module
 *   (tuners/{loha,lokr}/layer.py), DoRA what the frozen layer and the adapter gave (tuners/lora/dora.py).
 * The loss keeps, at its peak, the logits, their logarithms and two gradients: v + 12 bytes an entry where transformers
 * makes them float32, 4v elsewhere. With checkpointing every layer's input stays, vh, and one layer at a time.
 *
 * PEFT's own comparison measured the peaks of eight such runs; what this counts is within some percent of them
 * (measured.ts).
 */
import type { ModelShape, Stack } from '../families/shape';
import type { Counted } from './count';
import type { BudgetValues } from './fields';
import { trainedBytes } from './state';

export type ActivationValues = Pick<
	BudgetValues,
	'method' | 'modules' | 'state' | 'batch' | 'length' | 'checkpointing'
>;

/** Bytes of one value that flows through the layers. */
const valueBytes = ({ method, state }: Pick<ActivationValues, 'method' | 'state'>): number =>
	method === 'full' ? trainedBytes[state].weight : 2;

/** Of one layer and token, whatever is trained. */
function keptByLayer(stack: Stack, v: number, trainsNorms: boolean): number {
	const norms =
		stack.norm === 'rms'
			? stack.norms * stack.width * (4 + (trainsNorms ? v : 0))
			: stack.norms * stack.width * v;
	const attention = stack.attentions.reduce(
		(sum, { queries, keys }) => sum + v * (2 * queries + 2 * keys),
		0
	);
	const mlp = stack.perToken * stack.inner * v * (stack.isGated ? 3 : 1);
	return norms + attention + mlp + stack.masks * stack.width;
}

/** What trained modules keep of what they read, in all layers of a stack, a token. */
function keptByTrained(parts: readonly Counted[], stack: Stack, v: number, values: ActivationValues): number {
	const isCopied = values.method !== 'full' && values.state === 'fp32';
	const once = new Map<string, number>();
	let sum = 0;
	for (const { group, paths, rank, adapter } of parts) {
		const { reads } = group;
		const [out, columns] = group.shape;
		if (!reads?.of.startsWith(`${stack.name}.`) || columns === undefined) continue;
		const inside = group.kind === 'experts' ? stack.perToken : 1;
		if (isCopied) sum += paths.length * inside * columns * 4;
		else if (!reads.isKept)
			once.set(reads.of, Math.max(once.get(reads.of) ?? 0, paths.length * inside * columns));
		const width = trainedBytes[values.state].weight;
		if (adapter && (values.method === 'lora' || values.method === 'dora'))
			sum += paths.length * inside * rank * width;
		if (values.method === 'dora') sum += paths.length * out * (v + width);
	}
	return sum + v * [...once.values()].reduce((all, columns) => all + columns, 0);
}

/** ΔW of each module, where the method forms it. */
function formedUpdates(parts: readonly Counted[], { method, state }: ActivationValues): number {
	if (method !== 'loha' && method !== 'lokr') return 0;
	return parts.reduce(
		(sum, { group: { shape }, count }) =>
			sum + count * shape[0] * (shape[1] ?? 1) * trainedBytes[state].weight,
		0
	);
}

export function activationBytes(
	model: ModelShape,
	parts: readonly Counted[],
	values: ActivationValues
): number {
	const v = valueBytes(values);
	const tokens = values.batch * (model.tokens ?? values.length);
	const trainsNorms = values.method === 'full' && values.modules === 'all';
	const perStack = model.stacks.map((stack) => {
		const trained = keptByTrained(parts, stack, v, values);
		return { stack, all: stack.layers * keptByLayer(stack, v, trainsNorms) + trained };
	});
	const layers = tokens * perStack.reduce((sum, { all }) => sum + all, 0) + formedUpdates(parts, values);
	const loss = tokens * model.logits * (model.logitsInFloat32 ? v + 12 : 4 * v);
	if (!values.checkpointing) return layers + loss;
	const inputs = tokens * v * model.stacks.reduce((sum, stack) => sum + stack.layers * stack.width, 0);
	const one = Math.max(...perStack.map(({ stack, all }) => (tokens * all) / stack.layers));
	// The loss is done before the first layer is computed again.
	return inputs + Math.max(loss, one);
}
