/** The file of a pretrained network: its weights, and what they are, as metadata. For scripts/pretrain.mjs. */
import { safetensorsFile } from '$src/files/writeSafetensors';
import { keepBase } from '$src/models/base';
import { firstTask, parseTask, problems } from '$src/models/index';
import type { Metrics, Problem } from '$src/models/problem';
import { defaultsOf } from '$src/schema/field';
import { pretrain, recipes, type Pretrained } from './pretrain';

export const LICENCE = 'MIT, as the project: drawn and written by its own code, from no data of others';

/** @param digest of the sources */
export async function pretrainedFile(
	name: Pretrained,
	digest: string
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly said: Metrics }> {
	const { weights } = await pretrain(name);
	const problem: Problem = problems[name];
	keepBase(name, problem.weights ?? {}, weights);
	const options = { out: 1, in: 1, ...defaultsOf(problem.options) };
	const said = problem.pose(options, parseTask(firstTask(name)), 1).metrics?.() ?? {};
	const { oldAccuracy = NaN, oldLoss = NaN } = said;
	const metadata = {
		...{ format: 'pt', model: name, script: 'scripts/pretrain.mjs', digest, license: LICENCE },
		...Object.fromEntries(Object.entries(recipes[name]).map(([key, value]) => [key, String(value)])),
		...{ accuracy: String(oldAccuracy), loss: String(oldLoss) }
	};
	return { bytes: safetensorsFile(weights, new Map(Object.entries(metadata))), said };
}
