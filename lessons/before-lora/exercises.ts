/** The exercises of the lesson, without their words. */
import { choice, formula, matrix, number, order, real, size, type Exercise } from '$src/exercises/exercise';

export const exercises = {
	straight: formula({
		symbols: { W: matrix('d', 'n'), U: matrix('d', 'r'), D: matrix('r', 'd') },
		answer: 'W+U*D*W',
		mistakes: { 'no-skip': 'U*D*W' },
		accept: ['W + U(DW)', 'UDW + W'],
		refuse: ['2*W+U*D*W']
	}),
	overhead: formula({
		symbols: { b: size(), c: real(), d: size(), r: size() },
		answer: '(2*c+2*b*r*d)/(c+b*d^2)',
		mistakes: {
			whole: '(3*c+b*d^2+2*b*r*d)/(c+b*d^2)',
			'one-product': '(c+b*r*d)/(c+b*d^2)',
			'no-batch': '(2*c+2*r*d)/(c+d^2)'
		},
		accept: ['2(c+brd)/(c+bd^2)', '2*r/d + 2*(1-r/d)*c/(c+b*d^2)'],
		refuse: ['2*r/d']
	}),
	'merge-lora': formula({
		symbols: { W: matrix('m', 'n'), B: matrix('m', 'r'), A: matrix('r', 'n'), s: real() },
		answer: 'W+s*B*A',
		mistakes: { 'no-scale': 'W+B*A', 'branch-only': 's*B*A' },
		accept: ['sBA + W', 'W + B*(s*A)'],
		refuse: ['s*(W+B*A)']
	}),
	'tiny-batch': number({
		answer: '200',
		mistakes: { ratio: '300', fraction: '2', 'one-product': '100' },
		accept: ['2*100']
	}),
	'large-batch': formula({
		symbols: { r: size(), d: size() },
		answer: '2*r/d',
		mistakes: { 'one-product': 'r/d', inverse: 'd/(2*r)' },
		accept: ['(2r)/d', '2*r*d/d^2'],
		refuse: ['2*r']
	}),
	why: choice(['bend', 'place', 'width'], 'bend'),
	sequence: order('merged', 'unmerged', 'adapter'),
	window: number({
		answer: '2048-256',
		mistakes: { added: '2048+256', percent: '12.5' },
		accept: ['1792']
	}),
	entries: formula({
		symbols: { t: size(), p: size() },
		answer: 't*(p+t)',
		mistakes: { 'queries-too': '(p+t)^2', 'sequence-only': 't^2', 'extra-only': 'p*t' },
		accept: ['t^2+pt', '(t+p)t'],
		refuse: ['p*(p+t)']
	})
} as const satisfies Record<string, Exercise>;
