/** What the rules of lessons/rules state of matrices, on random ones: checks that could fail, not proofs. */
import { describe, expect, test } from 'vitest';
import { check, equation, measure, type Equation, type Measure } from '$src/algebra/equation';
import { apply, leaf, type Apply, type Expression } from '$src/algebra/expression';
import {
	add,
	hadamard,
	innerProduct,
	kron,
	matmul,
	number,
	scale,
	squaredNorm,
	subtract,
	transpose
} from '$src/algebra/ops';
import { arg, mul, sameLetter } from '$src/algebra/scalar';
import { rearranged } from '$src/math/kron';
import { Random } from '$src/math/random';
import { measureRank, tailEnergy } from '$src/math/rank';
import { singularValues, svd } from '$src/math/svd';
import { at, tensor, zeros, type Tensor } from '$src/math/tensor';

/** Matrices of one try: drawn, or made from others, each a leaf with its value. */
class Draw {
	readonly environment = new Map<string, Tensor>();
	constructor(readonly seed: number) {}

	given(name: string, value: Tensor): Expression {
		this.environment.set(name, value);
		return leaf(name, value.shape);
	}
	matrix(name: string, rows: number, columns: number): Expression {
		return this.given(name, new Random(this.seed, name).normal([rows, columns]));
	}
	valueOf(name: string): Tensor {
		return this.environment.get(name) ?? zeros([1, 1]);
	}
	/** Orthonormal columns, at most as many as rows. */
	orthonormal(name: string, rows: number, columns: number): Expression {
		return this.given(name, svd(new Random(this.seed, name).normal([rows, columns])).u);
	}
	/** From 1 to 5. */
	size(name: string): number {
		return 1 + Math.floor(5 * new Random(this.seed, name).uniforms(0)[0]);
	}
}

const trace = (m: Expression): Apply =>
	apply({ name: 'trace', notation: 'ij->', body: mul(arg(0), sameLetter('i', 'j')) }, [m]);
const rank = (m: Expression): Measure =>
	measure(
		[m],
		() => 'rank',
		([value]) => measureRank(value ?? zeros([1, 1])).rank
	);
const part = (a: Tensor, rows: [number, number], columns: [number, number]): Tensor => {
	const [m, n] = [rows[1] - rows[0], columns[1] - columns[0]];
	return tensor(
		[m, n],
		Array.from({ length: m * n }, (_, i) => at(a, rows[0] + Math.floor(i / n), columns[0] + (i % n)))
	);
};
const ones = (m: number, n: number): Tensor => tensor([m, n], new Float64Array(m * n).fill(1));
const zero = number(0);

/** Rule → what it says of matrices of these sizes. */
const statements: Record<string, (d: Draw) => Equation[]> = {
	associativity: (d) => {
		const [p, q, r] = [d.matrix('P', 3, 2), d.matrix('Q', 2, 4), d.matrix('R', 4, d.size('n'))];
		return [equation(matmul(matmul(p, q), r), '=', matmul(p, matmul(q, r)))];
	},
	linearity: (d) => {
		const [m, x, y] = [d.matrix('M', d.size('m'), 3), d.matrix('X', 3, 2), d.matrix('Y', 3, 2)];
		const c = number(-1.7);
		const nothing = d.given('0', zeros([3, 2]));
		return [
			equation(matmul(m, add(x, scale(c, y))), '=', add(matmul(m, x), scale(c, matmul(m, y)))),
			equation(squaredNorm(matmul(m, nothing)), '=', zero)
		];
	},
	bilinearity: (d) => {
		const n = d.size('n');
		const [p, p2] = [d.matrix('P', n, n), d.matrix('P2', n, n)];
		const [q, q2] = [d.matrix('Q', n, n), d.matrix('Q2', n, n)];
		const c = number(2.3);
		return [matmul, hadamard, kron].flatMap((op) => [
			equation(op(add(p, scale(c, p2)), q), '=', add(op(p, q), scale(c, op(p2, q)))),
			equation(op(p, add(q, scale(c, q2))), '=', add(op(p, q), scale(c, op(p, q2))))
		]);
	},
	'column-times-row': (d) => {
		const [m, n, r] = [d.size('m'), d.size('n'), 3];
		const [x, y] = [d.matrix('X', m, r), d.matrix('Y', n, r)];
		const terms = [0, 1, 2].map((k) =>
			matmul(
				d.given(`x${k}`, part(d.valueOf('X'), [0, m], [k, k + 1])),
				transpose(d.given(`y${k}`, part(d.valueOf('Y'), [0, n], [k, k + 1])))
			)
		);
		return [equation(matmul(x, transpose(y)), '=', terms.reduce(add))];
	},
	'rank-of-a-product': (d) => {
		const p = matmul(d.matrix('P1', 5, 2), d.matrix('P2', 2, 4));
		const q = d.matrix('Q', 4, d.size('n'));
		return [equation(rank(matmul(p, q)), '≤', rank(p)), equation(rank(matmul(p, q)), '≤', rank(q))];
	},
	'subadditivity-of-rank': (d) => {
		const [a, b] = [d.size('a'), d.size('b')];
		const m = matmul(d.matrix('M1', 7, a), d.matrix('M2', a, 6));
		const n = matmul(d.matrix('N1', 7, b), d.matrix('N2', b, 6));
		const sum = measure(
			[m, n],
			() => 'sum',
			(values) => values.reduce((total, value) => total + measureRank(value).rank, 0)
		);
		return [equation(rank(add(m, n)), '≤', sum)];
	},
	'shorter-side': (d) => {
		const [m, n] = [d.size('m'), d.size('n')];
		return [equation(rank(d.matrix('M', m, n)), '≤', number(Math.min(m, n)))];
	},
	'trace-inner-product': (d) => {
		const [m, n, k] = [d.size('m'), d.size('n'), d.size('k')];
		const [p, q, r] = [d.matrix('P', m, n), d.matrix('Q', m, k), d.matrix('R', k, n)];
		const same = d.matrix('S', m, n);
		return [
			equation(innerProduct(p, same), '=', trace(matmul(transpose(p), same))),
			equation(innerProduct(p, matmul(q, r)), '=', innerProduct(matmul(transpose(q), p), r))
		];
	},
	'cyclic-trace': (d) => {
		const [m, n] = [d.size('m'), d.size('n')];
		const [p, q] = [d.matrix('P', m, n), d.matrix('Q', n, m)];
		return [equation(trace(matmul(p, q)), '=', trace(matmul(q, p)))];
	},
	'rank-one-inner-products': (d) => {
		const [m, n] = [d.size('m'), d.size('n')];
		const [u, v, x, y] = [d.matrix('u', m, 1), d.matrix('v', n, 1), d.matrix('x', m, 1), d.matrix('y', n, 1)];
		const big = d.matrix('M', m, n);
		const uv = matmul(u, transpose(v));
		return [
			equation(innerProduct(uv, big), '=', trace(matmul(matmul(transpose(u), big), v))),
			equation(
				innerProduct(uv, matmul(x, transpose(y))),
				'=',
				trace(matmul(matmul(transpose(u), x), matmul(transpose(v), y)))
			)
		];
	},
	'entry-by-entry': (d) => {
		const [m, n] = [d.size('m'), d.size('n')];
		const [p, q] = [d.matrix('P', m, n), d.matrix('Q', m, n)];
		const [u, v, x, y] = [d.matrix('u', m, 1), d.matrix('v', n, 1), d.matrix('x', m, 1), d.matrix('y', n, 1)];
		return [
			equation(hadamard(p, q), '=', hadamard(q, p)),
			equation(hadamard(p, d.given('J', ones(m, n))), '=', p),
			equation(
				hadamard(matmul(u, transpose(v)), matmul(x, transpose(y))),
				'=',
				matmul(hadamard(u, x), transpose(hadamard(v, y)))
			)
		];
	},
	'mixed-product': (d) => {
		const [a, b] = [d.matrix('A', 2, 3), d.matrix('B', d.size('b'), 2)];
		const [c, e] = [d.matrix('C', 3, d.size('c')), d.matrix('D', 2, 4)];
		return [
			equation(matmul(kron(a, b), kron(c, e)), '=', kron(matmul(a, c), matmul(b, e))),
			equation(transpose(kron(a, b)), '=', kron(transpose(a), transpose(b)))
		];
	},
	'mixed-hadamard': (d) => {
		const [m, n] = [d.size('m'), d.size('n')];
		const [a, c] = [d.matrix('A', m, 3), d.matrix('C', m, 3)];
		const [b, e] = [d.matrix('B', 2, n), d.matrix('D', 2, n)];
		return [equation(hadamard(kron(a, b), kron(c, e)), '=', kron(hadamard(a, c), hadamard(b, e)))];
	},
	'block-multiplication': (d) => {
		d.matrix('P', 5, 6);
		d.matrix('Q', 6, 4);
		const block = (of: string, rows: [number, number], columns: [number, number]): Expression =>
			d.given(`${of} ${rows.join()} ${columns.join()}`, part(d.valueOf(of), rows, columns));
		const [top, left, cuts]: [[number, number], [number, number], [number, number][]] = [
			[0, 2],
			[1, 4],
			[
				[0, 1],
				[1, 4],
				[4, 6]
			]
		];
		const sum = cuts.map((cut) => matmul(block('P', top, cut), block('Q', cut, left))).reduce(add);
		return [equation(matmul(block('P', top, [0, 6]), block('Q', [0, 6], left)), '=', sum)];
	},
	'iterated-sums': (d) => {
		const [m, n] = [d.size('m'), d.size('n')];
		const [a, x, b] = [d.matrix('a', m, 1), d.matrix('X', m, n), d.matrix('b', n, 1)];
		return [equation(innerProduct(matmul(a, transpose(b)), x), '=', innerProduct(a, matmul(x, b)))];
	},
	pythagoras: (d) => {
		const [q, a, m] = [d.orthonormal('Q', 6, 2), d.matrix('A', 6, 4), d.matrix('M', 2, 4)];
		const rest = subtract(a, matmul(q, matmul(transpose(q), a)));
		const inside = matmul(q, m);
		return [equation(squaredNorm(add(inside, rest)), '=', add(squaredNorm(inside), squaredNorm(rest)))];
	},
	orthonormality: (d) => {
		const [q, a, m] = [d.orthonormal('Q', 6, 3), d.matrix('A', 6, 4), d.matrix('M', 3, 4)];
		const inside = matmul(q, matmul(transpose(q), a));
		return [
			equation(squaredNorm(matmul(q, m)), '=', squaredNorm(m)),
			equation(innerProduct(matmul(q, m), a), '=', innerProduct(matmul(q, m), inside))
		];
	},
	bessel: (d) => {
		const [q, u] = [d.orthonormal('Q', 6, d.size('k')), d.matrix('u', 6, 1)];
		return [equation(squaredNorm(matmul(transpose(q), u)), '≤', squaredNorm(u))];
	},
	'eckart-young': (d) => {
		const k = d.size('k');
		const a = d.matrix('A', 7, 6);
		const { u, singularValues: sigma } = svd(d.valueOf('A'));
		const first = d.given('U', part(u, [0, 7], [0, k]));
		const best = matmul(first, matmul(transpose(first), a));
		const tail = number(tailEnergy(sigma, k));
		const other = matmul(d.matrix('Y', 7, k), d.matrix('Z', k, 6));
		const near = add(best, scale(number(1e-3), matmul(first, d.matrix('E', k, 6))));
		return [
			equation(squaredNorm(subtract(a, best)), '=', tail),
			equation(squaredNorm(subtract(a, other)), '≥', tail),
			equation(squaredNorm(subtract(a, near)), '≥', tail)
		];
	},
	rearrangement: (d) => {
		const blocks = { a: 2, c: 3 };
		const [m, k] = [d.matrix('M', 8, 6), d.matrix('K', 8, 6)];
		const [rm, rk] = ['M', 'K'].map((name) => d.given(`R${name}`, rearranged(d.valueOf(name), blocks)));
		const [a, b] = [d.matrix('A', 2, 3), d.matrix('B', 4, 2)];
		const [va, vb] = ['A', 'B'].map((name) => {
			const { data } = d.valueOf(name);
			return d.given(`vec ${name}`, tensor([data.length, 1], data));
		});
		if (!rm || !rk || !va || !vb) throw new Error('rearrangement: a matrix is missing');
		const product = zeros([8, 6]);
		for (let i = 0; i < 8; i++) {
			for (let j = 0; j < 6; j++) {
				product.data[i * 6 + j] = at(d.valueOf('A'), i >> 2, j >> 1) * at(d.valueOf('B'), i % 4, j % 2);
			}
		}
		return [
			equation(squaredNorm(subtract(rm, rk)), '=', squaredNorm(subtract(m, k))),
			equation(kron(a, b), '=', d.given('A ⊗ B', product)),
			equation(d.given('R(A ⊗ B)', rearranged(product, blocks)), '=', matmul(va, transpose(vb)))
		];
	},
	'dimension-count': (d) => {
		// dim(S ∩ T) is the dimension of the kernel of [S, −T]: columns less rank.
		const [n, s, t] = [6, d.size('s'), d.size('t')];
		const [left, right] = [new Random(d.seed, 'S').normal([n, s]), new Random(d.seed, 'T').normal([n, t])];
		const both = tensor(
			[n, s + t],
			Array.from({ length: n * (s + t) }, (_, i) => {
				const [row, column] = [Math.floor(i / (s + t)), i % (s + t)];
				return column < s ? at(left, row, column) : -at(right, row, column - s);
			})
		);
		const common = number(s + t - measureRank(both).rank);
		return [equation(common, '≥', number(s + t - n)), equation(common, '≥', zero)];
	}
};

describe.each(Object.entries(statements))('the rule %s', (_, statement) => {
	test('holds on 25 draws', () => {
		for (let seed = 1; seed <= 25; seed++) {
			const draw = new Draw(seed);
			for (const [i, stated] of statement(draw).entries()) {
				const { holds, residual } = check(stated, draw.environment);
				expect(holds, `seed ${seed}, equation ${i}: residual ${residual}`).toBe(true);
			}
		}
	});
});

test('a rule that is bent does not hold', () => {
	const d = new Draw(1);
	const [p, q] = [d.matrix('P', 3, 3), d.matrix('Q', 3, 3)];
	const [a, b] = [d.matrix('A', 2, 2), d.matrix('B', 2, 2)];
	const bent = [
		equation(matmul(p, q), '=', matmul(q, p)),
		equation(trace(matmul(p, q)), '=', trace(matmul(transpose(p), q))),
		equation(squaredNorm(add(p, q)), '=', add(squaredNorm(p), squaredNorm(q))),
		equation(kron(a, b), '=', kron(b, a)),
		equation(hadamard(kron(a, b), kron(b, a)), '=', kron(matmul(a, b), matmul(b, a))),
		equation(innerProduct(p, matmul(q, p)), '=', innerProduct(matmul(q, p), q)),
		equation(rank(add(p, q)), '≤', number(2))
	];
	for (const [i, wrong] of bent.entries()) expect(check(wrong, d.environment).holds, `${i}`).toBe(false);
});

test('unique-singular-values: however a matrix is put together from orthonormal columns, it gives its σ back', () => {
	for (let seed = 1; seed <= 25; seed++) {
		const d = new Draw(seed);
		const [u, v] = [new Random(seed, 'U').normal([7, 3]), new Random(seed, 'V').normal([5, 3])].map(
			(x) => svd(x).u
		);
		if (!u || !v) throw new Error('no columns');
		const sigma = [0.5 + d.size('a'), d.size('b'), seed % 2];
		const m = zeros([7, 5]);
		for (let i = 0; i < 7; i++) {
			for (let j = 0; j < 5; j++)
				m.data[i * 5 + j] = sigma.reduce((sum, s, k) => sum + s * at(u, i, k) * at(v, j, k), 0);
		}
		const found = singularValues(m);
		const expected = [...sigma.toSorted((x, y) => y - x), 0, 0];
		expected.forEach((s, i) => expect(found[i]).toBeCloseTo(s, 10));
		expect(measureRank(m, 1e-10).rank).toBe(sigma.filter((s) => s > 0).length);
	}
});
