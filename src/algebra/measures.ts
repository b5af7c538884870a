/** Measures that several lessons read off their matrices, written and evaluated alike. */
import { measureRank } from '$src/math/rank';
import { measure, type Measure } from './equation';
import type { Expression } from './expression';

/** rank(M), by the one rule of math/rank.ts, of the matrix itself. */
export const rankOf = (matrix: Expression): Measure =>
	measure(
		[matrix],
		([tex = '']) => `\\operatorname{rank}\\left(${tex}\\right)`,
		([value]) => (value ? measureRank(value).rank : NaN)
	);

/** #A + #B + …: how many numbers there are. */
export const elementsIn = (...tensors: readonly Expression[]): Measure =>
	measure(
		tensors,
		(names) => names.map((name) => `\\#${name}`).join(' + '),
		(all) => all.reduce((total, { data }) => total + data.length, 0)
	);
