/**
 * An adapter file as what it says: whose it is, its modules with their shapes and counts, what else lies beside them, and
 * what to know about it. From the index alone: the numbers of a module are read when they are asked for.
 */
import type { Made } from '$src/math/made';
import { firstNotFinite, float64, floatsOf, type Stored } from '$src/math/floats';
import { dialectOf } from './dialects/index';
import type { Dialect, Scale, ScaleQuestion } from './dialects/dialect';
import { networkNumber } from './dialects/lycoris';
import { expertParameters } from './experts';
import { forms } from './forms/index';
import type { FormOptions, Layout, Parts } from './forms/form';
import { locate, type PartName } from './keys';
import { configFor, refuseWithout } from './kind';
import { isAmong, othersOf, type Gathered, type Other } from './others';
import { fail, FileError, note, short, type Note } from './notes';
import type { PeftConfig } from './peftConfig';
import { readTensor, type Index, type TensorEntry } from './safetensors';

/** A module's numbers: ΔW is scale·made. */
export interface Loaded extends Scale {
	readonly made: Made;
	/** What is to be said about this module's numbers. */
	readonly notes: readonly Note[];
}

/** DoRA's magnitudes as they are stored. */
export interface Magnitude {
	readonly shape: readonly number[];
	readonly values: Float64Array;
	/** LyCORIS's dora_scale, which may lie along inputs; PEFT's lora_magnitude_vector otherwise. */
	readonly isLycoris: boolean;
}

export interface AdapterModule {
	/** Path in the model, as far as the file has it. */
	readonly name: string;
	readonly layout: Layout;
	/** Numbers that were trained for it. */
	readonly parameters: number;
	/** Bytes that they take. */
	readonly bytes: number;
	readonly dtypes: readonly string[];
	/** DoRA: a magnitude an output or input beside s·BA. */
	readonly hasMagnitude: boolean;
	/** As configurations name it: the module, or of experts the parameter that they lie in. */
	readonly configName: string;
	/** @throws FileError where they cannot be read or are not finite */
	readonly load: () => Promise<Loaded>;
	/** Null where there are none. @throws FileError where they cannot be read or are not finite */
	readonly loadMagnitude: () => Promise<Magnitude | null>;
}

export interface Adapter {
	readonly file: string;
	readonly dialect: Dialect['name'];
	/** Numbers of the adapter, without what lies beside it. */
	readonly parameters: number;
	readonly modules: readonly AdapterModule[];
	readonly others: readonly Other[];
	readonly metadata: ReadonlyMap<string, string>;
	readonly notes: readonly Note[];
}

export interface AdapterOptions {
	readonly config: PeftConfig | null;
	/** α for modules of which nothing says it. */
	readonly alpha: number | null;
}

/** @throws FileError where nothing in the file can be measured */
export function adapterOf(index: Index, { config, alpha }: AdapterOptions): Adapter {
	const file = index.source.name;
	const entries = [...index.tensors.values()];
	const keys = entries.map((entry) => entry.name);
	const dialect = dialectOf({ keys, metadata: index.metadata, hasConfig: config !== null });
	if (!dialect) return refuseWithout(file, entries, config);
	const notes = [...index.notes, ...(config?.notes ?? [])];
	const gathered = new Map<string, Gathered>();
	const rest: TensorEntry[] = [];
	const adapterNames = new Set<string>();
	for (const entry of entries) {
		const found = locate(entry.name);
		if (!found) {
			rest.push(entry);
			continue;
		}
		const name = dialect.nameOf(found.path);
		const module = gathered.get(name) ?? { parts: new Map<PartName, TensorEntry>() };
		gathered.set(name, module);
		module.parts.set(found.part, entry);
		if (found.adapter !== null) adapterNames.add(found.adapter);
	}
	const [adapterName] = adapterNames;
	if (adapterName !== undefined && dialect.name === 'peft')
		notes.push(note('adapter-name', { name: short(adapterName) }));
	if (dialect.name === 'peft') {
		if (keys.some((key) => key.includes('_orig_mod.'))) notes.push(note('compiled-base'));
		if (keys.some((key) => !key.startsWith('base_model.model.'))) notes.push(note('no-prefix'));
		if (!config) notes.push(note('no-config', { file }));
	}
	const usable = configFor(gathered, config, notes);
	const modules = modulesOf(gathered, { dialect, config: usable, alpha, metadata: index.metadata, notes });
	const others = othersOf(rest, gathered, dialect, config, notes);
	if (modules.length === 0) return refuseWithout(file, entries, config, notes);
	return {
		file,
		dialect: dialect.name,
		parameters: modules.reduce((sum, module) => sum + module.parameters, 0),
		modules,
		others,
		metadata: index.metadata,
		notes
	};
}

interface ModuleContext {
	readonly dialect: Dialect;
	readonly config: PeftConfig | null;
	readonly alpha: number | null;
	readonly metadata: ReadonlyMap<string, string>;
	readonly notes: Note[];
}

function modulesOf(gathered: ReadonlyMap<string, Gathered>, context: ModuleContext): AdapterModule[] {
	const { config, notes } = context;
	const rows = new Map<string, number>();
	for (const [name, { parts }] of gathered) {
		const first = parts.get('A')?.shape[0];
		if (first !== undefined) rows.set(name, first);
	}
	const experts = expertParameters(rows, config);
	const modules: AdapterModule[] = [];
	for (const [name, { parts }] of [...gathered].sort(([a], [b]) => byNumbers(a, b))) {
		const form = forms.find(({ signs }) => signs.some((sign) => parts.has(sign)));
		if (!form || [...parts.values()].some((entry) => entry.count === 0)) continue;
		const configName = experts.get(name) ?? name;
		try {
			const layout = form.layout(name, parts, optionsFor(name, configName, experts.has(name), config));
			checkRank(name, configName, layout, parts, config, notes);
			modules.push(moduleOf(name, configName, layout, parts, context));
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			notes.push(error.note);
		}
	}
	notes.push(...notesOn(modules), ...rivalKeys(modules, config));
	const several = modules.filter((module) => experts.has(module.name) && module.layout.shape.length === 3);
	if (several.length > 0) notes.push(note('experts', { count: several.length }));
	return modules;
}

/** layers.2 before layers.10. */
const collator = new Intl.Collator('en', { numeric: true });
const byNumbers = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : 1);

function optionsFor(
	module: string,
	configName: string,
	hasExperts: boolean,
	config: PeftConfig | null
): FormOptions {
	const diagonal = config?.blockDiagonal ?? null;
	return {
		rank: config?.rankOf(configName) ?? null,
		hasExperts,
		blocksOfA: diagonal && isAmong(module, diagonal.a) ? diagonal.blocks : 1,
		blocksOfB: diagonal && isAmong(module, diagonal.b) ? diagonal.blocks : 1,
		isTransposed: config?.fanInFanOut ?? false
	};
}

/** PEFT would refuse weights of another rank than the configuration says. AdaLoRA's r is a goal. */
function checkRank(
	name: string,
	configName: string,
	{ rank, method }: Layout,
	parts: Parts,
	config: PeftConfig | null,
	notes: Note[]
): void {
	const expected = config?.rankOf(configName);
	if (rank === null || expected === undefined || rank === expected || method === 'adalora') return;
	const [first] = parts.values();
	notes.push(
		note('other-config', {
			module: short(name),
			tensor: short(first?.name ?? ''),
			got: `of rank ${rank}`,
			expected: `r = ${expected}`
		})
	);
}

function moduleOf(
	name: string,
	configName: string,
	layout: Layout,
	parts: Parts,
	{ dialect, config, alpha, metadata }: ModuleContext
): AdapterModule {
	const counted = layout.counted.flatMap((part) => parts.get(part) ?? []);
	const question = (storedAlpha: number | null): ScaleQuestion => ({
		method: layout.method,
		configName,
		rank: layout.rank,
		isConvolution: layout.shape.slice(2).some((size) => size > 1),
		storedAlpha,
		givenAlpha: alpha,
		config,
		metadata
	});
	return {
		name,
		layout,
		parameters: counted.reduce((sum, { count }) => sum + count, 0),
		bytes: counted.reduce((sum, { begin, end }) => sum + end - begin, 0),
		dtypes: [...new Set(counted.map(({ dtype }) => dtype))],
		hasMagnitude: parts.has('magnitude') || parts.has('doraScale'),
		configName,
		loadMagnitude: async () => {
			const part = parts.has('magnitude') ? 'magnitude' : 'doraScale';
			const entry = parts.get(part);
			const stored = entry && (await finiteNumbers(name, [part], parts)).get(part);
			return entry && stored
				? { shape: entry.shape, values: float64(stored), isLycoris: part === 'doraScale' }
				: null;
		},
		load: async () => {
			const numbers = await finiteNumbers(name, layout.counted, parts);
			const stored = parts.get('alpha');
			const [storedAlpha = null] = stored?.count === 1 ? floatsOf(await readTensor(stored)) : [];
			const asked = question(storedAlpha);
			const scale = dialect.scaleOf(asked);
			const made = layout.make(
				(part) =>
					numbers.get(part) ??
					fail('incomplete', {
						module: short(name),
						missing: part,
						there: [...numbers.keys()].join(', ')
					})
			);
			return { made, ...scale, notes: notesOnScale(asked, scale) };
		}
	};
}

/** The numbers of every factor. @throws FileError naming the first that is not finite */
async function finiteNumbers(
	module: string,
	counted: readonly PartName[],
	parts: Parts
): Promise<ReadonlyMap<PartName, Stored>> {
	const numbers = new Map<PartName, Stored>();
	for (const part of counted) {
		const entry = parts.get(part);
		if (!entry) continue;
		const values = await readTensor(entry);
		const at = firstNotFinite(values);
		if (at >= 0) {
			const value = String(floatsOf(values)[at]);
			return fail('not-finite', { module: short(module), tensor: short(entry.name), value, at });
		}
		numbers.set(part, values);
	}
	return numbers;
}

/** LyCORIS's α that is not used, and the one that it would use in training only. */
function notesOnScale(question: ScaleQuestion, { scale, from }: Scale): Note[] {
	if (from === 'alpha of the file/dim' && scale !== 1) return [note('both-full-rs', { count: 1, scale })];
	if (from !== 'both blocks full: 1' || question.storedAlpha === null) return [];
	const dim = networkNumber(question);
	const would = dim === null ? null : question.storedAlpha / dim;
	return would === null || would === 1 ? [] : [note('alpha-unused', { count: 1, would })];
}

/** Modules whose α two keys of the configuration give unlike. */
function rivalKeys(modules: readonly AdapterModule[], config: PeftConfig | null): Note[] {
	const found = modules.flatMap(({ name, configName }) => {
		const rivals = config?.rivalsFor(configName);
		return rivals ? [{ module: short(name), taken: short(rivals[0]), other: short(rivals[1]) }] : [];
	});
	return found[0] ? [note('alpha-rivals', { count: found.length, ...found[0] })] : [];
}

/** What the modules' shapes are worth a word for. */
function notesOn(modules: readonly AdapterModule[]): Note[] {
	const notes: Note[] = [];
	const magnitudes = modules.filter((module) => module.hasMagnitude).length;
	if (magnitudes > 0) notes.push(note('no-base', { count: magnitudes }));
	for (const { name, layout, parameters } of modules) {
		const layer = layout.shape.reduce((product, size) => product * size, 1);
		if (parameters > layer) notes.push(note('excess', { module: short(name), stored: parameters, layer }));
		if (layout.groups > 1) notes.push(note('grouped', { module: short(name), groups: layout.groups }));
	}
	if (modules.some(({ layout }) => layout.method === 'adalora')) notes.push(note('rank-pruned'));
	return notes;
}
