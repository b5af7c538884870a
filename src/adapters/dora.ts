import { add, dotDivide, matmul, rowNorms, scale, scaleRows, subtract } from '$src/algebra/ops';
import { loraFactors } from './lora';
import { frozenWeights, method } from './method';
import { alphaField, loraScale, rankField, rsloraField } from './options';

/**
 * DoRA: W′ = diag(m/‖V‖)·V with V = W0 + s·B·A and the norm of each row, one for each output; ΔW = W′ − W0 (Liu et al.,
 * arXiv 2402.09353, eq. 5; PEFT tuners/lora/dora.py). m, of length out, starts as the norms of W0, so ΔW starts at zero
 * but for the rounding of m to float32.
 *
 * The gradient goes through the norm too. PEFT treats the norm as a constant there, which the paper (section 4.3)
 * proposes to save memory; then what is followed is no gradient of the loss, and finite differences of it would not
 * agree. Runs here are small enough for the gradient itself. PEFT's files are written (experiments/peftFolder.ts), and not
 * read as this method, for they do not hold W0: src/files/dora.ts reads them with the base weights beside.
 */
export const dora = method({
	name: 'dora',
	title: 'DoRA',
	writtenAs: { type: 'LORA', settings: { use_dora: true } },
	options: { rank: rankField, alpha: alphaField, rslora: rsloraField },
	factors: (options) => [
		...loraFactors(options),
		{
			name: 'm',
			peftName: 'lora_magnitude_vector',
			symbol: 'm',
			tex: 'm',
			shape: [options.out],
			start: rowNorms
		},
		frozenWeights(options)
	],
	scale: loraScale,
	delta: (factor, s) => {
		const v = add(factor('W0'), scale(s, matmul(factor('B'), factor('A'))));
		return subtract(scaleRows(dotDivide(factor('m'), rowNorms(v)), v), factor('W0'));
	}
});
