/** The exercises of the lesson, without words: those stand in en.md and ko.md under the same ids. */
import { choice, formula, number, order, size, type Exercise } from '$src/exercises/exercise';

export const exercises = {
	mixed: choice(['in-order', 'factors', 'swapped', 'four'], 'factors'),
	orthonormal: order('start', 'inside', 'mixed', 'identities', 'identity'),
	/** r1 = rank A, r2 = rank B. */
	spectrum: formula({
		symbols: { r1: size(), r2: size() },
		where: 'r1 != r2',
		answer: 'r1*r2',
		mistakes: { sum: 'r1 + r2', smaller: 'min(r1, r2)', square: 'r1^2', larger: 'max(r1, r2)' },
		accept: ['r1r2', 'r2*r1', 'r₁·r₂', 'r_1 × r_2'],
		refuse: ['r1*r2 - 1', 'r2^2', 'r1/r2']
	}),
	/** p = ac. */
	cost: formula({
		symbols: { O: size(4, 20), I: size(4, 20), p: size(2, 20) },
		answer: 'p + O*I/p',
		mistakes: { sides: 'O + I', formed: 'O*I', 'one-factor': 'p', 'not-divided': 'p + O*I', twice: '2*p' },
		accept: ['p + OI/p', 'O·I/p + p', '(p^2 + OI)/p', 'p + (I/p)*O'],
		refuse: ['(p + O*I)/p', 'p - O*I/p', 'p + p/(O*I)', '2*sqrt(O*I)']
	}),

	count: formula({
		symbols: { a: size(), b: size(), c: size(), d: size() },
		answer: 'a*c + b*d',
		mistakes: { sides: 'a*b + c*d', formed: 'a*b*c*d', lengths: 'a + b + c + d', 'one-factor': 'a*c' },
		accept: ['ac+bd', 'bd + ac', 'c·a + d·b', 'a c + b d'],
		refuse: ['ad + bc', '(a+b)*(c+d)', 'ac*bd']
	}),
	shape: number({
		answer: '3*2',
		mistakes: { full: '12', 'longer-sides': '6*4', sum: '3+2', smallest: '2' },
		accept: ['6', '2*3', 'min(6,3)*min(2,4)'],
		refuse: ['144', '9']
	}),
	second: number({
		answer: '2*5',
		mistakes: { added: '2+5', 'one-to-one': '2*1', 'wrong-pair': '3*1', largest: '3*5' },
		accept: ['10', '5*2', '10.0'],
		refuse: ['6', '5', '8']
	}),
	'which-full': choice(['6x4', '12x1', '2x10', '3x4'], '3x4'),
	multiplications: formula({
		symbols: { a: size(), b: size(), c: size(), d: size() },
		answer: 'b*c*d + a*b*c',
		mistakes: {
			formed: 'a*b*c*d',
			stored: 'a*c + b*d',
			'other-order': 'a*c*d + a*b*d',
			'first-only': 'b*c*d',
			multiplied: 'b*c*d*a*b*c'
		},
		accept: ['bcd + abc', 'bc(a+d)', 'cdb + acb', 'b·c·(d+a)'],
		refuse: ['abc', 'a*b*c + a*c*d', '2*a*b*c*d']
	}),
	nearest: number({
		answer: '3^2 + 1^2',
		mistakes: { kept: '5^2', next: '3^2', plain: '3+1', 'square-of-sum': '(3+1)^2', root: 'sqrt(10)' },
		accept: ['10', '9+1', '35 - 25', '3² + 1'],
		refuse: ['35', '9/35']
	})
} as const satisfies Record<string, Exercise>;
