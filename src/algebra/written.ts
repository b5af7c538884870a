/** An expression under a name of its own: how it is typeset changes, what it stands for does not. */
import { apply, type Apply, type Expression } from './expression';
import { precedence } from './ops/precedence';
import { arg } from './scalar';

/**
 * The same numbers, written as `tex`: for B where the formula YZᵀ is the point elsewhere.
 * @param binding how strongly `tex` binds; an atom by default
 */
export function written(tex: string, e: Expression, binding: number = precedence.atom): Apply {
	const letters = 'ijkl'.slice(0, e.shape.length);
	return apply(
		{
			name: 'written',
			notation: `${letters}->${letters}`,
			body: arg(0),
			tex: () => ({ text: tex, precedence: binding }),
			rankBound: (ask) => ask.bound(0),
			spectrum: (ask) => ask.spectrum(0)
		},
		[e]
	);
}
