/** The race between the settings of the page and the receipts of its lanes: which state of the page has a run in a lane. */
import type { Live } from '$src/lesson/live';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { contestants, ratesOf, runOf } from './contestants';
import { blockChoices, budgets, parameters, type CompareValues } from './parameters';

/** What a lane takes from the page as it is. */
const taken = ({ task, steps, lr, backend, seed }: Run) => ({ task, steps, lr, backend, seed });

/** What decides how large a contestant is. */
type Sizing = Pick<CompareValues, 'rank' | 'equal' | 'blocks'>;
const sizings: readonly Sizing[] = budgets.flatMap((equal) =>
	blockChoices.flatMap((blocks) =>
		Array.from({ length: parameters.rank.max - parameters.rank.min + 1 }, (_, i) => ({
			...{ rank: parameters.rank.min + i, equal, blocks }
		}))
	)
);

export const live: Live<CompareValues> = {
	figure: 'race',
	runsOf: (values) =>
		contestants.flatMap((method) => ratesOf(values).map((lr) => ({ ...runOf(method, values), lr }))),
	settingsOf: (run) => {
		const method = contestants.find((one) => one === run.method);
		const base = { ...defaultsOf(parameters), ...taken(run) } as CompareValues;
		const wanted = formatReceipt(run);
		const found =
			method && sizings.find((size) => formatReceipt(runOf(method, { ...base, ...size })) === wanted);
		// The very run, and no other that may be better.
		return { ...taken(run), rates: 'one', ...found };
	}
};
