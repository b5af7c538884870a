/** The exercises of the lesson, without words: those stand in en.md and ko.md under the same ids. */
import { choice, formula, number, order, real, size, type Exercise } from '$src/exercises/exercise';

export const exercises = {
	/** Pythagoras: a = ‖A‖ is the longest side, q = ‖QᵀA‖ what is captured. */
	projection: formula({
		symbols: { a: real(), q: real() },
		where: 'a > q',
		answer: 'a^2 - q^2',
		mistakes: { lengths: 'a - q', 'square-outside': '(a - q)^2', sum: 'a^2 + q^2', root: 'sqrt(a^2 - q^2)' },
		accept: ['a²-q²', '(a-q)(a+q)', '-q^2 + a^2', 'aa - qq'],
		refuse: ['q^2 - a^2', 'a^2', 'a^2 - q']
	}),
	exchange: order('missed', 'missed-at-k', 'got-at-k', 'got'),
	'break-even': formula({
		symbols: { m: size(), n: size() },
		where: 'm != n',
		answer: 'm*n/(m+n)',
		mistakes: {
			inverse: '(m+n)/(m*n)',
			half: 'm/2',
			area: 'm*n',
			rank: 'min(m, n)',
			saved: 'm*n - (m+n)'
		},
		accept: ['mn/(m+n)', 'n·m/(n+m)', '1/(1/m + 1/n)', '(m+n)^-1 * mn'],
		refuse: ['mn/m+n', 'm*n/2', '2mn/(m+n)']
	}),

	numbers: number({
		answer: '50*(400+600)',
		mistakes: {
			area: '50*400*600',
			'one-factor': '50*400',
			'other-factor': '50*600',
			saved: '400*600 - 50*(400+600)'
		},
		accept: ['50000', '50,000', '50*1000', '50*400 + 50*600', '5e4'],
		refuse: ['240000', '1000']
	}),
	tail: number({
		answer: '3^2 + 2^2 + 1^2',
		mistakes: {
			kept: '7^2 + 5^2',
			plain: '3 + 2 + 1',
			'square-of-sum': '(3+2+1)^2',
			root: 'sqrt(14)',
			next: '3^2'
		},
		accept: ['14', '9+4+1', '88 - 74', '3² + 2² + 1'],
		refuse: ['88', '5']
	}),
	'smallest-k': number({
		answer: '2',
		mistakes: { 'no-root': '1', 'one-more': '3' },
		accept: ['2.0', '1+1', '4/2'],
		refuse: ['4', '0']
	}),
	claim: choice(['possible', 'impossible', 'depends'], 'impossible')
} as const satisfies Record<string, Exercise>;
