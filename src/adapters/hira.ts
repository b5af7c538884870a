import { hadamard, matmul } from '$src/algebra/ops';
import { frozenWeights, method } from './method';
import { rankField } from './options';

/**
 * HiRA: ΔW = W0 ⊙ (B·A), W0 frozen (Huang et al., "HiRA: Parameter-Efficient Hadamard High-Rank Adaptation for Large
 * Language Models", ICLR 2025; PEFT 0.20 tuners/hira/layer.py, which has no s). rank ΔW ≤ rank(W0)·r, capped by the
 * shape. It costs what LoRA costs. Not read from PEFT's files, which do not hold W0.
 */
export const hira = method({
	name: 'hira',
	title: 'HiRA',
	options: { rank: rankField },
	factors: (options) => {
		const { out, in: columns, rank } = options;
		return [
			{ name: 'B', peftName: 'hira_B', symbol: 'B', tex: 'B', shape: [out, rank], start: 'zeros' },
			{ name: 'A', peftName: 'hira_A', symbol: 'A', tex: 'A', shape: [rank, columns], start: 'kaiming' },
			frozenWeights(options)
		];
	},
	scale: () => 1,
	delta: (factor) => hadamard(factor('W0'), matmul(factor('B'), factor('A')))
});
