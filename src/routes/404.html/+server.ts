/** 404.html, by which name static hosts know it. */
import { listLessons } from '$src/lesson/discover';
import { missingPage } from './document';
import type { RequestHandler } from './$types';

export const prerender = true;
export const trailingSlash = 'never';

export const GET: RequestHandler = async () => {
	const [en, ko] = await Promise.all([listLessons('en'), listLessons('ko')]);
	return new Response(missingPage({ en, ko }), { headers: { 'content-type': 'text/html' } });
};
