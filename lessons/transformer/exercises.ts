/** The exercises of the lesson, without words: those stand in en.md and ko.md under the same ids. */
import { choice, formula, number, size, type Exercise } from '$src/exercises/exercise';

export const exercises = {
	count: formula({
		symbols: { d: size(), r: size(), L: size() },
		answer: '4*L*d*r',
		mistakes: { 'one-module': '2*L*d*r', 'one-layer': '4*d*r', whole: '2*L*d^2' },
		accept: ['2*L*(2*d*r)', '4Ldr', 'L*(r*(d+d) + r*(d+d))'],
		refuse: ['8*L*d*r', 'L*d*r']
	}),
	rows: choice(['sum', 'which', 'zero'], 'sum'),
	chance: number({
		answer: '4/32',
		mistakes: { least: '2/32', product: '8/32', whole: '4' },
		accept: ['0.125', '1/8']
	}),
	least: number({
		answer: '1/sqrt(16)',
		mistakes: { square: '1/16', inverse: '4', none: '0' },
		accept: ['0.25', '1/4']
	}),
	switched: choice(['before', 'after', 'between'], 'before')
} as const satisfies Record<string, Exercise>;
