/** A matrix as somebody writes it: rows parted by ; or lines, numbers by white space or commas. */
import { fromRows, type Tensor } from '$src/math/tensor';

/** Null where it is none. */
export function csvNumbers(text: string): Tensor | null {
	const rows = text
		.split(/[;\n]/)
		.filter((row) => row.trim() !== '')
		.map((row) =>
			row
				.trim()
				.split(/[\s,]+/)
				.map(Number)
		);
	const columns = rows[0]?.length ?? 0;
	if (columns === 0 || rows.some((row) => row.length !== columns || !row.every(Number.isFinite))) return null;
	return fromRows(rows);
}
