/** The lesson's record and its prose: one lesson, one language at a time. */
import { order } from '$lessons/order';
import { languages } from '$src/i18n';
import { loadBody, loadLesson } from '$src/lesson/discover';
import { error } from '@sveltejs/kit';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () =>
	languages.flatMap((lang) => order.map((lesson) => ({ lang, lesson })));

export const load: PageLoad = async ({ params, parent }) => {
	const { language } = await parent();
	const id = order.find((known) => known === params.lesson);
	if (!id) error(404);
	const [lesson, { default: Body, metadata, symbols }] = await Promise.all([
		loadLesson(id),
		loadBody(id, language)
	]);
	return { id, lesson, Body, metadata, symbols };
};
