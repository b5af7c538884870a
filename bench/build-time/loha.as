/**
 * LoHa on data as kernels made while building: AssemblyScript, loops over sizes and strides that are arguments.
 * run.mjs puts the declarations of sizes and addresses in front: `export let` for a module that serves every size,
 * `const` for one made for a single size, and then turns "//@constants" into "@inline". Strides are in bytes.
 */

@inline
function madd(sum: v128, x: v128, y: v128): v128 {
	if (RELAXED) return f32x4.relaxed_madd(x, y, sum);
	return f32x4.add(sum, f32x4.mul(x, y));
}

/** 4 × 8 sums in registers, for any strides of a; lanes are neighbours in b and in the output. */
@inline
function tile(a: usize, b: usize, out: usize, sum: i32, aRow: usize, aSum: usize, bSum: usize, outRow: usize, factor: v128): void {
	let x: v128, left: v128, right: v128;
	let s00 = f32x4.splat(0), s01 = f32x4.splat(0);
	let s10 = f32x4.splat(0), s11 = f32x4.splat(0);
	let s20 = f32x4.splat(0), s21 = f32x4.splat(0);
	let s30 = f32x4.splat(0), s31 = f32x4.splat(0);
	let a0 = a, a1 = a + aRow, a2 = a + 2 * aRow, a3 = a + 3 * aRow;
	let k = sum;
	for (; k >= 4; k -= 4) {
		left = v128.load(b); right = v128.load(b, 16);
		x = v128.load_splat<f32>(a0); s00 = madd(s00, x, left); s01 = madd(s01, x, right);
		x = v128.load_splat<f32>(a1); s10 = madd(s10, x, left); s11 = madd(s11, x, right);
		x = v128.load_splat<f32>(a2); s20 = madd(s20, x, left); s21 = madd(s21, x, right);
		x = v128.load_splat<f32>(a3); s30 = madd(s30, x, left); s31 = madd(s31, x, right);
		a0 += aSum; a1 += aSum; a2 += aSum; a3 += aSum; b += bSum;
		left = v128.load(b); right = v128.load(b, 16);
		x = v128.load_splat<f32>(a0); s00 = madd(s00, x, left); s01 = madd(s01, x, right);
		x = v128.load_splat<f32>(a1); s10 = madd(s10, x, left); s11 = madd(s11, x, right);
		x = v128.load_splat<f32>(a2); s20 = madd(s20, x, left); s21 = madd(s21, x, right);
		x = v128.load_splat<f32>(a3); s30 = madd(s30, x, left); s31 = madd(s31, x, right);
		a0 += aSum; a1 += aSum; a2 += aSum; a3 += aSum; b += bSum;
		left = v128.load(b); right = v128.load(b, 16);
		x = v128.load_splat<f32>(a0); s00 = madd(s00, x, left); s01 = madd(s01, x, right);
		x = v128.load_splat<f32>(a1); s10 = madd(s10, x, left); s11 = madd(s11, x, right);
		x = v128.load_splat<f32>(a2); s20 = madd(s20, x, left); s21 = madd(s21, x, right);
		x = v128.load_splat<f32>(a3); s30 = madd(s30, x, left); s31 = madd(s31, x, right);
		a0 += aSum; a1 += aSum; a2 += aSum; a3 += aSum; b += bSum;
		left = v128.load(b); right = v128.load(b, 16);
		x = v128.load_splat<f32>(a0); s00 = madd(s00, x, left); s01 = madd(s01, x, right);
		x = v128.load_splat<f32>(a1); s10 = madd(s10, x, left); s11 = madd(s11, x, right);
		x = v128.load_splat<f32>(a2); s20 = madd(s20, x, left); s21 = madd(s21, x, right);
		x = v128.load_splat<f32>(a3); s30 = madd(s30, x, left); s31 = madd(s31, x, right);
		a0 += aSum; a1 += aSum; a2 += aSum; a3 += aSum; b += bSum;
	}
	for (; k > 0; k--) {
		left = v128.load(b); right = v128.load(b, 16);
		x = v128.load_splat<f32>(a0); s00 = madd(s00, x, left); s01 = madd(s01, x, right);
		x = v128.load_splat<f32>(a1); s10 = madd(s10, x, left); s11 = madd(s11, x, right);
		x = v128.load_splat<f32>(a2); s20 = madd(s20, x, left); s21 = madd(s21, x, right);
		x = v128.load_splat<f32>(a3); s30 = madd(s30, x, left); s31 = madd(s31, x, right);
		a0 += aSum; a1 += aSum; a2 += aSum; a3 += aSum; b += bSum;
	}
	v128.store(out, f32x4.mul(s00, factor)); v128.store(out, f32x4.mul(s01, factor), 16); out += outRow;
	v128.store(out, f32x4.mul(s10, factor)); v128.store(out, f32x4.mul(s11, factor), 16); out += outRow;
	v128.store(out, f32x4.mul(s20, factor)); v128.store(out, f32x4.mul(s21, factor), 16); out += outRow;
	v128.store(out, f32x4.mul(s30, factor)); v128.store(out, f32x4.mul(s31, factor), 16); out += outRow;
}

/** One element of what tiles leave over. */
@inline
function element(a: usize, b: usize, out: usize, sum: i32, aSum: usize, bSum: usize, factor: v128): void {
	let total: f32 = 0;
	for (let k = 0; k < sum; k++) {
		total += load<f32>(a) * load<f32>(b);
		a += aSum; b += bSum;
	}
	store<f32>(out, total * f32x4.extract_lane(factor, 0));
}

/** out[i, j] = factor · Σₖ a[i, k]·b[k, j], lanes along j, which is contiguous in b and in the output. */
//@constants
function contract(a: usize, b: usize, out: usize, rows: i32, lanes: i32, sum: i32, aRow: usize, aSum: usize, bSum: usize, outRow: usize, factor: v128): void {
	const wholeRows = rows & ~3, wholeLanes = lanes & ~7;
	// What is larger stays where it is while the other passes by.
	if (lanes > rows) {
		for (let j = 0; j < wholeLanes; j += 8)
			for (let i = 0; i < wholeRows; i += 4)
				tile(a + i * aRow, b + 4 * j, out + i * outRow + 4 * j, sum, aRow, aSum, bSum, outRow, factor);
	} else {
		for (let i = 0; i < wholeRows; i += 4)
			for (let j = 0; j < wholeLanes; j += 8)
				tile(a + i * aRow, b + 4 * j, out + i * outRow + 4 * j, sum, aRow, aSum, bSum, outRow, factor);
	}
	for (let i = 0; i < rows; i++)
		for (let j = i < wholeRows ? wholeLanes : 0; j < lanes; j++)
			element(a + i * aRow, b + 4 * j, out + i * outRow + 4 * j, sum, aSum, bSum, factor);
}

/** [Σ p, Σ q, Σ r, Σ s] */
@inline
function sums(p: v128, q: v128, r: v128, s: v128): v128 {
	const x = f32x4.add(v128.shuffle<f32>(p, q, 0, 4, 1, 5), v128.shuffle<f32>(p, q, 2, 6, 3, 7));
	const y = f32x4.add(v128.shuffle<f32>(r, s, 0, 4, 1, 5), v128.shuffle<f32>(r, s, 2, 6, 3, 7));
	return f32x4.add(v128.shuffle<f32>(x, y, 0, 1, 4, 5), v128.shuffle<f32>(x, y, 2, 3, 6, 7));
}

/** out[i, j] = Σₖ a[i, j, k]·b[i, k], lanes along k, which is contiguous. Needs sizes that four divides. */
//@constants
function dots(a: usize, b: usize, out: usize, rows: i32, columns: i32, sum: i32, aRow: usize, aColumn: usize, bRow: usize): void {
	for (let i = 0; i < rows; i++) {
		let column = a;
		for (let j = 0; j < columns; j += 4) {
			let p = f32x4.splat(0), q = f32x4.splat(0), r = f32x4.splat(0), s = f32x4.splat(0);
			let at = column, other = b;
			for (let k = 0; k < sum; k += 4) {
				const y = v128.load(other);
				p = madd(p, v128.load(at), y);
				q = madd(q, v128.load(at + aColumn), y);
				r = madd(r, v128.load(at + 2 * aColumn), y);
				s = madd(s, v128.load(at + 3 * aColumn), y);
				at += 16; other += 16;
			}
			v128.store(out, sums(p, q, r, s));
			out += 16;
			column += 4 * aColumn;
		}
		a += aRow; b += bRow;
	}
}

/** out[i, k] = Σⱼ a[i, j]·b[i, j, k], lanes along k, which is contiguous. Needs a size that four divides. */
//@constants
function lanes(a: usize, b: usize, out: usize, rows: i32, columns: i32, sum: i32, aRow: usize, bRow: usize, bSum: usize): void {
	for (let i = 0; i < rows; i++) {
		for (let k = 0; k < columns; k += 4) {
			let total = f32x4.splat(0), at = a, other = b + 4 * k;
			for (let j = 0; j < sum; j++) {
				total = madd(total, v128.load_splat<f32>(at), v128.load(other));
				at += 4; other += bSum;
			}
			v128.store(out, total);
			out += 16;
		}
		a += aRow; b += bRow;
	}
}

/** out[j, i] = a[i, j]; sizes that four divides. */
//@constants
function transposed(a: usize, out: usize, rows: i32, columns: i32): void {
	const aRow: usize = 4 * columns, outRow: usize = 4 * rows;
	for (let i = 0; i < rows; i += 4)
		for (let j = 0; j < columns; j += 4) {
			const from = a + i * aRow + 4 * j, to = out + j * outRow + 4 * i;
			const p = v128.load(from), q = v128.load(from + aRow), r = v128.load(from + 2 * aRow), s = v128.load(from + 3 * aRow);
			const pq = v128.shuffle<f32>(p, q, 0, 4, 1, 5), rs = v128.shuffle<f32>(r, s, 0, 4, 1, 5);
			const PQ = v128.shuffle<f32>(p, q, 2, 6, 3, 7), RS = v128.shuffle<f32>(r, s, 2, 6, 3, 7);
			v128.store(to, v128.shuffle<f32>(pq, rs, 0, 1, 4, 5));
			v128.store(to + outRow, v128.shuffle<f32>(pq, rs, 2, 3, 6, 7));
			v128.store(to + 2 * outRow, v128.shuffle<f32>(PQ, RS, 0, 1, 4, 5));
			v128.store(to + 3 * outRow, v128.shuffle<f32>(PQ, RS, 2, 3, 6, 7));
		}
}

/** out[i, (j, k)] = a[i, j]·b[i, k] */
//@constants
function khatriRao(a: usize, b: usize, out: usize, rows: i32, r1: i32, r2: i32): void {
	for (let i = 0; i < rows; i++) {
		for (let j = 0; j < r1; j++) {
			const x = v128.load_splat<f32>(a);
			a += 4;
			for (let k = 0; k < r2; k += 4) {
				v128.store(out, f32x4.mul(x, v128.load(b + 4 * k)));
				out += 16;
			}
		}
		b += 4 * r2;
	}
}

/** x ← s·x + r */
//@constants
function residual(x: usize, r: usize, s: v128, count: i32): void {
	for (let i = 0; i < count; i += 4) {
		v128.store(x, f32x4.add(f32x4.mul(s, v128.load(x)), v128.load(r)));
		x += 16; r += 16;
	}
}

/** out ← s·a·b */
//@constants
function products(a: usize, b: usize, out: usize, s: v128, count: i32): void {
	for (let i = 0; i < count; i += 4) {
		v128.store(out, f32x4.mul(f32x4.mul(s, v128.load(a)), v128.load(b)));
		a += 16; b += 16; out += 16;
	}
}

//@constants
function squaredNorm(x: usize, count: i32): f32 {
	let p = f32x4.splat(0), q = f32x4.splat(0), r = f32x4.splat(0), s = f32x4.splat(0);
	for (let i = 0; i < count; i += 16) {
		const a = v128.load(x), b = v128.load(x, 16), c = v128.load(x, 32), d = v128.load(x, 48);
		p = madd(p, a, a); q = madd(q, b, b); r = madd(r, c, c); s = madd(s, d, d);
		x += 64;
	}
	const all = sums(p, q, r, s);
	return f32x4.extract_lane(all, 0) + f32x4.extract_lane(all, 1) + f32x4.extract_lane(all, 2) + f32x4.extract_lane(all, 3);
}

//@constants
function adam(x: usize, g: usize, m: usize, v: usize, rate: v128, correction: v128, count: i32): void {
	for (let i = 0; i < count; i += 4) {
		const gradient = v128.load(g);
		const first = f32x4.add(f32x4.mul(f32x4.splat(0.9), v128.load(m)), f32x4.mul(f32x4.splat(0.1), gradient));
		const second = f32x4.add(f32x4.mul(f32x4.splat(0.999), v128.load(v)), f32x4.mul(f32x4.splat(0.001), f32x4.mul(gradient, gradient)));
		const below = f32x4.add(f32x4.mul(f32x4.sqrt(second), correction), f32x4.splat(1e-8));
		v128.store(m, first);
		v128.store(v, second);
		v128.store(x, f32x4.sub(v128.load(x), f32x4.div(f32x4.mul(rate, first), below)));
		x += 16; g += 16; m += 16; v += 16;
	}
}

//@constants
function updates(step: i32): void {
	const rate = v128.load_splat<f32>(RATES + 4 * step), correction = v128.load_splat<f32>(CORRECTIONS + 4 * step);
	adam(X1, GX1, MX1, VX1, rate, correction, D * R1);
	adam(Y1, GY1, MY1, VY1, rate, correction, D * R1);
	adam(X2, GX2, MX2, VX2, rate, correction, D * R2);
	adam(Y2, GY2, MY2, VY2, rate, correction, D * R2);
}

/** X·ΔWᵀ as (X·(Y₁ • Y₂))·(X₁ • X₂)ᵀ: what the schedule chooses where r₁r₂ < d. */
//@constants
function factored(step: i32): void {
	const K = R1 * R2, wide: usize = 4 * K, row: usize = 4 * D;
	const one = f32x4.splat(1), s = v128.load_splat<f32>(S), perElement = load<f32>(PER_ELEMENT);
	const factor = f32x4.splat(2 * perElement * load<f32>(S));
	khatriRao(Y1, Y2, YY, D, R1, R2);
	khatriRao(X1, X2, XX, D, R1, R2);
	contract(X, YY, P, N, K, D, row, 4, wide, wide, one);
	transposed(XX, XXT, D, K);
	contract(P, XXT, E, N, D, K, wide, 4, row, row, one);
	residual(E, R0, s, N * D);
	contract(E, P, GXX, D, K, N, 4, row, wide, wide, factor);
	contract(E, XX, GP, N, K, D, row, 4, wide, wide, factor);
	store<f32>(LOSSES + 4 * step, perElement * squaredNorm(E, N * D));
	contract(X, GP, GYY, D, K, N, 4, row, wide, wide, one);
	dots(GXX, X2, GX1, D, R1, R2, wide, 4 * R2, 4 * R2);
	lanes(X1, GXX, GX2, D, R2, R1, 4 * R1, wide, 4 * R2);
	dots(GYY, Y2, GY1, D, R1, R2, wide, 4 * R2, 4 * R2);
	lanes(Y1, GYY, GY2, D, R2, R1, 4 * R1, wide, 4 * R2);
	updates(step);
}

/** X·ΔWᵀ with ΔW formed: what the schedule chooses elsewhere. */
//@constants
function dense(step: i32): void {
	const row: usize = 4 * D, narrow1: usize = 4 * R1, narrow2: usize = 4 * R2;
	const one = f32x4.splat(1), s = v128.load_splat<f32>(S), perElement = load<f32>(PER_ELEMENT);
	const factor = f32x4.splat(2 * perElement);
	transposed(Y1, Y1T, D, R1);
	contract(X1, Y1T, W1, D, D, R1, narrow1, 4, row, row, one);
	transposed(Y2, Y2T, D, R2);
	contract(X2, Y2T, W2, D, D, R2, narrow2, 4, row, row, one);
	products(W1, W2, W, s, D * D);
	transposed(W, WT, D, D);
	contract(X, WT, E, N, D, D, row, 4, row, row, one);
	residual(E, R0, one, N * D);
	contract(E, X, G, D, D, N, 4, row, row, row, factor);
	products(G, W2, G1, s, D * D);
	products(G, W1, G2, s, D * D);
	store<f32>(LOSSES + 4 * step, perElement * squaredNorm(E, N * D));
	contract(G1, Y1, GX1, D, R1, D, row, 4, narrow1, narrow1, one);
	contract(G1, X1, GY1, D, R1, D, 4, row, narrow1, narrow1, one);
	contract(G2, Y2, GX2, D, R2, D, row, 4, narrow2, narrow2, one);
	contract(G2, X2, GY2, D, R2, D, 4, row, narrow2, narrow2, one);
	updates(step);
}

/** Steps first … first + count − 1. */
export function run(first: i32, count: i32): void {
	for (let step = first; step < first + count; step++)
		if (R1 * R2 < D) factored(step);
		else dense(step);
}
