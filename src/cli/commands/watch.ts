import type { Adapter } from '$src/files/adapter';
import { FileError } from '$src/files/notes';
import { findAdapters, type Found } from '$src/files/open';
import { integer } from '$src/schema/field';
import { command, type Io } from '../command';
import { alphaField, checkpointAnswer, directionsOf, inspectFound } from './inspect';

/** Sizes of what is looked at: a checkpoint that is still being written has another size the next time. */
const stateOf = ({ weights, config }: Found): string => `${weights.size}/${config?.size ?? ''}`;

const wait = (seconds: number, signal: AbortSignal): Promise<void> =>
	new Promise((resolve) => {
		const timer = setTimeout(resolve, 1000 * seconds);
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			resolve();
		});
	});

/** Checkpoints as they appear, beside a run that is still training. */
export const watch = command({
	name: 'watch',
	about:
		'inspects checkpoints of a folder as they appear, a line of JSON each: rank, norm and direction (cosine to the one before) of every module, until Ctrl-C',
	schema: {
		every: integer({ min: 1, max: 3600, default: 2, about: 'seconds between two looks' }),
		looks: integer({ min: 0, max: 1_000_000, default: 0, about: 'ends after so many looks; 0 for never' }),
		alpha: alphaField
	},
	positional: { name: 'DIR', about: 'the folder that a run writes its checkpoints into' },
	example: 'watch runs/my-run',
	run: async ({ every, looks, alpha }, path, io: Io) => {
		const seen = new Map<string, string>();
		const told = new Map<string, string>();
		/** Those that were told, the last one last: only that and the one before are asked again. */
		let before: readonly Told[] = [];
		for (let look = 1; !io.signal.aborted; look++) {
			for (const found of await adaptersIn(path, io)) {
				const state = stateOf(found);
				// Looked at once it has the same size twice, and again where it has changed.
				const isSettled = seen.get(found.name) === state || looks === 1;
				seen.set(found.name, state);
				if (!isSettled || told.get(found.name) === state) continue;
				told.set(found.name, state);
				try {
					const inspection = await inspectFound(found, alpha > 0 ? alpha : null, [0.9], io.signal);
					const { adapter } = inspection;
					const others = before.filter(({ name }) => name !== found.name);
					io.line(checkpointAnswer(found, inspection, await cosinesOf(others.at(-1), adapter, io.signal)));
					before = [...others.slice(-1), { name: found.name, adapter }];
				} catch (error) {
					if (!(error instanceof FileError)) throw error;
					io.line({ name: found.name, step: found.step, warnings: [error.message] });
				}
			}
			if (look === looks) break;
			await wait(every, io.signal);
		}
		return null;
	}
});

interface Told {
	readonly name: string;
	readonly adapter: Adapter;
}

/** Module → cos of the angle between its ΔW and that of the checkpoint before; none of the first, or where that is gone. */
async function cosinesOf(
	before: Told | undefined,
	adapter: Adapter,
	signal: AbortSignal
): Promise<ReadonlyMap<string, number | null>> {
	if (!before) return new Map();
	try {
		const directions = await directionsOf([before.adapter, adapter], signal);
		return new Map(directions.map(({ name, withPrevious }) => [name, withPrevious[1] ?? null]));
	} catch (error) {
		// A run that keeps a few checkpoints removes the others while they are watched.
		if (error instanceof FileError || (error instanceof Error && 'code' in error)) return new Map();
		throw error;
	}
}

/** None yet is no mistake: the run may not have saved any. */
async function adaptersIn(path: string, io: Io): Promise<readonly Found[]> {
	const files = await io.open(path);
	try {
		return await findAdapters(files, path);
	} catch (error) {
		if (error instanceof FileError) return [];
		throw error;
	}
}
