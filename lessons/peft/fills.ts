/** How each part of a memory bar is filled: grey is there either way, purple is the state of what is trained. */
import type { Part } from './memory';

const tint = (colour: string, percent: number): string =>
	`color-mix(in srgb, var(--${colour}) ${percent}%, var(--paper))`;

export const fills: Readonly<Record<Part, string>> = {
	weights: 'var(--frozen)',
	adapter: 'var(--delta)',
	gradients: tint('delta', 80),
	master: tint('delta', 60),
	moments: tint('delta', 38),
	activations: `repeating-linear-gradient(45deg, var(--frozen) 0 2px, ${tint('frozen', 25)} 2px 6px)`
};
