/** The page of the benchmark: measures what bench/run.mjs asks for, one request at a time, and answers with data. */
import { nameOf, type Contestant } from '../contestants/contestant';
import { jaxjs } from '../contestants/jax';
import { backendOf, rankscope } from '../contestants/rankscope';
import { tfjs } from '../contestants/tfjs';
import { measureFirstStep, measureMemory } from './lasting';
import type { Environment, FirstStep, MemoryResult, SvdResult, SweepResult, WorkResult } from './results';
import type { Timing } from './rounds';
import { measureSvd } from './svd';
import { sweepBatched, sweepOneByOne, sweepRankscope } from './sweep';
import { measureTraining } from './training';
import type { WorkName } from './work';

const all: readonly Contestant[] = [...rankscope, ...tfjs, ...jaxjs];

/** @param only a regular expression on names; empty for all */
const chosen = (only: string): readonly Contestant[] =>
	all.filter((contestant) => new RegExp(only, 'i').test(nameOf(contestant)));

/** One form of each library and device: what the first step is measured of. */
const representatives = (only: string): readonly Contestant[] =>
	chosen(only).filter(({ form }) => ['', 'factored', 'factored, packed'].includes(form));

export interface Bench {
	environment(): Promise<Environment>;
	names(only: string): string[];
	firstSteps(only: string): Promise<FirstStep[]>;
	training(work: WorkName, only: string, timing: Timing): Promise<WorkResult>;
	sweep(name: string, timing: Timing): Promise<SweepResult>;
	svd(rounds: number): Promise<SvdResult[]>;
	memory(device: 'webgpu' | 'cpu', seconds: number): Promise<MemoryResult>;
}

const bench: Bench = {
	environment: async () => ({
		userAgent: navigator.userAgent,
		gpu: (await backendOf('webgpu')).adapter,
		threads: navigator.hardwareConcurrency,
		isolated: crossOriginIsolated
	}),
	names: (only) => chosen(only).map(nameOf),
	firstSteps: async (only) => {
		const results: FirstStep[] = [];
		for (const contestant of representatives(only)) results.push(await measureFirstStep(contestant));
		return results;
	},
	training: (work, only, timing) => measureTraining(work, chosen(only), timing),
	sweep: async (name, timing) => {
		const [library = '', device = '', how] = name.split(' ');
		if (library === 'Rankscope') return sweepRankscope(device === 'cpu' ? 'cpu' : 'webgpu');
		if (how === 'batched') return sweepBatched(device === 'wasm' ? 'wasm' : 'webgpu', timing);
		return sweepOneByOne(library === 'tfjs' ? 'tfjs' : 'jax-js', device, all, timing);
	},
	svd: measureSvd,
	memory: async (device, seconds) => {
		const [contestant] = rankscope.filter((c) => c.device === device);
		if (!contestant) throw new Error(`memory: no contestant on ${device}`);
		return measureMemory(contestant, seconds);
	}
};

Object.assign(globalThis, { bench });
