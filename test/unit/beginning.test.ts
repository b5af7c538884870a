/** What a run begins with, worked out once and scaled; and what the page's own thread is spared. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { adapter } from '$src/adapters/adapter';
import { initialCorner, initialValues, inits } from '$src/adapters/values';
import { methodNames } from '$src/adapters/index';
import { evaluate } from '$src/algebra/evaluate';
import { operations } from '$src/algebra/factored';
import { experiment } from '$src/experiments/experiment';
import { spectrumOf } from '$src/algebra/spectrum';
import { relativeError } from '$src/models/layer';
import { environmentOf, onlyModule } from '$src/experiments/measure';
import { buffersIn } from '$src/runs/answering';
import { beginningKey, beginningOf, isLight, isMultipleOfS, LIGHT } from '$src/experiments/beginning';
import type { Lesson } from '$src/lesson/define';
import { previewOf } from '$src/experiments/preview';
import { Random } from '$src/math/random';
import { at, countOf } from '$src/math/tensor';
import { defaultsOf, type Schema, type Values } from '$src/schema/field';
import { methodOptions, runSchema, type Run } from '$src/receipt/run';

const small = { ...defaultsOf(runSchema), out: 16, in: 24, rank: 3, rank2: 2, task: 'low-rank:4' } as const;

describe('the beginning of a run', () => {
	test('at any α is measured as if it had been scaled first', () => {
		for (const method of methodNames) {
			for (const init of inits) {
				const first: Run = { ...small, method, init, alpha: 1 };
				const beginning = beginningOf(first);
				for (const alpha of [0, 1, 6, 64]) {
					const run = { ...first, alpha };
					const made = adapter(method, methodOptions(run));
					const isScaled = isMultipleOfS(made);
					if (isScaled) expect(beginningKey(run)).toBe(beginningKey(first));
					const preview = previewOf(run, isScaled ? beginning : beginningOf(run));
					const environment = environmentOf(made, preview.initial, beginning.frozen);
					const [start, spectrum] = [preview.start(), spectrumOf(made.delta, environment)];
					const error = relativeError(evaluate(made.delta, environment), preview.target);
					expect(start.error / error).toBeCloseTo(1, 12);
					expect([onlyModule(start).rank, start.factors]).toEqual([spectrum.rank, preview.initial]);
					spectrum.singularValues.forEach((x, i) =>
						expect(Math.abs((onlyModule(start).singularValues[i] ?? NaN) - x)).toBeLessThanOrEqual(
							1e-13 * (spectrum.singularValues[0] ?? 0)
						)
					);
					expect(preview.floor).toBe(experiment(run).floor);
				}
			}
		}
	});

	test('is another one for another seed, size, rank, task or init, and not for how it is trained', () => {
		const key = beginningKey(small);
		for (const change of [{ seed: 5 }, { out: 8 }, { rank: 4 }, { task: 'identity' }, { init: 'zero' }])
			expect(beginningKey({ ...small, ...change } as Run)).not.toBe(key);
		const loha = { ...small, method: 'loha' } as const;
		expect(beginningKey({ ...loha, rank2: 3 })).not.toBe(beginningKey(loha));
		for (const change of [{ steps: 7 }, { lr: 0.5 }, { optimizer: 'sgd' }, { backend: 'cpu' }, { alpha: 9 }])
			expect(beginningKey({ ...small, ...change } as Run)).toBe(key);
	});

	test('crosses from a worker whole, each of its arrays once', () => {
		const beginning = beginningOf(small);
		const buffers = buffersIn(beginning);
		expect(new Set(buffers).size).toBe(buffers.length);
		expect(buffers).toContain(beginning.target.data.buffer);
		expect(buffers).toContain(beginning.initial['A']?.buffer);
		expect(structuredClone(beginning)).toEqual(beginning);
	});
});

test('the leading corner of a factor at step 0 is that of the whole factor', () => {
	const made = adapter('loha', { ...small, out: 13, in: 7 });
	for (const init of inits) {
		const whole = initialValues(made, 3, init);
		for (const { name, shape } of made.factors) {
			const [rows, columns] = [Math.ceil(shape[0] / 2), Math.ceil((shape[1] ?? 1) / 2)];
			const corner = initialCorner(made, name, 3, init, [rows, columns]);
			const expected = whole.get(name);
			for (let i = 0; i < rows; i++)
				for (let j = 0; j < columns; j++) expect(at(corner, i, j)).toBe(expected ? at(expected, i, j) : NaN);
		}
	}
});

describe('the thread of the page', () => {
	const lessons = Object.values(
		import.meta.glob<Lesson>('/lessons/*/lesson.ts', { eager: true, import: 'default' })
	);
	/** Every number at its most, the rest as it opens. */
	const largest = (parameters: Schema): Values<Schema> =>
		Object.fromEntries(
			Object.entries(parameters).map(([name, field]) => [
				name,
				(field.kind === 'integer' || field.kind === 'number') && name !== 'seed' ? field.max : field.default
			])
		);
	afterEach(() => {
		vi.restoreAllMocks();
	});

	test.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
		'draws and evaluates little for %s, however large what is set',
		(_id, lesson) => {
			for (const values of [defaultsOf(lesson.parameters), largest(lesson.parameters)]) {
				const drawn = [vi.spyOn(Random.prototype, 'uniforms'), vi.spyOn(Random.prototype, 'normals')];
				const environment = lesson.environment(values);
				// A random number costs as much as thirty multiplications.
				expect(drawn.reduce((sum, { mock }) => sum + mock.calls.length, 0)).toBeLessThan(LIGHT / 30 / 4);
				vi.restoreAllMocks();
				for (const matrix of environment.values()) expect(countOf(matrix.shape)).toBeLessThan(LIGHT / 100);
				for (const [id, { sides }] of Object.entries(lesson.equations(values))) {
					const expressions = sides.flatMap((side) => (side.kind === 'measure' ? side.of : [side]));
					expect([id, operations(expressions) < LIGHT]).toEqual([id, true]);
				}
			}
		}
	);

	test('leaves a layer of 1024 × 1024 to a worker, and the layers that lessons open with to nobody', () => {
		const large = { ...small, out: 1024, in: 1024 };
		for (const method of methodNames)
			for (const rank of [1, 64]) expect(isLight({ ...large, method, rank, rank2: rank })).toBe(false);
		for (const { live, parameters } of lessons)
			// A race draws no beginning.
			if (live?.figure === 'adapter') expect(live.runsOf(defaultsOf(parameters)).every(isLight)).toBe(true);
	});
});
