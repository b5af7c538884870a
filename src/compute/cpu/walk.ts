/** Walking over index spaces: letters as axes with a stride for each read, and the addresses kept up to date. */
import type { Letter, Read } from '../schedule/schedule';

export interface Axis {
	readonly size: number;
	/** strides[read]; 0 where the read does not move, or comes from an earlier statement. */
	readonly strides: Int32Array;
}

export const axesOf = (letters: readonly Letter[], reads: readonly Read[]): Axis[] =>
	letters.map(({ name, size }) => ({
		size,
		strides: Int32Array.from(reads, ({ from, strides }) =>
			typeof from === 'number' ? 0 : (strides.find((s) => s.letter === name)?.stride ?? 0)
		)
	}));

/** Neighbouring axes that every read walks as one become one; the order of positions stays. */
export function joined(axes: readonly Axis[]): Axis[] {
	const result: Axis[] = [];
	for (const axis of axes) {
		const before = result.at(-1);
		if (before?.strides.every((stride, r) => stride === axis.size * (axis.strides[r] ?? 0))) {
			result[result.length - 1] = { size: before.size * axis.size, strides: axis.strides };
		} else if (axis.size > 1) result.push(axis);
	}
	return result;
}

/** Row-major; adds every move to the offsets of the reads. */
export class Walk {
	readonly position: Int32Array;
	constructor(
		readonly axes: readonly Axis[],
		readonly offsets: Int32Array
	) {
		this.position = new Int32Array(axes.length);
	}

	/** False, and back at the start, after the last position. */
	next(): boolean {
		const { axes, position, offsets } = this;
		for (let l = axes.length - 1; l >= 0; l--) {
			const axis = axes[l];
			if (!axis) continue;
			const now = (position[l] ?? 0) + 1;
			const wrapped = now === axis.size;
			position[l] = wrapped ? 0 : now;
			const by = wrapped ? 1 - axis.size : 1;
			for (let r = 0; r < offsets.length; r++) offsets[r] = (offsets[r] ?? 0) + by * (axis.strides[r] ?? 0);
			if (!wrapped) return true;
		}
		return false;
	}
}
