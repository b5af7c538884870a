/**
 * A folder, a folder of checkpoints, a zip or a file → the adapters in it. Files are told by what is in them; their names
 * say only what belongs together: a configuration to the weights beside it, a number at the end of a folder to a step.
 */
import { adapterOf, type Adapter } from './adapter';
import { fail, FileError, note, short, type Note, type NoteKind } from './notes';
import { parsePeftConfig, type PeftConfig } from './peftConfig';
import { readIndex, type Index } from './safetensors';
import { fileName, folderOf, readingAhead, textOf, type ByteSource, type Files } from './source';
import { filesInZip, isZip } from './zip';

/** One place where an adapter is kept. */
export interface Found {
	/** Folder or file, as far as several have to be told apart. */
	readonly name: string;
	/** Step of a checkpoint, from the last number of its name. */
	readonly step: number | null;
	readonly weights: ByteSource;
	readonly config: ByteSource | null;
}

/** Adapters that are listed at once. */
const MOST_ADAPTERS = 1000;
const WEIGHTS = /\.(safetensors|sft)$/i;
const PICKLES = /(^|\/)(adapter_model\.bin|[^/]*\.(pt|pth|ckpt))$/;

/**
 * Where adapters may be, by step and name. A zip among the files is opened.
 * @throws FileError where there is none
 */
export async function findAdapters(files: Files, from: string): Promise<readonly Found[]> {
	const all = await unzipped(files);
	const byFolder = new Map<string, string[]>();
	for (const path of all.keys()) {
		if (!WEIGHTS.test(path) && !(all.size === 1)) continue;
		// What macOS packs beside every file.
		if (path.startsWith('__MACOSX/') || fileName(path).startsWith('._')) continue;
		const folder = folderOf(path);
		byFolder.set(folder, [...(byFolder.get(folder) ?? []), path]);
	}
	const found: Found[] = [];
	for (const [folder, paths] of byFolder) {
		const config = all.get(folder === '' ? 'adapter_config.json' : `${folder}/adapter_config.json`) ?? null;
		const main = paths.find((path) => fileName(path) === 'adapter_model.safetensors');
		// Beside adapter_model.safetensors lie optimizer states, base weights and such, no adapters.
		for (const path of main === undefined ? paths : [main]) {
			const weights = all.get(path);
			if (!weights) continue;
			const name = main === undefined || folder === '' ? path : folder;
			found.push({ name, step: stepOf(name), weights, config: isOwnConfig(paths, main) ? config : null });
		}
	}
	if (found.length > MOST_ADAPTERS) fail('too-many', { file: from, most: MOST_ADAPTERS });
	if (found.length === 0) {
		const pickle = [...all.keys()].find((path) => PICKLES.test(path));
		if (pickle !== undefined) fail('torch-bin', { file: short(pickle) });
		fail('nothing-here', { file: short(from) });
	}
	return found.sort((a, b) => (a.step ?? Infinity) - (b.step ?? Infinity) || (a.name < b.name ? -1 : 1));
}

/** One configuration beside several files of weights is that of none in particular, unless there is only one. */
const isOwnConfig = (paths: readonly string[], main: string | undefined): boolean =>
	main !== undefined || paths.length === 1;

function stepOf(name: string): number | null {
	const last = name.replace(WEIGHTS, '').match(/\d+(?!.*\d)/)?.[0];
	return last === undefined || last.length > 12 ? null : Number(last);
}

async function unzipped(files: Files): Promise<Files> {
	const result = new Map<string, ByteSource>();
	for (const [path, source] of files) {
		if (/\.zip$/i.test(path) || (files.size === 1 && (await isZip(source)))) {
			for (const [inner, entry] of await filesInZip(source)) result.set(inner, entry);
		} else result.set(path, source);
	}
	return result;
}

export interface Opened {
	readonly adapter: Adapter;
	readonly index: Index;
	readonly config: PeftConfig | null;
}

/**
 * The adapter of one place: index and configuration, no numbers yet.
 * @param alpha for modules of which nothing says α
 * @throws FileError where nothing in it can be measured
 */
export async function openAdapter({ weights, config }: Found, alpha: number | null = null): Promise<Opened> {
	const index = await readIndex(readingAhead(weights));
	const wrong: Note[] = [];
	let settings: PeftConfig | null = null;
	if (config) {
		try {
			settings = parsePeftConfig(await textOf(config), config.name);
		} catch (error) {
			// The tensors can still be measured, with s as 1.
			if (!(error instanceof FileError)) throw error;
			wrong.push(error.note);
		}
	}
	const adapter = adapterOf(index, { config: settings, alpha });
	// A configuration that is there and wrong is not missing.
	const notes = wrong.length > 0 ? adapter.notes.filter(({ kind }) => kind !== 'no-config') : adapter.notes;
	return { adapter: { ...adapter, notes: [...wrong, ...notes] }, index, config: settings };
}

/** Said of one module at a time. */
const EACH: ReadonlySet<NoteKind> = new Set(['dead', 'scale-unknown', 'alpha-unused', 'both-full-rs']);
/** Said of the file from its index, and again by each module that meets it. */
const ONCE: ReadonlySet<NoteKind> = new Set(['cut-off', 'other-kind', 'zero-size']);

/** Of notes that several modules give, one with their number. */
export function gatheredNotes(notes: readonly Note[]): readonly Note[] {
	const gathered = new Map<string, Note>();
	for (const one of notes) {
		const key = EACH.has(one.kind) || ONCE.has(one.kind) ? one.kind : JSON.stringify(one);
		const before = gathered.get(key);
		if (!before) gathered.set(key, one);
		else if (EACH.has(one.kind)) {
			const count = Number(before.values['count']) + Number(one.values['count']);
			gathered.set(key, note(one.kind, { ...before.values, count }));
		}
	}
	return [...gathered.values()];
}
