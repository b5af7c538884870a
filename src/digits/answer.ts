/**
 * Answers what the page asks of its worker, in float64; the weights must have been loaded (experiments/base.ts). What takes
 * long is done a part at a time, so that a drawing, which must not wait, is read in between.
 */
import { compose } from '$src/experiments/compose';
import { mistaken, rankFor, sureOf, updatesOf, type Updates } from '$src/experiments/networks';
import { CLASSES, HELD_OUT, picturesOf, shiftNames } from '$src/models/digitTasks';
import { written } from '$src/models/digits';
import { parseTask, problems } from '$src/models/index';
import type { Problem } from '$src/models/problem';
import type { Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { FIRST_DIGIT } from './first';
import type { Answer, Counts, Opening, Price, Question, ReadQuestion, Shares, Which } from './protocol';

const NONE: Updates = new Map();

function shares({ run, pictures }: ReadQuestion, updates: Updates): Shares {
	return {
		old: sureOf(run.task, updates, pictures.old),
		new: sureOf(run.task, updates, pictures.new)
	};
}

/** Pictures that are read at once. */
const AT_ONCE = 64;

/** Lets other questions have their turn. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function countsOf(task: string, updates: Updates, which: Which): Promise<Float64Array> {
	const all = new Float64Array(CLASSES * CLASSES);
	for (let from = 0; from < HELD_OUT; from += AT_ONCE) {
		const { data } = mistaken(task, updates, which, [from, from + AT_ONCE]);
		data.forEach((count, at) => (all[at] = (all[at] ?? 0) + count));
		await breath();
	}
	return all;
}

const counts = async ({ task }: Run, updates: Updates): Promise<Counts> => ({
	old: await countsOf(task, updates, 'old'),
	new: await countsOf(task, updates, 'new')
});

/** Splits of a layer that LoKr may have: with blocks as square as possible it cannot cost more than a little. */
const FACTORS = [-1, 2, 4, 8];

function priceOf(run: Run, budget: number): Price {
	const { method, factor } = run;
	// There is nothing to choose of a method without a rank.
	if (method === 'full') return { method, rank: 0, factor, parameters: compose(run).parameters };
	const found = (method === 'lokr' ? FACTORS : [factor]).map((split): Price => ({
		method,
		factor: split,
		...rankFor({ ...run, factor: split }, budget)
	}));
	const off = ({ parameters }: Price): number => Math.abs(parameters - budget);
	return found.reduce((best, one) => (off(one) < off(best) ? one : best));
}

export async function answerTo(question: Question): Promise<Answer> {
	switch (question.kind) {
		case 'read': {
			const { run, factors } = question;
			return {
				kind: 'read',
				before: shares(question, NONE),
				after: factors && shares(question, updatesOf(run, factors))
			};
		}
		case 'confusion': {
			const { run, factors } = question;
			return {
				kind: 'confusion',
				before: await counts(run, NONE),
				after: factors && (await counts(run, updatesOf(run, factors)))
			};
		}
		case 'price': {
			const { run, methods } = question;
			const budget = compose({ ...run, method: 'lora' }).parameters;
			const prices: Price[] = [];
			for (const method of methods) {
				prices.push(priceOf({ ...run, method }, budget));
				await breath();
			}
			return { kind: 'price', prices };
		}
	}
}

/** What the frozen networks do, for the page as it is built. */
export function openingOf(networks: readonly ('mlp' | 'cnn')[]): Opening {
	const tasks = networks.flatMap((network) =>
		shiftNames.map((shift) => ({ network, shift, task: `${network}-${shift}` }))
	);
	const metrics = tasks.map(({ network, task }) => {
		const { pose, options }: Problem = problems[network];
		const values = { out: 1, in: 1, ...defaultsOf(options) };
		return [task, pose(values, parseTask(task), 1).metrics?.() ?? {}] as const;
	});
	const read = tasks.map(({ shift, task }) => {
		const pictures = picturesOf(shift, written(FIRST_DIGIT));
		return [task, { old: sureOf(task, NONE, pictures.old), new: sureOf(task, NONE, pictures.new) }] as const;
	});
	return { metrics: Object.fromEntries(metrics), read: Object.fromEntries(read) };
}
