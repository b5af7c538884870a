/** The exercises of the lesson, without words: those stand in en.md and ko.md under the same ids. */
import { choice, formula, number, order, real, size, type Exercise } from '$src/exercises/exercise';

export const exercises = {
	'am-gm': formula({
		symbols: { r1: real(), r2: real() },
		answer: '2*sqrt(r1*r2)',
		mistakes: {
			mean: 'sqrt(r1*r2)',
			'no-root': '2*r1*r2',
			itself: 'r1 + r2',
			both: '2*(sqrt(r1) + sqrt(r2))'
		},
		accept: ['2√(r1r2)', '2*sqrt(r1)*sqrt(r2)', '2 sqrt(r₁·r₂)', 'sqrt(4*r2*r1)'],
		refuse: ['sqrt(2*r1*r2)', '-2*sqrt(r1*r2)', '2*sqrt(r1+r2)']
	}),
	'lower-bound': formula({
		symbols: { R: real(), m: size(), n: size() },
		answer: '2*R*(m+n)',
		mistakes: { bound: 'R^2*(m+n)', 'one-side': 'R*(m+n)', area: '2*R*m*n', columns: '2*R' },
		accept: ['2R(m+n)', '2(m+n)R', '2·R·m + 2·R·n', '(R+R)(n+m)'],
		refuse: ['2*R^2*(m+n)', '2*R*m+n', 'sqrt(R)*(m+n)']
	}),
	equality: order('cost', 'gaps', 'zero', 'equal', 'side'),
	'least-sum': formula({
		symbols: { T: size(2, 30) },
		answer: 'ceil(2*sqrt(T))',
		mistakes: {
			down: 'floor(2*sqrt(T))',
			square: '2*ceil(sqrt(T))',
			'not-whole': '2*sqrt(T)',
			'one-side': 'ceil(sqrt(T))'
		},
		accept: ['⌈2√T⌉', 'ceil(sqrt(4T))', 'ceil(2 sqrt(T))', '-floor(-2*sqrt(T))'],
		refuse: ['round(2*sqrt(T))', 'floor(2*sqrt(T)) + 1', 'ceil(T/2)', 'T + 1']
	}),

	value: number({
		answer: '2*6*(40+60)',
		mistakes: {
			place: '6',
			bound: '36*(40+60)',
			'one-side': '6*(40+60)',
			area: '2*6*40*60',
			'target-twice': '2*36*(40+60)'
		},
		accept: ['1200', '1,200', '(6+6)*(40+60)', '12*100', '2·6·100'],
		refuse: ['12', '100']
	}),
	columns: number({
		answer: '17',
		mistakes: { square: '9+9', down: '16', exact: '1+67', 'not-whole': '2*sqrt(67)' },
		accept: ['17', '8+9', 'ceil(2*sqrt(67))', '⌈2√67⌉'],
		refuse: ['67', '9']
	}),
	'how-many': number({
		answer: '3',
		mistakes: { square: '1', exact: '2', 'all-on-line': '5' },
		accept: ['1+2', '3.0', '2+1'],
		refuse: ['4', '7']
	}),
	gain: formula({
		symbols: { R: size(2, 12) },
		answer: 'R^2 - 2*R',
		mistakes: { 'equal-rank': 'R^2 - R', lora: '2*R', reversed: '2*R - R^2', ratio: 'R/2' },
		accept: ['R(R-2)', 'R²-2R', 'R*R - R - R', '(R-1)^2 - 1'],
		refuse: ['R^2', '(R-2)^2', 'R^2 - 2']
	}),
	surely: choice(['4-5', '3-6', '1-8', 'all'], '1-8'),
	'full-rank': formula({
		symbols: { n: size(5, 60) },
		answer: 'ceil(sqrt(n))',
		mistakes: { down: 'floor(sqrt(n))', 'not-whole': 'sqrt(n)', lora: 'ceil(n/2)', rank: 'n' },
		accept: ['⌈√n⌉', 'ceil(n^0.5)', '-floor(-sqrt(n))'],
		refuse: ['ceil(2*sqrt(n))', 'round(sqrt(n))', 'n^2']
	})
} as const satisfies Record<string, Exercise>;
