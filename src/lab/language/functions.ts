/** What the functions of the lab come to, but for those that train (learning.ts) and those that draw (figures.ts). */
import { best, decomposed, measuredOf, requireSmall } from './spectra';
import { csvNumbers } from './written';
import { nearestKron } from '$src/math/kron';
import { Random } from '$src/math/random';
import { identity, zeros, type Tensor } from '$src/math/tensor';
import { parseTask } from '$src/models/index';
import { misfitOf } from '$src/models/task';
import { targetOf } from '$src/models/target';
import { placed, runOf, trainableIn } from '../training';
import type { LabValue } from '../value';
import type { Called } from './called';
import type { Context } from './context';
import { curve, heatmap, losses, spectrumFigure } from './figures';
import { race, sweep, train } from './learning';
import { described, LIMITS, matrixOf, numberValue } from './matrices';
import type { LabFunction } from './names';

type Answer = LabValue | Promise<LabValue>;

/** Rows or columns. */
const LONGEST_SIDE = 4096;
const MOST_SEED = 4294967295;

export const functions: Readonly<Record<LabFunction, (called: Called, context: Context) => Answer>> = {
	rank: (called) => numberValue(measured(called).rank),
	stableRank: (called) => numberValue(measured(called).stableRank),
	singularValues: (called) => {
		const { singularValues } = measured(called);
		return matrixOf({ shape: [singularValues.length, 1], data: singularValues });
	},
	svd: (called) => {
		called.count(1);
		return decomposed(called.matrix(0));
	},
	best: (called) => {
		called.count(2);
		const matrix = called.matrix(0);
		return best(matrix, called.size(1, 1, Math.min(...matrix.shape)));
	},
	nearestKron: (called) => {
		called.count(3);
		const matrix = called.matrix(0);
		const [a, c] = [called.size(1, 1, matrix.shape[0]), called.size(2, 1, matrix.shape[1])];
		requireSmall({ shape: [a * c, matrix.data.length / (a * c)] }, 'nearestKron', called.at);
		const found = nearestKron(matrix, { a, c });
		return {
			kind: 'parts',
			parts: [
				{ name: 'A', value: matrixOf(found.a) },
				{ name: 'B', value: matrixOf(found.b) },
				{ name: 'error', value: numberValue(found.error) }
			]
		};
	},
	parameters: (called) => numberValue(counted(called).parameters),
	rankBound: (called) => numberValue(counted(called).rankBound),
	train,
	sweep,
	race,
	loadAdapter: async (called, { files }) => {
		called.count(1, 2);
		return files(called.text(0), called.args.length > 1 ? called.text(1) : null);
	},
	identity: (called) => {
		called.count(1, 2);
		const rows = called.size(0, 1, LONGEST_SIDE);
		const columns = called.args.length > 1 ? called.size(1, 1, LONGEST_SIDE) : rows;
		return sized(called, [rows, columns], () => identity(rows, columns));
	},
	zeros: (called) => sized(called, sidesOf(called), zeros),
	ones: (called) => sized(called, sidesOf(called), (shape) => ({ shape, data: zeros(shape).data.fill(1) })),
	gaussian: (called) => {
		const seed = called.wholeSetting('seed', 1, 0, MOST_SEED);
		return sized(called, sidesOf(called), (shape) => new Random(seed, 'lab/gaussian').normal(shape));
	},
	target: (called) => {
		called.count(3);
		const [written, seed] = [called.text(0), called.wholeSetting('seed', 1, 0, MOST_SEED)];
		const shape = [called.size(1, 1, LONGEST_SIDE), called.size(2, 1, LONGEST_SIDE)] as const;
		const task = parseTask(written);
		const misfit = misfitOf(task, ...shape);
		if (misfit) throw called.fail('a task that fits', misfit);
		return sized(called, shape, ([rows, columns]) => targetOf(task, rows, columns, seed));
	},
	matrix: (called) => {
		called.count(1);
		const numbers = csvNumbers(called.text(0));
		if (!numbers) throw called.fail('rows of equally many numbers', 'something else', called.arg(0).at);
		return matrixOf(numbers);
	},
	list: (called) => {
		called.count(1, 64);
		const values = called.args.map(({ value, at }) => {
			if (value.kind === 'number') return value.value;
			throw called.fail('numbers', described(value), at);
		});
		return { kind: 'range', values };
	},
	spectrum: spectrumFigure,
	losses,
	heatmap,
	curve
};

function sidesOf(called: Called): readonly [number, number] {
	called.count(2);
	return [called.size(0, 1, LONGEST_SIDE), called.size(1, 1, LONGEST_SIDE)];
}

/** Too large is refused before it is there. */
function sized(
	called: Called,
	shape: readonly [number, number],
	make: (shape: readonly [number, number]) => Tensor
): LabValue {
	if (shape[0] * shape[1] > LIMITS.elements)
		throw called.fail(`at most ${LIMITS.elements} elements`, shape.join(' × '));
	return matrixOf(make(shape));
}

function measured(called: Called) {
	called.count(1);
	const { value, at } = called.arg(0);
	return measuredOf(value, called.name, at);
}

/** Count and bound of an adapter, a method at some options, a run or a module. */
function counted(called: Called): { readonly parameters: number; readonly rankBound: number } {
	called.count(1);
	const { value, at } = called.arg(0);
	if (value.kind === 'adapter') return value;
	if (value.kind === 'module') return { parameters: value.parameters, rankBound: value.rankBound };
	const of = trainableIn(value, called.name, at);
	if (typeof of !== 'string') return of;
	if (value.kind === 'run') return placed(of, value.run);
	for (const name of called.named.keys()) called.setting(name);
	return placed(of, runOf(of, called.named, called.name));
}
