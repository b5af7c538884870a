import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { check, type Equation } from '$src/algebra/equation';
import { hadamard, khatriRao, matmul, number, transpose } from '$src/algebra/ops';
import { elementwise, timesTransposed } from '$src/math/dense';
import { Random } from '$src/math/random';
import { measureRank } from '$src/math/rank';
import { at, largestDifference, toRows, zeros, type Tensor } from '$src/math/tensor';
import { defaultsOf, parseField } from '$src/schema/field';
import {
	boardOf,
	boardSizes,
	boardText,
	example,
	masksBoard,
	moved,
	moves,
	randomBoard,
	sizesOfBoard,
	withEntry,
	type Board
} from '$lessons/loha/board';
import { boardTexts, sentenceOf } from '$lessons/loha/board.texts';
import {
	adapterOf,
	drawSpectra,
	histogramOf,
	usualTolerance,
	type DrawnSpectra,
	type DrawSettings
} from '$lessons/loha/draws';
import { Draws } from '$lessons/loha/draws.svelte';
import { equationsFor } from '$lessons/loha/equations';
import { exactRank } from '$lessons/loha/exact';
import { growthOf, termOf } from '$lessons/loha/growth';
import loha from '$lessons/loha/lesson';
import { readSettings } from '$src/lesson/arrived';
import { formatReceipt } from '$src/receipt/receipt';
import { environmentFor, factorsFor, leavesFor, witness, type Factors } from '$lessons/loha/matrices';
import { MOST, parameters, runOf, sources, type LohaValues } from '$lessons/loha/parameters';
import { structureOf } from '$lessons/loha/structure';
import { allCells, cellsOf, currentOf, sizesOf, termsText, toggled, type Sizes } from '$lessons/loha/terms';
import { fakeWorkers } from './fakeWorker';
import { answerOf } from './terminal';

const defaults: LohaValues = defaultsOf(parameters);

const productOf = ({ X1, Y1, X2, Y2 }: Factors): Tensor =>
	elementwise(timesTransposed(X1, Y1), timesTransposed(X2, Y2));

const anyBoard: fc.Arbitrary<Board> = fc
	.tuple(fc.constantFrom(...boardSizes), fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(3, 7))
	.map(([sizes, seed, range]) => {
		let counter = 0;
		const random = new Random(seed, 'board');
		// A narrow range makes zeros, repeats and common columns frequent.
		return randomBoard(sizes, () => {
			const [u] = random.uniforms(counter++);
			return (2 + Math.floor(range * u)) / 8 + (range === 7 ? -0.25 : 0);
		});
	});

describe('the equations of the lesson loha', () => {
	const state: LohaValues = { ...defaults, source: 'random', terms: '11.23' };
	const holds = (equation: Equation, values = state): boolean =>
		check(equation, environmentFor(values)).holds;
	const sides = ({ sides: [left, right] }: Equation) => {
		if (!left || !right) throw new Error('two sides');
		return { left, right };
	};
	const leaves = leavesFor(sizesOf(state), currentOf(cellsOf(state)));

	test('would not hold were the bound the sum of the ranks', () => {
		const { bound } = equationsFor(state);
		expect(holds(bound)).toBe(true);
		expect(holds({ ...bound, sides: [sides(bound).left, number(3 + 3)] })).toBe(false);
	});

	test('would not hold with one index for both sums', () => {
		const { bilinear } = equationsFor(state);
		const [w, product] = bilinear.sides;
		if (!w || product?.kind !== 'apply') throw new Error('expressions');
		const environment = new Map(environmentFor(state));
		expect(check(bilinear, environment).holds).toBe(true);
		const diagonal = growthOf(
			factorsFor('random', sizesOf(state), state.seed),
			allCells(sizesOf(state)).filter(({ k, l }) => k === l)
		);
		const both = productOf(factorsFor('random', sizesOf(state), state.seed));
		expect(largestDifference(diagonal.sum, both)).toBeGreaterThan(0.1);
		expect(diagonal.ranks.at(-1)).toBe(3);
	});

	test('would not hold with the factors of Q the other way round', () => {
		const { 'khatri-rao': form } = equationsFor(state);
		const { X1, X2, Y1, Y2 } = leaves;
		const wrong = matmul(khatriRao(X1, X2), transpose(khatriRao(Y2, Y1)));
		expect(holds(form)).toBe(true);
		expect(holds({ ...form, sides: [sides(form).left, wrong, wrong] })).toBe(false);
	});

	test('would not hold were the masks added instead of multiplied in a term', () => {
		const { term } = equationsFor(state);
		const { x1, x2, y1 } = leaves;
		const wrong = matmul(hadamard(x1, x2), transpose(y1));
		expect(holds(term)).toBe(true);
		expect(holds({ ...term, sides: [sides(term).left, wrong] })).toBe(false);
	});

	test('would not hold were untied masks held to the bound of tied ones', () => {
		const { generic } = equationsFor(state);
		expect(holds({ ...generic, relations: ['≤'], sides: [sides(generic).left, number(6)] })).toBe(false);
	});

	test('would not hold were the witness another: masks with an X in common', () => {
		const { minor } = equationsFor(state);
		const environment = new Map(environmentFor(state));
		environment.set('cropN', zeros([9, 9]));
		expect(check(minor, environment).holds).toBe(false);
	});

	test('have strict cases that are reached: r(r+1)/2 for tied masks, for each r, up to the size', () => {
		for (const tiedBoth of [false, true]) {
			const ranks = Array.from({ length: MOST }, (_, i) => {
				const factors = factorsFor('tied', { m: 24, n: 24, r1: i + 1, r2: i + 1 }, 5);
				return measureRank(productOf(tiedBoth ? { ...factors, Y2: factors.Y1 } : factors)).rank;
			});
			expect(ranks).toEqual([1, 3, 6, 10, 15, 21, 24, 24]);
		}
	});

	test('say with shared columns what random draws have: r1·r2 − p(p−1)/2', () => {
		for (let p = 0; p <= 4; p++) {
			const factors = factorsFor('random', { m: 24, n: 24, r1: 4, r2: 5 }, 7 + p);
			const X2 = {
				shape: factors.X2.shape,
				data: factors.X2.data.map((x, i) => (i % 5 < p ? at(factors.X1, Math.floor(i / 5), i % 5) : x))
			};
			expect(measureRank(productOf({ ...factors, X2 })).rank).toBe(20 - (p * (p - 1)) / 2);
		}
	});
});

describe('the witness', () => {
	test('attains min(m, n, r1·r2) exactly, for every shape and all ranks of the figure', () => {
		const sizes = [1, 2, 3, 5, 8, 9, 12, 16, 24, 36, 40];
		for (let r1 = 1; r1 <= MOST; r1++)
			for (let r2 = 1; r2 <= MOST; r2++)
				for (const m of sizes)
					for (const n of sizes) {
						const w = productOf(witness({ m, n, r1, r2 }));
						expect(
							w.data.every((x, i) => x === (i % n === Math.floor(i / n) && i % n < r1 * r2 ? 1 : 0))
						).toBe(true);
						expect(exactRank(toRows(w))).toBe(Math.min(m, n, r1 * r2));
					}
	}, 60_000);
});

describe('the dimension of what LoHa reaches', () => {
	/** Rank of the differential of (X1, Y1, X2, Y2) ↦ W at random factors. */
	const dimension = ({ m, n, r1, r2 }: Sizes): number => {
		const factors = factorsFor('random', { m, n, r1, r2 }, 3);
		const columns: number[][] = [];
		for (const name of ['X1', 'Y1', 'X2', 'Y2'] as const) {
			const { shape, data } = factors[name];
			data.forEach((_, i) => {
				// W is linear in each entry: the difference of 1 and 0 there is the derivative.
				const at1 = productOf({ ...factors, [name]: { shape, data: data.map((x, j) => (i === j ? 1 : x)) } });
				const at0 = productOf({ ...factors, [name]: { shape, data: data.map((x, j) => (i === j ? 0 : x)) } });
				columns.push(Array.from(at1.data, (x, j) => x - (at0.data[j] ?? NaN)));
			});
		}
		return measureRank({ shape: [columns.length, m * n], data: Float64Array.from(columns.flat()) }, 1e-8)
			.rank;
	};

	test.each<Sizes>([
		{ m: 9, n: 9, r1: 2, r2: 2 },
		{ m: 12, n: 10, r1: 2, r2: 3 },
		{ m: 14, n: 14, r1: 3, r2: 3 }
	])('is its numbers less what only moves the factors, at %o', ({ m, n, r1, r2 }) => {
		const expected = (r1 + r2) * (m + n) - r1 * r1 - r2 * r2 - (m + n - 1);
		expect(dimension({ m, n, r1, r2 })).toBe(expected);
		const R = r1 * r2;
		expect(expected).toBeLessThan(R * (m + n - R));
	});

	test('is 641 of 1,280 at 48 × 48 and r1 = r2 = 4, as the page says', () => {
		expect(8 * 96 - 16 - 16 - 95).toBe(641);
		expect(16 * (96 - 16)).toBe(1280);
	});
});

describe('the terms', () => {
	test('sum to W, and each raises the rank by at most one, in any order', () => {
		fc.assert(
			fc.property(
				fc.record({
					m: fc.integer({ min: 2, max: 12 }),
					n: fc.integer({ min: 2, max: 12 }),
					r1: fc.integer({ min: 1, max: 4 }),
					r2: fc.integer({ min: 1, max: 4 }),
					source: fc.constantFrom(...sources),
					seed: fc.nat()
				}),
				fc.nat(),
				({ seed, source, ...rest }, shift) => {
					const sizes = sizesOf({ ...rest, source });
					const factors = factorsFor(source, sizes, seed);
					const cells = allCells(sizes);
					const order = cells
						.map((_, i) => cells[(i * 7 + shift) % cells.length])
						.filter((c) => c !== undefined);
					const distinct = [...new Set(order)];
					const rest2 = cells.filter((c) => !distinct.includes(c));
					const { sum, ranks } = growthOf(factors, [...distinct, ...rest2]);
					const w = productOf(factors);
					expect(largestDifference(sum, w)).toBeLessThan(1e-9 * Math.max(1, ...w.data.map(Math.abs)));
					expect(ranks.at(-1)).toBe(measureRank(w).rank);
					ranks
						.slice(1)
						.forEach((rank, i) => expect(Math.abs(rank - (ranks[i] ?? NaN))).toBeLessThanOrEqual(1));
				}
			),
			{ numRuns: 100, seed: 2 }
		);
	});

	test('of tied masks repeat a column: (2, 1) adds nothing to (1, 2)', () => {
		const factors = factorsFor('tied', { m: 9, n: 9, r1: 3, r2: 3 }, 1);
		expect(
			growthOf(factors, [
				{ k: 1, l: 2 },
				{ k: 2, l: 1 }
			]).ranks
		).toEqual([0, 1, 1]);
	});

	test('have rank at most one', () => {
		const factors = factorsFor('random', { m: 6, n: 7, r1: 2, r2: 3 }, 4);
		for (const cell of allCells({ r1: 2, r2: 3 })) expect(measureRank(termOf(factors, cell)).rank).toBe(1);
	});

	test('stand in the address in the order in which they were added, and only those of the grid', () => {
		const values = { ...defaults, r1: 2, r2: 3, terms: '23.11.31.11' };
		expect(termsText(cellsOf(values))).toBe('23.11');
		expect(termsText(toggled(cellsOf(values), { k: 1, l: 1 }))).toBe('23');
		expect(termsText(toggled(cellsOf(values), { k: 1, l: 2 }))).toBe('23.11.12');
		expect(termsText(allCells({ r1: 2, r2: 2 }))).toBe('11.12.21.22');
		expect(parseField('terms', parameters.terms, '19')).toHaveProperty('problem');
		expect(
			parseField('terms', parameters.terms, termsText(allCells({ r1: MOST, r2: MOST })))
		).not.toHaveProperty('problem');
	});
});

describe('exact rank', () => {
	test('is what float64 measures on small integers', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 6 }),
				fc.integer({ min: 1, max: 6 }),
				fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 36, maxLength: 36 }),
				(m, n, numbers) => {
					const rows = Array.from({ length: m }, (_, i) => numbers.slice(i * n, (i + 1) * n));
					const matrix = { shape: [m, n], data: Float64Array.from(rows.flat()) };
					expect(exactRank(rows)).toBe(measureRank(matrix).rank);
				}
			),
			{ numRuns: 500, seed: 8 }
		);
	});
});

describe('the board', () => {
	test('opens with the example of determinant 25, and tied its rank is 3', () => {
		const verdict = structureOf(example);
		expect(toRows(verdict.w)).toEqual([
			[2, 0, 3, 1],
			[0, 2, 1, -2],
			[3, 1, 10, 3],
			[1, -2, 3, 5]
		]);
		expect(verdict).toMatchObject({ rank: 4, bound: 4, proven: 4, findings: [] });
		expect(structureOf(moved(example, 'tie'))).toMatchObject({
			rank: 3,
			findings: [{ kind: 'tied', side: 'X', bound: 3 }]
		});
	});

	test('never breaks the bound, and names nothing whose bound its rank passes', () => {
		fc.assert(
			fc.property(anyBoard, fc.array(fc.constantFrom(...moves), { maxLength: 3 }), (board, done) => {
				const changed = done.reduce(moved, board);
				const { rank, bound, findings, proven } = structureOf(changed);
				expect(rank).toBeLessThanOrEqual(bound);
				expect(rank).toBeLessThanOrEqual(proven);
				for (const found of findings) expect(rank).toBeLessThanOrEqual(found.bound);
			}),
			{ numRuns: 400, seed: 6 }
		);
	});

	test('finds what was planted', () => {
		fc.assert(
			fc.property(fc.constantFrom(...boardSizes), fc.integer({ min: 0, max: 1e6 }), (sizes, seed) => {
				const random = new Random(seed, 'planted');
				let counter = 0;
				const board = randomBoard(sizes, () => random.uniforms(counter++)[0]);
				const kinds = (b: Board): string[] => structureOf(b).findings.map(({ kind }) => kind);
				expect(kinds(moved(board, 'zero'))).toContain('zero');
				const repeated = kinds(moved(board, 'repeat'));
				expect(repeated.some((kind) => kind === 'repeated' || kind === 'zero')).toBe(true);
				const tied = kinds(moved(board, 'tie'));
				const common = sizes.r1 === sizes.r2 ? ['tied', 'zero', 'shared'] : ['shared', 'zero', 'span'];
				expect(tied.some((kind) => common.includes(kind))).toBe(true);
			}),
			{ numRuns: 100, seed: 9 }
		);
	});

	test('names a zero row of a factor as the reason, on either side', () => {
		for (const [factor, side] of [
			['X1', 'X'],
			['X2', 'X'],
			['Y1', 'Y'],
			['Y2', 'Y']
		] as const) {
			const board = [0, 1].reduce((b, column) => withEntry(b, factor, 2 * 2 + column, 0), example);
			const { findings, rank, proven } = structureOf(board);
			expect(findings).toContainEqual({ kind: 'rows', side, rows: [3], bound: 3 });
			expect([rank, proven]).toEqual([3, 3]);
			expect(findings.map(({ kind }) => kind)).not.toContain('products');
			for (const texts of Object.values(boardTexts)) {
				const sentences = findings.map((found) => sentenceOf(found, texts)).join();
				expect(sentences).toMatch(
					side === 'X' ? /row 3 of W|W에서도 3번 행/ : /column 3 of W|W에서도 3번 열/
				);
			}
		}
	});

	test('knows a common span though no column is the same: X2 = X1·M', () => {
		const board = moved(masksBoard({ m: 9, n: 9, r1: 3, r2: 3 }), 'mix');
		const random = new Random(3, 'mixed');
		let counter = 0;
		const mixed = moved(
			randomBoard({ m: 9, n: 9, r1: 3, r2: 3 }, () => random.uniforms(counter++)[0]),
			'mix'
		);
		for (const b of [board, mixed]) {
			const { findings, rank } = structureOf(b);
			expect(findings).toContainEqual({ kind: 'span', side: 'X', d: 3, bound: 6 });
			expect(rank).toBeLessThanOrEqual(6);
		}
		expect(structureOf(mixed).rank).toBe(6);
	});

	test('says that one shared column costs nothing, and that symmetry costs nothing', () => {
		const one = structureOf(moved(example, 'share'));
		expect(one.findings).toContainEqual({ kind: 'shared', side: 'X', p: 1, bound: 4 });
		expect(structureOf(moved(example, 'symmetric'))).toMatchObject({ rank: 4, findings: [] });
	});

	test('stands in the address, whatever is on it, and the address is legal', () => {
		fc.assert(
			fc.property(anyBoard, (board) => {
				const text = boardText(board);
				expect(boardText(boardOf(text))).toBe(text);
				expect(parseField('board', parameters.board, text)).not.toHaveProperty('problem');
				expect(sizesOfBoard(boardOf(text))).toEqual(sizesOfBoard(board));
			}),
			{ numRuns: 100, seed: 1 }
		);
		expect(boardText(example)).toBe('');
		expect(parseField('board', parameters.board, '1.2.3')).toHaveProperty('problem');
	});

	test('takes whole numbers of one digit only', () => {
		for (const [given, kept] of [
			[99, 9],
			[-99, -9],
			[2.4, 2],
			[NaN, 0],
			[-0.2, 0]
		] as const) {
			const entry = withEntry(example, 'Y2', 3, given).Y2.data[3] ?? NaN;
			expect(Object.is(entry, kept)).toBe(true);
		}
	});
});

describe('the draws', () => {
	const settings: DrawSettings = { out: 20, in: 16, r1: 4, r2: 3, tied: false, seed: 11, draws: 12 };
	const spectraOf = (s: DrawSettings) => {
		const made = adapterOf(s);
		return Array.from({ length: s.draws }, (_, draw) => drawSpectra(made, s, draw));
	};

	test('are those of the command line: the same histogram for the same seed', async () => {
		for (const tied of [false, true]) {
			const drawn = spectraOf({ ...settings, r2: 4, tied });
			const counts = histogramOf(
				drawn.map(({ exact }) => exact),
				usualTolerance('float64', 20, 16)
			);
			const words = ['--out', '20', '--in', '16', '--rank', '4', '--draws', '12', '--seed', '11'];
			const answer = await answerOf(['rank', '--method', 'loha', ...words, ...(tied ? ['--tied'] : [])]);
			expect(answer['histogram']).toEqual(Object.fromEntries(counts));
		}
	});

	test('formed in float32 have a floor of rounding where float64 has nothing', () => {
		for (const { exact, rounded } of spectraOf(settings)) {
			expect(exact[11]).toBeGreaterThan(1e-6);
			expect(exact[12]).toBeLessThan(1e-14);
			expect(rounded[12]).toBeGreaterThan(1e-10);
			expect(rounded[12]).toBeLessThan(1e-6);
		}
	});

	test('of the appendix have rank 100 in float64, and at the line of float32 about 18 of 100 read 99', () => {
		const draws = 300;
		const spectra = spectraOf({ out: 100, in: 100, r1: 10, r2: 10, tied: false, seed: 1, draws });
		const at = (precision: 'float64' | 'float32') =>
			histogramOf(
				spectra.map(({ exact }) => exact),
				usualTolerance(precision, 100, 100)
			);
		expect([...at('float64')]).toEqual([[100, draws]]);
		// What the lesson names was measured on 18,885 draws; a sample of this size is within three standard errors.
		const share = 3405 / 18885;
		expect(share).toBeCloseTo(0.18, 2);
		const error = Math.sqrt((share * (1 - share)) / draws);
		expect(Math.abs((at('float32').get(99) ?? 0) / draws - share)).toBeLessThan(3 * error);
	}, 60_000);

	test('read lower ranks at higher lines', () => {
		const spectra = spectraOf(settings).map(({ rounded }) => rounded);
		const mean = (line: number): number =>
			[...histogramOf(spectra, line)].reduce((sum, [rank, count]) => sum + rank * count, 0) / spectra.length;
		const means = [1e-16, 1e-8, 1e-4, 1e-2, 1e-1].map(mean);
		expect(means.toSorted((a, b) => b - a)).toEqual(means);
		expect(mean(2)).toBe(0);
	});

	const workers = fakeWorkers<DrawSettings, readonly DrawnSpectra[]>();

	test('come in batches, can be stopped, and keep what was drawn', () => {
		const draws = new Draws(workers.connect);
		draws.start(settings);
		expect(draws.phase).toBe('drawing');
		expect(workers.last().asked).toEqual([settings]);
		workers.last().tell(spectraOf({ ...settings, draws: 2 }));
		draws.stop();
		expect(draws.phase).toBe('stopped');
		expect(workers.last().terminated).toBe(true);
		expect(draws.drawn).toHaveLength(2);
		draws.start(settings);
		workers.last().end();
		expect(draws.phase).toBe('done');
		draws.reset();
		expect(draws.drawn).toHaveLength(0);
		expect(draws.phase).toBe('idle');
	});

	test('say why they failed', () => {
		const draws = new Draws(workers.connect);
		draws.start(settings);
		workers.last().throws('no memory');
		expect(draws.phase).toBe('failed');
		expect(draws.failure).toBe('no memory');
		const without = new Draws(() => {
			throw new Error('no worker here');
		});
		without.start(settings);
		expect(without.phase).toBe('failed');
		expect(without.failure).toBe('no worker here');
	});
});

describe('the live adapter', () => {
	test('is what the command line would train, with the pair of the masks, r1 ≠ r2 included', () => {
		const run = runOf({ ...defaults, r1: 3, r2: 5, out: 16, in: 24 });
		expect(run).toMatchObject({ method: 'loha', rank: 3, rank2: 5, out: 16, in: 24 });
	});

	test('opens an address in which it had a pair of its own, unless the address says both', () => {
		const valuesOf = (query: string) => readSettings(loha, new URLSearchParams(query));
		expect(valuesOf('rank=4&rank2=5')).toMatchObject({ values: { r1: 4, r2: 5 }, problems: [] });
		expect(valuesOf('r1=2&rank=4')).toMatchObject({ values: { r1: 2, r2: 3 }, problems: [] });
		expect(valuesOf('rank=99')).toMatchObject({ values: { r1: 8 }, problems: [{ field: 'r1' }] });
		const receipt = formatReceipt(runOf({ ...defaults, r1: 2, r2: 7 }));
		expect(valuesOf(receipt)).toMatchObject({ values: { r1: 2, r2: 7 }, arrived: { refused: [] } });
	});
});
