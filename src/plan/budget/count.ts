/** What a method trains on the matrices that are meant: counted by the method itself, once for each shape. */
import { adapter, type Adapter } from '$src/adapters/adapter';
import { methodFields, methods, type MethodOptions } from '$src/adapters/index';
import type { Method } from '$src/adapters/method';
import { countOf } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';
import { numbersOfOne, type Group } from '../families/shape';
import type { BudgetValues } from './fields';
import type { Target } from './targets';

export type CountValues = Pick<BudgetValues, 'method' | 'rank' | 'factor' | 'decomposeBoth'>;

/** A group of modules with their adapter. */
export interface Counted extends Target {
	/** Matrices: modules times experts. */
	readonly count: number;
	/** Of one matrix; null where numbers are trained that are no matrix. */
	readonly adapter: Adapter | null;
	/** Trained numbers of one matrix, or of one module that is none. */
	readonly each: number;
	/** Trained numbers of all, biases included where the module itself is trained. */
	readonly numbers: number;
	/** The width of its factors. */
	readonly rank: number;
}

const defaults = defaultsOf(methodFields);

/** Options of the method on one matrix of a group; null where the numbers are no matrix. */
function optionsOn({ shape: [out, columns], fused }: Group, values: CountValues): MethodOptions | null {
	if (columns === undefined) return null;
	const { rank, factor, decomposeBoth } = values;
	return { ...defaults, out, in: columns, rank: rank * fused, factor, decomposeBoth };
}

/** The method on one matrix of a group. @throws ShapeError where the options do not fit */
export function adapterOn(group: Group, values: CountValues): Adapter | null {
	const options = optionsOn(group, values);
	return options && adapter(values.method, options);
}

/** Trained numbers on all targets at a rank, from the factors alone: for whoever tries many ranks. */
export function costOn(targets: readonly Target[], values: CountValues): (rank: number) => number {
	const method: Method = methods[values.method];
	// Many groups have one shape.
	const kinds = new Map<string, { readonly group: Group; count: number }>();
	for (const { group, paths } of targets) {
		const key = `${group.shape.join('x')}:${group.fused}`;
		const kind = kinds.get(key) ?? { group, count: 0 };
		kinds.set(key, { ...kind, count: kind.count + paths.length * group.experts });
	}
	return (rank) => {
		let sum = 0;
		for (const { group, count } of kinds.values()) {
			const options = optionsOn(group, { ...values, rank });
			for (const { shape, isFrozen } of options ? method.factors(options) : [])
				if (!isFrozen) sum += count * countOf(shape);
		}
		return sum;
	};
}

export function counted(targets: readonly Target[], values: CountValues): Counted[] {
	return targets.map((target) => {
		const { group, paths } = target;
		const made = adapterOn(group, values);
		const count = paths.length * group.experts;
		const each = made?.parameters ?? numbersOfOne(group);
		const isFull = values.method === 'full';
		return {
			...target,
			count,
			adapter: made,
			each,
			// What is tied is trained once, where it counts.
			numbers: isFull && group.isTied ? 0 : count * each + (isFull ? paths.length * group.bias : 0),
			rank: values.rank * group.fused
		};
	});
}

export const trainedIn = (parts: readonly Counted[]): number =>
	parts.reduce((sum, { numbers }) => sum + numbers, 0);
