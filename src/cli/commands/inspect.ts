import type { Adapter, AdapterModule } from '$src/files/adapter';
import { checkpointModules, cosineOf } from '$src/files/checkpoints';
import { baseWeights, mergedOrNote, type BaseWeights, type MergedDora } from '$src/files/dora';
import { ENERGIES, measureModule, type Measured } from '$src/files/measured';
import { FileError, sentenceOf, type Note } from '$src/files/notes';
import { findAdapters, gatheredNotes, openAdapter, type Found } from '$src/files/open';
import { real, text } from '$src/schema/field';
import { command, type Io } from '../command';

export const alphaField = real({
	min: 0,
	max: 1e12,
	default: 0,
	about: 'α for modules of which no file says it; 0 for not given'
});

/** One adapter, measured module by module. */
export interface Inspection {
	readonly adapter: Adapter;
	readonly modules: readonly {
		readonly module: AdapterModule;
		readonly measured: Measured | null;
		readonly merged: MergedDora | null;
	}[];
	readonly notes: readonly Note[];
}

export async function inspectFound(
	found: Found,
	alpha: number | null,
	energies: readonly number[],
	signal: AbortSignal,
	base: BaseWeights | null = null
): Promise<Inspection> {
	const { adapter } = await openAdapter(found, alpha);
	const notes = [...adapter.notes];
	const modules: Inspection['modules'][number][] = [];
	let unknown = 0;
	for (const module of adapter.modules) {
		if (signal.aborted) break;
		try {
			const measured = await measureModule(module, energies);
			notes.push(...measured.notes);
			if (measured.from === 'not known: 1') unknown++;
			modules.push({ module, measured, merged: base && (await mergedOrNote(module, base, notes)) });
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			notes.push(error.note);
			modules.push({ module, measured: null, merged: null });
		}
	}
	if (unknown > 0) notes.push({ kind: 'scale-unknown', values: { count: unknown } });
	const isMerged = base !== null && modules.every(({ module, merged }) => !module.hasMagnitude || merged);
	const said = isMerged ? notes.filter(({ kind }) => kind !== 'no-base') : notes;
	return { adapter, modules, notes: gatheredNotes(said) };
}

/** One module as the answer has it; what could not be measured is null. */
export const moduleAnswer = (
	module: AdapterModule,
	measured: Measured | null,
	merged: MergedDora | null = null
): object => ({
	name: module.name,
	method: module.layout.method,
	shape: module.layout.shape,
	parameters: module.parameters,
	bytes: module.bytes,
	dtypes: module.dtypes,
	...(module.hasMagnitude ? { dora: true } : {}),
	scale: measured?.scale ?? null,
	scaleFrom: measured?.from ?? null,
	rank: measured?.rank ?? null,
	rankBound: module.layout.rankBound,
	singularValues: measured ? [...measured.singularValues] : [],
	frobenius: measured?.frobenius ?? null,
	stableRank: measured?.stableRank ?? null,
	entropyRank: measured?.entropyRank ?? null,
	rankAt: measured ? Object.fromEntries(measured.rankAt) : {},
	...(measured && measured.experts.length > 0 ? { experts: measured.experts } : {}),
	...(merged ? { merged: mergedAnswer(merged) } : {})
});

/** What DoRA changes with the base weight beside it; without the matrix itself. */
const mergedAnswer = ({ delta: _, singularValues, ...rest }: MergedDora): object => ({
	...rest,
	singularValues: singularValues && [...singularValues]
});

const answerOf = ({ adapter, modules, notes }: Inspection): object => ({
	dialect: adapter.dialect,
	parameters: adapter.parameters,
	modules: modules.map(({ module, measured, merged }) => moduleAnswer(module, measured, merged)),
	others: adapter.others,
	warnings: notes.map(sentenceOf)
});

/**
 * A checkpoint among several, without the spectra.
 * @param cosines module → cos of the angle to its ΔW of the checkpoint before; left out where they are said elsewhere
 */
export const checkpointAnswer = (
	found: Found,
	{ adapter, modules, notes }: Inspection,
	cosines?: ReadonlyMap<string, number | null>
): object => ({
	name: found.name,
	step: found.step,
	parameters: adapter.parameters,
	modules: modules.map(({ module, measured }) => ({
		name: module.name,
		rank: measured?.rank ?? null,
		frobenius: measured?.frobenius ?? null,
		stableRank: measured?.stableRank ?? null,
		...(cosines && { cosine: cosines.get(module.name) ?? null })
	})),
	warnings: notes.map(sentenceOf)
});

/** What an adapter is, found by what is in its files. */
export const inspect = command({
	name: 'inspect',
	about:
		'what an adapter file holds: modules, scale, spectra through the factors, ranks, and what is wrong with it',
	schema: {
		energy: real({ min: 0, max: 1, default: 0.9, about: 'share of Σσ² for which the smallest rank is said' }),
		alpha: alphaField,
		base: text({
			default: '',
			about: 'file or folder of the base model: ΔW of DoRA, which needs it',
			pattern: /^.*$/s,
			expected: 'a path to a file or a folder'
		})
	},
	positional: {
		name: 'PATH',
		about: 'a PEFT folder, a folder of checkpoints, a .safetensors file or a .zip'
	},
	example: 'inspect my-adapter --energy 0.9',
	run: async ({ energy, alpha, base: model }, path, io: Io) => {
		const base = model === '' ? null : await baseWeights(await io.open(model));
		const found = await findAdapters(await io.open(path), path);
		const energies = [...new Set([energy, ...ENERGIES])];
		const given = alpha > 0 ? alpha : null;
		const checkpoints: object[] = [];
		const adapters: (Adapter | null)[] = [];
		let last: Inspection | null = null;
		for (const [i, one] of found.entries()) {
			if (found.length > 1) io.say(`${i + 1} of ${found.length}: ${one.name}`);
			try {
				last = await inspectFound(one, given, energies, io.signal, base);
			} catch (error) {
				// Among several, one that cannot be read is said and left out.
				if (!(error instanceof FileError) || (i === found.length - 1 && !last)) throw error;
				checkpoints.push({ name: one.name, step: one.step, warnings: [error.message] });
				adapters.push(null);
				continue;
			}
			adapters.push(last.adapter);
			if (found.length > 1) checkpoints.push(checkpointAnswer(one, last));
		}
		if (!last) throw new Error('no adapter was found, and none missing');
		if (found.length === 1) return answerOf(last);
		io.say('the directions of the checkpoints');
		return { ...answerOf(last), checkpoints, directions: await directionsOf(adapters, io.signal) };
	}
});

/** By checkpoint; null where there is none, or one of the two is zero. */
interface Directions {
	readonly name: string;
	readonly withLast: readonly (number | null)[];
	readonly withPrevious: readonly (number | null)[];
}

/** Module by module, cos of the angle between ΔW of each checkpoint and that of the last, and of the one before. */
export async function directionsOf(
	adapters: readonly (Adapter | null)[],
	signal: AbortSignal
): Promise<readonly Directions[]> {
	const directions: Directions[] = [];
	for await (const { name, values } of checkpointModules(adapters)) {
		const cosine = (inner: number | null, i: number, other: number): number | null =>
			inner === null ? null : cosineOf(inner, values[i]?.frobenius ?? 0, values[other]?.frobenius ?? 0);
		directions.push({
			name,
			withLast: values.map((value, i) => cosine(value?.withLast ?? null, i, values.length - 1)),
			withPrevious: values.map((value, i) => cosine(value?.withPrevious ?? null, i, i - 1))
		});
		if (signal.aborted) break;
	}
	return directions;
}
