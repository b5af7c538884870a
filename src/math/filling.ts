/**
 * How rows of a tall matrix come into a workspace, panel after panel: from a file's own numbers by WebAssembly, where
 * rows and columns come in fours, or from whatever the matrix is held as.
 */
import type { Range } from './dense';
import { Codes, floatsOf } from './floats';
import type { Wanted, Workspace } from './kernels/instance';
import { sizeOf } from './kernels/unpack';
import { panelOf, type Packed, type Tall } from './tall';

/** Writes a part row after row from numbers[at] on, n numbers a row. */
type Fill = (at: number, rows: Range, columns: Range, n: number) => void;

interface Filling {
	/** float64 that it needs for itself. */
	readonly count: number;
	readonly wanted: readonly Wanted[];
	/** @param own where they begin */
	readonly begin: (space: Workspace, own: number) => Fill;
}

const F64 = 8;

/** @param columns of each panel */
export function fillingOf(tall: Tall, columns: readonly number[]): Filling {
	const { rows, width, packed } = tall;
	if (packed && rows % 4 === 0 && width % 4 === 0) return unpacking(packed, rows, columns);
	// Now, since it may want the workspace for itself.
	if (packed) floatsOf(packed.numbers);
	const panel = panelOf(tall);
	return {
		count: 0,
		wanted: [],
		begin:
			({ numbers }) =>
			(at, ...where) => {
				panel(numbers, at, ...where);
			}
	};
}

const kernels = {
	half: ['columnsHalf', 'rowsHalf'],
	brain: ['columnsBrain', 'rowsBrain'],
	single: ['columnsSingle', 'rowsSingle']
} as const;

function unpacking({ numbers, isByRows }: Packed, rows: number, columns: readonly number[]): Filling {
	const [kind, given] =
		numbers instanceof Codes ? ([numbers.kind, numbers.codes] as const) : (['single', numbers] as const);
	const name = kernels[kind][isByRows ? 1 : 0];
	const size = sizeOf(kind);
	return {
		count: Math.ceil((given.length * size) / F64),
		wanted: columns.map((n) => [name, n]),
		begin: ({ numbers: all, kernel }, own) => {
			const bytes = new Uint8Array(all.buffer, own * F64, given.byteLength);
			bytes.set(new Uint8Array(given.buffer, given.byteOffset, given.byteLength));
			const width = given.length / rows;
			return (at, [top, bottom], [first], n) => {
				const from = isByRows ? top * width + first : first * rows + top;
				const stride = size * (isByRows ? width : rows);
				kernel(name, n)(own * F64 + size * from, stride, bottom - top, at * F64);
			};
		}
	};
}
