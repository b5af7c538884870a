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
			rankBound: () => n
		},
		[],
		{ i: n, j: n }
	);
