import { remade } from '$src/files/remade';
import { integer, real } from '$src/schema/field';
import { command } from '../command';
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
		loraAlpha: real({
			min: 0,
			max: 1e6,
			default: 0,
			about: 'α that is written; factors shrink so that ΔW stays; 0 for α = r'
		}),
		alpha: alphaField
	},
	required: ['to'],
	exactlyOne: ['rank', 'energy'],
	positional: { name: 'PATH', about: 'an adapter as for inspect' },
	example: 'resize my-adapter --to smaller --rank 8',
	run: async ({ to, rank, energy, loraAlpha, alpha }, path, io) => {
		const adapter = await openOne(path, alpha, io);
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
