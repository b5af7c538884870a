import { method } from './method';

/** Full fine-tuning: every element of ΔW is trained. */
export const full = method({
	name: 'full',
	title: 'full',
	options: {},
	factors: ({ out, in: columns }) => [
		{ name: 'dW', peftName: null, symbol: 'dW', tex: '\\Delta W', shape: [out, columns], start: 'zeros' }
	],
	scale: () => 1,
	delta: (factor) => factor('dW')
});
