/**
 * Tall matrices, column after column in one array: the factors of adapters, which have thousands of rows and few
 * columns. Where they are held otherwise, the columns are made when somebody asks for them. Their QR is in qr.ts. For
 * small matrices see dense.ts.
 */
import type { Range } from './dense';
import { float64, floatsOf, type Codes, type Floats, type Stored } from './floats';
import type { Tensor } from './tensor';

/** Writes a part of a matrix row after row, each `stride` numbers behind the one before, from out[at] on. */
export type Panel = (out: Float64Array, at: number, rows: Range, columns: Range, stride: number) => void;

export interface Tall {
	readonly rows: number;
	readonly width: number;
	/** Element (i, j) at j·rows + i. */
	readonly data: Float64Array;
	/** Where not all need be made for a part. */
	readonly panel?: Panel;
	/** Where these are the very numbers of a file. */
	readonly packed?: Packed | undefined;
}

/** Numbers of a tall matrix that are not float64 yet, row after row or column after column. */
export interface Packed {
	readonly numbers: Float32Array | Codes;
	readonly isByRows: boolean;
}
const packedOf = (numbers: Stored, isByRows: boolean): Packed | undefined =>
	numbers instanceof Float64Array ? undefined : { numbers, isByRows };

class Lazy implements Tall {
	#data: Float64Array | undefined;
	readonly #make: () => Float64Array;
	readonly #panel: Panel;
	readonly #packed: Packed | undefined;

	constructor(
		readonly rows: number,
		readonly width: number,
		{ columns, panel, packed }: { columns: () => Float64Array; panel: Panel; packed?: Packed | undefined }
	) {
		this.#make = columns;
		this.#panel = panel;
		this.#packed = packed;
	}

	get data(): Float64Array {
		return (this.#data ??= this.#make());
	}
	get panel(): Panel {
		return this.#panel;
	}
	get packed(): Packed | undefined {
		return this.#packed;
	}
}

/** A part of any tall matrix, row after row. */
export const panelOf = (tall: Tall): Panel => tall.panel ?? panelOfColumns(tall.data, tall.rows);

const panelOfColumns =
	(data: Floats, rows: number): Panel =>
	(out, at, [top, bottom], [first, end], stride) => {
		for (let j = first; j < end; j++) {
			const column = j * rows;
			for (let i = top, to = at + j - first; i < bottom; i++, to += stride) out[to] = data[column + i] ?? NaN;
		}
	};

/** The transpose of a row-major matrix [width, rows] is the same numbers in the same places. */
export const tallOfRows = (numbers: Stored, width: number, rows: number): Tall =>
	new Lazy(rows, width, {
		columns: () => float64(numbers),
		panel: (...where) => {
			panelOfColumns(floatsOf(numbers), rows)(...where);
		},
		packed: packedOf(numbers, false)
	});

/** A row-major matrix [rows, width]. */
export function tallOf(numbers: Stored, rows: number, width: number): Tall {
	const columns = (): Float64Array => {
		const [data, result] = [floatsOf(numbers), new Float64Array(rows * width)];
		for (let i = 0, at = 0; i < rows; i++)
			for (let j = 0; j < width; j++, at++) result[j * rows + i] = data[at] ?? NaN;
		return result;
	};
	const panel: Panel = (out, at, [top, bottom], [first, end], stride) => {
		const data = floatsOf(numbers);
		for (let i = top, from = at; i < bottom; i++, from += stride)
			for (let j = first, to = from; j < end; j++, to++) out[to] = data[i * width + j] ?? NaN;
	};
	return new Lazy(rows, width, { columns, panel, packed: packedOf(numbers, true) });
}

/** Row-major, for dense.ts. */
export function tensorOf({ rows, width, data }: Tall): Tensor {
	const result = new Float64Array(rows * width);
	for (let j = 0, at = 0; j < width; j++)
		for (let i = 0; i < rows; i++, at++) result[i * width + j] = data[at] ?? NaN;
	return { shape: [rows, width], data: result };
}

/** Columns next to each other: [P₁ P₂ …]. @throws RangeError if the rows differ in number, or there are none */
export function tallBeside(parts: readonly Tall[]): Tall {
	const [first] = parts;
	if (!first) throw new RangeError('beside: expected at least one matrix, got none');
	const width = parts.reduce((sum, part) => sum + part.width, 0);
	const data = new Float64Array(first.rows * width);
	let from = 0;
	for (const part of parts) {
		if (part.rows !== first.rows)
			throw new RangeError(`beside: expected ${first.rows} rows in every matrix, got ${part.rows}`);
		data.set(part.data, from);
		from += part.data.length;
	}
	return { rows: first.rows, width, data };
}

/** Row-wise Khatri–Rao product P₁ • P₂: every column of one times every column of the other, [rows, w₁·w₂]. */
export function khatriRao(a: Tall, b: Tall): Tall {
	if (a.rows !== b.rows)
		throw new RangeError(`Khatri–Rao: expected equally many rows, got ${a.rows} and ${b.rows}`);
	const { rows } = a;
	const columns = (): Float64Array => {
		const data = new Float64Array(rows * a.width * b.width);
		for (let i = 0, to = 0; i < a.width; i++) {
			for (let j = 0; j < b.width; j++, to += rows) {
				const [left, right] = [i * rows, j * rows];
				for (let k = 0; k < rows; k++) data[to + k] = (a.data[left + k] ?? NaN) * (b.data[right + k] ?? NaN);
			}
		}
		return data;
	};
	const [x, y] = [a.data, b.data];
	const panel: Panel = (out, at, [top, bottom], [first, end], stride) => {
		for (let column = first; column < end; column++) {
			const left = Math.floor(column / b.width) * rows;
			const right = (column % b.width) * rows;
			for (let i = top, to = at + column - first; i < bottom; i++, to += stride)
				out[to] = (x[left + i] ?? NaN) * (y[right + i] ?? NaN);
		}
	};
	return new Lazy(rows, a.width * b.width, { columns, panel });
}

/** Column j times the j-th value. */
export function columnsTimes({ rows, width, data }: Tall, values: ArrayLike<number>): Tall {
	const result = new Float64Array(data.length);
	for (let j = 0, at = 0; j < width; j++) {
		const by = values[j] ?? NaN;
		for (let i = 0; i < rows; i++, at++) result[at] = by * (data[at] ?? NaN);
	}
	return { rows, width, data: result };
}

/** PᵀQ [a.width, b.width], row-major. @throws RangeError if the rows differ in number */
export function crossProduct(a: Tall, b: Tall): Tensor {
	if (a.rows !== b.rows) throw new RangeError(`PᵀQ: expected equally many rows, got ${a.rows} and ${b.rows}`);
	const { rows } = a;
	const [x, y] = [a.data, b.data];
	const result = new Float64Array(a.width * b.width);
	for (let i = 0; i < a.width; i++) {
		const p = i * rows;
		for (let j = 0; j < b.width; j++) {
			const q = j * rows;
			let [even, odd] = [0, 0];
			let k = 0;
			for (; k + 1 < rows; k += 2) {
				even += (x[p + k] ?? NaN) * (y[q + k] ?? NaN);
				odd += (x[p + k + 1] ?? NaN) * (y[q + k + 1] ?? NaN);
			}
			if (k < rows) even += (x[p + k] ?? NaN) * (y[q + k] ?? NaN);
			result[i * b.width + j] = even + odd;
		}
	}
	return { shape: [a.width, b.width], data: result };
}

/** P·M for a small row-major M [width, n]. */
export function tallTimes(p: Tall, m: Tensor): Tall {
	const [inner = 0, n = 0] = m.shape;
	if (inner !== p.width)
		throw new RangeError(`P·M: expected ${p.width} rows in M, got ${inner}; the factors do not fit`);
	const { rows } = p;
	const data = new Float64Array(rows * n);
	for (let j = 0; j < n; j++) {
		const to = j * rows;
		for (let k = 0; k < inner; k++) {
			const by = m.data[k * n + j] ?? NaN;
			const from = k * rows;
			if (by === 0) continue;
			for (let i = 0; i < rows; i++) data[to + i] = (data[to + i] ?? NaN) + by * (p.data[from + i] ?? NaN);
		}
	}
	return { rows, width: n, data };
}
