/**
 * A kernel in tiles: one thread computes 4 × 4 elements of its products, with 8 loads for 16 multiply-adds, or 8 × 4
 * with 12 loads for 32, and then runs the other statements on them row by row, four elements at a time. Each element is
 * summed in the order in which statement.ts does. Tiles may hang over the edges: indices are clamped there, and nothing
 * is stored. Rows and columns of a tile lie far apart, so that neighbouring threads read neighbouring numbers.
 */
import type { Kernel, Statement } from '../schedule/schedule';
import { flatStrides, type Named } from './numbers';
import { divided, Fixed, start, type Place } from './reads';
import { innermost, loops, statementCode, valueCode } from './statement';
import type { Product, TilePlan } from './tilePlan';

/** Elements along each edge of a tile: the components of a vector. */
const EDGE = 4;
const COMPONENTS = ['x', 'y', 'z', 'w'];

/** Rows of a kernel's tiles. Tall ones have one product and nothing behind it, and rows enough to fill them. */
export const rowsOf = ({ statements }: Kernel, { sizes, row }: TilePlan, tall: boolean): number =>
	tall && statements.length === 1 && (sizes[row] ?? 1) > EDGE ? 2 * EDGE : EDGE;

/** Tiles along each letter; of the others, their size. */
const countsOf = ({ sizes, row, column }: TilePlan, rows: number): number[] =>
	sizes.map((size, i) => (i === row ? Math.ceil(size / rows) : i === column ? Math.ceil(size / EDGE) : size));

/** Tiles of a kernel: one a thread. */
export const tilesOf = (plan: TilePlan, rows: number): number =>
	countsOf(plan, rows).reduce((n, count) => n * count, 1);

/** Where each vector of rows begins: one, or two in a tall tile. */
const vectorsOf = (rows: number): number[] => (rows > EDGE ? [0, EDGE] : [0]);

/** What a thread does for tile `t`. @param before lines before the loop over tiles */
export function tileCode(
	kernel: Kernel,
	plan: TilePlan,
	rows: number,
	named: Named,
	before: string[]
): string[] {
	const lines = [...positions(plan, rows, named)];
	for (const [i, product] of plan.products) {
		const statement = kernel.statements[i];
		if (statement) lines.push(...productCode(statement, i, product, plan, rows, named));
	}
	const place: Place = { width: 'vec4<f32>', index: 'e', named, before, exists: 'exists' };
	const row = kernel.statements.flatMap((statement, i) =>
		plan.products.has(i)
			? valueCode(statement, i, place, new Fixed(statement, place), `c${i}`)
			: statementCode(statement, i, place)
	);
	const products = [...plan.products.keys()];
	const vectors = vectorsOf(rows);
	// Rows are moved up, not indexed: an array that is indexed at run time may leave the registers.
	const next = products.flatMap((i) =>
		vectors.flatMap((v) => [0, 1, 2].map((r) => `c${i}row${v + r} = c${i}row${v + r + 1};`))
	);
	return [
		...lines,
		'var first = firstRow;',
		`for (var n = 0u; n < ${EDGE}u; n++) {`,
		...vectors.flatMap((v) => [
			'{',
			`let row = first + ${v}u * rowCount;`,
			'let e = rest + min(row, lastRow) * rowStride;',
			'let exists = inColumn & vec4<bool>(row <= lastRow);',
			...products.map((i) => `let c${i} = c${i}row${v};`),
			...row,
			'}'
		]),
		'first += rowCount;',
		...next,
		'}'
	];
}

/** The tile's letters: q<i> for those of one value, `rows` and `columns` for four, `rows4` for four more. */
function positions(plan: TilePlan, rows: number, named: Named): string[] {
	const { sizes, row, column } = plan;
	const lines: string[] = [];
	const flat = flatStrides(sizes.map((size, i) => ({ name: String(i), size })));
	const counts = countsOf(plan, rows);
	const terms: string[] = [];
	let left = 't';
	for (let i = sizes.length - 1; i >= 0; i--) {
		const count = named.add(counts[i] ?? 1);
		if (i === 0) lines.push(`let q${i} = ${left};`);
		else {
			lines.push(...divided(left, count, `q${i}`));
			left = `q${i}over`;
		}
		const stride = named.add(flat.get(String(i)) ?? 1);
		const four = (v: number): string =>
			`q${i} + vec4<u32>(${v}u, ${v + 1}u, ${v + 2}u, ${v + 3}u) * ${count}`;
		if (i === row) {
			lines.push(
				`let firstRow = q${i};`,
				`let lastRow = ${named.add(sizes[i] ?? 1)} - 1u;`,
				...vectorsOf(rows).map((v) => `let ${rowsFrom(v)} = min(${four(v)}, vec4<u32>(lastRow));`),
				`let rowStride = ${stride};`,
				`let rowCount = ${count};`
			);
		} else if (i === column) {
			lines.push(
				`let columnsAll = ${four(0)};`,
				`let lastColumn = vec4<u32>(${named.add(sizes[i] ?? 1)} - 1u);`,
				`let columns = min(columnsAll, lastColumn);`,
				`let inColumn = columnsAll <= lastColumn;`
			);
			terms.push(`columns * ${stride}`);
		} else terms.push(`q${i} * ${stride}`);
	}
	lines.push(`let rest = ${terms.join(' + ')};`);
	return lines;
}

const rowsFrom = (v: number): string => (v === 0 ? 'rows' : `rows${v}`);

/** The sums of statement i on the tile: c<i>row0, c<i>row1 … */
function productCode(
	statement: Statement,
	i: number,
	{ left, right }: Product,
	plan: TilePlan,
	rows: number,
	named: Named
): string[] {
	/** By how much the second four rows lie further: less to move in the loop than addresses of their own. */
	const beyond: string[] = [];
	const address = (read: number): string => {
		const { from, strides } = statement.reads[read] ?? { from: 0, strides: [] };
		if (typeof from === 'number') return '0u';
		const terms = statement.out.flatMap(({ name }, p) => {
			const stride = strides.find((s) => s.letter === name)?.stride;
			if (stride === undefined) return [];
			const letter = p === plan.row ? 'rows' : p === plan.column ? 'columns' : `q${p}`;
			const by = named.add(stride);
			if (p === plan.row && rows > EDGE) beyond.push(`let beyond = (${rowsFrom(EDGE)} - rows) * ${by};`);
			return [`${letter} * ${by}`];
		});
		return [start(from, named), ...terms].join(' + ');
	};
	const at = (read: number): string => `p${read}at${innermost(statement)}`;
	const inner = [
		`let b = four(${at(right)});`,
		...vectorsOf(rows).flatMap((v) => [
			...(v === 0 ? [] : [`let next = ${at(left)} + beyond;`]),
			...COMPONENTS.map((c, r) => `c${i}row${v + r} += a[${v === 0 ? at(left) : 'next'}.${c}] * b;`)
		])
	];
	return [
		...Array.from({ length: rows }, (_, row) => `var c${i}row${row} = vec4<f32>();`),
		'{',
		`var p${left}at0 = ${address(left)};`,
		`var p${right}at0 = ${address(right)};`,
		...beyond,
		...loops(statement, [left, right], named, inner),
		'}'
	];
}
