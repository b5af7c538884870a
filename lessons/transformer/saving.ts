/** Whether a run of the decoder can be saved for PEFT, from shapes alone: its words stand in figures.texts.ts. */
import { methods } from '$src/adapters/index';
import { savedType } from '$src/adapters/method';
import { compose } from '$src/experiments/compose';
import { whyNotSaved } from '$src/experiments/peftFolder';
import type { Run } from '$src/receipt/run';

/** PEFT has no file for the method; none for it on an embedding; or no place for one of its settings. */
export type Refusal = 'method' | 'embedding' | 'settings';

export function refusalOf(run: Run): Refusal | null {
	const modules = compose(run).parts.map(({ module: { name, isEmbedding }, adapter }) => ({
		...{ name, adapter, environment: new Map() },
		isEmbedding: isEmbedding === true
	}));
	if (whyNotSaved(run, modules) === null) return null;
	if (savedType(methods[run.method]) === undefined) return 'method';
	const matrices = modules.filter(({ isEmbedding }) => !isEmbedding);
	return whyNotSaved(run, matrices) === null ? 'embedding' : 'settings';
}
