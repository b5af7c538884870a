/**
 * The matrices that the derivation speaks of: leaves, and their numbers for a state of the page. A small block stands
 * for all blocks; queries, keys and values are those of the figure of the prefix, whatever its sliders say.
 */
import { leaf } from '$src/algebra/expression';
import { columnsOf, filled, scaled } from '$src/math/dense';
import { Random } from '$src/math/random';
import { identity, scalar, zeros, type Tensor } from '$src/math/tensor';
import type { BeforeLoraValues } from './parameters';

/** Of the small block: numbers between two blocks, width of the adapter, inputs. */
export const [SMALL, NARROW, INPUTS] = [8, 2, 3];
/** Numbers of a query, a key or a value. */
export const HEAD = 8;

/** The symbols of the derivation; T tokens, p prefix tokens. */
export function leavesFor({ tokens, prefix }: Pick<BeforeLoraValues, 'tokens' | 'prefix'>) {
	return {
		W0: leaf('W0', [SMALL, SMALL], { tex: 'W_0' }),
		A: leaf('A', [NARROW, SMALL]),
		B: leaf('B', [SMALL, NARROW]),
		s: leaf('s', []),
		D: leaf('D', [NARROW, SMALL]),
		U: leaf('U', [SMALL, NARROW]),
		/** Any matrix. */
		M: leaf('M', [SMALL, SMALL]),
		/** Inputs, one a column. */
		X: leaf('X', [SMALL, INPUTS], { tex: 'x' }),
		zero: leaf('zero', [SMALL, INPUTS], { tex: '0' }),

		b: leaf('b', []),
		twiceB: leaf('twiceB', [], { tex: '2b', symbol: 'b' }),
		c: leaf('c', []),
		d: leaf('d', []),
		r: leaf('r', []),

		Q: leaf('Q', [tokens, HEAD]),
		K: leaf('K', [tokens, HEAD]),
		V: leaf('V', [tokens, HEAD]),
		Kp: leaf('Kp', [prefix, HEAD], { tex: 'K_p' }),
		Vp: leaf('Vp', [prefix, HEAD], { tex: 'V_p' }),
		/** Columns of the identity: they put the prefix in front of the sequence. */
		first: leaf('first', [prefix + tokens, prefix]),
		last: leaf('last', [prefix + tokens, tokens]),
		/** Two identities, one above the other: they write the sequence twice. */
		twice: leaf('twice', [2 * tokens, tokens])
	};
}

/** Columns of the identity of size n, from column `from` on. */
const columnsOfIdentity = (n: number, from: number, count: number): Tensor =>
	columnsOf(identity(n), [from, from + count]);

/** Queries, keys and values of a state of the page: what the figure draws and the equations speak of. */
export function attentionOf({ seed, tokens, prefix, loud }: BeforeLoraValues) {
	const normal = (name: string, rows: number, size = 1): Tensor =>
		scaled(size, new Random(seed, `prefix/${name}`).normal([rows, HEAD]));
	return {
		Q: normal('Q', tokens),
		K: normal('K', tokens),
		V: normal('V', tokens),
		Kp: normal('Kp', prefix, loud),
		Vp: normal('Vp', prefix)
	};
}

/** Leaf name → numbers, for every leaf of leavesFor. */
export function environmentFor(values: BeforeLoraValues): Map<string, Tensor> {
	const { seed, tokens, prefix } = values;
	const normal = (name: string, rows: number, columns: number, size: number): Tensor =>
		scaled(size, new Random(seed, `derivation/${name}`).normal([rows, columns]));
	const [wide, narrow] = [1 / Math.sqrt(SMALL), 1 / Math.sqrt(NARROW)];
	const { Q, K, V, Kp, Vp } = attentionOf(values);
	const batch = Number(values.batch);
	return new Map([
		['W0', normal('W0', SMALL, SMALL, wide)],
		['A', normal('A', NARROW, SMALL, wide)],
		['B', normal('B', SMALL, NARROW, narrow)],
		['s', scalar(2)],
		['D', normal('D', NARROW, SMALL, wide)],
		['U', normal('U', SMALL, NARROW, narrow)],
		['M', normal('M', SMALL, SMALL, wide)],
		['X', normal('X', SMALL, INPUTS, 1)],
		['zero', zeros([SMALL, INPUTS])],
		['b', scalar(batch)],
		['twiceB', scalar(2 * batch)],
		['c', scalar(10 ** values.start)],
		['d', scalar(values.width)],
		['r', scalar(values.rank)],
		['Q', Q],
		['K', K],
		['V', V],
		['Kp', Kp],
		['Vp', Vp],
		['first', columnsOfIdentity(prefix + tokens, 0, prefix)],
		['last', columnsOfIdentity(prefix + tokens, prefix, tokens)],
		['twice', filled(2 * tokens, tokens, (i, j) => (i % tokens === j ? 1 : 0))]
	]);
}
