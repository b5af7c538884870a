import type { Adapter } from '$src/files/adapter';
import { lokrFolder, nearestLokr, readLokrBack } from '$src/files/nearestLokr';
import { sentenceOf } from '$src/files/notes';
import { remade } from '$src/files/remade';
import { ROUNDING } from '$src/files/saved';
import { integer, real } from '$src/schema/field';
import { command, UsageError, type Io } from '../command';
import { folderField, openOne, warningsOf, writeLora } from './adapters';
import { alphaField } from './inspect';

export const rankField = integer({ min: 1, max: 4096, default: 8, about: 'rank of every module' });

/** Any adapter → the best LoRA of a rank: Eckart and Young through the factors. */
export const resize = command({
	name: 'resize',
	about: 'the best LoRA of a smaller rank, of any adapter, as a folder that PEFT loads',
	schema: {
		to: folderField,
		rank: rankField,
		energy: real({
			min: 0,
			max: 1,
			default: 0,
			about: 'share of Σσ² that every module keeps, in place of a rank'
		}),
		lokrFactor: integer({
			min: -1,
			max: 4096,
			default: 0,
			about:
				"the nearest LoKr instead, with both blocks full, split by PEFT's decompose_factor; -1 for no limit"
		}),
		loraAlpha: real({
			min: 0,
			max: 1e6,
			default: 0,
			about: 'α that is written; factors shrink so that ΔW stays; 0 for α = r'
		}),
		alpha: alphaField
	},
	required: ['to'],
	exactlyOne: ['rank', 'energy', 'lokrFactor'],
	positional: { name: 'PATH', about: 'an adapter as for inspect' },
	example: 'resize my-adapter --to smaller --rank 8',
	run: async ({ to, rank, energy, lokrFactor, loraAlpha, alpha }, path, io) => {
		const adapter = await openOne(path, alpha, io);
		if (lokrFactor !== 0) return await toLokr(adapter, lokrFactor, to, io);
		const { written, modules, notes } = await remade([{ adapter, weight: 1 }], {
			keep: energy > 0 ? { energy } : { rank },
			alpha: loraAlpha > 0 ? loraAlpha : undefined,
			signal: io.signal
		});
		const saved = await writeLora('resize', to, written, io);
		return {
			to,
			...saved,
			modules: modules.map((one) => ({ ...one, optimal: true })),
			warnings: warningsOf(notes)
		};
	}
});

/** The nearest LoKr of every module; nearest as far as a leading singular value can be found step by step. */
async function toLokr(adapter: Adapter, factor: number, to: string, io: Io): Promise<object> {
	const { written, modules, notes } = await nearestLokr(adapter, factor, { signal: io.signal });
	const [reason] = notes.filter(({ kind }) => kind === 'not-written');
	if (written.length === 0)
		throw new UsageError(
			`resize: expected a module that LoKr can hold, got none; ${reason ? sentenceOf(reason) : 'see inspect'}`
		);
	const files = lokrFolder(written, factor);
	const error = await readLokrBack(files, written);
	if (!(error <= ROUNDING))
		throw new UsageError(
			`resize: expected the folder to read back as what was computed, got a relative error of ${error}; numbers beyond float32's range cannot be saved`
		);
	await io.write(to, files);
	return {
		to,
		files: [...files.keys()],
		readBack: error,
		modules: modules.map((one) => ({ ...one, optimal: true })),
		warnings: warningsOf(notes)
	};
}
