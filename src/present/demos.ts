/**
 * The demo of a lesson: lessons/<id>/demo.ts, where there is one. Loaded when a presentation begins. Its remarks are
 * written in every language, #en and #ko; the presenter sees those of the page's.
 */
import type { Language } from '$src/i18n';
import { own } from '$src/own';

const demos = import.meta.glob<{ default: string }>('/lessons/*/demo.ts');

/** @returns a script without the remarks in other languages */
export function inLanguage(script: string, language: Language): string {
	const lines = script
		.trim()
		.split('\n')
		.filter((line) => !/^#[a-z]{2} /.test(line) || line.startsWith(`#${language} `));
	return lines.map((line) => line.replace(/^#[a-z]{2} /, '# ')).join('\n');
}

/** @returns its script, or '' */
export const loadDemo = async (lesson: string, language: Language): Promise<string> =>
	inLanguage((await own(demos, `/lessons/${lesson}/demo.ts`)?.())?.default ?? '', language);
