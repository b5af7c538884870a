/**
 * The notebook as one HTML file: a template that the build makes, whole but for its notebook, into which the Markdown is
 * put as data. What makes the template is scripts/lab-file.mjs.
 */

export interface OneFile {
	/** Markdown. */
	readonly text: string;
	readonly title: string;
	readonly language: 'en' | 'ko';
}

/** Where the notebook stands in the template: data, which no browser runs. */
const PLACE = /(<script type="application\/json" id="notebook">)[^]*?(<\/script>)/;

/** In a script nothing but its end is read: no < can end it. */
const asData = (file: OneFile): string => JSON.stringify(file).replaceAll('<', '\\u003c');
const asText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** @throws where the template has no place for a notebook */
export function offFile(template: string, file: OneFile): string {
	if (!PLACE.test(template)) throw new Error('one file: expected a template with a place for the notebook');
	return template
		.replace(/<html lang="[^"]*">/, () => `<html lang="${file.language}">`)
		.replace(/<title>[^<]*<\/title>/, () => `<title>${asText(file.title)}</title>`)
		.replace(PLACE, (_, open: string, close: string) => `${open}${asData(file)}${close}`);
}

/** What stands in a file, read again; null where it is none of ours. */
export function readFile(data: string): OneFile | null {
	try {
		const read: unknown = JSON.parse(data);
		if (typeof read !== 'object' || read === null) return null;
		const { text, title, language } = { text: null, title: '', language: 'en', ...read };
		if (typeof text !== 'string' || typeof title !== 'string') return null;
		return { text, title, language: language === 'ko' ? 'ko' : 'en' };
	} catch {
		return null;
	}
}
