import { remade, type Term } from '$src/files/remade';
import { integer, text } from '$src/schema/field';
import { command, UsageError } from '../command';
import { folderField, openOne, warningsOf, writeLora } from './adapters';
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
		const terms: Term[] = [];
		for (const [i, path] of all.entries())
			terms.push({ adapter: await openOne(path, alpha, io), weight: weights[i] ?? 0 });
		const {
			written: joined,
			modules,
			notes
		} = await remade(terms, {
			keep: rank > 0 ? { rank } : 'all',
			signal: io.signal
		});
		const saved = await writeLora('merge', to, joined, io);
		const rows = modules.map(({ name, rank: kept, error }) => ({ name, rank: kept, error, optimal: true }));
		return { to, ...saved, modules: rows, warnings: warningsOf(notes) };
	}
});
