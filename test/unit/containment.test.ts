/**
 * Which method contains which at the same price, as the lesson compare states it: ranks and dimensions measured on
 * small layers. The dimension of what a product reaches is the rank of its Jacobian at random factors.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '$src/algebra/evaluate';
import { leaf, type Expression, type Leaf } from '$src/algebra/expression';
import { hadamard, kron, matmul, transpose } from '$src/algebra/ops';
import { rearranged } from '$src/math/kron';
import { Random } from '$src/math/random';
import { measureRank } from '$src/math/rank';
import { zeros, type Tensor } from '$src/math/tensor';
import { halves } from '$src/adapters/loha';
import { dimensionAt } from '$lessons/loha/freedom';

interface Structure {
	readonly product: Expression;
	readonly factors: readonly Leaf[];
}

function lora(m: number, n: number, r: number): Structure {
	const [b, a] = [leaf('B', [m, r]), leaf('A', [r, n])];
	return { product: matmul(b, a), factors: [b, a] };
}
function loha(m: number, n: number, r1: number, r2: number): Structure {
	const [x1, y1] = [leaf('X1', [m, r1]), leaf('Y1', [n, r1])];
	const [x2, y2] = [leaf('X2', [m, r2]), leaf('Y2', [n, r2])];
	return {
		product: hadamard(matmul(x1, transpose(y1)), matmul(x2, transpose(y2))),
		factors: [x1, y1, x2, y2]
	};
}
function lokr(a: number, c: number, b: number, d: number): Structure {
	const factors = [leaf('A', [a, c]), leaf('B', [b, d])] as const;
	return { product: kron(...factors), factors };
}

const drawn = ({ factors }: Structure, seed: number): Map<string, Tensor> =>
	new Map(
		factors.map(({ name, shape: [rows = 0, columns = 0] }) => [
			name,
			new Random(seed, name).normal([rows, columns])
		])
	);
const rankOf = (structure: Structure, seed: number): number =>
	measureRank(evaluate(structure.product, drawn(structure, seed))).rank;

const dimensionOf = (structure: Structure, seed = 5): number =>
	dimensionAt(structure.product, structure.factors, drawn(structure, seed));

const ofLora = (m: number, n: number, r: number): number => r * (m + n - r);
const ofLoha = (m: number, n: number, r1: number, r2: number): number =>
	(r1 + r2) * (m + n) - r1 * r1 - r2 * r2 - (m + n - 1);

const ranks = fc.integer({ min: 1, max: 40 });
const sides = fc.integer({ min: 2, max: 200 });

describe('LoHa inside LoRA of the same price', () => {
	test('is a matter of rank: r1·r2 exceeds r1 + r2 exactly where (r1 − 1)(r2 − 1) exceeds 1, split evenly from 5 on', () => {
		fc.assert(
			fc.property(ranks, ranks, (r1, r2) => {
				expect(r1 * r2 > r1 + r2).toBe((r1 - 1) * (r2 - 1) > 1);
				if (r1 + r2 <= 4) expect(r1 * r2).toBeLessThanOrEqual(r1 + r2);
			})
		);
		for (let r = 2; r <= 64; r++) {
			const [r1, r2] = halves(r);
			expect(r1 * r2).toBe(Math.floor((r * r) / 4));
			expect(r1 * r2 > r).toBe(r >= 5);
		}
	});

	test('holds of every LoHa that was drawn for r up to 4, and of none that is split evenly from 5 on', () => {
		for (let r = 2; r <= 7; r++)
			for (let r1 = 1; r1 < r; r1++) {
				const rank = rankOf(loha(14, 13, r1, r - r1), 100 * r + r1);
				expect(rank).toBe(Math.min(13, r1 * (r - r1)));
				if (r <= 4) expect(rank).toBeLessThanOrEqual(r);
				else if (r1 === Math.floor(r / 2)) expect(rank).toBeGreaterThan(r);
			}
	});
});

describe('dimensions', () => {
	test.each([
		[7, 6, 2, 2],
		[9, 8, 2, 1],
		[6, 5, 1, 1],
		[12, 11, 3, 2],
		[5, 9, 4, 2],
		[4, 4, 3, 1],
		[3, 5, 4, 1],
		[2, 6, 5, 1]
	])(
		'of LoHa on %i × %i with ranks %i and %i are those that the lessons count, capped by mn',
		(m, n, r1, r2) => {
			expect(Math.max(r1, r2)).toBeLessThanOrEqual(Math.max(m, n));
			expect(dimensionOf(loha(m, n, r1, r2))).toBe(Math.min(m * n, ofLoha(m, n, r1, r2)));
		}
	);

	test('of LoHa exceed that count where a rank exceeds both sides: 2 × 2 with ranks 3 and 1 is everything', () => {
		expect(ofLoha(2, 2, 3, 1)).toBe(3);
		expect(dimensionOf(loha(2, 2, 3, 1))).toBe(4);
	});

	test.each([
		[6, 5, 1],
		[7, 6, 3],
		[5, 8, 5]
	])('of LoRA on %i × %i at rank %i are r(m + n − r)', (m, n, r) => {
		expect(dimensionOf(lora(m, n, r))).toBe(ofLora(m, n, r));
	});

	test.each([
		[2, 3, 3, 2],
		[2, 2, 3, 4],
		[1, 5, 4, 1],
		[4, 1, 1, 6]
	])('of LoKr with %i × %i ⊗ %i × %i are ac + bd − 1', (a, c, b, d) => {
		expect(dimensionOf(lokr(a, c, b, d))).toBe(a * c + b * d - 1);
	});

	test('of LoRA exceed those of LoHa at its price exactly where 2·r1·r2 is below m + n − 1, so wherever LoHa’s bound is below the smaller side', () => {
		fc.assert(
			fc.property(sides, sides, ranks, ranks, (m, n, r1, r2) => {
				const gap = ofLora(m, n, r1 + r2) - ofLoha(m, n, r1, r2);
				expect(gap).toBe(m + n - 1 - 2 * r1 * r2);
				if (r1 * r2 < Math.min(m, n)) expect(gap).toBeGreaterThan(0);
				expect(gap > 0).toBe(2 * r1 * r2 < m + n - 1);
			})
		);
		// On a long layer beyond that as well, where the bound is full rank: 5 and 6 of 6 × 30.
		expect([ofLora(6, 30, 5), ofLoha(6, 30, 2, 3)]).toEqual([155, 132]);
		expect(dimensionOf(lora(6, 30, 5))).toBe(155);
		expect(dimensionOf(loha(6, 30, 2, 3))).toBe(132);
		expect(rankOf(loha(6, 30, 2, 3), 5)).toBe(6);
		const below = Array.from({ length: 60 }, (_, i) => i + 2).filter((r) => {
			const [r1, r2] = halves(r);
			return ofLora(64, 64, r) > ofLoha(64, 64, r1, r2);
		});
		expect(below).toEqual(Array.from({ length: 14 }, (_, i) => i + 2));
	});

	test('are the most for LoKr and the fewest for LoHa where all three cost the same: 30 numbers on 7 × 8, 72 on 10 × 14', () => {
		const measured = (m: number, n: number, r1: number, r2: number, cut: Parameters<typeof lokr>) => {
			const [a, c, b, d] = cut;
			expect([a * b, c * d, a * c + b * d]).toEqual([m, n, (r1 + r2) * (m + n)]);
			return [lokr(...cut), lora(m, n, r1 + r2), loha(m, n, r1, r2)].map((structure) =>
				dimensionOf(structure)
			);
		};
		expect(measured(7, 8, 1, 1, [1, 2, 7, 4])).toEqual([29, 26, 14]);
		expect(measured(10, 14, 2, 1, [1, 2, 10, 7])).toEqual([71, 63, 44]);
	});
});

describe('a mask without a zero', () => {
	test('scaled so that its first row and column are ones is a matrix of ones and one of rank r − 1', () => {
		for (let seed = 1; seed <= 20; seed++) {
			const [m, n, r] = [7, 6, 2 + (seed % 4)];
			const mask = evaluate(lora(m, n, r).product, drawn(lora(m, n, r), seed));
			const at = (i: number, j: number): number => mask.data[i * n + j] ?? NaN;
			const rest = zeros([m, n]);
			for (let i = 0; i < m; i++)
				for (let j = 0; j < n; j++) rest.data[i * n + j] = (at(i, j) * at(0, 0)) / (at(i, 0) * at(0, j)) - 1;
			for (let i = 0; i < m; i++) expect(rest.data[i * n]).toBeCloseTo(0, 12);
			for (let j = 0; j < n; j++) expect(rest.data[j]).toBeCloseTo(0, 12);
			expect(measureRank(rest).rank).toBe(r - 1);
		}
	});
});

/** All ways to cut m × n into two blocks of more than one number each. */
function* cuts(m: number, n: number): Generator<[a: number, c: number, b: number, d: number]> {
	for (let a = 1; a <= m; a++)
		for (let c = 1; c <= n; c++)
			if (m % a === 0 && n % c === 0 && a * c > 1 && a * c < m * n) yield [a, c, m / a, n / c];
}

describe('LoKr beside the other two', () => {
	test('has more rank than a LoRA that costs no more, on every layer up to 24 × 24 and every cut, but a row ⊗ a column', () => {
		for (let m = 2; m <= 24; m++)
			for (let n = 2; n <= 24; n++)
				for (const [a, c, b, d] of cuts(m, n)) {
					const r = Math.floor((a * c + b * d) / (m + n));
					if (r >= Math.min(m, n)) continue;
					const rank = Math.min(a, c) * Math.min(b, d);
					const outer = rank === 1;
					expect(rank > r, `${a}×${c} ⊗ ${b}×${d}`).toBe(!outer);
					if (outer) expect(a * c + b * d).toBe(m + n);
				}
	});

	test('misses a matrix of rank one for every cut, but for a row ⊗ a column, which is LoRA of rank one', () => {
		for (const [m, n] of [
			[4, 6],
			[6, 4],
			[9, 8],
			[2, 5]
		] as const)
			for (const [a, c, b, d] of cuts(m, n)) {
				const ends = (last: number): Tensor => {
					const z = zeros([m, n]);
					z.data[0] = 1;
					z.data[last] = 1;
					expect(measureRank(z).rank).toBe(1);
					return z;
				};
				const [column, row] = [ends((m - 1) * n), ends(n - 1)].map(
					(z) => measureRank(rearranged(z, { a, c })).rank
				);
				expect(column).toBe(a > 1 && b > 1 ? 2 : 1);
				expect(row).toBe(c > 1 && d > 1 ? 2 : 1);
				if (column === 1 && row === 1) {
					expect(Math.min(a, c) * Math.min(b, d)).toBe(1);
					expect(a * c + b * d).toBe(m + n);
					const any = evaluate(lora(m, n, 1).product, drawn(lora(m, n, 1), m + n));
					expect(measureRank(rearranged(any, { a, c })).rank).toBe(1);
				}
			}
	});
});

test('the lesson states it with its conditions, and nowhere without them', () => {
	const [en, ko] = ['en', 'ko'].map((language) => readFileSync(`lessons/compare/${language}.md`, 'utf8'));
	for (const words of [en, ko]) {
		expect(words).toContain('$r = 2, 3, 4$');
		expect(words).toContain('$r_1r_2 < \\min(m, n)$');
		expect(words).toContain('$r < r_1r_2 < \\min(m, n)$');
		expect(words).toContain('$2r_1r_2 \\ge m + n - 1$');
	}
	expect(en).not.toMatch(/no method contains|none contains the others/);
	expect(ko).not.toMatch(/나머지를 품/);
});
