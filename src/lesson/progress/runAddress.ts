/** What was handed in → the lesson's page in the state in which a figure has it: exactly this run, or this prediction. */
import { formatQuery, parseQuery } from '$src/schema/field';
import { formatReceipt, parseReceipt, RECEIPT_VERSION, type Run } from '$src/receipt/run';
import type { Lesson } from '../define';

/** Two runs are one if their receipts are; what a run ended with does not count. */
const receiptOf = (run: Run): string => formatReceipt({ run, version: RECEIPT_VERSION, digest: null });

/**
 * A prediction that was made in a figure is an address of the lesson (src/lesson/predicted.ts).
 * @returns what follows the lesson's address, or null where the text sets nothing there
 */
export function predictedAt(
	{ parameters }: Pick<Lesson, 'parameters'>,
	figure: string,
	said: string
): string | null {
	if (!said.includes('=')) return null;
	const { values, problems } = parseQuery(parameters, new URLSearchParams(said));
	return problems.length > 0 ? null : `?${formatQuery(parameters, values)}#figure-${figure}`;
}

/**
 * @param receipt as formatReceipt writes it
 * @returns what follows the address of the lesson: its query, and the figure at which it opens. Null where the text is
 * no receipt of a finished run, or where no state of the lesson has this run.
 */
export function behindLesson(
	{ parameters, live }: Pick<Lesson, 'parameters' | 'live'>,
	receipt: string
): string | null {
	const written = parseReceipt(receipt);
	if (!live || written.receipt.digest === null || written.problems.length > 0) return null;
	// Every value, not only those that are no default of a run: the lesson's defaults are others.
	const shared = Object.entries(written.values)
		.filter(([name]) => Object.hasOwn(parameters, name))
		.map(([name, value]) => [name, String(value)]);
	const { values, problems } = parseQuery(parameters, new URLSearchParams(shared));
	if (problems.length > 0 || receiptOf(live.runOf(values)) !== receiptOf(written.values)) return null;
	return `?${formatQuery(parameters, values)}#figure-${live.figure}`;
}
