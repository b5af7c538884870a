/** The eight masks of a QR code, and what a symbol costs by the rules that choose between them (ISO/IEC 18004, 7.8). */

/** Is the module turned over? By mask, row y and column x. */
export const masks: readonly ((x: number, y: number) => boolean)[] = [
	(x, y) => (x + y) % 2 === 0,
	(_, y) => y % 2 === 0,
	(x) => x % 3 === 0,
	(x, y) => (x + y) % 3 === 0,
	(x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
	(x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
	(x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
	(x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0
];

const looksLikeFinder = /(?=10111010000|00001011101)/g;

/** @param line modules of a row or a column, as 1 and 0 */
function lineCost(line: string): number {
	const runs = line.match(/1{5,}|0{5,}/g) ?? [];
	return runs.reduce((sum, run) => sum + run.length - 2, 0) + 40 * (line.match(looksLikeFinder) ?? []).length;
}

/** The lower, the easier to read. @param dark [row][column] */
export function costOf(dark: readonly (readonly boolean[])[]): number {
	const rows = dark.map((row) => row.map((module) => (module ? '1' : '0')).join(''));
	const columns = rows.map((_, x) => rows.map((row) => row[x]).join(''));
	let cost = [...rows, ...columns].reduce((sum, line) => sum + lineCost(line), 0);
	for (let y = 1; y < rows.length; y++) {
		for (let x = 1; x < rows.length; x++) {
			const [here, above] = [rows[y], rows[y - 1]];
			const colour = here?.[x];
			if (here?.[x - 1] === colour && above?.[x] === colour && above?.[x - 1] === colour) cost += 3;
		}
	}
	const share = rows.join('').replaceAll('0', '').length / rows.length ** 2;
	return cost + 10 * Math.floor(Math.abs(share - 0.5) * 20);
}
