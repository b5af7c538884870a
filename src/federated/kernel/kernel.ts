/**
 * FedPara's convolution (arXiv 2108.06098, Proposition 3): the kernel W = (T₁ ×₁ X₁ ×₂ Y₁) ⊙ (T₂ ×₁ X₂ ×₂ Y₂), its four
 * unfoldings, and the equations on them as records. Drawn by a seed, trained by nobody.
 */
import { equation, measure, type Equation, type Measure } from '$src/algebra/equation';
import { evaluateAll } from '$src/algebra/evaluate';
import { apply, leaf, type Apply, type Expression, type Leaf } from '$src/algebra/expression';
import { hadamard, identity, kron, matmul, number, transpose } from '$src/algebra/ops';
import { bracket, precedence } from '$src/algebra/ops/precedence';
import { product } from '$src/algebra/scalar';
import { defineLesson } from '$src/lesson/define';
import { Random } from '$src/math/random';
import { measureRank } from '$src/math/rank';
import type { Tensor } from '$src/math/tensor';
import { integer, type Values } from '$src/schema/field';

export const kernelFields = {
	kernelOut: integer({ min: 1, max: 24, default: 4, about: 'O, channels out' }),
	kernelIn: integer({ min: 1, max: 24, default: 20, about: 'I, channels in' }),
	kernelRank: integer({ min: 1, max: 4, default: 3, about: 'R, at most O and I' }),
	kernelHeight: integer({ min: 1, max: 3, default: 3, about: 'K1, height of the window' }),
	kernelWidth: integer({ min: 1, max: 3, default: 3, about: 'K2, width of the window' }),
	kernelSeed: integer({ min: 1, max: 9999, default: 1, always: true, about: 'of the factors' })
} as const;
type KernelSettings = Values<typeof kernelFields>;

/** The letters of the paper. */
export interface Kernel {
	readonly O: number;
	readonly I: number;
	readonly K1: number;
	readonly K2: number;
	readonly R: number;
}

/** R is at most min(O, I), as the proposition demands: more is taken as that. */
export const kernelOf = (settings: KernelSettings): Kernel => ({
	...{ O: settings.kernelOut, I: settings.kernelIn },
	...{ K1: settings.kernelHeight, K2: settings.kernelWidth },
	R: Math.min(settings.kernelRank, settings.kernelOut, settings.kernelIn)
});

/** Numbers of the tensor form, of Proposition 1 on the kernel as a matrix [O, I·K1·K2] with R1 = R2 = R, and of the whole kernel. */
export const parametersOf = ({ O, I, K1, K2, R }: Kernel) => ({
	tensor: 2 * R * (O + I + R * K1 * K2),
	matrix: 2 * R * (O + I * K1 * K2),
	whole: O * I * K1 * K2
});

interface Halves {
	/** [R, R, K1, K2] */
	readonly T: Leaf;
	/** [O, R] */
	readonly X: Leaf;
	/** [I, R] */
	readonly Y: Leaf;
}

const half = ({ O, I, K1, K2, R }: Kernel, n: 1 | 2): Halves => ({
	T: leaf(`T${n}`, [R, R, K1, K2], { tex: `\\mathcal{T}_${n}` }),
	X: leaf(`X${n}`, [O, R], { tex: `X_${n}` }),
	Y: leaf(`Y${n}`, [I, R], { tex: `Y_${n}` })
});

/** N(0, 1) factors, by name. */
export function factorsOf(kernel: Kernel, seed: number): ReadonlyMap<string, Tensor> {
	const leaves = ([1, 2] as const).flatMap((n): Leaf[] => Object.values(half(kernel, n)));
	return new Map(
		leaves.map(({ name, shape }) => [name, new Random(seed, `kernel/${name}`).normal(shape)] as const)
	);
}

/** T ×₁ X ×₂ Y, [O, I, K1, K2]. */
const modes = ({ T, X, Y }: Halves): Apply =>
	apply(
		{
			name: 'modes',
			notation: 'rsuv,or,is->oiuv',
			body: product(3),
			tex: ([t, x, y]) => ({
				text: `${t?.text ?? ''} \\times_1 ${x?.text ?? ''} \\times_2 ${y?.text ?? ''}`,
				precedence: precedence.product
			})
		},
		[T, X, Y]
	);

const together = (a: Expression, b: Expression): Apply =>
	apply(
		{
			name: 'hadamard4',
			notation: 'oiuv,oiuv->oiuv',
			body: product(2),
			tex: () => ({ text: '\\mathcal{W}', precedence: precedence.atom })
		},
		[a, b]
	);

/** The unfoldings along each axis, by the number that the paper gives them. */
export const unfoldings = {
	1: 'oiuv->o(iuv)',
	2: 'oiuv->i(ouv)',
	3: 'oiuv->u(oiv)',
	4: 'oiuv->v(oiu)'
} as const;
export type Mode = keyof typeof unfoldings;
export const modeNumbers = [1, 2, 3, 4] as const satisfies readonly Mode[];

const unfolded = (w: Expression, mode: Mode): Apply =>
	apply(
		{
			name: `unfolded${mode}`,
			notation: unfoldings[mode],
			body: product(1),
			tex: ([inside]) => ({
				text: `${bracket(inside, precedence.atom)}_{(${mode})}`,
				precedence: precedence.atom
			})
		},
		[w]
	);

export const kernelExpression = (kernel: Kernel): Apply =>
	together(modes(half(kernel, 1)), modes(half(kernel, 2)));

/**
 * What no factors exceed, and almost all reach. The sides of the matrix bound every rank; R² those of the first two, as the
 * proposition says. Along a side of the window each place of the other side adds what (o, i) span in the products of two
 * rows each, at most min(O, R²)·min(I, R²) dimensions.
 */
export function boundOf({ O, I, K1, K2, R }: Kernel, mode: Mode): number {
	const [first, second] = [Math.min(O, R ** 2), Math.min(I, R ** 2)];
	switch (mode) {
		case 1:
			return Math.min(first, I * K1 * K2);
		case 2:
			return Math.min(second, O * K1 * K2);
		case 3:
			return Math.min(K1, first * second * K2);
		case 4:
			return Math.min(K2, first * second * K1);
	}
}

export interface Unfolding {
	readonly mode: Mode;
	readonly rows: number;
	readonly columns: number;
	readonly rank: number;
	readonly bound: number;
}

/** The ranks of all unfoldings, measured in float64. */
export function unfoldingsOf(kernel: Kernel, factors: ReadonlyMap<string, Tensor>): readonly Unfolding[] {
	const w = kernelExpression(kernel);
	const values = evaluateAll(
		modeNumbers.map((mode) => unfolded(w, mode)),
		factors
	);
	return modeNumbers.flatMap((mode, i): Unfolding[] => {
		const value = values[i];
		if (!value) return [];
		const [rows = 0, columns = 0] = value.shape;
		return [{ mode, rows, columns, rank: measureRank(value).rank, bound: boundOf(kernel, mode) }];
	});
}

const rankOf = (of: Expression): Measure =>
	measure(
		[of],
		([name = '']) => `\\operatorname{rank} ${name}`,
		([matrix]) => (matrix ? measureRank(matrix).rank : NaN)
	);

/** What holds at every state. The equality of two ranks that the paper adds is none of them. */
export function kernelEquations(kernel: Kernel): Readonly<Record<string, Equation>> {
	const { O, I, K1, K2, R } = kernel;
	const [first, second] = [half(kernel, 1), half(kernel, 2)];
	const w = together(modes(first), modes(second));
	const core = unfolded(first.T, 1);
	const named = (text: string, value: number): Expression => number(value, text);
	return {
		// One product of modes: its unfoldings have thin factors.
		'kernel-modes': equation(
			unfolded(modes(first), 1),
			'=',
			matmul(first.X, matmul(core, transpose(kron(first.Y, identity(K1 * K2)))))
		),
		'kernel-thin': equation(rankOf(unfolded(modes(first), 1)), '≤', named('R', R)),
		// Unfolding moves elements and changes none.
		'kernel-hadamard': equation(
			unfolded(w, 1),
			'=',
			hadamard(unfolded(modes(first), 1), unfolded(modes(second), 1))
		),
		'kernel-first': equation(rankOf(unfolded(w, 1)), '≤', named('\\min(O,\\, R^2)', Math.min(O, R * R))),
		'kernel-second': equation(rankOf(unfolded(w, 2)), '≤', named('\\min(I,\\, R^2)', Math.min(I, R * R)))
	};
}

export const kernelRecord = defineLesson({
	id: 'kernel',
	parameters: kernelFields,
	environment: (settings) => factorsOf(kernelOf(settings), settings.kernelSeed),
	equations: (settings) => kernelEquations(kernelOf(settings)),
	derivations: {}
});
