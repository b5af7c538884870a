/**
 * Weights that a network begins with, from its file to where its problem finds them (models/base.ts), once. Where the file
 * lies, on a disk or behind an address, is the caller's business.
 */
import type { Tensor } from '$src/math/tensor';
import { hasBase, keepBase } from '$src/models/base';
import { problemNamed, problems, type ProblemName } from '$src/models/index';
import type { Problem } from '$src/models/problem';
import { remembered } from '$src/remembered';

/** Reads a file of the folder `models` of the site. */
export type ReadModel = (name: string) => Promise<Uint8Array>;

/** Does a run of this task begin with weights that are not here yet? */
export function wantsBase(task: string): boolean {
	const { weights }: Problem = problems[problemNamed(task)];
	return weights !== undefined && !hasBase(problemNamed(task));
}

/**
 * Loads what a run of this task begins with; nothing to do for most, and for the second run.
 * @throws FileError or RangeError where the file is none of this version; what `read` throws
 */
export async function loadBase(task: string, readModel: ReadModel): Promise<void> {
	const name = problemNamed(task);
	const { weights }: Problem = problems[name];
	if (!weights || hasBase(name)) return;
	const read = async (): Promise<void> =>
		keepBase(name, weights, await tensorsOf(await readModel(`${name}.safetensors`), name));
	const loading = underWay.get(name) ?? read().finally(() => underWay.delete(name));
	underWay.set(name, loading);
	await loading;
}

/** Two who ask at the same time wait for one file. */
const underWay = new Map<ProblemName, Promise<void>>();

/** What reads such a file comes with the first one: most runs have none. */
async function tensorsOf(bytes: Uint8Array, name: string): Promise<Map<string, Tensor>> {
	const [{ readIndex, readTensor }, { bytesSource }, { float64 }] = await Promise.all([
		import('$src/files/safetensors'),
		import('$src/files/source'),
		import('$src/math/floats')
	]);
	const index = await readIndex(bytesSource(bytes, `${name}.safetensors`));
	const tensors = new Map<string, Tensor>();
	for (const [key, entry] of index.tensors)
		tensors.set(key, { shape: entry.shape, data: float64(await readTensor(entry)) });
	return tensors;
}

/** Of the site that a worker belongs to. @throws Error where the file cannot be had */
export const modelsOfSite: ReadModel = async (name) => {
	const response = await fetch(`${siteOfWorker()}/models/${name}`);
	if (!response.ok)
		throw new RangeError(
			`models: expected the weights ${name}, got status ${response.status}; load the page again where there is a network`
		);
	return new Uint8Array(await response.arrayBuffer());
};

/** The built site keeps its workers in `_app`; while it is written they lie at the root. */
const siteOfWorker = remembered(() => {
	const { href, origin } = globalThis.location;
	const [site = origin, ...inside] = href.split('/_app/');
	return inside.length > 0 ? site : origin;
});
