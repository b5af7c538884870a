/** An expression under a name of its own: how it is typeset changes, what it stands for does not. */
import { apply, type Apply, type Expression } from './expression';
import { precedence } from './ops/precedence';
import { arg } from './scalar';
import { number } from './ops';

/**
 * The same numbers, written as `tex`: for B where the formula YZᵀ is the point elsewhere.
 * @param binding how strongly `tex` binds; an atom by default
 */
export function written(tex: string, e: Expression, binding: number = precedence.atom): Apply {
	const letters = 'ijkl'.slice(0, e.shape.length);
	return apply(
		// The first argument is there because index notation cannot tell one scalar argument from none.
		{
			name: 'written',
			notation: `,${letters}->${letters}`,
			body: arg(1),
			tex: () => ({ text: tex, precedence: binding })
		},
		[number(1), e]
	);
}
