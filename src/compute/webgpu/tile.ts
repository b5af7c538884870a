/**
 * A kernel in tiles: one thread computes 4 × 4 elements of its products, with 8 loads for 16 multiply-adds, and then
 * runs the other statements on them row by row, four elements at a time. Each element is summed in the order in
 * which statement.ts does. Tiles may hang over the edges: indices are clamped there, and nothing is stored.
 * Rows and columns of a tile lie far apart, so that neighbouring threads read neighbouring numbers.
 */
import type { Kernel, Statement } from '../schedule/schedule';
import { flatStrides, type Named } from './numbers';
import { divided, Fixed, start, type Place } from './reads';
import { innermost, loops, statementCode, valueCode } from './statement';
import type { Product, TilePlan } from './tilePlan';

/** Elements along each edge of a tile: the components of a vector. */
const EDGE = 4;
const COMPONENTS = ['x', 'y', 'z', 'w'];

/** Tiles along each letter; of the others, their size. */
const countsOf = ({ sizes, row, column }: TilePlan): number[] =>
	sizes.map((size, i) => (i === row || i === column ? Math.ceil(size / EDGE) : size));

/** Tiles of a kernel: one a thread. */
export const tilesOf = (plan: TilePlan): number => countsOf(plan).reduce((n, count) => n * count, 1);

/** What a thread does for tile `t`. @param before lines before the loop over tiles */
export function tileCode(kernel: Kernel, plan: TilePlan, named: Named, before: string[]): string[] {
	const lines = [...positions(plan, named)];
	for (const [i, product] of plan.products) {
		const statement = kernel.statements[i];
		if (statement) lines.push(...productCode(statement, i, product, plan, named));
	}
	const place: Place = { width: 'vec4<f32>', index: 'e', named, before, exists: 'exists' };
	const row = kernel.statements.flatMap((statement, i) =>
		plan.products.has(i)
			? valueCode(statement, i, place, new Fixed(statement, place), `c${i}row0`)
			: statementCode(statement, i, place)
	);
	// Rows are moved up, not indexed: an array that is indexed at run time may leave the registers.
	const next = [...plan.products.keys()].flatMap((i) =>
		[0, 1, 2].map((r) => `c${i}row${r} = c${i}row${r + 1};`)
	);
	return [
		...lines,
		'var row = firstRow;',
		`for (var n = 0u; n < ${EDGE}u; n++) {`,
		'let e = first + min(row, lastRow) * rowStride;',
		'let exists = inColumn & vec4<bool>(row <= lastRow);',
		...row,
		'row += rowCount;',
		...next,
		'}'
	];
}

/** The tile's letters: q<i> for those of one value, `rows` and `columns` for four. */
function positions(plan: TilePlan, named: Named): string[] {
	const { sizes, row, column } = plan;
	const lines: string[] = [];
	const flat = flatStrides(sizes.map((size, i) => ({ name: String(i), size })));
	const counts = countsOf(plan);
	const firsts: string[] = [];
	let rest = 't';
	for (let i = sizes.length - 1; i >= 0; i--) {
		const count = named.add(counts[i] ?? 1);
		if (i === 0) lines.push(`let q${i} = ${rest};`);
		else {
			lines.push(...divided(rest, count, `q${i}`));
			rest = `q${i}over`;
		}
		const stride = named.add(flat.get(String(i)) ?? 1);
		const four = `q${i} + vec4<u32>(0u, 1u, 2u, 3u) * ${count}`;
		if (i === row) {
			lines.push(
				`let firstRow = q${i};`,
				`let lastRow = ${named.add(sizes[i] ?? 1)} - 1u;`,
				`let rows = min(${four}, vec4<u32>(lastRow));`,
				`let rowStride = ${stride};`,
				`let rowCount = ${count};`
			);
		} else if (i === column) {
			lines.push(
				`let columnsAll = ${four};`,
				`let lastColumn = vec4<u32>(${named.add(sizes[i] ?? 1)} - 1u);`,
				`let columns = min(columnsAll, lastColumn);`,
				`let inColumn = columnsAll <= lastColumn;`
			);
			firsts.push(`columns * ${stride}`);
		} else firsts.push(`q${i} * ${stride}`);
	}
	lines.push(`let first = ${firsts.join(' + ')};`);
	return lines;
}

/** The sums of statement i on the tile: c<i>row0 … c<i>row3. */
function productCode(
	statement: Statement,
	i: number,
	{ left, right }: Product,
	plan: TilePlan,
	named: Named
): string[] {
	const address = (read: number): string => {
		const { from, strides } = statement.reads[read] ?? { from: 0, strides: [] };
		if (typeof from === 'number') return '0u';
		const terms = statement.out.flatMap(({ name }, p) => {
			const stride = strides.find((s) => s.letter === name)?.stride;
			if (stride === undefined) return [];
			const letter = p === plan.row ? 'rows' : p === plan.column ? 'columns' : `q${p}`;
			return [`${letter} * ${named.add(stride)}`];
		});
		return [start(from, named), ...terms].join(' + ');
	};
	const at = (read: number): string => `p${read}at${innermost(statement)}`;
	const inner = [
		`let b = four(${at(right)});`,
		...COMPONENTS.map((c, row) => `c${i}row${row} += a[${at(left)}.${c}] * b;`)
	];
	return [
		...COMPONENTS.map((_, row) => `var c${i}row${row} = vec4<f32>();`),
		'{',
		`var p${left}at0 = ${address(left)};`,
		`var p${right}at0 = ${address(right)};`,
		...loops(statement, [left, right], named, inner),
		'}'
	];
}
