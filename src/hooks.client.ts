/** A page that cannot come alive keeps its text: SvelteKit would put an error in its place. */
import type { HandleClientError } from '@sveltejs/kit';

export const handleError: HandleClientError = ({ error, status, message }) => {
	const { dataset } = document.documentElement;
	const isRead = document.querySelector('main') !== null;
	if (status === 404 || dataset['hydrated'] !== undefined || !isRead) return { message };
	reportError(error);
	dataset['missing'] = '';
	// Never answered on purpose: what waits for it would take the text away.
	return new Promise<App.Error>(() => undefined);
};
