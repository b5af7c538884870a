/** The exercises of the lesson, without words: those stand in en.md and ko.md under the same ids. */
import { choice, formula, matrix, number, order, size, type Exercise } from '$src/exercises/exercise';

export const exercises = {
	bilinear: formula({
		symbols: { r1: size(), r2: size() },
		where: 'r1 != r2',
		answer: 'r1*r2',
		mistakes: { sum: 'r1 + r2', diagonal: 'min(r1, r2)', square: 'r1^2', double: '2*r1*r2' },
		accept: ['r1r2', 'r2*r1', 'r₁·r₂', 'r_1 r_2'],
		refuse: ['r1 + r2 - 1', 'r2^2', 'r1*r2 - 1']
	}),
	term: order('term', 'entries', 'numbers', 'sorted', 'columns', 'outer'),
	bound: formula({
		symbols: { m: size(4, 14), n: size(4, 14), r1: size(2, 4), r2: size(2, 4) },
		answer: 'min(m, n, r1*r2)',
		mistakes: {
			uncapped: 'r1*r2',
			sum: 'r1 + r2',
			'sum-capped': 'min(m, n, r1 + r2)',
			'one-mask': 'min(m, n, r1)'
		},
		accept: ['min(r1r2, m, n)', 'min(min(m,n), r₁·r₂)', 'min(n, m, r2*r1)'],
		refuse: ['min(m, n)', 'min(m*n, r1*r2)', 'min(r1, r2)', 'max(m, n, r1*r2)']
	}),

	count: formula({
		symbols: { m: size(), n: size(), r1: size(), r2: size() },
		answer: '(r1 + r2)*(m + n)',
		mistakes: {
			'one-mask': 'r1*(m + n)',
			bound: 'r1*r2*(m + n)',
			entries: '(r1 + r2)*m*n',
			'one-side': '(r1 + r2)*m'
		},
		accept: ['(r1+r2)(m+n)', 'r1(m+n)+r2(m+n)', '(m+n)·(r₂+r₁)', 'mr1 + nr1 + mr2 + nr2'],
		refuse: ['r1+r2*(m+n)', '2*r1*(m+n)', '(r1+r2)*(m+n)/2']
	}),
	witness: choice(['same', 'disjoint', 'repeats', 'diagonal'], 'repeats'),
	tied: number({
		answer: '6*7/2',
		mistakes: { all: '6*6', 'no-squares': '6*5/2', 'no-gain': '6', sum: '6+6' },
		accept: ['21', '6+5+4+3+2+1', '36 - 15', '36 - 6*5/2'],
		refuse: ['30', '50']
	}),
	'same-budget': number({
		answer: '12*12',
		mistakes: { 'equal-rank': '24*24', 'equal-rank-capped': '300', sum: '12+12', half: '12' },
		accept: ['144', '(24/2)^2', 'min(300, 144)', '12²'],
		refuse: ['48', '14400']
	}),
	freedom: number({
		answer: '2*3*(10 + 10) - 3^2 - 3^2 - (10 + 10 - 1)',
		mistakes: {
			parameters: '6*20',
			all: '100',
			lora: '6*(10 + 10 - 6)',
			'gauge-only': '120 - 18',
			bound: '9*(20 - 9)'
		},
		accept: ['83', '120 - 18 - 19', '102 - 19'],
		refuse: ['82', '9']
	}),
	gradient: formula({
		symbols: {
			G: matrix('m', 'n'),
			X1: matrix('m', 'p'),
			Y1: matrix('n', 'p'),
			X2: matrix('m', 'q'),
			Y2: matrix('n', 'q')
		},
		answer: "(G .* (X2*Y2'))*Y1",
		mistakes: {
			'one-mask': 'G*Y1',
			'other-factor': "(G .* (X1*Y1'))*Y2",
			'own-mask': "(G .* (X1*Y1'))*Y1",
			transposed: "Y1'*(G .* (X2*Y2'))'"
		},
		accept: ["((X2*Y2').*G)*Y1", '(G ⊙ (X₂Y₂ᵀ)) Y₁', "(Y1'*((X2*Y2').*G)')'", "((Y2*X2')' .* G)*Y1"],
		refuse: ["G*X2*Y2'*Y1", "(G.*(X2*Y2'))*Y2", "(G .* (X2*Y2'))*X1", "G.*(X2*Y2')"]
	})
} as const satisfies Record<string, Exercise>;
