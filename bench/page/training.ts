/** One piece of work, all contestants: checked against the oracle, counted, and timed in turn. */
import { nameOf, type Contestant, type Trainee } from '../contestants/contestant';
import { counted } from './counters';
import { oracle } from './oracle';
import type { Score, WorkResult } from './results';
import { calibrate, interleave, largest, median, rateOf, type Calibration, type Timing } from './rounds';
import { LONGEST, workOf, type Work, type WorkName } from './work';

/** Steps that are compared with the oracle; a slow contestant is given less than two seconds for them. */
const CHECKED = 100;
const CHECK_MS = 1500;
/** Relative difference of a loss that float32 and another order of sums can explain. */
const TOLERANCE = 1e-3;
/** A form this much slower than another of its library is not timed again. */
const FAR_BEHIND = 0.5;

interface Ready extends Calibration {
	readonly contestant: Contestant;
	readonly trainee: Trainee;
	readonly score: Score;
}

export async function measureTraining(
	name: WorkName,
	contestants: readonly Contestant[],
	timing: Timing
): Promise<WorkResult> {
	const work = workOf(name);
	const expected = oracle(work, CHECKED).losses;
	const ready: Ready[] = [];
	const failed: Score[] = [];
	for (const contestant of contestants.filter((c) => c.takes(work))) {
		try {
			ready.push(await enter(contestant, work, expected, timing));
		} catch (error) {
			failed.push({ ...blank(contestant), failure: String(error) });
		}
	}
	const best = (one: Contestant): number =>
		Math.max(
			...ready
				.filter(({ contestant: c }) => c.library === one.library && c.device === one.device)
				.map(({ rate }) => rate)
		);
	const ahead = ready.filter(({ contestant, rate }) => rate >= FAR_BEHIND * best(contestant));
	const rates = await interleave(ahead, timing.rounds);
	const scores = ready.map((entry) => {
		const rounds = rates[ahead.indexOf(entry)] ?? [];
		return { ...entry.score, rounds, rate: rounds.length > 0 ? median(rounds) : entry.rate };
	});
	for (const { trainee } of ready) trainee.dispose();
	return { ...name, title: work.name, scores: [...scores, ...failed] };
}

async function enter(
	contestant: Contestant,
	work: Work,
	expected: readonly number[],
	timing: Timing
): Promise<Ready> {
	const trainee = await contestant.prepare(work);
	// Compiles what is compiled on first use.
	await trainee.step(2);
	const tried = await calibrate(trainee, timing, LONGEST);
	// Twice, so that one unlucky chunk shuts nobody out.
	const calibration = { ...tried, rate: Math.max(tried.rate, await rateOf(trainee, tried.steps)) };
	const wanted = Math.round((calibration.rate * CHECK_MS) / 1000);
	const checked = Math.max(5, Math.min(CHECKED, wanted));
	const losses = await trainee.losses(checked);
	const difference = differenceOf(losses, expected);
	const differenceAtEnd = differenceOf(losses.slice(-1), expected.slice(checked - 1));
	await trainee.reset();
	const { steps } = calibration;
	const onGpu = contestant.device === 'webgpu';
	const counts = onGpu ? await counted(() => trainee.step(steps)) : null;
	const score: Score = {
		...blank(contestant),
		...{ chunk: steps, difference, differenceAtEnd, checked, agrees: difference <= TOLERANCE },
		counts: counts && {
			dispatches: counts.dispatches / steps,
			submits: counts.submits / steps,
			writes: counts.writes / steps,
			readbacks: counts.readbacks / steps
		}
	};
	return { ...calibration, contestant, trainee, score };
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
