/** Checkpoints as curves: of one module, or of all together, where squares and inner products add up. Pure. */
import { cosineOf, type CheckpointModule, type CheckpointValue } from '$src/files/checkpoints';

export interface StepRow {
	readonly name: string;
	readonly step: number | null;
	readonly frobenius: number | null;
	/** Means over the modules. */
	readonly rank: number | null;
	readonly rankAt99: number | null;
	/** cos of the angle to ΔW of the last checkpoint, and of the one before. */
	readonly toLast: number | null;
	readonly toPrevious: number | null;
}

interface Named {
	readonly name: string;
	readonly step: number | null;
}

const normOf = (values: readonly (CheckpointValue | null)[]): number =>
	Math.hypot(...values.map((value) => value?.frobenius ?? 0));
const sumOf = (
	values: readonly (CheckpointValue | null)[],
	of: (value: CheckpointValue) => number | null
): number | null => {
	const known = values.flatMap((value) => (value ? (of(value) ?? []) : []));
	return known.length > 0 ? known.reduce((sum, x) => sum + x, 0) : null;
};

/** @param modules those that are looked at together */
export function stepRows(
	checkpoints: readonly Named[],
	modules: readonly CheckpointModule[]
): readonly StepRow[] {
	const at = (i: number): readonly (CheckpointValue | null)[] =>
		modules.map(({ values }) => values[i] ?? null);
	return checkpoints.map(({ name, step }, i): StepRow => {
		const values = at(i);
		const count = values.filter((value) => value !== null).length;
		const mean = (sum: number | null): number | null => (sum === null ? null : sum / count);
		const cosine = (inner: number | null, other: number): number | null =>
			inner === null ? null : cosineOf(inner, normOf(values), normOf(at(other)));
		return {
			name,
			step,
			frobenius: count > 0 ? normOf(values) : null,
			rank: mean(sumOf(values, (value) => value.rank)),
			rankAt99: mean(sumOf(values, (value) => value.rankAt99)),
			toLast: cosine(
				sumOf(values, (value) => value.withLast),
				checkpoints.length - 1
			),
			toPrevious: cosine(
				sumOf(values, (value) => value.withPrevious),
				i - 1
			)
		};
	});
}

/** Where checkpoints stand on an axis: by their steps where each has one of its own, else one after the other. */
export function placesOf(checkpoints: readonly Named[]): readonly number[] {
	const steps = checkpoints.map(({ step }) => step);
	const known = steps.filter((step) => step !== null);
	return new Set(known).size === checkpoints.length ? known : checkpoints.map((_, i) => i + 1);
}
