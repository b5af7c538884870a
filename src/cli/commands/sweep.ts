import { BackendError, type BackendName } from '$src/compute/backend';
import { whyImpossible, whyNotOneLayer } from '$src/experiments/compose';
import { keepBackend } from '$src/experiments/keep';
import type { Cell } from '$src/experiments/protocol';
import { sweep as runSweep } from '$src/experiments/sweep';
import { significant } from '$src/math/significant';
import { text, type TextField } from '$src/schema/field';
import { runSchema } from '$src/receipt/run';
import { command, UsageError } from '../command';
import { rateAdvice } from '../rateAdvice';
import { selectOnNode } from '../select';

const range = (about: string): TextField =>
	text({
		default: '1..8',
		about,
		pattern: /^[1-9]\d{0,2}(\.\.[1-9]\d{0,2})?$/,
		expected: 'a range such as 1..8, or one number'
	});

/** Runs at most; more would take hours on a CPU. */
const LARGEST = 1024;

function numbersIn(name: string, written: string): number[] {
	const [from = 1, to = from] = written.split('..').map(Number);
	if (to < from)
		throw new UsageError(
			`sweep --${name}: expected a range that ascends, got ${written}; try ${to}..${from}`
		);
	return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Everything of a run but its ranks. */
const { rank, rank2, ...fields } = runSchema;

/** Trains a grid of adapters. */
export const sweep = command({
	name: 'sweep',
	about: 'trains one adapter for each pair of ranks (r1, r2) and measures them all',
	schema: { r1: range('ranks of the first product'), r2: range('ranks of the second product'), ...fields },
	required: ['method', 'task'],
	example:
		'sweep --method loha --r1 1..8 --r2 1..8 --out 32 --in 32 --task gaussian --steps 300 --lr 0.01 --seed 1',
	run: async ({ r1, r2, ...rest }, _positional, io) => {
		const [first, second] = [numbersIn('r1', r1), numbersIn('r2', r2)];
		if (first.length * second.length > LARGEST) {
			throw new UsageError(
				`sweep: expected at most ${LARGEST} pairs of ranks, got ${first.length}·${second.length}; use shorter ranges`
			);
		}
		const run = { ...rest, rank: 1, rank2: 1 };
		const problem = whyNotOneLayer('sweep', run) ?? whyImpossible(run);
		if (problem) throw new UsageError(problem);
		const backends = keepBackend(selectOnNode);
		let used: BackendName = run.backend === 'auto' ? 'cpu' : run.backend;
		/** Of those that diverged, the one that did first: what trains it may train the others. */
		let worst: Cell | undefined;
		const answer = await runSweep(run, first, second, {
			select: backends.select,
			signal: io.signal,
			onEvent: (event) => {
				if (event.kind === 'sweeping') {
					for (const { name, message } of event.refused) io.say(`${name} did not run: ${message}`);
					used = event.backend.name;
					io.say(`training on ${event.backend.name} (${event.backend.adapter})`);
				}
				if (event.kind !== 'cell') return;
				if (event.cell.diverged && event.cell.step < (worst?.step ?? Infinity)) worst = event.cell;
				const { r1: p, r2: q, error, rank } = event.cell;
				io.say(
					`${event.done} of ${event.of}: r1 ${p}, r2 ${q}, error ${significant(error, 4)}, rank ${rank}`
				);
			}
		}).catch(async (error: unknown) => {
			if (!(error instanceof BackendError)) throw error;
			if (error.reason !== 'diverged' || !worst) throw new UsageError(error.message);
			const [one, named] = [
				{ ...run, rank: worst.r1, rank2: worst.r2, backend: used },
				`r1 ${worst.r1}, r2 ${worst.r2}`
			];
			throw new UsageError(`${error.message}${await rateAdvice(one, io, named)}`);
		});
		return { method: run.method, task: run.task, seed: run.seed, ...answer };
	}
});
