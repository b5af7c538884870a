/** One piece of work, all contestants: checked against the oracle, counted, and timed in turn. */
import { nameOf, type Contestant, type Trainee } from '../contestants/contestant';
import { counted } from './counters';
import { oracle } from './oracle';
import type { Score, WorkResult } from './results';
import { calibrate, interleave, largest, median, rateOf, stepsFor, type Timing } from './rounds';
import { LONGEST, workOf, type Work, type WorkName } from './work';

/** Steps that are compared with the oracle; a slow peer makes as many as fit a moment. */
const CHECKED = 100;
const CHECK_MS = 700;
/** Relative difference of a loss that float32 and another order of sums can explain. */
const TOLERANCE = 1e-3;
/** What is enough to see which forms are far behind. */
const GLANCE: Timing = { chunk: 60, rounds: 1 };
/** A form this much slower than another of its library is not timed again. */
const FAR_BEHIND = 0.5;

/** A contestant that has compiled what it needs, and how fast it seems to be. */
interface Ready {
	readonly contestant: Contestant;
	readonly trainee: Trainee;
	readonly rate: number;
}

export async function measureTraining(
	name: WorkName,
	contestants: readonly Contestant[],
	timing: Timing
): Promise<WorkResult> {
	const work = workOf(name);
	const expected = oracle(work, CHECKED).losses;
	const ready: Ready[] = [];
	const scores: Score[] = [];
	for (const contestant of contestants.filter((c) => c.takes(work))) {
		try {
			ready.push(await enter(contestant, work));
		} catch (error) {
			scores.push({ ...blank(contestant), failure: String(error) });
		}
	}
	const best = (one: Contestant): number =>
		Math.max(
			...ready
				.filter(({ contestant: c }) => c.library === one.library && c.device === one.device)
				.map(({ rate }) => rate)
		);
	const isAhead = ({ contestant, rate }: Ready): boolean => rate >= FAR_BEHIND * best(contestant);
	const racing: (Ready & { readonly steps: number; readonly score: Score })[] = [];
	for (const entry of ready) {
		const ahead = isAhead(entry);
		const score = { ...blank(entry.contestant), ...(await check(entry, expected, ahead)) };
		if (!ahead) {
			scores.push(score);
			continue;
		}
		const steps = stepsFor(entry.rate, timing.chunk, LONGEST);
		racing.push({ ...entry, steps, score: { ...score, ...(await ask(entry, steps)), chunk: steps } });
	}
	const rates = await interleave(racing, timing.rounds);
	racing.forEach(({ score }, i) => {
		const rounds = rates[i] ?? [];
		scores.push({ ...score, rounds, rate: median(rounds) });
	});
	for (const { trainee } of ready) trainee.dispose();
	const order = contestants.map(nameOf);
	scores.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
	return { ...name, title: work.name, scores };
}

async function enter(contestant: Contestant, work: Work): Promise<Ready> {
	const trainee = await contestant.prepare(work);
	// Compiles what is compiled on first use.
	await trainee.step(2);
	const { steps, rate } = await calibrate(trainee, GLANCE, LONGEST);
	// Twice, so that one unlucky chunk shuts nobody out.
	return { contestant, trainee, rate: Math.max(rate, await rateOf(trainee, steps)) };
}

/** Compares losses with the oracle's; a few of a form that is not ranked. */
async function check({ contestant, trainee, rate }: Ready, expected: readonly number[], ahead: boolean) {
	const fitting = ahead ? Math.round((rate * CHECK_MS) / 1000) : 0;
	const wanted = contestant.library === 'Rankscope' ? CHECKED : fitting;
	const checked = Math.max(5, Math.min(CHECKED, wanted));
	const losses = await trainee.losses(checked);
	const difference = differenceOf(losses, expected);
	const differenceAtEnd = differenceOf(losses.slice(-1), expected.slice(checked - 1));
	return { rate, difference, differenceAtEnd, checked, agrees: difference <= TOLERANCE };
}

/** What a chunk asks of the GPU, a step. */
async function ask({ contestant, trainee }: Ready, steps: number): Promise<Pick<Score, 'counts'>> {
	if (contestant.device !== 'webgpu') return { counts: null };
	await trainee.reset();
	const { dispatches, submits, writes, readbacks } = await counted(() => trainee.step(steps));
	return {
		counts: {
			dispatches: dispatches / steps,
			submits: submits / steps,
			writes: writes / steps,
			readbacks: readbacks / steps
		}
	};
}

const blank = (contestant: Contestant): Score => ({
	name: nameOf(contestant),
	library: contestant.library,
	device: contestant.device,
	form: contestant.form,
	...{
		rate: 0,
		rounds: [],
		chunk: 0,
		difference: NaN,
		differenceAtEnd: NaN,
		checked: 0,
		agrees: false,
		counts: null
	}
});

/** Largest |a − b|/|b|. */
export const differenceOf = (losses: readonly number[], expected: readonly number[]): number =>
	largest(losses.map((loss, i) => Math.abs(loss - (expected[i] ?? NaN)) / Math.abs(expected[i] ?? NaN)));
