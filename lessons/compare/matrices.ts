/**
 * The matrices that the derivation speaks of: the race's target, one set of factors of each method (drawn from the
 * seed until a race has trained them), and the witnesses that attain a floor. All targets here are 64 × 64.
 */
import { leaf, type Leaf } from '$src/algebra/expression';
import { blocks } from '$src/adapters/lokr';
import { plantedLoha, targetOf } from '$src/models/target';
import { columnsOf, elementwise, filled, scaled, timesTransposed } from '$src/math/dense';
import { nearestKron, type NearestKron } from '$src/math/kron';
import { Random } from '$src/math/random';
import { svd } from '$src/math/svd';
import { scalar, squaredNorm, zeros, type Tensor } from '$src/math/tensor';
import { methodOptions } from '$src/receipt/run';
import { parseTask } from '$src/models/index';
import { runOf, type Contestant } from './contestants';
import { SIZE, type CompareValues } from './parameters';
import { directionsAt, frozenAt } from './spike';
import { lazily } from '$src/lazily';
import { own } from '$src/own';
import { remembered } from '$src/remembered';

/** r of the planted Hadamard target. */
export const PLANTED = 4;
/** Rows and columns of the frozen weights of which equations speak: they hold on any size. */
const SPIKED = 24;
/** Side of the blocks by which a LoHa of rank 8 is the identity: 8 · 8 = 64. */
const ROOT = 8;

/** Inner sizes of the live factors. */
export interface Sizes {
	readonly r: number;
	readonly r1: number;
	readonly r2: number;
	/** A is a × c, B is b × d. */
	readonly a: number;
	readonly b: number;
	readonly c: number;
	readonly d: number;
}

export function sizesOf(values: CompareValues): Sizes {
	const loha = runOf('loha', values);
	const { a, b, c, d } = blocks(methodOptions(runOf('lokr', values)));
	return { r: values.rank, r1: loha.rank, r2: loha.rank2 === 0 ? loha.rank : loha.rank2, a, b, c, d };
}

/** The symbols of the derivation. LoRA's B and A, and LoKr's A and B, keep the letters that the papers give both. */
export function leavesFor({ r, r1, r2, a, b, c, d }: Sizes) {
	return {
		T: leaf('T', [SIZE, SIZE]),
		B: leaf('B', [SIZE, r]),
		A: leaf('A', [r, SIZE]),
		X1: leaf('X1', [SIZE, r1], { tex: 'X_1' }),
		Y1: leaf('Y1', [SIZE, r1], { tex: 'Y_1' }),
		X2: leaf('X2', [SIZE, r2], { tex: 'X_2' }),
		Y2: leaf('Y2', [SIZE, r2], { tex: 'Y_2' }),
		kronA: leaf('kronA', [a, c], { tex: 'A', symbol: 'A' }),
		kronB: leaf('kronB', [b, d], { tex: 'B', symbol: 'B' }),
		ones: leaf('ones', [SIZE, 1], { tex: '\\mathbf{1}' }),
		JA: leaf('JA', [a, c], { tex: 'J', symbol: 'J' }),
		JB: leaf('JB', [b, d], { tex: 'J', symbol: 'J' }),
		/** The first r left singular vectors of T. */
		U: leaf('U', [SIZE, r], { tex: 'U_r' }),
		nearestA: leaf('nearestA', [a, c], { tex: 'A_*', symbol: 'A' }),
		nearestB: leaf('nearestB', [b, d], { tex: 'B_*', symbol: 'B' }),
		/** I₈ ⊗ 1 and 1 ⊗ I₈. */
		E1: leaf('E1', [SIZE, ROOT], { tex: 'E_1' }),
		E2: leaf('E2', [SIZE, ROOT], { tex: 'E_2' }),
		/** Ones at both ends of the first column: of rank one, and no A ⊗ B. */
		Z: leaf('Z', [SIZE, SIZE]),
		H: leaf('H', [SIZE, SIZE]),
		scale: leaf('scale', [], { tex: 'c' }),
		P1: leaf('P1', [SIZE, PLANTED], { tex: 'P_1' }),
		Q1: leaf('Q1', [SIZE, PLANTED], { tex: 'Q_1' }),
		P2: leaf('P2', [SIZE, PLANTED], { tex: 'P_2' }),
		Q2: leaf('Q2', [SIZE, PLANTED], { tex: 'Q_2' }),
		/** Frozen weights with N(0, 1/n) entries, and an update of rank one: unit vectors and its size. */
		W0: leaf('W0', [SPIKED, SPIKED], { tex: 'W_0' }),
		u: leaf('u', [SPIKED, 1]),
		v: leaf('v', [SPIKED, 1]),
		theta: leaf('theta', [], { tex: '\\theta' })
	} as const satisfies Record<string, Leaf>;
}

interface Still {
	readonly target: () => Tensor;
	/** Left singular vectors of the target. */
	readonly u: () => Tensor;
	readonly nearest: () => NearestKron;
	readonly planted: () => ReturnType<typeof plantedLoha>;
	readonly h: () => Tensor;
	readonly scale: () => number;
}

let kept: { readonly key: string; readonly still: Still } | undefined;

/** What does not change with the ranks. */
function stillOf({ task, seed }: CompareValues, { a, c }: Sizes): Still {
	const key = [task, seed, a, c].join();
	if (kept?.key === key) return kept.still;
	const target = remembered(() => targetOf(parseTask(task), SIZE, SIZE, seed));
	const planted = remembered(() => plantedLoha(PLANTED, SIZE, SIZE, seed));
	const still: Still = {
		target,
		u: remembered(() => svd(target()).u),
		nearest: remembered(() => nearestKron(target(), { a, c })),
		planted,
		h: remembered(() => targetOf(parseTask(`hadamard:${PLANTED}`), SIZE, SIZE, seed)),
		scale: remembered(() => {
			const { x1, y1, x2, y2 } = planted();
			const product = elementwise(timesTransposed(x1, y1), timesTransposed(x2, y2));
			return Math.sqrt(SIZE / squaredNorm(product));
		})
	};
	kept = { key, still };
	return still;
}

const onesOf = (rows: number, columns: number): Tensor => filled(rows, columns, () => 1);

/** I ⊗ 1 (slow), or 1 ⊗ I (fast): one 1 a row. */
const selector = (slow: boolean): Tensor =>
	filled(SIZE, ROOT, (i, j) => ((slow ? Math.floor(i / ROOT) : i % ROOT) === j ? 1 : 0));

function twoOnes(): Tensor {
	const result = zeros([SIZE, SIZE]);
	result.data[0] = 1;
	result.data[(SIZE - 1) * SIZE] = 1;
	return result;
}

/** Leaf name → numbers, for every leaf of leavesFor. */
export function environmentFor(values: CompareValues): ReadonlyMap<string, Tensor> {
	const sizes = sizesOf(values);
	const { r, r1, r2, a, b, c, d } = sizes;
	const { target, u, nearest, planted, h, scale } = stillOf(values, sizes);
	const normal = (name: string, rows: number, columns: number, size: number): Tensor =>
		scaled(size, new Random(values.seed, `derivation/${name}`).normal([rows, columns]));
	return lazily<Tensor>([
		['T', target],
		['B', () => normal('B', SIZE, r, 1 / Math.sqrt(r))],
		['A', () => normal('A', r, SIZE, 1 / Math.sqrt(SIZE))],
		['X1', () => normal('X1', SIZE, r1, 1 / Math.sqrt(r1))],
		['Y1', () => normal('Y1', SIZE, r1, 1 / Math.sqrt(SIZE))],
		['X2', () => normal('X2', SIZE, r2, 1 / Math.sqrt(r2))],
		['Y2', () => normal('Y2', SIZE, r2, 1)],
		['kronA', () => normal('kronA', a, c, 1 / Math.sqrt(c))],
		['kronB', () => normal('kronB', b, d, 1 / Math.sqrt(d))],
		['ones', () => onesOf(SIZE, 1)],
		['JA', () => onesOf(a, c)],
		['JB', () => onesOf(b, d)],
		['U', () => columnsOf(u(), [0, r])],
		['nearestA', () => nearest().a],
		['nearestB', () => nearest().b],
		['E1', () => selector(true)],
		['E2', () => selector(false)],
		['Z', () => twoOnes()],
		['H', h],
		['scale', () => scalar(scale())],
		['P1', () => planted().x1],
		['Q1', () => planted().y1],
		['P2', () => planted().x2],
		['Q2', () => planted().y2],
		['W0', () => frozenAt(values.seed, SPIKED)],
		['u', () => directionsAt(values.seed, 'u', 1, SPIKED)],
		['v', () => directionsAt(values.seed, 'v', 1, SPIKED)],
		['theta', () => scalar(values.spike)]
	]);
}

type Factors = Readonly<Record<string, Float32Array>>;

/** Factors that a race has trained, under the derivation's names; nothing of a method whose numbers are not finite. */
export function liveFactors(
	values: CompareValues,
	trained: Partial<Readonly<Record<Contestant, Factors>>>
): Map<string, Tensor> {
	const { r, r1, r2, a, b, c, d } = sizesOf(values);
	const live = new Map<string, Tensor>();
	const take = (method: Contestant, wanted: readonly (readonly [string, string, number, number])[]): void => {
		const factors = trained[method] ?? {};
		const whole = wanted.every(([, from, rows, columns]) => {
			const numbers = own(factors, from);
			return numbers?.length === rows * columns && numbers.every(Number.isFinite);
		});
		if (!whole) return;
		for (const [name, from, rows, columns] of wanted) {
			live.set(name, { shape: [rows, columns], data: Float64Array.from(own(factors, from) ?? []) });
		}
	};
	take('lora', [
		['B', 'B', SIZE, r],
		['A', 'A', r, SIZE]
	]);
	take('loha', [
		['X1', 'X1', SIZE, r1],
		['Y1', 'Y1', SIZE, r1],
		['X2', 'X2', SIZE, r2],
		['Y2', 'Y2', SIZE, r2]
	]);
	// A low-rank block has no matrix of its own in the derivation: then the drawn pair stays.
	take('lokr', [
		['kronA', 'A', a, c],
		['kronB', 'B', b, d]
	]);
	return live;
}
