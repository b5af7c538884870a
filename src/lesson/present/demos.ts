/** The demo of a lesson: lessons/<id>/demo.ts, where there is one. Loaded when a presentation begins. */
const demos = import.meta.glob<{ default: string }>('/lessons/*/demo.ts');

/** @returns its script, or '' */
export const loadDemo = async (lesson: string): Promise<string> =>
	(await demos[`/lessons/${lesson}/demo.ts`]?.())?.default ?? '';
