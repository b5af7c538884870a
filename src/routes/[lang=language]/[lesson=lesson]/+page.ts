/** The lesson's record and its prose: one lesson, one language at a time. */
import { loadBody, loadLesson } from '$src/lesson/discover';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { language } = await parent();
	const [lesson, { default: Body, metadata }] = await Promise.all([
		loadLesson(data.id),
		loadBody(data.id, language)
	]);
	return { ...data, lesson, Body, metadata };
};
