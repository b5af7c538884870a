/**
 * The matrices that the derivation speaks of: leaves, and their numbers for a state of the page. Once an adapter has been
 * trained, W0 and ΔW are the leading corners of those of the module that is looked at; before, all are drawn from the seed.
 */
import { adapter } from '$src/adapters/adapter';
import { leaf } from '$src/algebra/expression';
import { product, scaled } from '$src/math/dense';
import { Random } from '$src/math/random';
import { svd } from '$src/math/svd';
import { at, scalar, tensor, zeros, type Tensor } from '$src/math/tensor';
import { chosen } from '$src/models/network';
import { transformerNetwork } from '$src/models/transformer';
import { own } from '$src/own';
import { methodOptions } from '$src/receipt/run';
import { runOf, type TransformerValues } from './parameters';

/** Rows and columns of the corner, inputs, and words of the text whose scores are drawn. */
export const CORNER = 8;
const INPUTS = 3;
const LENGTH = 5;

export interface Counted {
	/** Σ (m + n) of the chosen modules, and their number. */
	readonly sides: number;
	readonly modules: number;
	readonly rank: number;
}

/** What LoRA trains on the chosen modules, counted from shapes alone. */
export function countedFor({ modules, rank }: Pick<TransformerValues, 'modules' | 'rank'>): Counted {
	const names = chosen(transformerNetwork, modules);
	const sides = names.reduce((total, name) => {
		const [rows, columns] = own(transformerNetwork.matrices, name) ?? [0, 0];
		return total + rows + columns;
	}, 0);
	return { sides, modules: names.length, rank };
}

/** Factors of all chosen modules in one row, which are only counted. */
export function factorsIn(values: TransformerValues): number {
	return chosen(transformerNetwork, values.modules).reduce((total, name) => {
		const [out = 1, columns = 1] = own(transformerNetwork.matrices, name) ?? [];
		return total + adapter('lora', { ...methodOptions(runOf(values)), out, in: columns }).parameters;
	}, 0);
}

export function leavesFor({ ours: i, theirs: j }: Pick<TransformerValues, 'ours' | 'theirs'>) {
	const n = CORNER;
	return {
		W0: leaf('W0', [n, n], { tex: 'W_0' }),
		dW: leaf('dW', [n, n], { tex: '\\Delta W' }),
		/** Of two adapters on one base. */
		dWa: leaf('dWa', [n, n], { tex: '\\Delta W_1', symbol: 'dW' }),
		dWb: leaf('dWb', [n, n], { tex: '\\Delta W_2', symbol: 'dW' }),
		wa: leaf('wa', [], { tex: 'w_1', symbol: 'w' }),
		wb: leaf('wb', [], { tex: 'w_2', symbol: 'w' }),
		x: leaf('x', [n, INPUTS]),
		S: leaf('S', [LENGTH, LENGTH]),
		ones: leaf('ones', [LENGTH, 1], { tex: '\\mathbf 1' }),
		/** Factors of the chosen modules, all in one row. */
		U: leaf('U', [n, i], { tex: 'U_i', symbol: 'U' }),
		V: leaf('V', [n, j], { tex: 'V_j', symbol: 'V' }),
		basis: leaf('basis', [n, n], { tex: 'U_0' }),
		u: leaf('u', [n, 1])
	};
}

const columnsOf = (a: Tensor, count: number, from = 0): Tensor =>
	tensor(
		[CORNER, count],
		Array.from({ length: CORNER * count }, (_, k) => at(a, Math.floor(k / count), from + (k % count)))
	);

/** Leaf name → numbers. @param corner of the module that is looked at, once an adapter is trained */
export function environmentFor(values: TransformerValues): Map<string, Tensor> {
	const n = CORNER;
	const normal = (name: string, shape: readonly number[], size = 1): Tensor =>
		scaled(size, new Random(values.seed, `derivation/${name}`).normal(shape));
	const thin = (name: string): Tensor =>
		product(normal(`${name}/B`, [n, 2], 0.3), normal(`${name}/A`, [2, n]));
	const [W0, dW, dWb] = [normal('W0', [n, n], 0.4), thin('dW'), thin('dWb')];
	return new Map([
		['W0', W0],
		['dW', dW],
		['dWa', dW],
		['dWb', dWb],
		['wa', scalar(values.weightA)],
		['wb', scalar(values.weightB)],
		['x', normal('x', [n, INPUTS])],
		['S', normal('S', [LENGTH, LENGTH], 2)],
		['ones', { ...zeros([LENGTH, 1]), data: new Float64Array(LENGTH).fill(1) }],
		...directionsIn(W0, dW, values)
	]);
}

/** Directions of the matrices that are shown. */
export function directionsIn(
	W0: Tensor,
	dW: Tensor,
	{ ours, theirs }: Pick<TransformerValues, 'ours' | 'theirs'>
): readonly (readonly [string, Tensor])[] {
	const [ofBase, ofDelta] = [svd(W0), svd(dW)];
	const tuned = svd({ shape: W0.shape, data: W0.data.map((x, k) => x + (dW.data[k] ?? NaN)) });
	return [
		['U', columnsOf(ofDelta.v, ours)],
		['V', columnsOf(ofBase.v, theirs)],
		['basis', ofBase.u],
		['u', columnsOf(tuned.u, 1)]
	];
}
