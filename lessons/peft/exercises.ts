/** The exercises of the lesson peft, without their words: what is right, and the mistakes to be expected. */
import { choice, formula, number, order, real, size, type Exercise } from '$src/exercises/exercise';

/** Bytes of a frozen and of a trained number; how many there are of each. */
const prices = { f: real(), k: real(), N: size(), P: size() };

export const exercises = {
	'article-bytes': number({
		answer: '16*60e9',
		mistakes: { three: '3*4*60e9', weights: '4*60e9', plain: '2*4*60e9' },
		accept: ['960e9', '960*10^9', '4*(1+1+2)*60e9'],
		refuse: ['12']
	}),
	price: formula({
		symbols: prices,
		answer: 'f*N + k*P',
		mistakes: {
			'all-trained': 'k*(N+P)',
			'adapter-only': 'k*P',
			swapped: 'k*N + f*P',
			'a-part': 'f*(N-P) + k*P'
		},
		accept: ['kP + fN', 'N f + P k'],
		refuse: ['f + k', '(f+k)*N']
	}),
	limit: formula({
		symbols: prices,
		answer: 'k/f',
		mistakes: { counts: 'N/P', 'upside-down': 'f/k', 'state-alone': '(k-f)/f', 'all-vanishes': 'k' },
		accept: ['(k*N)/(f*N)'],
		refuse: ['k*N/(f*N+k*P)']
	}),
	'seven-lora': number({
		answer: '2*7e9 + 16*7e6',
		mistakes: { all: '16*7e9', adapter: '16*7e6', 'no-state': '2*7e9 + 2*7e6', float32: '4*7e9 + 16*7e6' },
		accept: ['14.112e9', '14112000000'],
		refuse: ['14e9']
	}),
	'two-matrices': formula({
		symbols: { L: size(), h: size(), r: size() },
		answer: '4*L*r*h',
		mistakes: { 'one-factor': '2*L*r*h', 'all-four': '8*L*r*h', 'one-layer': '4*r*h', area: '2*L*h^2' },
		accept: ['2L(r*h + h*r)', '2*L*r*(h+h)'],
		refuse: ['L*r*h']
	}),
	stays: choice(['gradients', 'moments', 'copy', 'weights'], 'weights'),
	'four-runs': order('qlora', 'lora', 'bf16', 'mixed')
} as const satisfies Record<string, Exercise>;
