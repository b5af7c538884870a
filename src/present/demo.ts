/**
 * A demo script: a list of receipts, one a line, as a query of settings or of a run, or as a whole address of the lesson; what follows a # is
 * for the author. A key plays the next one. A line may name its screen with `present=`, and Train is pressed there if
 * the screen trains.
 */
import { isReceipt } from '$src/receipt/receipt';
import { parseQuery, type Problem } from '$src/schema/field';
import { readSettings, withNames } from '$src/lesson/arrived';
import type { Lesson } from '$src/lesson/define';
import { viewSchema } from '$src/lesson/view';

export interface DemoLine {
	/** Counted from 1. */
	readonly line: number;
	/** Without ?. */
	readonly query: string;
}

export interface ScriptProblem extends Omit<Problem, 'used'> {
	readonly line: number;
}

export interface Demo {
	readonly receipts: readonly DemoLine[];
	readonly problems: readonly ScriptProblem[];
}

const MOST = 100;

/** The query of a line, or undefined where it is no address of this lesson. */
function queryOf(written: string, lesson: string): string | undefined {
	const [before = '', ...rest] = written.split('?');
	if (rest.length === 0) return written.includes('=') ? written : undefined;
	const isHere = before === '' || before.split('/').filter(Boolean).at(-1) === lesson;
	return isHere ? rest.join('?') : undefined;
}

/** @param script the text @param lesson where it plays */
export function parseDemo(
	script: string,
	lesson: Pick<Lesson, 'id' | 'parameters' | 'live' | 'renamed'>
): Demo {
	const receipts: DemoLine[] = [];
	const problems: ScriptProblem[] = [];
	for (const [i, whole] of script.split(/\r?\n/).entries()) {
		const [written = ''] = whole.split('#');
		if (written.trim() === '') continue;
		const line = i + 1;
		const query = queryOf(written.trim(), lesson.id);
		if (query === undefined) {
			const expected = `a query such as ?seed=1, or an address of ${lesson.id}`;
			problems.push({ line, field: 'line', expected, got: written.trim().slice(0, 80) });
			continue;
		}
		// How it is shown, beside the screen, is the presenter's business.
		const { present, mode } = viewSchema;
		const asked = withNames(lesson, new URLSearchParams(query));
		const wrong = isReceipt(asked)
			? (readSettings(lesson, asked).arrived?.refused ?? [])
			: parseQuery({ ...lesson.parameters, present, mode }, asked, ['step']).problems;
		problems.push(...wrong.map(({ field, expected, got }) => ({ line, field, expected, got })));
		if (receipts.length < MOST) receipts.push({ line, query });
		else
			problems.push({ line, field: 'line', expected: `at most ${MOST} receipts`, got: query.slice(0, 80) });
	}
	return { receipts, problems };
}
