/** Rankscope as a contestant: its backends, as the page and the command line use them. */
import type { Backend, BackendName, Runner } from '$src/compute/backend';
import { cpuBackend } from '$src/compute/cpu/backend';
import { webgpuBackend } from '$src/compute/webgpu/backend';
import type { Work } from '../page/work';
import type { Contestant, Trainee } from './contestant';

let gpu: Promise<Backend> | undefined;

/** One device for the whole page, as on the site. */
export const backendOf = async (name: BackendName): Promise<Backend> =>
	name === 'cpu' ? cpuBackend() : (gpu ??= webgpuBackend(navigator.gpu));

export async function trainee(backend: Backend, { program }: Pick<Work, 'program'>): Promise<Trainee> {
	const runner: Runner = await backend.prepare(program);
	const states = new Map(program.states.map(({ leaf, initial }) => [leaf.name, initial]));
	const reset = (): Promise<void> => runner.restore({ step: 0, states });
	return {
		step: async (count) => (await runner.run(count)).at(-1) ?? NaN,
		reset,
		losses: async (count) => {
			await reset();
			return [...(await runner.run(count))];
		},
		dispose: () => runner.dispose()
	};
}

export const rankscope: readonly Contestant[] = (['webgpu', 'cpu'] as const).map((device) => ({
	...{ library: 'Rankscope', device, form: '' },
	takes: () => true,
	prepare: async (work) => trainee(await backendOf(device), work)
}));
