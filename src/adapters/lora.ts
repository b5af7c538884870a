import { matmul, scale } from '$src/algebra/ops';
import { alphaOverRank, type Method } from './method';

/** LoRA: ΔW = s·B·A (Hu et al., ICLR 2022, arXiv 2106.09685, eq. 3; PEFT tuners/lora/layer.py). */
export const lora: Method = {
	name: 'lora',
	title: 'LoRA',
	uses: ['rank', 'alpha', 'rslora'],
	factors: ({ out, in: columns, rank }) => [
		{ name: 'B', peftName: 'lora_B.weight', symbol: 'B', tex: 'B', shape: [out, rank], start: 'zeros' },
		{ name: 'A', peftName: 'lora_A.weight', symbol: 'A', tex: 'A', shape: [rank, columns], start: 'kaiming' }
	],
	layerOf: (shapes) => {
		const [b, a] = [shapes.get('lora_B.weight'), shapes.get('lora_A.weight')];
		return b && a ? [b[0], a[1]] : null;
	},
	// PEFT, lora/layer.py update_layer; its LoHa and LoKr have no such option.
	scale: (options) =>
		options.rslora ? (options.alpha || options.rank) / Math.sqrt(options.rank) : alphaOverRank(options),
	delta: (factor, s) => scale(s, matmul(factor('B'), factor('A')))
};
