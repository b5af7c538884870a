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
import { EDGE, type Product, type TilePlan } from './tilePlan';

const COMPONENTS = ['x', 'y', 'z', 'w'];

/** Tiles of a kernel: one a thread. */
export const tilesOf = ({ sizes, row, column }: TilePlan): number =>
	sizes.reduce((n, size, i) => n * (i === row || i === column ? Math.ceil(size / EDGE) : size), 1);

/** What a thread does for tile `t`. */
export function tileCode(kernel: Kernel, plan: TilePlan, named: Named): string[] {
	const lines = [...positions(plan, named)];
	for (const [i, product] of plan.products) {
		const statement = kernel.statements[i];
		if (statement) lines.push(...productCode(statement, i, product, plan, named));
	}
	const before: string[] = [];
	const place: Place = { width: 'vec4<f32>', index: 'e', named, tile: { exists: 'exists', before } };
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
		...before,
		'var row = rows;',
		'var rowExists = inRow;',
		'for (var n = 0u; n < 4u; n++) {',
		'let e = first + row.x * rowStride;',
		'let exists = inColumn & vec4<bool>(rowExists.x);',
		...row,
		'row = row.yzww;',
		'rowExists = rowExists.yzww;',
		...next,
		'}'
	];
}

/** The tile's letters: q<i> for those of one value, `rows` and `columns` for four. */
function positions({ sizes, row, column }: TilePlan, named: Named): string[] {
	const lines: string[] = [];
	const flat = flatStrides(sizes.map((size, i) => ({ name: String(i), size })));
	let rest = 't';
	const firsts: string[] = [];
	for (let i = sizes.length - 1; i >= 0; i--) {
		const size = sizes[i] ?? 1;
		const isTiled = i === row || i === column;
		const count = named.add(isTiled ? Math.ceil(size / EDGE) : size);
		if (i === 0) lines.push(`let q${i} = ${rest};`);
		else {
			lines.push(...divided(rest, count, `q${i}`));
			rest = `q${i}over`;
		}
		const stride = named.add(flat.get(String(i)) ?? 1);
		if (!isTiled) {
			firsts.push(`q${i} * ${stride}`);
			continue;
		}
		const name = i === row ? 'row' : 'column';
		const end = named.add(size);
		lines.push(
			`let ${name}sAll = q${i} + vec4<u32>(0u, 1u, 2u, 3u) * ${count};`,
			`let ${name}s = min(${name}sAll, vec4<u32>(${end} - 1u));`,
			`let in${i === row ? 'Row' : 'Column'} = ${name}sAll < vec4<u32>(${end});`
		);
		if (i === row) lines.push(`let rowStride = ${stride};`);
		else firsts.push(`columns * ${stride}`);
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
	const rows = [0, 1, 2, 3];
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
	const inner = [`let b = four(${at(right)});`];
	for (const row of rows) inner.push(`c${i}row${row} += a[${at(left)}.${COMPONENTS[row] ?? ''}] * b;`);
	return [
		...rows.map((row) => `var c${i}row${row} = vec4<f32>();`),
		'{',
		`var p${left}at0 = ${address(left)};`,
		`var p${right}at0 = ${address(right)};`,
		...loops(statement, [left, right], named, inner),
		'}'
	];
}
