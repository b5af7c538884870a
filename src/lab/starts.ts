/** Adapters to start from, as cells: each a line and the shapes of its letters. */
import type { Cell } from './notebook';

export interface StartFrom {
	readonly id: string;
	/** As papers print it; what has no name of its own is named by the page. */
	readonly title: string | null;
	readonly text: string;
}

/** All of a layer of 64 × 64. Letters start as PEFT starts them, where it has them. */
export const startsFrom: readonly StartFrom[] = [
	{ id: 'lora', title: 'LoRA', text: 'mine = B*A\nB: 64x4 zeros, A: 4x64 kaiming' },
	{
		id: 'loha',
		title: 'LoHa',
		text: 'mine = (A*B) .* (C*D)\nA: 64x4, B: 4x64, C: 64x4, D: 4x64 zeros'
	},
	{ id: 'lokr', title: 'LoKr', text: 'mine = kron(A, B*C)\nA: 8x8 zeros, B: 8x2, C: 2x8' },
	{ id: 'krona', title: 'KronA', text: 'mine = kron(A, B)\nA: 8x8 zeros, B: 8x8' },
	{
		id: 'hira',
		title: 'HiRA',
		text: 'mine = W0 .* (B*A)\nB: 64x4 zeros, A: 4x64 kaiming, W0: 64x64'
	},
	{
		id: 'vera',
		title: 'VeRA',
		text: 'mine = diag(b) * B * diag(d) * A\nb: 64 zeros, d: 16 0.1, B: 64x16 kaiming frozen, A: 16x64 kaiming frozen'
	},
	{
		id: 'dora',
		title: 'DoRA',
		text: 'mine = diag(m ./ rowNorms(W0 + B*A)) * (W0 + B*A) - W0\nm: 64 rowNorms, B: 64x4 zeros, A: 4x64 kaiming, W0: 64x64'
	},
	{
		id: 'tied-loha',
		title: null,
		text: "mine = (X*Y') .* (X*Z')\nX: 64x4, Y: 64x4, Z: 64x4 zeros"
	},
	{
		id: 'sum',
		title: null,
		text: 'mine = B*A + kron(C, D)\nB: 64x2 zeros, A: 2x64, C: 8x8 zeros, D: 8x8'
	},
	{ id: 'product', title: null, text: 'mine = A*B*C\nA: 64x8, B: 8x8, C: 8x64 zeros' }
];

export const startCell = ({ text }: StartFrom, id: string): Cell => ({ id, kind: 'adapter', text });
