import type { AdapterModule } from '$src/files/adapter';
import type { Note } from '$src/files/notes';
import type { ThinModule } from '$src/files/saved';
import { tailShare } from '$src/math/rank';
import { sumOfThin, svdOfThin, truncated, type Thin } from '$src/math/thin';
import { integer, text } from '$src/schema/field';
import { command, UsageError } from '../command';
import { folderField, kindOf, openOne, thinOrNote, warningsOf, writeLora } from './adapters';
import { alphaField } from './inspect';

/** Σ wᵢ·ΔWᵢ, exactly, by factors side by side; then cut to a rank where one is given. */
export const merge = command({
	name: 'merge',
	about: 'the weighted sum of the ΔW of several adapters as one LoRA folder that PEFT loads',
	schema: {
		to: folderField,
		weights: text({
			default: '',
			about: 'one weight an adapter, with commas between them; negative ones take away',
			pattern: /^[+-]?(\d+\.?\d*|\.\d+)(,[+-]?(\d+\.?\d*|\.\d+))*$/,
			expected: 'numbers with commas between them, such as 0.7,-0.3'
		}),
		rank: integer({ min: 0, max: 4096, default: 0, about: 'rank to cut to; 0 keeps all' }),
		alpha: alphaField
	},
	required: ['to', 'weights'],
	positional: { name: 'ADAPTER …', about: 'two or more adapters, each as for inspect', least: 1, most: 64 },
	example: 'merge first-adapter second-adapter --weights 0.7,0.3 --to joined',
	run: async ({ to, weights: written, rank, alpha }, _first, io, all) => {
		const weights = written.split(',').map(Number);
		if (weights.length !== all.length) {
			throw new UsageError(
				`merge --weights: expected ${all.length} weights for ${all.length} adapters, got ${weights.length}; give each its own`
			);
		}
		const notes: Note[] = [];
		const terms = new Map<string, { module: AdapterModule; list: { thin: Thin; weight: number }[] }>();
		for (const [i, path] of all.entries()) {
			const adapter = await openOne(path, alpha, io);
			notes.push(...adapter.notes);
			for (const module of adapter.modules) {
				const thin = await thinOrNote(module, notes);
				if (!thin) continue;
				const entry = terms.get(module.name) ?? { module, list: [] };
				const [first] = entry.list;
				if (first && (first.thin.p.rows !== thin.p.rows || first.thin.q.rows !== thin.q.rows)) {
					throw new UsageError(
						`merge: expected ${module.name} of one shape in every adapter, got ${first.thin.p.rows} × ${first.thin.q.rows} and ${thin.p.rows} × ${thin.q.rows}; check that all are of one model`
					);
				}
				entry.list.push({ thin, weight: weights[i] ?? 0 });
				terms.set(module.name, entry);
			}
		}
		const modules: object[] = [];
		const joined: ThinModule[] = [];
		for (const [name, { module, list }] of terms) {
			const sum = sumOfThin(list);
			const most = Math.min(sum.p.rows, sum.q.rows);
			const wanted = rank > 0 ? Math.min(rank, most) : Math.min(sum.p.width, most);
			// Joined factors are the sum itself; an SVD is taken where there are fewer columns to keep.
			const whole = wanted < sum.p.width ? svdOfThin(sum) : null;
			const thin = whole ? truncated(whole, wanted) : sum;
			const error = whole ? Math.sqrt(tailShare(whole.singularValues, wanted)) : 0;
			joined.push({ name, thin, ...kindOf(module) });
			modules.push({ name, rank: thin.p.width, error, optimal: true });
		}
		const saved = await writeLora('merge', to, joined, io);
		return { to, ...saved, modules, warnings: warningsOf(notes) };
	}
});
