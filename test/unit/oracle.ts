/** A program's meaning in float64, straight from its expressions: what both backends are tested against. */
import { evaluateAll } from '$src/algebra/evaluate';
import type { Program } from '$src/compute/program';
import { countOf, tensor, type Tensor } from '$src/math/tensor';

export interface OracleRun {
	readonly losses: number[];
	readonly states: Map<string, Tensor>;
}

/** Runs `steps` steps; states are updated all at once at the end of each. */
export function runOracle(program: Program, steps: number): OracleRun {
	const environment = new Map<string, Tensor>();
	for (const { leaf, initial } of program.states) environment.set(leaf.name, tensor(leaf.shape, initial));
	for (const { leaf, values } of program.inputs) environment.set(leaf.name, tensor(leaf.shape, values));
	const losses: number[] = [];
	for (let step = 0; step < steps; step++) {
		for (const { leaf, values } of program.tables) {
			const count = countOf(leaf.shape);
			environment.set(leaf.name, tensor(leaf.shape, values.subarray(step * count, (step + 1) * count)));
		}
		const [loss, ...next] = evaluateAll([program.loss, ...program.updates.map((u) => u.next)], environment);
		losses.push(loss?.data[0] ?? NaN);
		program.updates.forEach(({ state }, i) => {
			const value = next[i];
			if (value) environment.set(state.name, value);
		});
	}
	return {
		losses,
		states: new Map(
			program.states.map(({ leaf }) => [leaf.name, environment.get(leaf.name) ?? tensor([], [NaN])])
		)
	};
}

/** Largest |a − b| over the larger of 1 and the largest |b|. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let [largest, size] = [0, 1];
	for (let i = 0; i < Math.max(a.length, b.length); i++) {
		const difference = Math.abs((a[i] ?? NaN) - (b[i] ?? NaN));
		if (Number.isNaN(difference)) return NaN;
		largest = Math.max(largest, difference);
		size = Math.max(size, Math.abs(b[i] ?? 0));
	}
	return largest / size;
}
