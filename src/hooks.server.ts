/**
 * While prerendering only: sets the document's language from the address, and marks the buttons that need the page to be
 * alive. A button without its code would look as if it worked; src/routes/alive.ts takes the marks off again. Formulas
 * that the page does not open on are put off (src/components/tex/putOff.ts). Of fonts, that of prose is asked for at once.
 */
import { dev } from '$app/environment';
import type { Handle } from '@sveltejs/kit';
import { putOff } from '$src/components/tex/putOff';
import { marked } from './routes/alive';

export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		// English prose begins in its face; Korean asks for one only where the machine has none.
		preload: ({ type, path }) =>
			type !== 'font' || (event.params['lang'] !== 'ko' && /\/text\.[^/]*woff2$/.test(path)),
		transformPageChunk: ({ html }) => {
			const page = marked(html.replace('%lang%', event.params['lang'] ?? 'en'));
			return dev ? page : putOff(page);
		}
	});
