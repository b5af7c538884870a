import { matmul, scale } from '$src/algebra/ops';
import { method, type Factor, type Layer } from './method';
import { alphaField, loraScale, rankField, rsloraField } from './options';

/** B [out, r] and A [r, in] as PEFT keeps them; DoRA has the same two. */
export const loraFactors = ({ out, in: columns, rank }: Layer & { readonly rank: number }): Factor[] => [
	{ name: 'B', peftName: 'lora_B.weight', symbol: 'B', tex: 'B', shape: [out, rank], start: 'zeros' },
	{ name: 'A', peftName: 'lora_A.weight', symbol: 'A', tex: 'A', shape: [rank, columns], start: 'kaiming' }
];

/** LoRA: ΔW = s·B·A (Hu et al., ICLR 2022, arXiv 2106.09685, eq. 3; PEFT tuners/lora/layer.py). */
export const lora = method({
	name: 'lora',
	title: 'LoRA',
	options: { rank: rankField, alpha: alphaField, rslora: rsloraField },
	peftType: 'LORA',
	factors: loraFactors,
	layerOf: (shapes) => {
		const [b, a] = [shapes.get('lora_B.weight'), shapes.get('lora_A.weight')];
		return b && a ? [b[0], a[1]] : null;
	},
	scale: loraScale,
	delta: (factor, s) => scale(s, matmul(factor('B'), factor('A')))
});
