/** What the lessons ask readers to predict: known while the site is built, so that a report loads no lesson's prose. */
import { languages } from '$src/i18n';
import { predictionsOfAll } from '$src/lesson/discover';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => languages.map((lang) => ({ lang }));

export const load: PageServerLoad = async ({ parent }) => {
	const { language } = await parent();
	return { predictions: await predictionsOfAll(language) };
};
