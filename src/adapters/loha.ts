import { hadamard, matmul, scale, transpose } from '$src/algebra/ops';
import { alphaOverRank, type Method, type MethodOptions } from './method';

const secondRank = ({ rank, rank2 }: MethodOptions): number => (rank2 === 0 ? rank : rank2);

/**
 * LoHa: ΔW = s·(X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ) (FedPara, arXiv 2108.06098, Proposition 1; as an adapter LyCORIS,
 * arXiv 2309.14859; PEFT tuners/loha/layer.py, which ties r1 = r2 and keeps Yᵀ).
 */
export const loha: Method = {
	name: 'loha',
	title: 'LoHa',
	uses: ['rank', 'rank2', 'alpha'],
	factors: (options) => {
		const { out, in: columns, rank } = options;
		const rank2 = secondRank(options);
		return [
			{ name: 'X1', peftName: 'hada_w1_a', symbol: 'X1', tex: 'X_1', shape: [out, rank], start: 'kaiming' },
			{
				name: 'Y1',
				peftName: 'hada_w1_b',
				peftTransposed: true,
				symbol: 'Y1',
				tex: 'Y_1',
				shape: [columns, rank],
				start: 'kaiming'
			},
			{ name: 'X2', peftName: 'hada_w2_a', symbol: 'X2', tex: 'X_2', shape: [out, rank2], start: 'kaiming' },
			{
				name: 'Y2',
				peftName: 'hada_w2_b',
				peftTransposed: true,
				symbol: 'Y2',
				tex: 'Y_2',
				shape: [columns, rank2],
				start: 'zeros'
			}
		];
	},
	layerOf: (shapes) => {
		const [x, y] = [shapes.get('hada_w1_a'), shapes.get('hada_w1_b')];
		return x && y ? [x[0], y[1]] : null;
	},
	scale: alphaOverRank,
	ties: [['X2', 'X1']],
	delta: (factor, s) =>
		scale(
			s,
			hadamard(matmul(factor('X1'), transpose(factor('Y1'))), matmul(factor('X2'), transpose(factor('Y2'))))
		)
};
