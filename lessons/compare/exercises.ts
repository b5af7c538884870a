/** The exercises of the lesson, without words: those stand in en.md and ko.md under the same ids. */
import { choice, formula, number, order, size, type Exercise } from '$src/exercises/exercise';

export const exercises = {
	equal: formula({
		symbols: { r: size(4, 24) },
		where: '2*floor(r/2) >= r',
		answer: '(r/2)^2',
		mistakes: { 'equal-rank': 'r^2', lora: 'r', half: 'r/2', double: '(2*r)^2', 'half-of-square': 'r^2/2' },
		accept: ['r²/4', 'r*r/4', '(r/2)(r/2)', 'floor(r^2/4)'],
		refuse: ['r/4', '2*r', 'r^2 - r']
	}),
	'rank-floor': formula({
		symbols: { N: size(8, 20), r: size(2, 7) },
		answer: '1 - r/N',
		mistakes: { met: 'r/N', root: 'sqrt(1 - r/N)', 'not-relative': 'N - r', squared: '1 - r^2/N^2' },
		accept: ['(N-r)/N', '1-r/N', '-r/N + 1', '(N - r)*1/N'],
		refuse: ['1 - N/r', '1/N', 'r/N - 1', '1 - r^2/N']
	}),
	'kron-floor': order('distance', 'rearranged', 'rank-one', 'tail', 'rest'),
	inside: formula({
		symbols: { m: size(), n: size(), r: size() },
		answer: '(r+1)*(m+n)',
		mistakes: { free: 'r*(m+n)', twice: '2*r*(m+n)', entries: 'r*(m+n) + m*n', 'one-more': 'r*(m+n) + 1' },
		accept: ['(r+1)(m+n)', 'r(m+n) + m + n', '(m+n)·(1+r)', 'rm+rn+m+n'],
		refuse: ['r+1*(m+n)', '(r+1)*m*n', 'r^2*(m+n)']
	}),

	fair: number({
		answer: '8 + 8',
		mistakes: { 'equal-rank': '8', bound: '8*8', half: '4' },
		accept: ['16', '2*8', '2*8*2000/2000'],
		refuse: ['32', '1000']
	}),
	'no-r': choice(['doubles', 'quadruples', 'halves', 'stays'], 'stays'),
	'floor-loha': number({
		answer: '1 - 36/64',
		mistakes: { sum: '1 - 12/64', met: '36/64', 'one-mask': '1 - 6/64', root: 'sqrt(1 - 36/64)' },
		tolerance: 1e-2,
		accept: ['0.4375', '0.438', '0.44', '28/64', '7/16', '1 - 6*6/64'],
		refuse: ['28', '0', '1']
	}),
	'floor-kron': number({
		answer: '1 - 16/25',
		mistakes: { unsquared: '1 - 4/9', met: '16/25', 'not-relative': '9', root: '0.6' },
		tolerance: 1e-3,
		accept: ['0.36', '9/25', '(2^2 + 2^2 + 1)/25'],
		refuse: ['5', '1', '0.04']
	}),
	spread: number({
		answer: '3^2',
		mistakes: { root: '3', half: '3/2', none: '1', double: '6' },
		accept: ['9', '3*3', '(3/1)^2'],
		refuse: ['8', '81']
	}),
	conclude: choice(['structure', 'only-this', 'rank', 'mistake'], 'only-this')
} as const satisfies Record<string, Exercise>;
