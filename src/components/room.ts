/** How wide the number beside a slider can become: its place is kept, so that no digit moves what is under the pointer. */
import { exact } from './numbers/numbers';
import type { NumberField } from '$src/schema/field';

/** Characters of the longest value that a slider over this field can have. */
export function roomFor({ min, max, step }: Pick<NumberField, 'min' | 'max' | 'step'>): number {
	const places = ([min, step] as const).map((x) => exact(x).split('.')[1]?.length ?? 0);
	const [whole, digits] = [
		Math.max(...[min, max].map((x) => exact(Math.trunc(x)).length)),
		Math.max(...places)
	];
	// A minus may stand before a zero: −0.5.
	return whole + (min < 0 ? 1 : 0) + (digits > 0 ? digits + 1 : 0);
}
