import type { Method } from './method';

/** Full fine-tuning: every element of ΔW is trained. */
export const full: Method = {
	name: 'full',
	title: 'full',
	uses: [],
	factors: ({ out, in: columns }) => [
		{ name: 'dW', peftName: null, symbol: 'dW', tex: '\\Delta W', shape: [out, columns], start: 'zeros' }
	],
	scale: () => 1,
	delta: (factor) => factor('dW')
};
