import type { ThinModule } from '$src/files/saved';
import type { Note } from '$src/files/notes';
import { smallestRankHolding } from '$src/math/energy';
import { tailShare } from '$src/math/rank';
import { svdOfThin, truncated, type Thin } from '$src/math/thin';
import { integer, real } from '$src/schema/field';
import { command } from '../command';
import { folderField, kindOf, openOne, thinOrNote, warningsOf, writeLora } from './adapters';
import { alphaField } from './inspect';

/** The best LoRA of a rank, or of the smallest rank that keeps a share of the energy; α for s = 1 unless one is given. */
export function cutTo(
	thin: Thin,
	{ rank, energy }: { readonly rank: number; readonly energy: number }
): { readonly cut: Thin; readonly rank: number; readonly error: number } {
	const whole = svdOfThin(thin);
	const squares = whole.singularValues.map((x) => x * x);
	const wanted = energy > 0 ? smallestRankHolding(squares, energy) : rank;
	// A rank of 0 is no LoRA: PEFT wants one.
	const k = Math.max(1, Math.min(wanted, whole.singularValues.length));
	return { cut: truncated(whole, k), rank: k, error: Math.sqrt(tailShare(whole.singularValues, k)) };
}

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
		const notes: Note[] = [...adapter.notes];
		const written: ThinModule[] = [];
		const modules: object[] = [];
		for (const module of adapter.modules) {
			const thin = await thinOrNote(module, notes);
			if (!thin) continue;
			const { cut, rank: k, error } = cutTo(thin, { rank, energy });
			written.push({
				name: module.name,
				thin: cut,
				...kindOf(module),
				...(loraAlpha > 0 ? { alpha: loraAlpha } : {})
			});
			modules.push({
				name: module.name,
				rank: k,
				error,
				optimal: true,
				parameters: k * (cut.p.rows + cut.q.rows),
				before: module.parameters
			});
		}
		const saved = await writeLora('resize', to, written, io);
		return { to, ...saved, modules, warnings: warningsOf(notes) };
	}
});
