/** The list of lessons for the navigation, in the language of the address. */
import { languages, type Language } from '$src/i18n';
import { listLessons } from '$src/lesson/discover';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params }) => {
	const language: Language = languages.find((l) => l === params.lang) ?? 'en';
	return { language, lessons: await listLessons(language) };
};
