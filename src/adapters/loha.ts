import { hadamard, matmul, scale, transpose } from '$src/algebra/ops';
import { integer } from '$src/schema/field';
import { method } from './method';
import { alphaField, alphaOverRank, rankField } from './options';

const rank2 = integer({
	min: 0,
	max: 1024,
	default: 0,
	about: 'r2, width of the second pair of factors; 0: the same as the first'
});

/**
 * LoHa: ΔW = s·(X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ) (FedPara, arXiv 2108.06098, Proposition 1; as an adapter LyCORIS,
 * arXiv 2309.14859; PEFT tuners/loha/layer.py, which ties r1 = r2 and keeps Yᵀ).
 */
export const loha = method({
	name: 'loha',
	title: 'LoHa',
	options: { rank: rankField, rank2, alpha: alphaField },
	peftType: 'LOHA',
	factors: ({ out, in: columns, rank, rank2 }) => {
		const second = rank2 === 0 ? rank : rank2;
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
			{ name: 'X2', peftName: 'hada_w2_a', symbol: 'X2', tex: 'X_2', shape: [out, second], start: 'kaiming' },
			{
				name: 'Y2',
				peftName: 'hada_w2_b',
				peftTransposed: true,
				symbol: 'Y2',
				tex: 'Y_2',
				shape: [columns, second],
				start: 'zeros'
			}
		];
	},
	canonical: ({ rank, rank2 }) => ({ rank2: rank2 === 0 ? rank : rank2 }),
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
});

/** Ranks of LoHa whose sum is r: as many numbers as LoRA of rank r. */
export const halves = (rank: number): [number, number] => [Math.ceil(rank / 2), Math.floor(rank / 2)];
