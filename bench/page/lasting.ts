/** What a rate does not show: the time to the first step, and what many steps leave behind in the heap. */
import { nameOf, type Contestant } from '../contestants/contestant';
import type { FirstStep, MemoryResult } from './results';
import { median, timed } from './rounds';
import { workOf, type WorkName } from './work';

/** LoHa 4/4, 128 × 128. */
const WORK: WorkName = { method: 'loha', r1: 4, r2: 4, size: 128, loss: 'data', seed: 1 };

/** Cold only if nothing of this contestant ran in this browser before. */
export async function measureFirstStep(contestant: Contestant): Promise<FirstStep> {
	const start = async (changed: Partial<WorkName>): Promise<number> => {
		const work = workOf({ ...WORK, ...changed }, 1000);
		return timed(async () => {
			const trainee = await contestant.prepare(work);
			await trainee.step(1);
			trainee.dispose();
		});
	};
	const each = async (changes: readonly Partial<WorkName>[]): Promise<number> => {
		const times: number[] = [];
		for (const changed of changes) times.push(await start(changed));
		return median(times);
	};
	const cold = await start({});
	const ranks = [
		[6, 3],
		[5, 5],
		[3, 8]
	] as const;
	return {
		name: nameOf(contestant),
		cold,
		otherSeed: await each([{ seed: 2 }, { seed: 3 }, { seed: 4 }]),
		otherRank: await each(ranks.map(([r1, r2]) => ({ r1, r2 })))
	};
}

interface Instruments {
	/** Of Chromium with --js-flags=--expose-gc. */
	gc?: () => void;
	performance: { memory?: { usedJSHeapSize: number } };
}

async function heap(): Promise<number> {
	const { gc, performance } = globalThis as unknown as Instruments;
	for (let i = 0; i < 3; i++) {
		gc?.();
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return gc && performance.memory ? performance.memory.usedJSHeapSize : NaN;
}

/** 10,000 steps in calls of 100, as a page does them, or as many as fit the time. */
export async function measureMemory(contestant: Contestant, seconds: number): Promise<MemoryResult> {
	const [call, most] = [100, 10_000];
	const trainee = await contestant.prepare(workOf({ ...WORK, size: 64 }, 2 * most));
	await trainee.step(5 * call);
	const [before, end] = [await heap(), performance.now() + 1000 * seconds];
	let steps = 0;
	for (; steps < most && performance.now() < end; steps += call) await trainee.step(call);
	const after = await heap();
	trainee.dispose();
	return { name: nameOf(contestant), steps, bytesPerStep: (after - before) / steps };
}
