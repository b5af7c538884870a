/**
 * Which kernels compute tiles, and along which letters. It decides by the structure alone: which letters move which
 * read. Sizes are compared only to tell whether two statements share their letters.
 */
import type { Kernel, Statement } from '../schedule/schedule';

/** A statement whose body is a product of two reads, one moved along the rows of the tile and one along its columns. */
export interface Product {
	/** Index in `reads` of the factor that the row letter moves. */
	readonly left: number;
	/** Of the factor that the column letter moves. */
	readonly right: number;
}

export interface TilePlan {
	/** Sizes of the letters of an element. */
	readonly sizes: readonly number[];
	/** Position of the row letter among them. */
	readonly row: number;
	readonly column: number;
	/** Statement → product, of those that the tile computes; the others follow it row by row. */
	readonly products: ReadonlyMap<number, Product>;
}

/** @returns null if a thread should compute one element at a time */
export function planTile({ statements }: Kernel): TilePlan | null {
	const sums = statements.filter((s) => s.reduced.length > 0);
	const plan = sums[0] ? planOf(sums[0]) : null;
	if (!plan) return null;
	const products = new Map<number, Product>();
	for (const s of sums) {
		const product = matching(s, plan);
		if (!product) return null;
		products.set(statements.indexOf(s), product);
	}
	return { ...plan, products };
}

/** The two reads of memory whose product the body is. */
function factors({ body, reads, reduce, reduced }: Statement): readonly [number, number] | null {
	if (reduced.length > 0 && reduce !== 'sum') return null;
	if (body.kind !== 'binary' || body.fn !== 'mul') return null;
	if (body.x.kind !== 'arg' || body.y.kind !== 'arg' || body.x.index === body.y.index) return null;
	const pair = [body.x.index, body.y.index] as const;
	const isPlain = (n: number): boolean => typeof reads[n]?.from === 'object' && !reads[n].picked;
	return pair.every(isPlain) ? pair : null;
}

/** Positions of the out letters that move the one read and not the other. */
function own(statement: Statement, one: number, other: number): number[] {
	const moves = (n: number, letter: string): boolean =>
		statement.reads[n]?.strides.some((s) => s.letter === letter) ?? false;
	return statement.out.flatMap(({ name }, i) => (moves(one, name) && !moves(other, name) ? [i] : []));
}

function planOf(statement: Statement): Omit<TilePlan, 'products'> | null {
	const pair = factors(statement);
	if (!pair) return null;
	const sizes = statement.out.map((l) => l.size);
	// The first of several: the last letter is left to neighbouring threads, which then read neighbouring numbers.
	const found = [own(statement, ...pair)[0], own(statement, pair[1], pair[0])[0]].filter(
		(i) => i !== undefined
	);
	const [first, second] = found.sort((a, b) => a - b);
	return first === undefined || second === undefined ? null : { sizes, row: first, column: second };
}

function matching(statement: Statement, { sizes, row, column }: Omit<TilePlan, 'products'>): Product | null {
	const pair = factors(statement);
	const { out } = statement;
	if (!pair || out.length !== sizes.length || out.some((l, i) => l.size !== sizes[i])) return null;
	for (const [left, right] of [pair, [pair[1], pair[0]] as const]) {
		const [rows, columns] = [own(statement, left, right), own(statement, right, left)];
		if (columns.includes(column) && rows.includes(row)) return { left, right };
	}
	return null;
}
