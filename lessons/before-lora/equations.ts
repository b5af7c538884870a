/** The equations of the derivation as records: typeset and evaluated from the same expressions. */
import { equation, type Equation } from '$src/algebra/equation';
import { apply, type Apply, type Expression } from '$src/algebra/expression';
import { elementsIn } from '$src/algebra/measures';
import {
	add,
	gelu,
	hadamard,
	identity,
	matmul,
	number,
	relu,
	scale,
	softmax,
	subtract,
	times,
	transpose
} from '$src/algebra/ops';
import { bracket, precedence } from '$src/algebra/ops/precedence';
import * as scalar from '$src/algebra/scalar';
import { texOf } from '$src/algebra/tex';
import { written } from '$src/algebra/written';
import { countOf } from '$src/math/tensor';
import { HEAD, leavesFor, SMALL } from './matrices';
import type { BeforeLoraValues } from './parameters';

const { arg, constant } = scalar;
const [zeroNumber, one, two, three] = [0, 1, 2, 3].map((n) => number(n));

/** A quotient of two numbers. */
const quotient = (above: Expression, below: Expression): Apply =>
	apply(
		{
			name: 'quotient',
			notation: ',->',
			body: scalar.div(arg(0), arg(1)),
			tex: ([a, b]) => ({ text: `\\frac{${a?.text ?? ''}}{${b?.text ?? ''}}`, precedence: precedence.atom })
		},
		[above, below]
	);

/** τ(z), which has the sign of z and is odd: what is left of σ(z) + σ(−z) but for the factor z. */
const oddGate = (bend: BeforeLoraValues['bend'], z: Expression): Apply =>
	apply(
		{
			name: 'oddGate',
			notation: 'ij->ij',
			body:
				bend === 'relu'
					? scalar.sub(scalar.atLeast(arg(0), constant(0)), scalar.atLeast(constant(0), arg(0)))
					: scalar.tanh(
							scalar.mul(
								constant(Math.sqrt(2 / Math.PI)),
								scalar.add(
									arg(0),
									scalar.mul(constant(0.044715), scalar.mul(arg(0), scalar.mul(arg(0), arg(0))))
								)
							)
						),
			tex: ([a]) => ({ text: `\\tau\\left(${a?.text ?? ''}\\right)`, precedence: precedence.atom })
		},
		[z]
	);

/** Σ over a row of exp: a number for each query. */
const sumOfExponentials = (tex: string, scores: Expression): Apply =>
	apply(
		{
			name: 'sumOfExponentials',
			notation: 'ij->i',
			body: scalar.exp(arg(0)),
			tex: () => ({ text: tex, precedence: precedence.product })
		},
		[scores]
	);

/** Row i of a matrix times number i: diag(v)·M, written v ⊙ M. */
const rowsTimes = (v: Expression, m: Expression): Apply =>
	apply(
		{
			name: 'rowsTimes',
			notation: 'i,ij->ij',
			body: scalar.product(2),
			tex: ([a, b]) => ({
				text: `${bracket(a, precedence.circled)} \\odot ${bracket(b, precedence.product)}`,
				precedence: precedence.circled
			})
		},
		[v, m]
	);

/** Elementwise quotient, and 1 less a number, of one number for each query. */
const shares = (a: Expression, b: Expression): Apply =>
	apply({ name: 'shares', notation: 'i,i->i', body: scalar.div(arg(0), arg(1)) }, [a, b]);
const rest = (a: Expression): Apply =>
	apply({ name: 'rest', notation: 'i->i', body: scalar.sub(constant(1), arg(0)) }, [a]);
const mean = (a: Expression): Apply =>
	apply({ name: 'mean', notation: 'i->', body: scalar.mul(constant(1 / countOf(a.shape)), arg(0)) }, [a]);

const minus = (a: Expression): Expression => scale(number(-1, '-'), a);
/** One thing above another, as the prefix stands before the sequence. */
const stacked = (above: Expression, below: Expression): string =>
	`\\begin{bmatrix} ${texOf(above)} \\\\ ${texOf(below)} \\end{bmatrix}`;
const beside = (left: string, right: string): string => `\\begin{bmatrix} ${left} & ${right} \\end{bmatrix}`;

export function equationsFor(values: BeforeLoraValues) {
	return { ...blockEquations(values), ...attentionEquations(values) } as const satisfies Record<
		string,
		Equation
	>;
}

function blockEquations(values: BeforeLoraValues) {
	const { W0, A, B, s, D, U, M, X, zero: zeros, b, twiceB, c, d, r } = leavesFor(values);
	if (!zeroNumber || !one || !two || !three) throw new Error('numbers');
	const bent = (z: Expression): Expression => (values.bend === 'relu' ? relu(z) : gelu(z));
	const sigma = (z: Expression): Expression =>
		written(`\\sigma\\left(${texOf(z)}\\right)`, bent(z), precedence.atom);
	const zero = written('0', zeros);
	const h = written('h', matmul(W0, X));
	const z = written('z', matmul(D, h));
	const minusZ = written('-z', minus(z), precedence.sum);
	const adapted = (sign: 1 | -1): Expression =>
		written(
			sign === 1 ? 'f(h)' : 'f(-h)',
			add(sign === 1 ? h : minus(h), matmul(U, bent(matmul(D, sign === 1 ? h : minus(h)))))
		);
	const even = hadamard(z, oddGate(values.bend, z));

	/** (3c + b(d² + 2rd))/(c + bd²) − 1 at a batch. */
	const work = (batch: Expression): Expression => written(`${texOf(batch)}d^2`, times(batch, times(d, d)), 3);
	const narrowWork = (batch: Expression): Expression =>
		written(`2${texOf(batch)}rd`, times(two, times(batch, times(r, d))), 3);
	const plain = (batch: Expression): Expression => add(c, work(batch));
	const threeC = written('3c', times(three, c), 3);
	const twoC = written('2c', times(two, c), 3);
	const ratio = (batch: Expression): Expression =>
		subtract(quotient(add(add(threeC, work(batch)), narrowWork(batch)), plain(batch)), one);
	const floor = written('\\tfrac{2r}{d}', quotient(times(two, r), d), 3);

	return {
		merge: equation(
			add(matmul(W0, X), scale(s, matmul(B, written('(A\\,x)', matmul(A, X))))),
			'=',
			add(matmul(W0, X), scale(s, matmul(written('(B\\,A)', matmul(B, A)), X))),
			'=',
			matmul(add(W0, scale(s, matmul(B, A))), X)
		),
		'matrix-odd': equation(
			add(matmul(M, h), matmul(M, written('(-h)', minus(h)))),
			'=',
			matmul(M, written('(h-h)', subtract(h, h))),
			'=',
			zero
		),
		even: equation(add(sigma(z), sigma(minusZ)), '=', even),
		'adapter-even': equation(
			add(adapted(1), adapted(-1)),
			'=',
			matmul(U, written('\\left(\\sigma(z) + \\sigma(-z)\\right)', add(bent(z), bent(minus(z))))),
			'=',
			matmul(U, written('\\left(z \\odot \\tau(z)\\right)', even)),
			'≠',
			zero
		),
		straight: equation(
			add(h, matmul(U, matmul(D, h))),
			'=',
			matmul(written('\\left(I + UD\\right)', add(identity(SMALL), matmul(U, D))), matmul(W0, X)),
			'=',
			matmul(written('\\left(W_0 + U\\,(D W_0)\\right)', add(W0, matmul(U, matmul(D, W0)))), X)
		),
		overhead: equation(
			ratio(b),
			'=',
			quotient(add(twoC, narrowWork(b)), plain(b)),
			'=',
			add(
				floor,
				scale(
					written('2\\left(1 - \\tfrac{r}{d}\\right)', times(two, subtract(one, quotient(r, d))), 3),
					quotient(c, plain(b))
				)
			)
		),
		falls: equation(
			two,
			'>',
			written(`o(${texOf(b)})`, ratio(b)),
			'>',
			written(`o(${texOf(twiceB)})`, ratio(twiceB)),
			'>',
			floor
		)
	};
}

function attentionEquations(values: BeforeLoraValues) {
	const { Q, K, V, Kp, Vp, first, last, twice } = leavesFor(values);
	if (!zeroNumber || !one || !two) throw new Error('numbers');
	const { tokens, prefix } = values;
	const size = number(1 / Math.sqrt(HEAD), '\\tfrac{1}{\\sqrt{d_h}}');
	const scoresOf = (keys: Expression): Expression => scale(size, matmul(Q, transpose(keys)));
	const keys = written(stacked(Kp, K), add(matmul(first, Kp), matmul(last, K)));
	const mixed = written(stacked(Vp, V), add(matmul(first, Vp), matmul(last, V)));
	const [whole, ofPrefix, ofRest] = [scoresOf(keys), scoresOf(Kp), scoresOf(K)];
	const S = written('S', whole);
	const [Sp, S0] = [written('S_p', ofPrefix), written('S_0', ofRest)];
	const [Zp, Z0] = [sumOfExponentials('Z_p', ofPrefix), sumOfExponentials('Z_0', ofRest)];
	const all = written(
		'Z_p + Z_0',
		apply({ name: 'sum', notation: 'i,i->i', body: scalar.add(arg(0), arg(1)) }, [Zp, Z0]),
		precedence.sum
	);
	const lambda = written('\\lambda', shares(Zp, all));
	/** The share of the prefix once every token of the sequence stands there twice. */
	const lambdaTwice = shares(
		Zp,
		apply({ name: 'sum', notation: 'i,i->i', body: scalar.add(arg(0), arg(1)) }, [Zp, scale(two, Z0)])
	);
	const keysTwice = written(stacked(K, K), matmul(twice, K));
	const valuesTwice = written(stacked(V, V), matmul(twice, V));
	const softmaxOf = (scores: Expression): Expression =>
		written(`\\operatorname{softmax}\\left(${texOf(scores)}\\right)`, softmax(scores), 3);
	const onPrefix = apply(
		{
			name: 'onPrefix',
			notation: 'ij,jk->i',
			body: scalar.product(2),
			tex: ([a]) => ({ text: `\\sum_{j \\le p} ${a?.text ?? ''}_{\\cdot j}`, precedence: precedence.sum })
		},
		[softmax(S), first]
	);
	return {
		scores: equation(
			scale(size, matmul(Q, transpose(keys))),
			'=',
			written(
				beside(texOf(ofPrefix), texOf(ofRest)),
				add(matmul(ofPrefix, transpose(first)), matmul(ofRest, transpose(last)))
			),
			'=',
			written(beside('S_p', 'S_0'), whole)
		),
		window: equation(
			elementsIn(S),
			'=',
			number(tokens * (prefix + tokens), 'T\\,(p+T)'),
			'=',
			number(tokens ** 2 + prefix * tokens, 'T^2 + pT')
		),
		lambda: equation(lambda, '=', written('\\frac{Z_p}{Z_p + Z_0}', shares(Zp, all)), '=', onPrefix),
		between: equation(zeroNumber, '<', written('\\overline{\\lambda}', mean(lambda)), '<', one),
		split: equation(
			matmul(softmax(S), mixed),
			'=',
			add(
				rowsTimes(lambda, matmul(softmax(Sp), Vp)),
				rowsTimes(written('(1 - \\lambda)', rest(lambda)), matmul(softmax(S0), V))
			)
		),
		'twice-without': equation(
			matmul(softmaxOf(scoresOf(keysTwice)), valuesTwice),
			'=',
			matmul(softmaxOf(ofRest), V)
		),
		'twice-with': equation(
			written('\\overline{\\tfrac{Z_p}{Z_p + 2Z_0}}', mean(lambdaTwice)),
			'<',
			written('\\overline{\\lambda}', mean(lambda))
		)
	};
}

export type EquationId = keyof ReturnType<typeof equationsFor>;
