/**
 * How a sum of products Σ a·b becomes vector code: which axis four lanes lie along, which axes are tiled in
 * registers, and whether one operand is first copied so that its lanes are neighbours. Chosen by counting
 * instructions. It emits nothing: contraction.ts does.
 */
import { sizeOfAll, type Axis } from './operand';
import { LANES } from './maps';

/** Positions in `strides` of a contraction's axes. */
export const [A, B, OUT] = [0, 1, 2];

export interface Contraction {
	/** Axes of the output, joined; strides of a, b and the output. */
	readonly out: readonly Axis[];
	/** Axes that are summed over, joined. */
	readonly reduced: readonly Axis[];
}

export type Plan =
	/** Lanes along an output axis; a may be one number for all lanes. */
	| {
			readonly kind: 'lanes';
			/** Are a and b exchanged, so that b is what the lanes read side by side? */
			readonly swapped: boolean;
			readonly lane: number;
			/** Output axis whose positions share what is loaded of b, or null. */
			readonly row: number | null;
			/** Is b copied first, its lanes made neighbours? */
			readonly packed: boolean;
	  }
	/** Lanes along a summed axis, added up at the end. */
	| {
			readonly kind: 'dot';
			readonly lane: number;
			readonly rows: number | null;
			readonly columns: number | null;
	  }
	| { readonly kind: 'elements' };

/** Rows and vectors of a register tile: 4 × 2 sums leave room for what is loaded in 16 registers. */
export const TILE = { rows: 4, vectors: 2 } as const;
/** The same of a tile whose lanes are summed. */
export const DOT_TILE = { rows: 2, columns: 4 } as const;

const stride = (axis: Axis | undefined, n: number): number => axis?.strides[n] ?? 0;

export function planOf({ out, reduced }: Contraction): Plan {
	const terms = sizeOfAll(out) * sizeOfAll(reduced);
	const outputs = sizeOfAll(out);
	let best: Plan = { kind: 'elements' };
	let least = 5 * terms;
	const consider = (plan: Plan, cost: number): void => {
		if (cost >= least) return;
		[best, least] = [plan, cost];
	};
	out.forEach((axis, lane) => {
		if (axis.size < LANES) return;
		const vectors = Math.ceil(axis.size / LANES);
		const fill = axis.size / (LANES * vectors);
		for (const swapped of [false, true]) {
			const [a, b] = swapped ? [B, A] : [A, B];
			if (stride(axis, b) === 0) continue;
			const alongA = stride(axis, a);
			if (alongA !== 0 && (alongA !== 1 || stride(axis, b) !== 1)) continue;
			const packed = stride(axis, b) !== 1;
			const row = largest(out, (other, n) => n !== lane && stride(other, b) === 0 && stride(other, a) !== 0);
			const rows = row === null ? 1 : Math.min(TILE.rows, out[row]?.size ?? 1);
			const wide = Math.min(TILE.vectors, vectors);
			const loads = alongA === 0 ? (rows + wide) / (rows * wide) : 2;
			const stores = (stride(axis, OUT) === 1 ? 0.25 : 1.5) * outputs;
			const copied = packed ? 3 * sizeOfAll([...out, ...reduced].filter((x) => stride(x, b) !== 0)) : 0;
			const cost = ((terms / LANES) * (2 + loads)) / fill + stores + copied;
			consider({ kind: 'lanes', swapped, lane, row, packed }, cost);
		}
	});
	reduced.forEach((axis, lane) => {
		if (axis.size < LANES || stride(axis, A) !== 1 || stride(axis, B) !== 1) return;
		const rows = largest(out, (other) => stride(other, A) !== 0 && stride(other, B) === 0);
		const columns = largest(out, (other) => stride(other, B) !== 0 && stride(other, A) === 0);
		const high = rows === null ? 1 : Math.min(DOT_TILE.rows, out[rows]?.size ?? 1);
		const wide = columns === null ? 1 : Math.min(DOT_TILE.columns, out[columns]?.size ?? 1);
		const loads = (high + wide) / (high * wide);
		const tail = (axis.size % LANES) * 4 * outputs * sizeOfAll(reduced.filter((x) => x !== axis));
		consider(
			{ kind: 'dot', lane, rows, columns },
			(terms / LANES) * (2 + loads) + outputs * (8 + 8 / (high * wide)) + tail
		);
	});
	return best;
}

/** Index of the longest axis that will do. */
function largest(axes: readonly Axis[], fits: (axis: Axis, n: number) => boolean): number | null {
	let best: number | null = null;
	axes.forEach((axis, n) => {
		if (fits(axis, n) && (best === null || axis.size > (axes[best]?.size ?? 0))) best = n;
	});
	return best;
}
