/**
 * The triangular factor of a tall matrix that comes a few rows at a time: R of what was before and the next rows become a
 * new R by reflections, so nothing larger than R and these rows is ever held, and they stay in the fastest cache. Errors
 * are those of Householder's QR (Demmel, Grigori, Hoemmen, Langou 2012, "flat tree"); columns of any scale keep their own.
 * No Gram matrix is made: it would square the condition, and hide singular values below 1e-8·σ₁.
 */
import { fillingOf } from './filling';
import { workspace, type Kernel, type Wanted, type Workspace } from './kernels/instance';
import { PANEL } from './kernels/reflections';
import type { Tall } from './tall';
import type { Tensor } from './tensor';

/** Rows at a time, a multiple of four: two panels of them fill the cache of first level, and were fastest. */
const ROWS = 128;
const SQUARE = PANEL * PANEL;
const F64 = 8;

/** Where everything lies in the workspace, in float64. */
interface Layout {
	/** Columns of each panel: PANEL, and an even number for the last. */
	readonly columns: readonly number[];
	/** [PANEL, PANEL] of zeros, of VᵀV, of products, and the τ of a panel. */
	readonly zeros: number;
	readonly squares: number;
	readonly products: number;
	readonly taus: number;
	/** Block (p, q ≥ p) of R at blocks[p][q]: [PANEL or fewer, columns[q]], row after row. */
	readonly blocks: readonly (readonly number[])[];
	/** The rows of panel p: [ROWS, columns[p]]. */
	readonly panels: readonly number[];
	readonly end: number;
}

function layoutOf(width: number): Layout {
	const count = Math.ceil(width / PANEL);
	const columns = Array.from({ length: count }, (_, p) =>
		p < count - 1 ? PANEL : 2 * Math.ceil((width - p * PANEL) / 2)
	);
	let end = 3 * SQUARE + PANEL;
	const take = (numbers: number): number => (end += numbers) - numbers;
	const blocks = columns.map((height, p) => columns.map((n, q) => (q < p ? NaN : take(height * n))));
	const panels = columns.map((n) => take(ROWS * n));
	const [zeros, squares, products, taus] = [0, SQUARE, 2 * SQUARE, 3 * SQUARE];
	return { columns, zeros, squares, products, taus, blocks, panels, end };
}

/** What is called for a panel; those behind `reflect` where there are several. */
interface PanelKernels {
	readonly reflect: Kernel;
	readonly gather?: Kernel;
	readonly solve?: Kernel;
	readonly spread?: Kernel;
}
interface Space {
	readonly numbers: Float64Array;
	readonly kernels: readonly PanelKernels[];
}

const wantedFor = (columns: readonly number[]): readonly Wanted[] =>
	columns.flatMap((n, p): readonly Wanted[] => {
		const last: Wanted = ['last', n];
		if (columns.length === 1) return [last];
		return [p < columns.length - 1 ? ['panel', n] : last, ['gather', n], ['solve', n], ['spread', n]];
	});

function kernelsFor({ kernel }: Workspace, columns: readonly number[]): readonly PanelKernels[] {
	if (columns.length === 1) return columns.map((n) => ({ reflect: kernel('last', n) }));
	return columns.map((n, p) => ({
		reflect: kernel(p < columns.length - 1 ? 'panel' : 'last', n),
		gather: kernel('gather', n),
		solve: kernel('solve', n),
		spread: kernel('spread', n)
	}));
}

/** R [width, width], or null where it must be found in another way: no WebAssembly, or numbers whose squares are none. */
export function streamedTriangle(p: Tall): Tensor | null {
	const layout = layoutOf(p.width);
	const filling = fillingOf(p, layout.columns);
	const space = workspace(layout.end + filling.count, [...wantedFor(layout.columns), ...filling.wanted]);
	if (!space) return null;
	const { numbers } = space;
	const kernels = kernelsFor(space, layout.columns);
	numbers.fill(0, 0, layout.panels[0]);
	const fill = filling.begin(space, layout.end);
	for (let top = 0; top < p.rows; top += ROWS) {
		const count = Math.min(ROWS, p.rows - top);
		const padded = 4 * Math.ceil(count / 4);
		layout.columns.forEach((n, q) => {
			const [at, first] = [layout.panels[q] ?? NaN, q * PANEL];
			// A column too many and rows too many, which are zeros.
			if (first + n > p.width || padded > count) numbers.fill(0, at, at + padded * n);
			fill(at, [top, top + count], [first, Math.min(first + n, p.width)], n);
		});
		if (!takeRows({ numbers, kernels }, layout, padded)) return null;
	}
	return { shape: [p.width, p.width], data: triangleIn(numbers, layout, p.width) };
}

/** [R; rows] → [R'; 0]. @returns false where a column is none that can be reflected */
function takeRows({ numbers, kernels }: Space, layout: Layout, rows: number): boolean {
	const { columns, blocks, panels, taus, squares, products, zeros } = layout;
	const at = (index: number | undefined): number => F64 * (index ?? NaN);
	for (const [p, n] of columns.entries()) {
		const [mine, v] = [kernels[p], at(panels[p])];
		const isLast = p === columns.length - 1;
		mine?.reflect(v, rows, at(blocks[p]?.[p]), at(taus));
		if (!isReflected(numbers, panels[p] ?? NaN, taus, rows, n)) return false;
		if (isLast) break;
		mine?.gather?.(v, v, rows, at(zeros), at(squares));
		for (let k = 0; k < PANEL; k++) numbers[squares + k * PANEL + k] = 0;
		for (let q = p + 1; q < columns.length; q++) {
			const [other, c, r] = [kernels[q], at(panels[q]), at(blocks[p]?.[q])];
			other?.gather?.(v, c, rows, r, at(products));
			other?.solve?.(at(products), at(squares), at(taus), r);
			other?.spread?.(v, c, rows, at(products));
		}
	}
	return true;
}

/** A column that was not reflected must be zero: then there was nothing to do. */
function isReflected(numbers: Float64Array, at: number, taus: number, rows: number, n: number): boolean {
	for (let k = 0; k < n; k++) {
		if (numbers[taus + k] !== 0) continue;
		for (let i = 0; i < rows; i++) if (numbers[at + i * n + k] !== 0) return false;
	}
	return true;
}

/** R as one matrix, row after row. */
function triangleIn(numbers: Float64Array, { blocks, columns }: Layout, width: number): Float64Array {
	const r = new Float64Array(width * width);
	for (let i = 0; i < width; i++) {
		const [p, row] = [Math.floor(i / PANEL), i % PANEL];
		for (const [q, n] of columns.entries()) {
			if (q < p) continue;
			const from = (blocks[p]?.[q] ?? NaN) + row * n;
			const end = Math.min(n, width - q * PANEL);
			for (let j = q === p ? row : 0; j < end; j++) r[i * width + q * PANEL + j] = numbers[from + j] ?? NaN;
		}
	}
	return r;
}
