/**
 * Bytes of one number: of a trained one with all that belongs to it, and of a frozen one by its precision. The lesson on
 * PEFT counts with the same.
 */
import { countOf } from '$src/math/tensor';
import type { Optimizer, Precision, Scheme } from './fields';

/** Bytes of one trained number: itself, its gradient, its float32 copy, and Adam's two moments. */
export interface TrainedBytes {
	readonly weight: number;
	readonly gradient: number;
	readonly master: number;
	readonly first: number;
	readonly second: number;
}

/**
 * Adam in three precisions. `mixed` is 16-bit training with a float32 copy of the weights and float32 moments, 2 + 2 +
 * 12 bytes (ZeRO, arXiv 1910.02054, section 3.1); `fp32` is 4 + 4 + 8, as PEFT makes adapters (autocast_adapter_dtype);
 * `bf16` keeps everything in 16 bits.
 */
export const trainedBytes: Readonly<Record<Scheme, TrainedBytes>> = {
	mixed: { weight: 2, gradient: 2, master: 4, first: 4, second: 4 },
	fp32: { weight: 4, gradient: 4, master: 0, first: 4, second: 4 },
	bf16: { weight: 2, gradient: 2, master: 0, first: 2, second: 2 }
};

/**
 * NF4 is 4 bits and its share of the constants: an 8-bit one for 64 weights, and a 32-bit one for 256 of those, 4.127
 * bits in all (QLoRA, arXiv 2305.14314, section 3).
 */
export const NF4_BYTES = (4 + 8 / 64 + 32 / (64 * 256)) / 8;

/** A frozen matrix. 8 bits: a byte a weight and a float32 a row (LLM.int8(), arXiv 2208.07339; bitsandbytes, SCB). */
export function frozenBytes([rows, columns = 1]: readonly number[], precision: Precision): number {
	const numbers = (rows ?? 0) * columns;
	if (precision === '4') return numbers * NF4_BYTES;
	return precision === '8' ? numbers + 4 * (rows ?? 0) : 2 * numbers;
}

/** Tensors below this many numbers keep float32 moments, and a block has a float32 constant for each moment. */
const EIGHT_BIT = { least: 4096, block: 2048 };

/**
 * The moments of one trained tensor. `adamw-8bit`: bitsandbytes, optim/optimizer.py (Optimizer2State.init_state, at
 * 06029dd6). `sgd` has no momentum.
 */
export function momentBytes(shape: readonly number[], optimizer: Optimizer, scheme: Scheme): number {
	const numbers = countOf(shape);
	const { first, second } = trainedBytes[scheme];
	if (optimizer === 'sgd') return 0;
	if (optimizer === 'adamw') return numbers * (first + second);
	return numbers < EIGHT_BIT.least ? 8 * numbers : 2 * numbers + 2 * 4 * Math.ceil(numbers / EIGHT_BIT.block);
}
