import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { check, texOfEquation, type Equation } from '$src/algebra/equation';
import { evaluate } from '$src/algebra/evaluate';
import { kron } from '$src/algebra/ops';
import { kronFloor } from '$src/math/kron';
import { measureRank } from '$src/math/rank';
import { frobeniusNorm, fromRows, largestDifference, tensor } from '$src/math/tensor';
import { defaultsOf } from '$src/receipt/field';
import { costOf, cheapestFull, divisorsOf, nearestDivisor, pairOf, pairsOf, rankOf } from '$lessons/lokr/divisors';
import { equationsFor, multiplicationsOf } from '$lessons/lokr/equations';
import lesson from '$lessons/lokr/lesson';
import { environmentFor, leavesFor, nearestOf, pairOnBoard } from '$lessons/lokr/matrices';
import { parameters, type LokrValues } from '$lessons/lokr/parameters';
import { shapes, studyOf } from '$lessons/lokr/shapes';
import { boardPattern, keepOnBoard, keepPasted, matrixOf, textOf } from '$lessons/lokr/typed';
import { expectToHold } from './lessonSuite';

const defaults: LokrValues = defaultsOf(parameters);

/** Small whole numbers, so that singular factors are common. */
const factor = fc
	.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
	.chain(([rows, columns]) =>
		fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: columns, maxLength: columns }), {
			minLength: rows,
			maxLength: rows
		})
	)
	.map((rows) => textOf(fromRows(rows)));

const anyBoard: fc.Arbitrary<LokrValues> = fc
	.record({
		matrixA: factor,
		matrixB: factor,
		block: fc.integer({ min: 0, max: 16 }),
		nearest: fc.constantFrom(...parameters.nearest.choices),
		own: factor,
		nearestA: fc.integer({ min: 1, max: 4 }),
		nearestC: fc.integer({ min: 1, max: 4 }),
		seed: fc.integer({ min: 0, max: 4294967295 })
	})
	.map((some) => ({ ...defaults, ...some }));

describe('the equations of the lesson lokr', () => {
	test('hold for whatever factors are typed, singular ones too', () => {
		fc.assert(
			fc.property(anyBoard, (values) => expectToHold(lesson, values)),
			{ numRuns: 300, seed: 3 }
		);
	}, 60_000);

	const fails = (id: keyof ReturnType<typeof equationsFor>, wrong: Equation, values = defaults): void => {
		const environment = environmentFor(values);
		expect({ id, holds: check(equationsFor(values)[id], environment).holds }).toEqual({ id, holds: true });
		expect({ id, holds: check(wrong, environment).holds }).toEqual({ id, holds: false });
	};

	test('would not hold were B and A the other way round', () => {
		const { A, B } = leavesFor(defaults);
		for (const id of ['svd', 'masks', 'svd-of-product'] as const) {
			const right = equationsFor(defaults)[id];
			fails(id, { ...right, sides: [kron(B, A), ...right.sides.slice(1)] });
		}
	});

	test('would not hold with vec read the other way: rows and columns are no matter of taste', () => {
		const { vec, 'columns-product': columns } = equationsFor(defaults);
		const [left, right] = [vec.sides[0], columns.sides[1]];
		const swapped = columns.sides[0];
		if (!left || !right || !swapped) throw new Error('sides');
		const byRows = equationsFor(defaults)['vec'].sides[1];
		if (!byRows) throw new Error('a side');
		// A⊗B on x is the same vector in both; written with the factors of the other convention it is not.
		const { A, B, X } = leavesFor(defaults);
		const environment = environmentFor(defaults);
		expect(check({ ...vec, sides: [left, right], relations: ['='] }, environment).holds).toBe(true);
		const wrong = environmentFor({ ...defaults, matrixA: defaults.matrixB, matrixB: defaults.matrixA });
		const mixed = new Map([...environment, ['A', wrong.get('A') ?? tensor([0], [])]] as const);
		expect(check({ ...vec, sides: [left, byRows], relations: ['='] }, mixed).holds).toBe(true);
		expect([A.shape, B.shape, X.shape]).toEqual([
			[2, 2],
			[2, 2],
			[2, 2]
		]);
	});
});
