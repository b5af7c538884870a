/**
 * What methods of equal price learn, and what they forget: digits turned by a quarter, the learning rate swept, five
 * seeds. What bench/networks.mjs --table bundles. Of each method the rate with the least loss on the new task, in the mean
 * over the seeds; measured on pictures that nothing was trained on.
 */
import { methodNames, type MethodName } from '$src/adapters/index';
import { cpuBackend } from '$src/compute/cpu/backend';
import { compose } from '$src/experiments/compose';
import { experiment } from '$src/experiments/experiment';
import { rankFor } from '$src/experiments/networks';
import { firstTask, type ProblemName } from '$src/models/index';
import type { Metrics } from '$src/models/problem';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';

const RATES = [0.001, 0.003, 0.01, 0.03];
const SEEDS = [1, 2, 3, 4, 5];

export interface Row {
	readonly method: MethodName;
	readonly rank: number;
	readonly parameters: number;
	readonly lr: number;
	/** Mean and standard deviation over the seeds, by name of what is measured. */
	readonly found: Readonly<Record<string, readonly [mean: number, spread: number]>>;
}

async function trained(run: Run): Promise<Metrics> {
	const made = experiment(run);
	const runner = await cpuBackend().prepare(made.program);
	try {
		await runner.run(run.steps);
		const { states } = await runner.read();
		return made.snapshot(run.steps, Object.fromEntries(states)).metrics ?? {};
	} catch {
		// One that diverges has learnt nothing.
		return { loss: Infinity };
	} finally {
		runner.dispose();
	}
}

function spreadOf(numbers: readonly number[]): readonly [number, number] {
	const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
	const squares = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0);
	return [mean, Math.sqrt(squares / (numbers.length - 1))];
}

/** @param steps of each run @param say hears of each row when it is there */
export async function forgetting(
	problem: ProblemName,
	steps: number,
	say: (row: Row) => void
): Promise<readonly Row[]> {
	const start: Run = { ...defaultsOf(runSchema), task: firstTask(problem), rank: 4, steps, backend: 'cpu' };
	const { parameters: price } = compose({ ...start, method: 'lora' });
	const rows: Row[] = [];
	for (const method of methodNames) {
		const { rank, parameters } = rankFor({ ...start, method }, price);
		let best: Row | undefined;
		for (const lr of RATES) {
			const all: Metrics[] = [];
			for (const seed of SEEDS) all.push(await trained({ ...start, method, rank, rank2: rank, lr, seed }));
			const names = Object.keys(all.find((one) => Number.isFinite(one['loss'])) ?? {});
			const found = Object.fromEntries(
				names.map((name) => [name, spreadOf(all.map((one) => one[name] ?? NaN))])
			);
			const [loss = Infinity] = found['loss'] ?? [];
			if (loss < (best?.found['loss']?.[0] ?? Infinity)) best = { method, rank, parameters, lr, found };
		}
		if (!best) continue;
		say(best);
		rows.push(best);
	}
	return rows;
}
