import { BackendError, type BackendName } from '$src/compute/backend';
import { whyImpossible } from '$src/experiments/compose';
import { onlyModule } from '$src/experiments/measure';
import type { Result } from '$src/experiments/protocol';
import { train as runTraining } from '$src/experiments/train';
import { significant } from '$src/math/significant';
import { runSchema, type Run } from '$src/receipt/run';
import { command, UsageError, type Io } from '../command';
import { rateAdvice } from '../rateAdvice';
import { selectOnNode } from '../select';

/** What a finished run answers; `replay` answers the same and whether the bits agree. */
export async function trainAndReport(run: Run, io: Io): Promise<{ result: Result; answer: object }> {
	const problem = whyImpossible(run);
	if (problem) throw new UsageError(problem);
	let used: BackendName | undefined;
	const result = await runTraining(run, {
		select: selectOnNode,
		signal: io.signal,
		progressEvery: 1000,
		onEvent: (event) => {
			if (event.kind === 'started') {
				used = event.backend.name;
				for (const { name, message } of event.refused) io.say(`${name} did not run: ${message}`);
				io.say(`training on ${event.backend.name} (${event.backend.adapter})`);
			}
			if (event.kind === 'progress' && event.snapshot) {
				const { step, error, modules } = event.snapshot;
				const ranks = modules.map(({ rank }) => rank).join(', ');
				io.say(`step ${step} of ${run.steps}, error ${significant(error, 4)}, rank ${ranks}`);
			}
			if (event.kind === 'resumed')
				io.say(`${event.message}; going on from step ${event.fromStep} on ${event.backend.name}`);
		}
	}).catch(async (error: unknown) => {
		if (!(error instanceof BackendError)) throw error;
		const advice =
			error.reason === 'diverged' ? await rateAdvice({ ...run, backend: used ?? run.backend }, io) : '';
		throw new UsageError(`${error.message}${advice}`);
	});
	const { rankBound, rank, singularValues, stableRank } = onlyModule(result);
	return {
		result,
		answer: {
			method: run.method,
			parameters: result.parameters,
			...{ rankBound, rank },
			error: result.error,
			floor: result.floor,
			steps: result.step,
			singularValues: [...singularValues],
			stableRank,
			modules: result.modules.map((module) => ({
				...{ name: module.name, parameters: module.parameters },
				...{ rank: module.rank, rankBound: module.rankBound }
			})),
			losses: [...result.losses],
			backend: result.backend,
			resumed: result.resumed,
			stepsPerSecond: result.stepsPerSecond,
			receipt: result.receipt
		}
	};
}

/** Trains an adapter on a toy task. */
export const train = command({
	name: 'train',
	about: 'trains an adapter on a toy task and measures it',
	schema: runSchema,
	required: ['method', 'task'],
	example:
		'train --method lora --out 64 --in 64 --rank 8 --task identity --steps 2000 --lr 0.01 --schedule cosine --seed 5',
	run: async (values, _positional, io) => (await trainAndReport(values, io)).answer
});
