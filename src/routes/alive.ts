/** Buttons between the HTML and the moment when their code is there: marked in one, freed in the other. */

/** Those that are something else already, or work without the page's code, stay as they are. */
const BUTTON = /<button(?![^>]*\s(?:aria-disabled|data-reload)\b)/g;

/** HTML whose buttons are told, and look, as not usable yet. */
export const marked = (html: string): string =>
	html.replaceAll(BUTTON, '<button aria-disabled="true" data-waiting');

/** From here on controls answer. Call when the page has hydrated. */
export function comeAlive(root: HTMLElement): void {
	for (const button of root.querySelectorAll('[data-waiting]')) {
		button.removeAttribute('aria-disabled');
		button.removeAttribute('data-waiting');
	}
	// For whoever waits for it, such as a test.
	root.dataset['hydrated'] = '';
}
