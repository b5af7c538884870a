import { FileError } from '$src/files/notes';
import { findAdapters, type Found } from '$src/files/open';
import { integer } from '$src/schema/field';
import { command, type Io } from '../command';
import { alphaField, checkpointAnswer, inspectFound } from './inspect';

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
	about: 'inspects checkpoints of a folder as they appear, a line of JSON each, until Ctrl-C',
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
		for (let look = 1; !io.signal.aborted; look++) {
			for (const found of await adaptersIn(path, io)) {
				const state = stateOf(found);
				// Looked at once it has the same size twice, and again where it has changed.
				const isSettled = seen.get(found.name) === state || looks === 1;
				seen.set(found.name, state);
				if (!isSettled || told.get(found.name) === state) continue;
				told.set(found.name, state);
				try {
					io.line(
						checkpointAnswer(found, await inspectFound(found, alpha > 0 ? alpha : null, [0.9], io.signal))
					);
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
