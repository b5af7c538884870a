/** The exercises of the lesson, without words: those stand in en.md and ko.md under the same ids. */
import { choice, formula, matrix, number, order, real, size, type Exercise } from '$src/exercises/exercise';

export const exercises = {
	'gradient-b': formula({
		symbols: { s: real(), G: matrix('m', 'n'), A: matrix('r', 'n'), B: matrix('m', 'r') },
		answer: "s*G*A'",
		mistakes: { 'no-scale': "G*A'", transposed: "s*A*G'", 'other-factor': "s*B'*G", 'no-factor': 's*G' },
		accept: ["s*(A*G')'", 'sGAᵀ', "s G A'", "G*(s*A)'", 'sG A^T'],
		refuse: ['s*G*A', "s*A'*G", "s*G*A' + B", "-s*G*A'"]
	}),
	zero: choice(['a', 'b', 'both', 'none'], 'b'),
	'first-step': formula({
		symbols: { η: real(), s: real(), G0: matrix('m', 'n'), A0: matrix('r', 'n') },
		answer: "-η*s^2*G0*A0'*A0",
		mistakes: {
			'one-scale': "-η*s*G0*A0'*A0",
			uphill: "η*s^2*G0*A0'*A0",
			full: '-η*G0',
			'only-b': "-η*s*G0*A0'"
		},
		accept: [
			"-eta*s^2*G0*A0'*A0",
			'-η s² G₀ A₀ᵀ A₀',
			'-ηs^2G0A0^TA0',
			"s*(-η*s*G_0*A_0')*A_0",
			"-s^2*η*G0*(A0'*A0)"
		],
		refuse: ["-η*s^2*G0*A0*A0'", "-η*s^2*A0'*A0*G0", "-η^2*s*G0*A0'*A0"]
	}),

	count: formula({
		symbols: { m: size(), n: size(), r: size() },
		answer: 'r*(m+n)',
		mistakes: { area: 'r*m*n', 'one-factor': 'm*r', product: 'm*r*r*n', full: 'm*n' },
		accept: ['r(m+n)', 'm*r + r*n', '(n+m)·r', 'rm+rn'],
		refuse: ['r*m+n', '2*r*(m+n)', 'm+n']
	}),
	'times-fewer': number({
		answer: '4096*4096/(16*(4096+4096))',
		mistakes: {
			'one-factor': '4096*4096/(16*4096)',
			area: '4096*4096/(16*4096*4096)',
			inverse: '16*(4096+4096)/(4096*4096)'
		},
		accept: ['128', '4096/(2*16)', '4096^2/(16*8192)', '2^7'],
		refuse: ['131072', '512']
	}),
	'one-step': order('forward', 'residual', 'outer', 'gradients', 'update'),
	triple: number({
		answer: '9',
		mistakes: { once: '3', added: '6', nothing: '1' },
		accept: ['3^2', '3*3', '9.0'],
		refuse: ['27', '1/9']
	}),
	'two-adapters': formula({
		symbols: { m: size(5, 14), n: size(5, 14), r1: size(2, 5), r2: size(2, 5) },
		answer: 'min(m, n, r1 + r2)',
		mistakes: {
			uncapped: 'r1 + r2',
			product: 'r1*r2',
			'product-capped': 'min(m, n, r1*r2)',
			larger: 'max(r1, r2)'
		},
		accept: ['min(r1+r2, m, n)', 'min(min(m,n), r₁+r₂)', 'min(n,m,r_2+r_1)'],
		refuse: ['min(m, n)', 'min(r1, r2)', 'min(m+n, r1+r2)']
	}),
	copies: number({
		answer: '2^2/2',
		mistakes: { exact: '1', root: 'sqrt(2)', four: '4', half: '1/2' },
		accept: ['2', '2.0', 'sqrt(2)*sqrt(2)', '(2*sqrt(1/2))^2'],
		refuse: ['3', '0']
	}),
	middle: formula({
		symbols: {
			s: real(),
			G: matrix('m', 'n'),
			A: matrix('r', 'n'),
			B: matrix('m', 'r'),
			C: matrix('r', 'r')
		},
		answer: "s*B'*G*A'",
		mistakes: { 'no-scale': "B'*G*A'", transposed: "s*A*G'*B", half: "s*G*A'", 'itself-too': "s*B'*G*A'*C" },
		accept: ['sBᵀGAᵀ', "s*(A*G'*B)'", "B'*(s*G)*A'", "s B^T (A G')'"],
		refuse: ["s*A'*G*B'", 's*B*G*A', "s*C'*B'*G*A'"]
	})
} as const satisfies Record<string, Exercise>;
