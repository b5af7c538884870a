import { compareModules, type Compared } from '$src/files/compared';
import { FileError, type Note } from '$src/files/notes';
import { command, UsageError } from '../command';
import { openOne, warningsOf } from './adapters';
import { alphaField } from './inspect';

/** Two adapters, module by module. */
export const compareAdapters = command({
	name: 'compare-adapters',
	about: 'cosine, distance and shared directions of ΔW of two adapters, through the factors',
	schema: { alpha: alphaField },
	positional: { name: 'A B', about: 'two adapters, each as for inspect', least: 2, most: 2 },
	example: 'compare-adapters first-adapter second-adapter',
	run: async ({ alpha }, first, io, all) => {
		const [a, b] = [await openOne(first, alpha, io), await openOne(all[1] ?? '', alpha, io)];
		const others = new Map(b.modules.map((module) => [module.name, module]));
		const modules: Compared[] = [];
		const notes: Note[] = [];
		const shapes: string[] = [];
		let shared = 0;
		for (const module of a.modules) {
			const other = others.get(module.name);
			if (!other) continue;
			shared++;
			try {
				const compared = await compareModules(module, other);
				if (compared) modules.push(compared);
				else shapes.push(module.name);
			} catch (error) {
				if (!(error instanceof FileError)) throw error;
				notes.push(error.note);
			}
		}
		if (shared === 0) {
			throw new UsageError(
				`compare-adapters: expected two adapters with modules of the same names, got ${a.modules[0]?.name ?? 'none'} and ${b.modules[0]?.name ?? 'none'}; check that both are of one model and one tool`
			);
		}
		const names = new Set(a.modules.map(({ name }) => name));
		return {
			modules,
			onlyInA: a.modules.filter(({ name }) => !others.has(name)).map(({ name }) => name),
			onlyInB: b.modules.filter(({ name }) => !names.has(name)).map(({ name }) => name),
			otherShapes: shapes,
			warnings: warningsOf(notes)
		};
	}
});
