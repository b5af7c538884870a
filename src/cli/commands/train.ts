import { BackendError, type BackendName } from '$src/compute/backend';
import { loadBase } from '$src/experiments/base';
import { whyImpossible } from '$src/experiments/compose';
import { onlyModule } from '$src/experiments/measure';
import type { Result } from '$src/experiments/protocol';
import { train as runTraining } from '$src/experiments/train';
import { significant } from '$src/math/significant';
import { firstTask, problemNamed, type ProblemName } from '$src/models/index';
import { runSchema, type Run } from '$src/receipt/run';
import { choice } from '$src/schema/field';
import { command, UsageError, type Io } from '../command';
import { readModel } from '../models';
import { rateAdvice } from '../rateAdvice';
import { selectOnNode } from '../select';

/** What a finished run answers; `replay` answers the same and whether the bits agree. */
export async function trainAndReport(run: Run, io: Io): Promise<{ result: Result; answer: object }> {
	const problem = whyImpossible(run);
	if (problem) throw new UsageError(problem);
	await loadBase(run.task, readModel);
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
				const { step, error, modules, metrics } = event.snapshot;
				const ranks = modules.map(({ rank }) => rank).join(', ');
				const said = metrics
					? Object.entries(metrics).map(([name, value]) => `${name} ${significant(value, 4)}`)
					: [`error ${significant(error, 4)}`];
				io.say(`step ${step} of ${run.steps}, ${said.join(', ')}, rank ${ranks}`);
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
	return { result, answer: result.metrics ? ofNetwork(run, result) : ofLayer(run, result) };
}

const modulesOf = ({ modules }: Result) =>
	modules.map(({ name, parameters, rank, rankBound }) => ({ name, parameters, rank, rankBound }));

const howItWent = ({ losses, backend, resumed, stepsPerSecond, receipt }: Result) => ({
	losses: [...losses],
	...{ backend, resumed, stepsPerSecond, receipt }
});

function ofLayer(run: Run, result: Result): object {
	const { rankBound, rank, singularValues, stableRank } = onlyModule(result);
	return {
		method: run.method,
		parameters: result.parameters,
		...{ rankBound, rank },
		error: result.error,
		floor: result.floor,
		steps: result.step,
		singularValues: [...singularValues],
		stableRank,
		modules: modulesOf(result),
		...howItWent(result)
	};
}

function ofNetwork(run: Run, result: Result): object {
	return {
		...{ problem: problemNamed(run.task), task: run.task, method: run.method },
		parameters: result.parameters,
		...{ error: null, floor: null, steps: result.step },
		modules: modulesOf(result).map((module, i) => ({
			...module,
			singularValues: [...(result.modules[i]?.singularValues ?? [])]
		})),
		metrics: { before: result.before, after: result.metrics },
		...howItWent(result)
	};
}

/** The problems that have a network. */
const networks = ['mlp', 'cnn', 'transformer'] as const satisfies readonly ProblemName[];

/** Trains an adapter on a toy task, or on modules of a small network. */
export const train = command({
	name: 'train',
	about: 'trains an adapter on a toy task, or on modules of a small network, and measures it',
	schema: {
		problem: choice(networks, {
			default: 'mlp',
			about: 'a network in place of a task: its first one, such as mlp-rotated'
		}),
		...runSchema
	},
	required: ['method'],
	exactlyOne: ['task', 'problem'],
	example:
		'train --method lora --out 64 --in 64 --rank 8 --task identity --steps 2000 --lr 0.01 --schedule cosine --seed 5',
	run: async ({ problem, ...run }, _positional, io, _all, given) => {
		const task = given.has('problem') ? firstTask(problem) : run.task;
		return (await trainAndReport({ ...run, task }, io)).answer;
	}
});
