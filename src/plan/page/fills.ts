/** How each part of the memory is filled, as in the lesson on PEFT: grey is there either way, purple is the state of what is trained. */
import type { MemoryPart } from '../budget/memory';

const tint = (colour: string, percent: number): string =>
	`color-mix(in srgb, var(--${colour}) ${percent}%, var(--paper))`;

export const fills: Readonly<Record<MemoryPart, string>> = {
	weights: 'var(--frozen)',
	adapter: 'var(--delta)',
	gradients: tint('delta', 85),
	moments: tint('delta', 42),
	master: tint('delta', 65),
	activations: `repeating-linear-gradient(45deg, var(--frozen) 0 2px, ${tint('frozen', 25)} 2px 6px)`
};
