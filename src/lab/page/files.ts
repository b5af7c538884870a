/** Files that the reader opened, for loadAdapter: a module's ΔW, formed from what the file keeps of it. */
import { FileError, sentenceOf } from '$src/files/notes';
import { findAdapters, openAdapter } from '$src/files/open';
import { blobSource } from '$src/files/source';
import { denseOf, shapeOf } from '$src/math/made';
import type { ModuleValue } from '../value';
import type { LabFile } from './protocol';

/** Elements of a ΔW that is formed: 4096 × 4096. */
const MOST_ELEMENTS = 2 ** 24;

export const fileReader =
	(files: ReadonlyMap<string, LabFile>) =>
	async (name: string, wanted: string | null): Promise<ModuleValue> => {
		const file = files.get(name);
		if (!file) {
			const known = [...files.keys()].join(', ') || 'none yet';
			throw new RangeError(
				`loadAdapter: expected a file that is open (${known}), got ${name}; open it first`
			);
		}
		try {
			return await moduleOf(file, wanted);
		} catch (error) {
			if (error instanceof FileError)
				throw new RangeError(`loadAdapter: ${sentenceOf(error.note)}`, { cause: error });
			throw error;
		}
	};

async function moduleOf({ name, parts }: LabFile, wanted: string | null): Promise<ModuleValue> {
	const found = await findAdapters(
		new Map(parts.map(({ path, file }) => [path, blobSource(file, path)])),
		name
	);
	const last = found.at(-1);
	if (!last) throw new RangeError(`loadAdapter: expected an adapter in ${name}, got none`);
	const { adapter } = await openAdapter(last);
	const module = wanted === null ? adapter.modules[0] : adapter.modules.find((one) => one.name === wanted);
	if (!module) {
		const names = adapter.modules.slice(0, 8).map((one) => one.name);
		throw new RangeError(
			`loadAdapter: expected a module such as ${names.join(', ')}, got ${wanted ?? 'none'}`
		);
	}
	const { made, scale } = await module.load();
	const [rows, columns] = shapeOf(made);
	if (rows * columns > MOST_ELEMENTS)
		throw new RangeError(`loadAdapter: expected at most ${MOST_ELEMENTS} elements, got ${rows}×${columns}`);
	const { data } = denseOf(made);
	return {
		kind: 'module',
		name: module.name,
		file: name,
		dialect: adapter.dialect,
		method: module.layout.method,
		parameters: module.parameters,
		rankBound: module.layout.rankBound,
		delta: { kind: 'matrix', shape: [rows, columns], data: data.map((x) => scale * x) }
	};
}
