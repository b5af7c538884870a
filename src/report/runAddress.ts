/** What was handed in → the lesson's page in the state in which a figure has it: exactly this run, or this prediction. */
import { formatQuery, parseQuery } from '$src/schema/field';
import { formatReceipt, parseReceipt, promisedDigest } from '$src/receipt/receipt';
import type { Lesson } from '$src/lesson/define';
import { stateWith } from '$src/lesson/live';

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
 * @returns what follows the address of the lesson: the receipt, and the figure at which it opens. Null where the text is
 * no receipt of a finished run, or where no state of the lesson has this run.
 */
export function behindLesson(lesson: Pick<Lesson, 'parameters' | 'live'>, receipt: string): string | null {
	const parsed = parseReceipt(receipt);
	const { run, digest, problems } = parsed;
	if (!lesson.live || digest === null || problems.length > 0 || !('values' in stateWith(lesson, run)))
		return null;
	const written = formatReceipt(run, promisedDigest(parsed));
	return `?${written}#figure-${lesson.live.figure}`;
}
