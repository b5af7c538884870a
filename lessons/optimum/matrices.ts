/**
 * What the derivation speaks of: factors of a LoHa and of a LoRA update, and the numbers of the corner. The cheapest
 * sum, the cheapest pairs and the least R of Corollary 1 are found by search here, and by formula in the equations.
 */
import type { RankPair } from '$src/adapters/optimum';
import { leaf } from '$src/algebra/expression';
import { Random } from '$src/math/random';
import { scalar, tensor, type Tensor } from '$src/math/tensor';
import { cheapest, derivationCorner } from './corner';
import type { OptimumValues } from './parameters';

/** The symbols of the derivation; m = out, n = in. r₁ and r₂ have the colours of the factors whose width they are. */
export function leavesFor(values: OptimumValues) {
	const { out: m, in: n } = values;
	const [r1, r2] = derivationCorner(values);
	return {
		X1: leaf('X1', [m, r1], { tex: 'X_1' }),
		Y1: leaf('Y1', [n, r1], { tex: 'Y_1' }),
		X2: leaf('X2', [m, r2], { tex: 'X_2' }),
		Y2: leaf('Y2', [n, r2], { tex: 'Y_2' }),
		/** LoRA with the same number of parameters: its rank is r₁ + r₂. */
		B: leaf('B', [m, r1 + r2]),
		A: leaf('A', [r1 + r2, n]),
		r1: leaf('r1', [], { tex: 'r_1', symbol: 'r1' }),
		r2: leaf('r2', [], { tex: 'r_2', symbol: 'r2' }),
		m: leaf('m', []),
		n: leaf('n', []),
		T: leaf('T', []),
		R: leaf('R', []),
		s: leaf('s', []),
		t: leaf('t', []),
		/** The least sum, and all pairs that have it, one a row: both by search. */
		least: leaf('least', [], { tex: 's^{*}' }),
		pairs: leaf('pairs', [cheapest(values.target).pairs.length, 2], { tex: 'P' }),
		/** The least R with R² ≥ min(m, n): by search. */
		fullR: leaf('fullR', [], { tex: 'R_{\\min}' })
	};
}

/** Leaf name → numbers, for every leaf of leavesFor. */
export function environmentFor(values: OptimumValues): Map<string, Tensor> {
	const { out: m, in: n, target, seed } = values;
	const [r1, r2] = derivationCorner(values);
	const { sum, pairs } = cheapest(target);
	const normal = (name: string, rows: number, columns: number): [string, Tensor] => [
		name,
		new Random(seed, `derivation/${name}`).normal([rows, columns])
	];
	return new Map([
		normal('X1', m, r1),
		normal('Y1', n, r1),
		normal('X2', m, r2),
		normal('Y2', n, r2),
		normal('B', m, r1 + r2),
		normal('A', r1 + r2, n),
		['r1', scalar(r1)],
		['r2', scalar(r2)],
		['m', scalar(m)],
		['n', scalar(n)],
		['T', scalar(target)],
		['R', scalar(Math.sqrt(target))],
		['s', scalar(r1 + r2)],
		['t', scalar(r1 - r2)],
		['least', scalar(sum)],
		['pairs', tensor([pairs.length, 2], Float64Array.from(pairs.flatMap((pair: RankPair) => pair)))],
		['fullR', scalar(leastSquare(Math.min(m, n)))]
	]);
}

/** The least whole R with R² ≥ x, by counting up. */
function leastSquare(x: number): number {
	let R = 1;
	while (R * R < x) R++;
	return R;
}
