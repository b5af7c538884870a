/**
 * WebAssembly for the QR of tall matrices that come a few rows at a time (streamed.ts): functions on panels of n
 * columns, an even number of at most PANEL, row after row, two float64 at once. Sums run from the first row to the last and nothing is fused, so every
 * machine computes the same bits. What they mean stands at each; LAPACK has them as dtpqrt2 and dtpmqrt.
 */
import { Code, type Local } from '$src/wasm/assembler';

/** Columns that are reflected together. */
export const PANEL = 16;
/** Bytes of a float64. */
const F64 = 8;

/** Squares of a column's length that are neither too small nor too large for what is made of them. */
const [LEAST, MOST] = [2 ** -900, 2 ** 900];

const parameter = (index: number): Local => index as Local;
const I32 = 'i32' as const;

/** Runs the body until the counter, which is not 0, is. */
function down(code: Code, counter: Local, body: () => void): void {
	code.repeat(() => {
		body();
		code.advance(counter, -1).get(counter);
	});
}

/**
 * The reflections that take [R; V] to [R'; 0], one after the other: R an upper triangle [n, n], V [rows, n].
 * (v, rows, r, taus) → R' in place of R, τ of each reflection I − τ·(e + v)(e + v)ᵀ, and, where they are kept, v in place
 * of V. A τ of 0 is no reflection: the column was below LEAST, above MOST or not finite, and V has it as it was.
 */
function reflectPanel(n: number, isKept: boolean): Code {
	const code = new Code(4);
	const [v, rows, r, taus] = [0, 1, 2, 3].map(parameter) as [Local, Local, Local, Local];
	const pairs = n / 2;
	const vectors = (): Local[] => Array.from({ length: pairs }, () => code.local('v128'));
	/** Of each pair of columns: products with the next column, and what is taken away of this one. */
	const [dots, parts] = [vectors(), vectors()];
	const [x, next, element, row] = [
		code.local('v128'),
		code.local('v128'),
		code.local('v128'),
		code.local('v128')
	];
	const [pointer, counter, isFine] = [code.local(I32), code.local(I32), code.local(I32)];
	const [head, square, end, inverse, tau, scaled] = [
		code.local('f64'),
		code.local('f64'),
		code.local('f64'),
		code.local('f64'),
		code.local('f64'),
		code.local('f64')
	];
	const at = (list: readonly Local[], i: number): Local => list[i] ?? x;

	/** Takes column k's part away from those behind it, and sums the products of the next column with its own. */
	const pass = (k: number): void => {
		const first = (k + 1) >> 1;
		if (k + 1 >= n && !isKept) return;
		for (let p = first; p < pairs; p++) code.f64(0).op('f64x2.splat').set(at(dots, p));
		code.get(v).set(pointer).get(rows).set(counter);
		down(code, counter, () => {
			if (k >= 0) {
				code
					.get(pointer)
					.memory('f64.load', k * F64)
					.get(inverse)
					.op('f64.mul')
					.set(scaled);
				if (isKept && k % 2 === 1)
					code
						.get(pointer)
						.get(scaled)
						.memory('f64.store', k * F64);
				code.get(scaled).op('f64x2.splat').set(x);
			}
			for (let p = first; p < pairs; p++) {
				const hasOwn = isKept && 2 * p === k;
				// v beside the next column in one piece: a half that is stored first would hold up the load of both.
				if (hasOwn) code.get(x);
				code.get(pointer).memory('v128.load', 2 * p * F64);
				if (hasOwn) code.halves(0, 3);
				code.set(element);
				if (k >= 0) {
					code.get(element).get(x).get(at(parts, p)).op('f64x2.mul').op('f64x2.sub').set(element);
					code
						.get(pointer)
						.get(element)
						.memory('v128.store', 2 * p * F64);
				}
				const half = ((k + 1) & 1) as 0 | 1;
				if (p === first) code.get(element).get(element).halves(half, half).set(next);
				code.get(at(dots, p)).get(next).get(element).op('f64x2.mul').op('f64x2.add').set(at(dots, p));
			}
			code.advance(pointer, n * F64);
		});
	};

	/** R's row k, τ and 1/(head − end): LAPACK's dlarfg. */
	const turn = (k: number): void => {
		const first = k >> 1;
		const diagonal = (k * n + k) * F64;
		code.get(r).memory('f64.load', diagonal).set(head);
		code.get(at(dots, first)).extract64((k & 1) as 0 | 1);
		code.get(head).get(head).op('f64.mul').op('f64.add').set(square);
		code.get(square).f64(LEAST).op('f64.ge').get(square).f64(MOST).op('f64.le').op('i32.and').set(isFine);
		// Away from the head, so that no difference of like numbers is taken.
		code.get(square).op('f64.sqrt').get(head).op('f64.neg').op('f64.copysign').set(end);
		code.f64(1).get(head).get(end).op('f64.sub').op('f64.div').f64(1).get(isFine).op('select').set(inverse);
		code.get(end).get(head).op('f64.sub').get(end).op('f64.div').f64(0).get(isFine).op('select').set(tau);
		code
			.get(taus)
			.get(tau)
			.memory('f64.store', k * F64);
		for (let p = (k + 1) >> 1; p < pairs; p++) {
			const place = (k * n + 2 * p) * F64;
			code.get(r).memory('v128.load', place).set(row);
			code.get(tau).op('f64x2.splat').get(row);
			code.get(at(dots, p)).get(inverse).op('f64x2.splat').op('f64x2.mul').op('f64x2.add');
			code.op('f64x2.mul').set(at(parts, p));
			// The column itself is no column behind it.
			if (2 * p === k) code.f64(0).op('f64x2.splat').get(at(parts, p)).halves(0, 3).set(at(parts, p));
			code.get(r).get(row).get(at(parts, p)).op('f64x2.sub').memory('v128.store', place);
		}
		code.get(r).get(end).get(head).get(isFine).op('select').memory('f64.store', diagonal);
	};

	pass(-1);
	for (let k = 0; k < n; k++) {
		turn(k);
		pass(k);
	}
	return code;
}

/** The last panel, behind which nothing needs its reflections. */
export const last = (n: number): Code => reflectPanel(n, false);
/** Any other: its reflections are left in place of V. */
export const panel = (n: number): Code => reflectPanel(n, true);

/** A tile of 4 × 4 sums in eight vectors, or of 4 × 2 in four. */
const tilesOf = (n: number): readonly { readonly from: number; readonly vectors: number }[] =>
	Array.from({ length: Math.ceil(n / 4) }, (_, i) => ({ from: 4 * i, vectors: Math.min(2, n / 2 - 2 * i) }));

/** (v, c, rows, r, w): W = R + VᵀC. V [rows, PANEL], C [rows, n], R and W [PANEL, n]. */
export function gather(n: number): Code {
	const code = new Code(5);
	const [v, c, rows, r, w] = [0, 1, 2, 3, 4].map(parameter) as [Local, Local, Local, Local, Local];
	const [left, right, counter, four] = [code.local(I32), code.local(I32), code.local(I32), code.local(I32)];
	const by = code.local('v128');
	code.i32(PANEL / 4).set(four);
	down(code, four, () => {
		for (const { from, vectors } of tilesOf(n)) {
			const sums = Array.from({ length: 4 * vectors }, () => code.local('v128'));
			const others = Array.from({ length: vectors }, () => code.local('v128'));
			const place = (i: number): number => (Math.floor(i / vectors) * n + from + 2 * (i % vectors)) * F64;
			sums.forEach((sum, i) => code.get(r).memory('v128.load', place(i)).set(sum));
			code.get(v).set(left).get(c).set(right).get(rows).set(counter);
			down(code, counter, () => {
				others.forEach((other, j) =>
					code
						.get(right)
						.memory('v128.load', (from + 2 * j) * F64)
						.set(other)
				);
				for (let k = 0; k < 4; k++) {
					code
						.get(left)
						.memory('v128.load64_splat', k * F64)
						.set(by);
					others.forEach((other, j) => {
						const sum = sums[k * vectors + j] ?? by;
						code.get(sum).get(by).get(other).op('f64x2.mul').op('f64x2.add').set(sum);
					});
				}
				code.advance(left, PANEL * F64).advance(right, n * F64);
			});
			sums.forEach((sum, i) => code.get(w).get(sum).memory('v128.store', place(i)));
			code.release('v128', [...sums, ...others]);
		}
		code
			.advance(v, 4 * F64)
			.advance(r, 4 * n * F64)
			.advance(w, 4 * n * F64);
	});
	return code;
}

/**
 * (w, s, taus, r): W = TᵀW with T⁻¹ the upper triangle of VᵀV with 1/τ on its diagonal, and R − W. S is VᵀV with a
 * diagonal of 0; T itself is never made, so a τ of 0 does no harm (Puglisi 1992; Joffrain et al. 2006).
 */
export function solve(n: number): Code {
	const code = new Code(4);
	const [w, s, taus, r] = [0, 1, 2, 3].map(parameter) as [Local, Local, Local, Local];
	const [row, earlier, column, counter, k, by] = [
		code.local(I32),
		code.local(I32),
		code.local(I32),
		code.local(I32),
		code.local(I32),
		code.local('v128')
	];
	const sums = Array.from({ length: n / 2 }, () => code.local('v128'));
	code.get(w).set(row).i32(0).set(k);
	code.repeat(() => {
		sums.forEach((sum, j) =>
			code
				.get(row)
				.memory('v128.load', 2 * j * F64)
				.set(sum)
		);
		code.get(w).set(earlier).get(s).set(column).get(k).i32(1).op('i32.add').set(counter);
		down(code, counter, () => {
			code.get(column).memory('v128.load64_splat', 0).set(by);
			sums.forEach((sum, j) =>
				code
					.get(sum)
					.get(by)
					.get(earlier)
					.memory('v128.load', 2 * j * F64)
					.op('f64x2.mul')
					.op('f64x2.sub')
					.set(sum)
			);
			code.advance(earlier, n * F64).advance(column, PANEL * F64);
		});
		code.get(taus).memory('v128.load64_splat', 0).set(by);
		sums.forEach((sum, j) => {
			code.get(sum).get(by).op('f64x2.mul').set(sum);
			code
				.get(row)
				.get(sum)
				.memory('v128.store', 2 * j * F64);
			code
				.get(r)
				.get(r)
				.memory('v128.load', 2 * j * F64)
				.get(sum)
				.op('f64x2.sub');
			code.memory('v128.store', 2 * j * F64);
		});
		code
			.advance(row, n * F64)
			.advance(r, n * F64)
			.advance(taus, F64)
			.advance(s, F64);
		code.advance(k, 1).get(k).i32(PANEL).op('i32.sub');
	});
	return code;
}

/** (v, c, rows, w): C − V·W, four rows at once; rows is a multiple of four. */
export function spread(n: number): Code {
	const code = new Code(4);
	const [v, c, rows, w] = [0, 1, 2, 3].map(parameter) as [Local, Local, Local, Local];
	const [left, right, counter] = [code.local(I32), code.local(I32), code.local(I32)];
	const [term, terms, by] = [code.local(I32), code.local(I32), code.local('v128')];
	for (const { from, vectors } of tilesOf(n)) {
		const sums = Array.from({ length: 4 * vectors }, () => code.local('v128'));
		const others = Array.from({ length: vectors }, () => code.local('v128'));
		const place = (i: number): number => (Math.floor(i / vectors) * n + from + 2 * (i % vectors)) * F64;
		code.get(v).set(left).get(c).set(right).get(rows).set(counter);
		code.repeat(() => {
			sums.forEach((sum, i) => code.get(right).memory('v128.load', place(i)).set(sum));
			// One term a turn: of all in one block the engine would load everything first, and run out of registers.
			code.get(w).set(term).i32(PANEL).set(terms);
			down(code, terms, () => {
				others.forEach((other, j) =>
					code
						.get(term)
						.memory('v128.load', (from + 2 * j) * F64)
						.set(other)
				);
				for (let i = 0; i < 4; i++) {
					code
						.get(left)
						.memory('v128.load64_splat', i * PANEL * F64)
						.set(by);
					others.forEach((other, j) => {
						const sum = sums[i * vectors + j] ?? by;
						code.get(sum).get(by).get(other).op('f64x2.mul').op('f64x2.sub').set(sum);
					});
				}
				code.advance(left, F64).advance(term, n * F64);
			});
			sums.forEach((sum, i) => code.get(right).get(sum).memory('v128.store', place(i)));
			code.advance(left, 3 * PANEL * F64).advance(right, 4 * n * F64);
			code.advance(counter, -4).get(counter);
		});
		code.release('v128', [...sums, ...others]);
	}
	return code;
}
