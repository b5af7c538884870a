/**
 * The equations of the derivation as records: counts and bounds on the layer of the table, floors and inclusions on
 * the 64 × 64 target of the race. An error enters as 1 − E, the part of T that is met: near a perfect fit E itself is
 * all rounding.
 */
import { equation, measure, type Equation, type Measure } from '$src/algebra/equation';
import { apply, type Apply, type Expression } from '$src/algebra/expression';
import { rankOf } from '$src/algebra/measures';
import {
	hadamard,
	identity,
	kron,
	matmul,
	number,
	scale,
	squaredNorm,
	subtract,
	transpose
} from '$src/algebra/ops';
import { arg, product } from '$src/algebra/scalar';
import { symbolTex } from '$src/algebra/tex';
import { halves } from '$src/adapters/loha';
import { blocks } from '$src/adapters/lokr';
import { difference } from '$src/math/dense';
import { tailEnergy, tailShare } from '$src/math/rank';
import { singularValues } from '$src/math/svd';
import { squaredNorm as squaredNormOf, zeros } from '$src/math/tensor';
import { adapterOf, optionsOf } from './contestants';
import { leavesFor, sizesOf } from './matrices';
import { SIZE, type CompareValues } from './parameters';
import { spikeEquations } from './spikeEquations';

const count = (name: string, tex: string): string => `\\#${symbolTex(name, tex)}`;

/** R(M): one row for each block of M, row-major both ways. */
const rearranged = (m: Expression, a: number, c: number): Apply =>
	apply(
		{
			name: 'rearranged',
			notation: '(ik)(jl)->(ij)(kl)',
			body: arg(0),
			tex: ([x]) => ({ text: `R(${x?.text ?? ''})`, precedence: 5 })
		},
		[m],
		{ i: a, j: c }
	);

/** vec A · (vec B)ᵀ. */
const outerOfVecs = (a: Expression, b: Expression): Apply =>
	apply(
		{
			name: 'outerOfVecs',
			notation: 'ij,kl->(ij)(kl)',
			body: product(2),
			tex: ([x, y]) => ({
				text: `\\operatorname{vec}${x?.text ?? ''}\\,(\\operatorname{vec}${y?.text ?? ''})^{\\top}`,
				precedence: 3
			})
		},
		[a, b]
	);

const none = zeros([1, 1]);

/** 1 − E(ΔW): the part of T that ΔW meets. */
const met = (delta: Expression, target: Expression): Measure =>
	measure(
		[delta, target],
		([x, t]) => `1 - \\frac{\\lVert ${t ?? ''} - ${x ?? ''}\\rVert_F^2}{\\lVert ${t ?? ''}\\rVert_F^2}`,
		([x = none, t = none]) => 1 - squaredNormOf(difference(t, x)) / squaredNormOf(t)
	);

/** Σ_{i ≤ k} σᵢ² / Σ σᵢ². */
const head = (of: Expression, k: number, upTo: string): Measure =>
	measure(
		[of],
		([x]) => {
			const sigma = `\\sigma_i^2(${x ?? ''})`;
			return `\\sum_{i \\le ${upTo}} ${sigma} \\,\\Big/\\, \\sum_i ${sigma}`;
		},
		([x = none]) => 1 - tailShare(singularValues(x), k)
	);

/** σ₁² / Σ σᵢ². */
const top = (of: Expression): Measure =>
	measure(
		[of],
		([x]) => `\\sigma_1^2(${x ?? ''}) \\,\\Big/\\, \\sum_i \\sigma_i^2(${x ?? ''})`,
		([x = none]) => {
			const sigma = singularValues(x);
			return (sigma[0] ?? 0) ** 2 / tailEnergy(sigma, 0);
		}
	);

/** What Eckart and Young leave of the identity at rank k. */
const tailOfIdentity = (k: number, from: string): Measure =>
	measure(
		[identity(SIZE)],
		([x]) => `\\sum_{i > ${from}} \\sigma_i^2(${x ?? ''}) \\,\\Big/\\, ${SIZE}`,
		([x = none]) => tailEnergy(singularValues(x), k) / SIZE
	);

export function equationsFor(values: CompareValues) {
	// The layer of the table.
	const { out: m, in: n, rank: r } = values;
	const atEqualRank = { ...values, equal: 'rank' } as const;
	const atEqualCount = { ...values, equal: 'parameters', blocks: 'auto' } as const;
	const [r1, r2] = halves(r);
	const big = blocks(optionsOf('lokr', atEqualCount));
	const countOf = (tex: string, parameters: number): Apply => number(parameters, tex);
	const lohaCount = `${count('X1', 'X_1')} + ${count('Y1', 'Y_1')} + ${count('X2', 'X_2')} + ${count('Y2', 'Y_2')}`;

	// The target of the race and the factors on it.
	const sizes = sizesOf(values);
	const leaves = leavesFor(sizes);
	const { T, B, A, X1, Y1, X2, Y2, kronA, kronB, ones, JA, JB, Z, U, nearestA, nearestB, E1, E2 } = leaves;
	const { H, scale: c, P1, Q1, P2, Q2 } = leaves;
	const lora = matmul(B, A);
	const loha = hadamard(matmul(X1, transpose(Y1)), matmul(X2, transpose(Y2)));
	const lokr = kron(kronA, kronB);
	const lohaBound = Math.min(SIZE, sizes.r1 * sizes.r2);
	const onesSquare = matmul(ones, transpose(ones));

	return {
		'count-lora': equation(
			countOf(`${count('B', 'B')} + ${count('A', 'A')}`, adapterOf('lora', values).parameters),
			'=',
			number(r * (m + n), 'r\\,(m+n)')
		),
		'count-loha': equation(
			countOf(lohaCount, adapterOf('loha', atEqualRank).parameters),
			'=',
			number(2 * r * (m + n), '2r\\,(m+n)')
		),
		'count-lokr': equation(
			countOf(`${count('A', 'A')} + ${count('B', 'B')}`, adapterOf('lokr', atEqualCount).parameters),
			'=',
			number(big.a * big.c + big.b * big.d, 'ac + bd')
		),

		'equal-count': equation(
			countOf(lohaCount, adapterOf('loha', atEqualCount).parameters),
			'=',
			number((r1 + r2) * (m + n), '(r_1 + r_2)(m+n)'),
			'=',
			number(adapterOf('lora', values).parameters, 'r\\,(m+n)')
		),
		'equal-bound': equation(
			number(r1 * r2, 'r_1 r_2'),
			'=',
			number(Math.floor((r * r) / 4), '\\lfloor r^2/4 \\rfloor')
		),
		gain: equation(
			number((r / 2) ** 2 - r, '\\left(\\tfrac{r}{2}\\right)^2 - r'),
			'=',
			number((r * (r - 4)) / 4, '\\tfrac14\\, r\\,(r - 4)')
		),

		'met-by-lora': equation(met(lora, T), '≤', head(T, sizes.r, 'r')),
		'identity-lora': equation(tailOfIdentity(r, 'r'), '=', number(1 - r / SIZE, `1 - r/${SIZE}`)),
		'rank-loha': equation(rankOf(loha), '≤', number(lohaBound, `\\min(${SIZE},\\, r_1 r_2)`)),
		'met-by-loha': equation(met(loha, T), '≤', head(T, lohaBound, `\\min(${SIZE}, r_1 r_2)`)),
		'identity-loha': equation(
			tailOfIdentity(lohaBound, 'r_1 r_2'),
			'=',
			number(Math.max(0, 1 - (sizes.r1 * sizes.r2) / SIZE), `\\max(0,\\; 1 - r_1 r_2/${SIZE})`)
		),
		'identity-exact': equation(
			identity(SIZE),
			'=',
			hadamard(matmul(E1, transpose(E1)), matmul(E2, transpose(E2)))
		),

		rearrangement: equation(
			squaredNorm(subtract(T, lokr)),
			'=',
			squaredNorm(subtract(rearranged(T, sizes.a, sizes.c), outerOfVecs(kronA, kronB)))
		),
		'met-by-lokr': equation(met(lokr, T), '≤', top(rearranged(T, sizes.a, sizes.c))),

		'lora-inside': equation(lora, '=', hadamard(lora, onesSquare)),
		'lokr-inside': equation(lokr, '=', hadamard(kron(kronA, JB), kron(JA, kronB))),
		'price-inside': equation(
			number(
				(Math.min(sizes.a, sizes.c) + Math.min(sizes.b, sizes.d)) * 2 * SIZE,
				'\\left(\\min(a,c) + \\min(b,d)\\right)(m+n)'
			),
			'>',
			number(sizes.a * sizes.c + sizes.b * sizes.d, 'ac + bd')
		),

		lead: equation(
			number(r1 * r2 - r, 'r_1 r_2 - r'),
			'=',
			number((r1 - 1) * (r2 - 1) - 1, '(r_1 - 1)(r_2 - 1) - 1')
		),
		dimensions: equation(
			number(
				r * (m + n) - r * r - (r * (m + n) - r1 * r1 - r2 * r2 - (m + n - 1)),
				'\\left(r\\,(m+n) - r^2\\right) - \\left(r\\,(m+n) - r_1^2 - r_2^2 - (m+n-1)\\right)'
			),
			'=',
			number(m + n - 1 - 2 * r1 * r2, 'm + n - 1 - 2r_1r_2')
		),
		'two-ones': equation(rankOf(Z), '=', number(1)),
		'two-ones-rearranged': equation(rankOf(rearranged(Z, sizes.a, sizes.c)), '=', number(2)),

		'lora-attains': equation(met(matmul(U, matmul(transpose(U), T)), T), '=', head(T, sizes.r, 'r')),
		'lokr-attains': equation(met(kron(nearestA, nearestB), T), '=', top(rearranged(T, sizes.a, sizes.c))),
		planted: equation(H, '=', scale(c, hadamard(matmul(P1, transpose(Q1)), matmul(P2, transpose(Q2))))),

		...spikeEquations(values, leaves)
	} as const satisfies Record<string, Equation>;
}

export type EquationId = keyof ReturnType<typeof equationsFor>;
