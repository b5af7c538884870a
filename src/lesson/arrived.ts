/** What the address of a lesson sets: its settings, or, where it is a receipt, the state that has its run. */
import { isReceipt, parseReceipt, type ParsedReceipt } from '$src/receipt/receipt';
import { defaultsOf, parseQuery, type ParsedQuery, type Problem, type Schema } from '$src/schema/field';
import type { Lesson } from './define';
import { stateWith } from './live';
import { viewSchema } from './view';

/** A receipt that the address is. */
export interface Arrived {
	readonly receipt: ParsedReceipt;
	/** Why the page does not have its run; what is set is not of the receipt then. Nothing: it has. */
	readonly refused: readonly Problem[];
}

/** What says how the page is shown, beside what is set on it. */
const ofView = ['step', ...Object.keys(viewSchema)];

export function readAddress(
	lesson: Pick<Lesson, 'parameters' | 'live'>,
	query: URLSearchParams
): ParsedQuery<Schema> & { readonly arrived: Arrived | null } {
	const { parameters } = lesson;
	if (!isReceipt(query)) return { ...parseQuery(parameters, query, ofView), arrived: null };
	const receipt = parseReceipt(
		new URLSearchParams([...query].filter(([name]) => !ofView.includes(name))).toString()
	);
	const found = receipt.problems.length > 0 ? { refused: receipt.problems } : stateWith(lesson, receipt.run);
	const isFound = 'values' in found;
	return {
		values: isFound ? found.values : defaultsOf(parameters),
		problems: [],
		arrived: { receipt, refused: isFound ? [] : found.refused }
	};
}
