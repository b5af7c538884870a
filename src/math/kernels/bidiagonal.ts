/**
 * WebAssembly for taking a matrix to bidiagonal form: two passes over its rows a step, four rows at once. In each, what
 * the reflection before has left to take away goes together with the products that the next one needs. Sums run in one
 * order and nothing is fused: the same bits on every machine.
 */
import { Code, type Local } from '$src/wasm/assembler';

const F64 = 8;
/** Rows at once. */
export const ROWS = 4;

type Eight<T> = readonly [T, T, T, T, T, T, T, T];

interface Pass {
	readonly code: Code;
	/** Row i of four: its address. */
	readonly rows: readonly Local[];
	readonly pair: Local;
	readonly pairs: Local;
	readonly parameters: Eight<Local>;
}

/** (a, stride, rows, pairs, …): the parameters, and pointers to four rows. Strides are in bytes. */
function begin(): Pass {
	const code = new Code(8);
	const parameters = [0, 1, 2, 3, 4, 5, 6, 7] as readonly number[] as Eight<Local>;
	const rows = Array.from({ length: ROWS }, () => code.local('i32'));
	return { code, rows, pair: code.local('i32'), pairs: code.local('i32'), parameters };
}

/** Runs `before`, then the body for each pair of columns, then `after`, for each four rows. */
function overRows(
	{ code, rows, pairs, parameters: [a, stride, count, columns] }: Pass,
	before: () => void,
	body: () => void,
	after: () => void
): void {
	code.repeat(() => {
		rows.forEach((row, i) => {
			if (i === 0) code.get(a).set(row);
			else
				code
					.get(rows[i - 1] ?? row)
					.get(stride)
					.op('i32.add')
					.set(row);
		});
		before();
		code.get(columns).set(pairs);
		code.repeat(() => {
			body();
			for (const row of rows) code.advance(row, 2 * F64);
			code.advance(pairs, -1).get(pairs);
		});
		after();
		code.get(a).get(stride).i32(ROWS).op('i32.mul').op('i32.add').set(a);
		code.advance(count, -ROWS).get(count);
	});
}

const vectors = (code: Code): readonly Local[] => Array.from({ length: ROWS }, () => code.local('v128'));

/** (a, stride, rows, pairs, y, v, u, t): A − y·vᵀ, and t + Aᵀu of the new A. */
export function downwards(): Code {
	const pass = begin();
	const { code, rows } = pass;
	const [, , , , y, v, u, t] = pass.parameters;
	const [lengths, weights] = [vectors(code), vectors(code)];
	const [left, sum, element] = [code.local('v128'), code.local('v128'), code.local('v128')];
	const [vAt, tAt] = [code.local('i32'), code.local('i32')];
	overRows(
		pass,
		() => {
			lengths.forEach((one, i) =>
				code
					.get(y)
					.memory('v128.load64_splat', i * F64)
					.set(one)
			);
			weights.forEach((one, i) =>
				code
					.get(u)
					.memory('v128.load64_splat', i * F64)
					.set(one)
			);
			code.get(v).set(vAt).get(t).set(tAt);
		},
		() => {
			code.get(vAt).memory('v128.load', 0).set(left).get(tAt).memory('v128.load', 0).set(sum);
			rows.forEach((row, i) => {
				code
					.get(row)
					.memory('v128.load', 0)
					.get(lengths[i] ?? left)
					.get(left);
				code.op('f64x2.mul').op('f64x2.sub').set(element);
				code.get(row).get(element).memory('v128.store', 0);
				code
					.get(sum)
					.get(element)
					.get(weights[i] ?? left)
					.op('f64x2.mul')
					.op('f64x2.add')
					.set(sum);
			});
			code.get(tAt).get(sum).memory('v128.store', 0);
			code.advance(vAt, 2 * F64).advance(tAt, 2 * F64);
		},
		() => code.advance(y, ROWS * F64).advance(u, ROWS * F64)
	);
	return code;
}

/** (a, stride, rows, pairs, u, t, v, y): A − u·tᵀ, and y = A·v of the new A. */
export function across(): Code {
	const pass = begin();
	const { code, rows } = pass;
	const [, , , , u, t, v, y] = pass.parameters;
	const [weights, sums] = [vectors(code), vectors(code)];
	const [right, other, element] = [code.local('v128'), code.local('v128'), code.local('v128')];
	const [tAt, vAt] = [code.local('i32'), code.local('i32')];
	overRows(
		pass,
		() => {
			weights.forEach((one, i) =>
				code
					.get(u)
					.memory('v128.load64_splat', i * F64)
					.set(one)
			);
			for (const sum of sums) code.f64(0).op('f64x2.splat').set(sum);
			code.get(t).set(tAt).get(v).set(vAt);
		},
		() => {
			code.get(tAt).memory('v128.load', 0).set(right).get(vAt).memory('v128.load', 0).set(other);
			rows.forEach((row, i) => {
				const sum = sums[i] ?? element;
				code
					.get(row)
					.memory('v128.load', 0)
					.get(weights[i] ?? right)
					.get(right);
				code.op('f64x2.mul').op('f64x2.sub').set(element);
				code.get(row).get(element).memory('v128.store', 0);
				code.get(sum).get(element).get(other).op('f64x2.mul').op('f64x2.add').set(sum);
			});
			code.advance(tAt, 2 * F64).advance(vAt, 2 * F64);
		},
		() => {
			sums.forEach((sum, i) => {
				code.get(y).get(sum).extract64(0).get(sum).extract64(1).op('f64.add');
				code.memory('f64.store', i * F64);
			});
			code.advance(u, ROWS * F64).advance(y, ROWS * F64);
		}
	);
	return code;
}
