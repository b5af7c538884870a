/** Answers what figures ask of the decoder (decoder.ts), away from the page's thread. Its weights are fetched with the first question. */
import { loadBase, modelsOfSite } from '$src/experiments/base';
import { serveLines } from '$src/experiments/shared';
import { transformer } from '$src/models/transformer';
import { firstTask } from '$src/models/index';
import { answers, type Answers, type Asked } from './decoder';

serveLines<Asked, Answers[keyof Answers]>(async (asked, tell) => {
	await loadBase(firstTask(transformer.name as 'transformer'), modelsOfSite);
	// Which answer belongs to which question is what `answers` says.
	const work = answers[asked.kind] as (of: Asked['of']) => Answers[keyof Answers];
	tell(work(asked.of));
});
