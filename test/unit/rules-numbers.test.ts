/** What the rules of lessons/rules state of numbers and functions, on random ones: checks that could fail, not proofs. */
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { Random } from '$src/math/random';
import { evaluate } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import { causalSoftmax } from '$src/algebra/ops';
import { measureRank } from '$src/math/rank';
import { at, frobeniusNorm, type Tensor } from '$src/math/tensor';

test('softmax-split: a softmax over two groups of keys is a convex combination of the two', () => {
	/** Scores of keys → the mean of their values, which stand in rows of 3 from `start` on. */
	const softmax = (scores: readonly number[], values: Tensor, start = 0): number[] => {
		const weights = scores.map(Math.exp);
		const total = weights.reduce((sum, w) => sum + w, 0);
		return [0, 1, 2].map((c) =>
			weights.reduce((sum, w, i) => sum + (w / total) * at(values, start + i, c), 0)
		);
	};
	for (let seed = 1; seed <= 25; seed++) {
		const [n, p] = [1 + (seed % 4), 1 + (seed % 3)];
		const scores = (name: string, count: number) => Array.from(new Random(seed, name).normal([count]).data);
		const [s, t] = [scores('s', n), scores('t', p)];
		const values = new Random(seed, 'V').normal([n + p, 3]);
		const sum = (x: readonly number[]) => x.reduce((total, y) => total + Math.exp(y), 0);
		const lambda = sum(s) / (sum(s) + sum(t));
		const first = softmax(s, values);
		const second = softmax(t, values, n);
		const all = softmax([...s, ...t], values);
		expect(lambda > 0 && lambda < 1).toBe(true);
		all.forEach((x, i) =>
			expect(x).toBeCloseTo(lambda * (first[i] ?? NaN) + (1 - lambda) * (second[i] ?? NaN), 12)
		);
	}
});

test('softmax-rows: shares are positive and sum to 1, and what is hidden has none', () => {
	for (let seed = 1; seed <= 25; seed++) {
		const scores = new Random(seed, 's').normal([5, 5]);
		const shares = evaluate(causalSoftmax(leaf('s', [5, 5])), new Map([['s', scores]]));
		for (let i = 0; i < 5; i++) {
			const row = Array.from({ length: 5 }, (_, j) => at(shares, i, j));
			expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
			const seen = Array.from({ length: i + 1 }, (_, j) => Math.exp(at(scores, i, j)));
			const z = seen.reduce((sum, e) => sum + e, 0);
			row.forEach((p, j) => expect(p).toBeCloseTo(j <= i ? (seen[j] ?? NaN) / z : 0, 12));
		}
	}
});

test('zeros-of-a-polynomial: the determinant, not the zero polynomial, is zero on a thin set only', () => {
	for (let seed = 1; seed <= 200; seed++)
		expect(measureRank(new Random(seed, 'M').normal([4, 4])).rank).toBe(4);
});

test('fewer-numbers: a smooth curve visits a share of the cells of a square that shrinks with the cells', () => {
	const share = (n: number): number => {
		const seen = new Set<number>();
		for (let i = 0; i <= 64 * n; i++) {
			const t = i / (64 * n);
			const cell = (x: number): number => Math.min(n - 1, Math.floor(n * x));
			seen.add(cell((1 + Math.sin(5 * t)) / 2) * n + cell(t * t));
		}
		return seen.size / (n * n);
	};
	for (const n of [10, 20, 40, 80]) expect(share(2 * n)).toBeLessThan(0.6 * share(n));
});

test('chain-rule: what the formula leaves shrinks faster than the change', () => {
	// f = Σ sin, h(D) = h + Dx + (Dx)², so K(D) = Dx and g = cos h.
	const [h, x, direction] = [
		new Random(3, 'h').normal([4, 1]),
		new Random(3, 'x').normal([3, 1]),
		new Random(3, 'D').normal([4, 3])
	];
	const leftOver = (size: number): number => {
		let rest = 0;
		for (let i = 0; i < 4; i++) {
			const k = [0, 1, 2].reduce((sum, j) => sum + size * at(direction, i, j) * at(x, j, 0), 0);
			const hi = at(h, i, 0);
			rest += Math.sin(hi + k + k * k) - Math.sin(hi) - Math.cos(hi) * k;
		}
		return Math.abs(rest) / (size * frobeniusNorm(direction));
	};
	expect(leftOver(1e-4)).toBeLessThan(0.02 * leftOver(1e-2));
});

test('the rules of plain numbers hold', () => {
	const real = fc.integer({ min: -5000, max: 5000 }).map((n) => n / 8);
	const whole = fc.integer({ min: 1, max: 400 });
	fc.assert(
		fc.property(real, real, real, real, fc.nat(64), whole, whole, (a, b, c, d, share, r1, r2) => {
			// Eighths: sums and products are exact.
			expect((a + b) * (c + d) === a * c + a * d + b * c + b * d).toBe(true);
			expect((a - b) ** 2 === a * a - 2 * a * b + b * b).toBe(true);
			expect(a * a > 0).toBe(a !== 0);
			const lambda = share / 64;
			const between = lambda * a + (1 - lambda) * b;
			expect(between).toBeGreaterThanOrEqual(Math.min(a, b));
			expect(between).toBeLessThanOrEqual(Math.max(a, b));
			const [p, q] = [Math.abs(a), Math.abs(b)];
			expect(Math.sqrt(p) <= Math.sqrt(q)).toBe(p <= q);
			expect(p + q === 0).toBe(p === 0 && q === 0);
			const n = Math.round(c);
			expect(n <= d).toBe(n <= Math.floor(d));
			expect(n >= d).toBe(n >= Math.ceil(d));
			const [s, t] = [r1 + r2, r1 - r2];
			expect([(s + t) / 2, (s - t) / 2, 4 * r1 * r2]).toEqual([r1, r2, s * s - t * t]);
			expect(Math.abs(s - t) % 2).toBe(0);
			if (a <= b && c <= d) expect(a + c).toBeLessThanOrEqual(b + d);
			if (a <= b) expect(p * a).toBeLessThanOrEqual(p * b);
			if (a <= b && b <= c) expect(a).toBeLessThanOrEqual(c);
		}),
		{ numRuns: 500, seed: 5 }
	);
});

test('counting: of all pairs from 1 to r, r(r + 1)/2 are in order', () => {
	for (let r = 1; r <= 12; r++) {
		let inOrder = 0;
		for (let i = 1; i <= r; i++) for (let k = 1; k <= r; k++) if (i <= k) inOrder++;
		expect(inOrder).toBe((r * (r + 1)) / 2);
	}
});
