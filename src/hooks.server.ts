/**
 * While prerendering only: sets the document's language from the address, and marks the buttons that need the page to be
 * alive. A button without its code would look as if it worked; src/routes/alive.ts takes the marks off again.
 */
import type { Handle } from '@sveltejs/kit';
import { marked } from './routes/alive';

export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		transformPageChunk: ({ html }) => marked(html.replace('%lang%', event.params['lang'] ?? 'en'))
	});
