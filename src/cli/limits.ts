/** What the command line refuses before any work, because it would take minutes. Memory: see experiments/experiment.ts. */
import { UsageError } from './command';

/** Products m·n·min(m, n), to which the time of an SVD is proportional: that of 1024 × 1024 takes some ten seconds. */
const MOST_WORK = 1024 ** 3;

/** @throws UsageError if the singular values of an m × n matrix would keep somebody waiting */
export function requireMeasurable(command: string, m: number, n: number): void {
	if (m * n * Math.min(m, n) <= MOST_WORK) return;
	throw new UsageError(
		`${command}: expected an SVD of at most 1024 × 1024, or as much work in another shape, got ${m} × ${n}; use a smaller matrix`
	);
}
