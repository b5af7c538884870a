import { apply, type Apply } from '../expression';
import { sameLetter } from '../scalar';

/** I, [n, n]. */
export const identity = (n: number): Apply =>
	apply(
		{
			name: 'identity',
			notation: '->ij',
			body: sameLetter('i', 'j'),
			tex: () => ({ text: `I_{${n}}`, precedence: 5 }),
			rankBound: () => n,
			spectrum: () => ({ values: new Float64Array(n).fill(1), exponent: 0 })
		},
		[],
		{ i: n, j: n }
	);
