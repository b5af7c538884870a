/** The symbols of all lessons: known while the site is built, so that the page loads no lesson. */
import { languages } from '$src/i18n';
import { symbolsOfAll } from '$src/lesson/discover';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => languages.map((lang) => ({ lang }));

export const load: PageServerLoad = async ({ parent }) => {
	const { language } = await parent();
	return { symbols: await symbolsOfAll(language) };
};
