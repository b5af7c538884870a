/**
 * The equations of the derivation as records: typeset and evaluated from the same expressions. Norms and ranks
 * that are no sum of products are measured; everything else is index notation.
 */
import { equation, measure, type Equation, type Measure } from '$src/algebra/equation';
import { apply, type Apply, type Expression } from '$src/algebra/expression';
import { elementsIn, rankOf } from '$src/algebra/measures';
import {
	add,
	identity,
	matmul,
	number,
	squaredNorm,
	subtract,
	sumOfRankOnes,
	transpose
} from '$src/algebra/ops';
import { precedence } from '$src/algebra/ops/precedence';
import { arg, constant, mul, sqrt, sub, type Scalar } from '$src/algebra/scalar';
import { symbolTex, texOf } from '$src/algebra/tex';
import { written } from '$src/algebra/written';
import { singularValues } from '$src/math/svd';
import type { Tensor } from '$src/math/tensor';
import { leavesFor, sizesOf } from './matrices';
import type { LowRankValues } from './parameters';

const [u, v, sigma2] = [symbolTex('U', 'u_i'), symbolTex('V', 'v_i'), symbolTex('sigma', '\\sigma_i^2')];
const outer = `${symbolTex('sigma', '\\sigma_i')}\\, ${u} ${v}^{\\top}`;

/** A sum that the lesson writes with Σ, products only under it: index notation, what is summed, how it is written. */
const sum = (tex: string, notation: string, body: Scalar, args: readonly Expression[]): Apply =>
	apply({ name: 'sum', notation, body, tex: () => ({ text: tex, precedence: precedence.circled }) }, args);

const [first, second] = [arg(0), arg(1)];
const square = (x: Scalar): Scalar => mul(x, x);
const rest = sub(constant(1), first);

/** √ of a number. The other argument, 1, is there because index notation cannot tell one scalar from none. */
const root = (tex: string, squared: Expression): Apply =>
	apply(
		{
			name: 'root',
			notation: ',->',
			body: sqrt(arg(1)),
			tex: () => ({ text: tex, precedence: precedence.atom })
		},
		[number(1), squared]
	);

/** σ₁ of a matrix. */
const spectralNorm = (m: Expression): Measure =>
	measure(
		[m],
		([a]) => `\\lVert ${a ?? ''} \\rVert_2`,
		([a]) => (a ? (singularValues(a)[0] ?? NaN) : NaN)
	);

const extreme = (name: 'min' | 'max', w: Expression): Measure =>
	measure(
		[w],
		() => `\\${name}_i w_i`,
		([values]) => Math[name](...(values?.data ?? [NaN]))
	);

export function equationsFor(values: LowRankValues) {
	const { m, n, p, k } = sizesOf(values);
	const { A, U, sigma, V, Uk, sigmaK, Vk, Utail, sigmaTail, last, next, Y, Z, Q, Vmore, sigmaMore, c } =
		leavesFor({
			m,
			n,
			p,
			k
		});
	const Qt = transpose(Q);
	const B = written(symbolTex('competitor', 'B'), matmul(Y, transpose(Z)));
	const projected = matmul(matmul(Q, Qt), A);
	const truncated = matmul(matmul(Uk, transpose(Uk)), A);

	/** wᵢ = ‖Qᵀuᵢ‖², of all directions, of the first k, of the others. */
	const weights = (directions: Expression): Apply =>
		sum('w', 'ji->i', square(first), [matmul(Qt, directions)]);
	const [w, wHead, wTail] = [weights(U), weights(Uk), weights(Utail)];

	const energy = (range: string, values: Expression): Apply =>
		sum(`\\sum_{${range}} ${sigma2}`, 'i->', square(first), [values]);
	const captured = sum(`\\sum_{i} w_i\\, ${sigma2}`, 'i,i->', mul(first, square(second)), [w, sigma]);
	const capturedTail = sum(`\\sum_{i>k} w_i\\, ${sigma2}`, 'i,i->', mul(first, square(second)), [
		wTail,
		sigmaTail
	]);
	const missed = (range: string, shares: Expression, values: Expression): Apply =>
		sum(`\\sum_{${range}} (1-w_i)\\, ${sigma2}`, 'i,i->', mul(rest, square(second)), [shares, values]);

	const z = written('z', matmul(Vmore, c));
	const difference = subtract(A, B);

	return {
		svd: equation(A, '=', sumOfRankOnes(U, sigma, V, `\\sum_{i} ${outer}`)),
		orthonormal: equation(matmul(transpose(U), U), '=', identity(p), '=', matmul(transpose(V), V)),
		energy: equation(squaredNorm(A), '=', energy('i', sigma)),

		competitor: equation(B, '=', matmul(Y, transpose(Z)), '=', matmul(matmul(Q, Qt), B)),
		'right-angle': equation(matmul(Qt, projected), '=', matmul(Qt, A)),
		pythagoras: equation(
			squaredNorm(difference),
			'=',
			add(squaredNorm(subtract(A, projected)), squaredNorm(subtract(projected, B))),
			'≥',
			squaredNorm(subtract(A, projected))
		),

		projection: equation(
			squaredNorm(subtract(A, projected)),
			'=',
			subtract(squaredNorm(A), squaredNorm(projected)),
			'=',
			subtract(squaredNorm(A), squaredNorm(matmul(Qt, A)))
		),

		seen: equation(
			matmul(Qt, A),
			'=',
			sumOfRankOnes(
				matmul(Qt, U),
				sigma,
				V,
				`\\sum_{i} ${symbolTex('sigma', '\\sigma_i')}\\, (${texOf(Qt)} ${u})\\, ${v}^{\\top}`
			)
		),
		captured: equation(
			squaredNorm(matmul(Qt, A)),
			'=',
			sum(
				`\\sum_{i} ${sigma2}\\, \\lVert ${texOf(Qt)} ${u} \\rVert^2`,
				'ji,i->',
				mul(square(first), square(second)),
				[matmul(Qt, U), sigma]
			),
			'=',
			captured
		),

		'each-weight': equation(number(0), '≤', extreme('min', w), '≤', extreme('max', w), '≤', number(1)),
		total: equation(
			sum('\\sum_{i} w_i', 'i->', first, [w]),
			'=',
			squaredNorm(matmul(transpose(U), Q)),
			'≤',
			squaredNorm(Q),
			'=',
			number(k, 'k')
		),

		exchange: equation(
			missed('i\\le k', wHead, sigmaK),
			'≥',
			sum(`${symbolTex('sigma', '\\sigma_k^2')} \\sum_{i\\le k} (1-w_i)`, 'i,->', mul(rest, square(second)), [
				wHead,
				last
			]),
			'≥',
			sum(`${symbolTex('sigma', '\\sigma_k^2')} \\sum_{i>k} w_i`, 'i,->', mul(first, square(second)), [
				wTail,
				last
			]),
			'≥',
			capturedTail
		),

		split: equation(
			subtract(squaredNorm(A), captured),
			'=',
			add(missed('i\\le k', wHead, sigmaK), missed('i>k', wTail, sigmaTail))
		),
		'lower-bound': equation(
			squaredNorm(difference),
			'≥',
			subtract(squaredNorm(A), captured),
			'≥',
			energy('i>k', sigmaTail)
		),
		truncated: equation(truncated, '=', sumOfRankOnes(Uk, sigmaK, Vk, `\\sum_{i\\le k} ${outer}`)),
		rank: equation(rankOf(truncated), '≤', number(k, 'k')),
		attained: equation(squaredNorm(subtract(A, truncated)), '=', energy('i>k', sigmaTail)),

		unit: equation(
			written('\\lVert z \\rVert^2', squaredNorm(z)),
			'=',
			sum('\\sum_{i\\le k+1} c_i^2', 'ij->', square(first), [c]),
			'=',
			number(1)
		),
		kernel: equation(matmul(difference, z), '=', matmul(A, z)),
		spectral: equation(
			spectralNorm(difference),
			'≥',
			root(`\\lVert (${texOf(A)}-${texOf(B)})\\,z \\rVert`, squaredNorm(matmul(difference, z))),
			'=',
			root(
				`\\sqrt{\\sum_{i\\le k+1} ${sigma2}\\, c_i^2}`,
				sum('', 'ij,i->', mul(square(first), square(second)), [c, sigmaMore])
			),
			'≥',
			next
		),
		'spectral-attained': equation(spectralNorm(subtract(A, truncated)), '=', next),

		count: equation(elementsIn(Y, Z), '=', number(k * (m + n), 'k\\,(m+n)')),
		'break-even': equation(
			measure(
				[A, Y, Z],
				([a, y, other]) => `\\#${a ?? ''} - \\left(\\#${y ?? ''} + \\#${other ?? ''}\\right)`,
				([a, ...factors]: readonly Tensor[]) =>
					(a?.data.length ?? NaN) - factors.reduce((total, { data }) => total + data.length, 0)
			),
			'=',
			number((m + n) * ((m * n) / (m + n) - k), '(m+n)\\left(\\frac{mn}{m+n} - k\\right)')
		)
	} as const satisfies Record<string, Equation>;
}

export type EquationId = keyof ReturnType<typeof equationsFor>;
