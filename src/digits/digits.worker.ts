/** What is too much for the page's thread: networks read pictures here. The weights come from the site, once. */
import { loadBase, modelsOfSite } from '$src/experiments/base';
import { serveLines } from '$src/experiments/shared';
import { answerTo } from './answer';
import type { Answer, Question } from './protocol';

serveLines<Question, Answer>(async (question, tell) => {
	await loadBase(question.run.task, modelsOfSite);
	tell(await answerTo(question));
});
