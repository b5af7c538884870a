/** The link that the dialog builds: what is set on the page, and how it is to open. */
import { defaultsOf, formatQuery } from '$src/schema/field';
import { viewSchema, writtenMode, type View } from '$src/lesson/view';
import type { Screen } from './screens';

export interface Wanted {
	readonly opens: 'reader' | 'presenter';
	/** Null: the top of the page. */
	readonly start: Pick<Screen, 'id' | 'step'> | null;
	/** As the address says it: all, none, or names with commas. */
	readonly keep: string;
	readonly size: 'normal' | 'large';
	/** How derivations are read. */
	readonly mode: View['mode'];
}

/** @param settings LessonState.settings @returns a query with its ?, or '' */
export function queryOf(settings: URLSearchParams, { opens, start, keep, size, mode }: Wanted): string {
	const query = new URLSearchParams(settings);
	if (start) query.delete('step');
	if (start?.step) query.set('step', start.step.join('.'));
	const id = start?.id ?? '';
	const view = {
		...defaultsOf(viewSchema),
		...(opens === 'presenter' ? { present: id || 'title' } : { at: id === 'title' ? '' : id }),
		keep,
		size,
		mode: writtenMode(mode, query.has('step'))
	};
	const whole = new URLSearchParams([...query, ...formatQuery(viewSchema, view)]).toString();
	return whole && `?${whole}`;
}
