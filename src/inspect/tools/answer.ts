/** Answers the questions of the page's tools, away from its thread: progress and rows as they are ready, and an end in any case. */
import type { Tell } from '$src/experiments/serve';
import type { Adapter } from '$src/files/adapter';
import { checkpointModules, type CheckpointModule } from '$src/files/checkpoints';
import { compareModules, type Compared } from '$src/files/compared';
import { baseWeights, mergedOrNote, type MergedDora } from '$src/files/dora';
import { lokrFolder, nearestLokr, readLokrBack, type LokrModule } from '$src/files/nearestLokr';
import { FileError, fail, type Note } from '$src/files/notes';
import { gatheredNotes, openAdapter } from '$src/files/open';
import { remade, type Remade } from '$src/files/remade';
import { loraFolder, readBack, ROUNDING } from '$src/files/saved';
import { blobSource } from '$src/files/source';
import { zipChunks } from '$src/files/writeZip';
import { guestText } from '$src/lesson/guest/guest';
import { guestOfModule, lowRankGuestOf } from '$src/lesson/guest/made';
import { adaptersAt, openedAt } from '../opening';
import type { Checkpoint, MergedRow, Place, ToolAnswer, ToolQuestion } from './protocol';

type Work<Kind extends ToolQuestion['kind']> = (
	question: Extract<ToolQuestion, { kind: Kind }>,
	tell: Tell<ToolAnswer>,
	signal: AbortSignal
) => Promise<void>;

/** A stop is heard between two tasks only. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Milliseconds between two answers that say how far it is. */
const APART = 100;

/** Tells progress, and what has been gathered meanwhile, ten times a second. */
class Teller<Row> {
	#rows: Row[] = [];
	#told = -Infinity;

	constructor(
		private readonly tell: Tell<ToolAnswer>,
		private readonly answer: (rows: readonly Row[]) => ToolAnswer
	) {}

	add(row: Row | null, done: number, all: number): void {
		if (row !== null) this.#rows.push(row);
		const now = performance.now();
		if (now - this.#told < APART && done < all) return;
		this.#told = now;
		this.tell({ kind: 'progress', done, all });
		this.flush();
	}
	flush(): void {
		if (this.#rows.length > 0) this.tell(this.answer(this.#rows));
		this.#rows = [];
	}
}

/** @throws what is no fault of a file */
export async function answerTool(
	question: ToolQuestion,
	tell: Tell<ToolAnswer>,
	signal: AbortSignal
): Promise<void> {
	try {
		switch (question.kind) {
			case 'compare':
				return await compare(question, tell, signal);
			case 'checkpoints':
				return await overSteps(question, tell, signal);
			case 'guest':
				return await guest(question, tell, signal);
			case 'base':
				return await withBase(question, tell, signal);
			case 'lokr':
				return await lokr(question, tell, signal);
			case 'remake':
				return await remake(question, tell, signal);
		}
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		tell({ kind: 'refused', note: error.note });
	}
}

const compare: Work<'compare'> = async ({ first, second }, tell, signal) => {
	const [a, b] = [await openedAt(first), await openedAt(second)];
	const others = new Map(b.modules.map((module) => [module.name, module]));
	const names = new Set(a.modules.map(({ name }) => name));
	const shared = a.modules.filter(({ name }) => others.has(name));
	const [one, other] = [a.modules[0]?.name ?? '', b.modules[0]?.name ?? ''];
	if (shared.length === 0) return fail('nothing-shared', { module: one, other });
	const teller = new Teller<Compared>(tell, (rows) => ({ kind: 'compared', rows }));
	const [otherShapes, notes]: [string[], Note[]] = [[], []];
	for (const [i, module] of shared.entries()) {
		if (signal.aborted) break;
		const match = others.get(module.name);
		let row: Compared | null = null;
		try {
			row = match ? await compareModules(module, match) : null;
			if (!row) otherShapes.push(module.name);
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			notes.push(error.note);
		}
		teller.add(row, i + 1, shared.length);
		await breath();
	}
	teller.flush();
	tell({
		kind: 'unmatched',
		onlyInFirst: a.modules.filter(({ name }) => !others.has(name)).map(({ name }) => name),
		onlyInSecond: b.modules.filter(({ name }) => !names.has(name)).map(({ name }) => name),
		otherShapes,
		notes: gatheredNotes(notes)
	});
};

const overSteps: Work<'checkpoints'> = async ({ place }, tell, signal) => {
	const [checkpoints, adapters]: [Checkpoint[], (Adapter | null)[]] = [[], []];
	for (const found of await adaptersAt(place)) {
		const { name, step } = found;
		try {
			adapters.push((await openAdapter(found, place.alpha)).adapter);
			checkpoints.push({ name, step, refusal: null });
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			adapters.push(null);
			checkpoints.push({ name, step, refusal: error.note });
		}
		await breath();
		if (signal.aborted) return;
	}
	tell({ kind: 'checkpoints', checkpoints });
	const all = new Set(adapters.flatMap((one) => (one?.modules ?? []).map(({ name }) => name))).size;
	const teller = new Teller<CheckpointModule>(tell, (modules) => ({ kind: 'over-steps', modules }));
	let done = 0;
	for await (const module of checkpointModules(adapters, breath)) {
		teller.add(module, ++done, all);
		if (signal.aborted) break;
	}
	teller.flush();
};

/** What is asked of whoever makes an adapter: to be stopped, and to say how far it is. */
const paced = (tell: Tell<ToolAnswer>, signal: AbortSignal) => ({
	signal,
	pause: async (done: number, all: number): Promise<void> => {
		tell({ kind: 'progress', done, all });
		await breath();
	}
});

const remake: Work<'remake'> = async ({ terms, keep, alpha, name }, tell, signal) => {
	const opened = await Promise.all(
		terms.map(async ({ place, weight }: { place: Place; weight: number }) => ({
			adapter: await openedAt(place),
			weight
		}))
	);
	const options = { keep, ...(alpha === null ? {} : { alpha }), ...paced(tell, signal) };
	const answer = await offered(await remade(opened, options), name, signal, loraFolder, readBack);
	if (answer) tell(answer);
};

const lokr: Work<'lokr'> = async ({ place, factor, name }, tell, signal) => {
	const made = await nearestLokr(await openedAt(place), factor, paced(tell, signal));
	const folderOf = (written: readonly LokrModule[]): Folder => lokrFolder(written, factor);
	const answer = await offered(made, name, signal, folderOf, readLokrBack);
	if (answer) tell(answer);
};

type Folder = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/**
 * The folder as a zip, once it has been read back; null where it was stopped.
 * @param back reads a folder, and says how far it is from what was meant
 * @throws FileError where nothing can be written, or it is not what was meant
 */
async function offered<Module>(
	{ written, modules, notes }: Remade<Module>,
	name: string,
	signal: AbortSignal,
	folderOf: (written: readonly Module[]) => Folder,
	back: (files: Folder, written: readonly Module[], pause: () => Promise<void>) => Promise<number>
): Promise<ToolAnswer | null> {
	if (signal.aborted) return null;
	const gathered = gatheredNotes(notes);
	const [reason] = gathered.filter(({ kind }) => kind === 'not-written');
	if (written.length === 0) throw new FileError(reason ?? { kind: 'nothing-written', values: {} });
	const files = folderOf(written);
	const error = await back(files, written, breath);
	if (signal.aborted) return null;
	if (!(error <= ROUNDING)) return fail('read-back', { error });
	const chunks = [...zipChunks([...files].map(([file, bytes]) => [`${name}/${file}`, bytes] as const))];
	const zip = new Blob(chunks, { type: 'application/zip' });
	return { kind: 'remade', modules, notes: gathered, zip, readBack: error };
}

const withBase: Work<'base'> = async ({ place, base }, tell, signal) => {
	const adapter = await openedAt(place);
	const weights = await baseWeights(new Map(base.map(({ path, file }) => [path, blobSource(file, path)])));
	const wanted = adapter.modules.filter(({ hasMagnitude }) => hasMagnitude);
	const notes: Note[] = [];
	const teller = new Teller<MergedRow>(tell, (rows) => ({ kind: 'merged', rows }));
	for (const [i, module] of wanted.entries()) {
		if (signal.aborted) break;
		const merged = await mergedOrNote(module, weights, notes);
		teller.add(merged && rowOf(module.name, merged), i + 1, wanted.length);
		await breath();
	}
	teller.flush();
	tell({ kind: 'noted', notes: gatheredNotes(notes) });
};

const rowOf = (name: string, { delta: _, singularValues: __, ...rest }: MergedDora): MergedRow => ({
	name,
	...rest
});

const guest: Work<'guest'> = async ({ place, module: name, file }, tell) => {
	const module = (await openedAt(place)).modules.find((one) => one.name === name);
	// The lesson on LoRA says "ΔW = s·BA", and of DoRA that is not so.
	if (!module || module.hasMagnitude) return tell({ kind: 'guest', text: null, lowRank: null });
	const loaded = await module.load();
	const made = guestOfModule(file, name, module.layout.method, loaded);
	const block = lowRankGuestOf(file, name, loaded);
	tell({ kind: 'guest', text: made && guestText(made), lowRank: block && guestText(block) });
};
