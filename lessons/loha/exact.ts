/** Rank of integer matrices without rounding: fraction-free elimination (Bareiss 1968) in whole numbers of any size. */

/** @param rows integers, equally many in each row @throws RangeError from BigInt if a number is not an integer */
export function exactRank(rows: readonly (readonly number[])[]): number {
	const left = rows.map((row) => row.map((x) => BigInt(x)));
	const columns = left[0]?.length ?? 0;
	let [rank, previous] = [0, 1n];
	for (let j = 0; j < columns && rank < left.length; j++) {
		const found = left.findIndex((row, i) => i >= rank && row[j] !== 0n);
		if (found < 0) continue;
		const pivot = left[found] ?? [];
		left[found] = left[rank] ?? [];
		left[rank] = pivot;
		const head = pivot[j] ?? 0n;
		for (let i = rank + 1; i < left.length; i++) {
			const row = left[i] ?? [];
			const by = row[j] ?? 0n;
			// Every division is exact: the numbers are minors of the matrix.
			left[i] = row.map((x, c) => (x * head - by * (pivot[c] ?? 0n)) / previous);
		}
		previous = head;
		rank += 1;
	}
	return rank;
}
