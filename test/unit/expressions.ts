/** Random matrix expressions with values, for properties that hold for all of them. */
import fc from 'fast-check';
import { leaf, leavesOf, type Expression, type Leaf } from '$src/algebra/expression';
import {
	add,
	causalSoftmax,
	dividedBy,
	gather,
	gelu,
	hadamard,
	khatriRao,
	kron,
	matmul,
	negative,
	number,
	relu,
	rmsNorm,
	scale,
	scaleRows,
	softmax,
	subtract,
	transpose
} from '$src/algebra/ops';
import { Random } from '$src/math/random';
import type { Tensor } from '$src/math/tensor';

export interface ExpressionAndValues {
	readonly expression: Expression;
	readonly environment: Map<string, Tensor>;
	/** Those that a gradient may be asked for. */
	readonly leaves: Leaf[];
	/** Those that pick: whole numbers. */
	readonly numbers: Leaf[];
}

/** Draws one integer from 0 to n − 1. */
type Choose = (n: number) => number;

/** What picks among so many is a leaf whose name ends with that. */
const PICKS = 'th of ';

/** A random expression of a shape; leaves are named by order, and now and then one is used twice. */
function build(shape: [number, number], depth: number, choose: Choose, pool: Leaf[]): Expression {
	const [m, n] = shape;
	const sub = (rows: number, columns: number): Expression => build([rows, columns], depth - 1, choose, pool);
	const known = pool.filter((l) => l.shape[0] === m && l.shape[1] === n);
	const reused = known[choose(Math.max(1, known.length))];
	if (depth === 0 || choose(6) === 0) {
		if (reused && choose(4) === 0) return reused;
		const fresh = leaf(`L${pool.length}`, [m, n]);
		pool.push(fresh);
		return fresh;
	}
	const divisor = (size: number): number => {
		const divisors = Array.from({ length: size }, (_, i) => i + 1).filter((d) => size % d === 0);
		return divisors[choose(divisors.length)] ?? 1;
	};
	const vector = (length: number): Leaf => {
		const fresh = leaf(`L${pool.length}`, [length]);
		pool.push(fresh);
		return fresh;
	};
	/** Rows of a matrix, in any order, some of them twice. */
	const picked = (): Expression => {
		const size = 1 + choose(4);
		const numbers = leaf(`L${pool.length}${PICKS}${size}`, [m]);
		pool.push(numbers);
		return gather(sub(size, n), numbers);
	};
	const product = (): Expression => {
		const k = 1 + choose(3);
		return matmul(sub(m, k), sub(k, n));
	};
	/** One line an op; a product is the likeliest. */
	const builders: readonly (() => Expression)[] = [
		() => transpose(sub(n, m)),
		() => hadamard(sub(m, n), sub(m, n)),
		() => {
			const [a, c] = [divisor(m), divisor(n)];
			return kron(sub(a, c), sub(m / a, n / c));
		},
		() => {
			const j = divisor(n);
			return khatriRao(sub(m, j), sub(m, n / j));
		},
		() => add(sub(m, n), sub(m, n)),
		() => subtract(sub(m, n), sub(m, n)),
		() => scale(number(0.5 + choose(4)), sub(m, n)),
		() => gelu(sub(m, n)),
		() => relu(sub(m, n)),
		() => softmax(sub(m, n)),
		() => (m === n ? causalSoftmax(sub(m, n)) : softmax(sub(m, n))),
		() => rmsNorm(sub(m, n)),
		picked,
		() => scaleRows(vector(m), sub(m, n)),
		() => negative(sub(m, n)),
		() => dividedBy(sub(m, n), number(0.5 + choose(4))),
		product
	];
	return (builders[choose(builders.length)] ?? product)();
}

export const expressionAndValues: fc.Arbitrary<ExpressionAndValues> = fc
	.tuple(
		fc.integer({ min: 1, max: 6 }),
		fc.integer({ min: 1, max: 6 }),
		fc.integer({ min: 1, max: 3 }),
		fc.integer({ min: 0, max: 1e9 })
	)
	.map(([m, n, depth, seed]) => {
		const source = new Random(seed, 'expression');
		let counter = 0;
		const choose: Choose = (size) => Math.floor(source.uniforms(counter++)[0] * size);
		const expression = build([m, n], depth, choose, []);
		const all = [...leavesOf([expression]).values()];
		const picksAmong = ({ name }: Leaf): number => Number(name.split(PICKS)[1] ?? 0);
		const environment = new Map(
			all.map((l): [string, Tensor] => {
				const drawn = new Random(seed, l.name).normal(l.shape);
				const size = picksAmong(l);
				const wholes = drawn.data.map((x) => Math.abs(Math.floor(1000 * x)) % size);
				return [l.name, size > 0 ? { shape: l.shape, data: wholes } : drawn];
			})
		);
		const [leaves, numbers] = [all.filter((l) => !picksAmong(l)), all.filter(picksAmong)];
		return { expression, environment, leaves, numbers };
	});
