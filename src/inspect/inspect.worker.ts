/** Reads and measures adapters away from the page's thread: files in, rows and measurements out as they are ready. */
import { serve, type Tell } from '$src/experiments/serve';
import { ENERGIES, measureModule } from '$src/files/measured';
import { FileError, note } from '$src/files/notes';
import { openAdapter } from '$src/files/open';
import { adaptersAt, pickedOf } from './opening';
import type { InspectAnswer, InspectQuestion } from './protocol';

serve<InspectQuestion, InspectAnswer>(async (question, tell, signal) => {
	try {
		await inspect(question, tell, signal);
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		tell({ kind: 'refused', note: error.note });
	}
});

async function inspect(
	question: InspectQuestion,
	tell: Tell<InspectAnswer>,
	signal: AbortSignal
): Promise<void> {
	const found = await adaptersAt(question);
	const picked = pickedOf(found, question);
	tell({ kind: 'found', names: found.map(({ name }) => name), picked: picked.name });
	const { adapter } = await openAdapter(picked, question.alpha);
	const { modules, notes, file, dialect, parameters, others } = adapter;
	const rows = modules.map(({ name, layout, parameters, bytes, hasMagnitude }) => ({
		name,
		method: layout.method,
		shape: layout.shape,
		parameters,
		bytes,
		configuredRank: layout.rank,
		rankBound: layout.rankBound,
		hasMagnitude
	}));
	tell({ kind: 'overview', overview: { file, dialect, parameters, others, rows }, notes });
	for (const [at, module] of modules.entries()) {
		if (signal.aborted) return;
		try {
			const { notes, rankAt, experts, ...measured } = await measureModule(module, ENERGIES);
			const said = measured.from === 'not known: 1' ? [...notes, note('scale-unknown', { count: 1 })] : notes;
			const ranks = ENERGIES.map((share) => rankAt.get(share) ?? 0) as [number, number, number];
			tell({
				kind: 'measured',
				at,
				measurement: { ...measured, rankAt: ranks, experts: experts.length },
				notes: said
			});
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			tell({ kind: 'measured', at, measurement: null, notes: [error.note] });
		}
		// A stop is heard between two tasks only.
		await new Promise((resolve) => setTimeout(resolve));
	}
}
