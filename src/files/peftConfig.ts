/**
 * PEFT's adapter_config.json, checked: the settings that decide what ΔW is. It knows no tensors.
 * Source: PEFT 0.21, tuners/{lora,loha,lokr,adalora}/config.py and utils/other.py (get_pattern_key).
 */
import { own } from '$src/own';
import { FileError, note, short, type Note } from './notes';
import { matcherOf, PatternError } from './pattern';

export interface PeftConfig {
	/** As written: LORA, LOHA, LOKR, ADALORA or another. */
	readonly type: string;
	/** r of a module, by its path: rank_pattern first, then r. */
	readonly rankOf: (module: string) => number;
	/** α of a module, by its path: alpha_pattern first, then α. */
	readonly alphaOf: (module: string) => number;
	/**
	 * Two keys of alpha_pattern that fit a module with unlike α, the one that counts first. Only where the keys lie in the
	 * order in which PEFT saves them, since then training may have gone by the other.
	 */
	readonly rivalsFor: (module: string) => readonly [taken: string, other: string] | null;
	/** init_r of AdaLoRA, by which its α is divided however many ranks were pruned since. */
	readonly initialRank: number;
	/** s = α/√r in place of α/r. */
	readonly rslora: boolean;
	readonly fanInFanOut: boolean;
	/** decompose_factor of LoKr; −1 means no limit. */
	readonly factor: number;
	readonly decomposeBoth: boolean;
	/** Modules that are stored whole, by the ends of their names. */
	readonly savedModules: readonly string[];
	/** Parameters with an axis of experts, by the ends of their names. */
	readonly targetParameters: readonly string[];
	/** Modules whose A or B is stored as the blocks of a block-diagonal matrix. */
	readonly blockDiagonal: {
		readonly blocks: number;
		readonly a: readonly string[];
		readonly b: readonly string[];
	} | null;
	/** Tokens whose rows are stored, of TRAINABLE_TOKENS; as written. */
	readonly tokens: readonly number[];
	/** Things to know that do not change how the file is read. */
	readonly notes: readonly Note[];
}

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * JSON whose names all end in a colon, so that they stay in the order of the file: JavaScript puts names such as 10 before
 * all others, and the order of patterns decides.
 */
function inOrder(text: string): unknown {
	let inside = false;
	const marked = text.replaceAll(/\\.|"(\s*:)?/g, (found: string, colon?: string) => {
		if (found.startsWith('"')) inside = !inside;
		return found.startsWith('"') && !inside && colon ? `:${found}` : found;
	});
	return JSON.parse(marked);
}

/** PEFT's own defaults, where a setting is missing. */
const DEFAULT_RANK = 8;
const DEFAULT_ALPHA = 8;
const DEFAULT_INITIAL_RANK = 12;

/** Methods whose tensors look like LoRA's and mean something else. */
const changes: readonly (readonly [key: string, about: string])[] = [
	['alora_invocation_tokens', 'the adapter acts after these tokens only, and PEFT does not merge it'],
	['kasa_config', 'the base weight is truncated by an SVD as well'],
	['velora_config', 'lora_velora_embed is used in training only'],
	['monteclora_config', 'a sampler is added in training; merged it is plain B·A'],
	['arrow_config', 'a router chooses among several adapters'],
	['use_qalora', 'on quantized layers A sees sums over groups of inputs'],
	['layer_replication', 'layers are numbered anew, several of them share a base weight']
];

class Reader {
	constructor(
		private readonly json: Json,
		private readonly file: string,
		private readonly ordered: Json = {}
	) {}

	refuse(expected: string, got: unknown, remedy: string): never {
		const shown = typeof got === 'string' ? got : (JSON.stringify(got) ?? 'nothing');
		throw new FileError(note('config', { file: this.file, expected, got: short(shown), remedy }));
	}

	get(name: string): unknown {
		return own(this.json, name) ?? undefined;
	}

	positive(name: string, fallback: number, whole: boolean): number {
		const value = this.get(name) ?? fallback;
		const good =
			typeof value === 'number' && value > 0 && Number.isFinite(value) && (!whole || Number.isInteger(value));
		return good
			? value
			: this.refuse(
					`a positive ${whole ? 'integer' : 'number'}`,
					`${name} is ${JSON.stringify(value)}`,
					'mend the configuration'
				);
	}

	flag(name: string): boolean {
		const value = this.get(name) ?? false;
		return typeof value === 'boolean'
			? value
			: this.refuse('true or false', `${name} is ${JSON.stringify(value)}`, 'mend the configuration');
	}

	factor(): number {
		const value = this.get('decompose_factor') ?? -1;
		const good = typeof value === 'number' && Number.isInteger(value) && (value === -1 || value > 0);
		return good
			? value
			: this.refuse(
					'−1 or a positive integer',
					`decompose_factor is ${JSON.stringify(value)}`,
					'mend the configuration'
				);
	}

	names(name: string): readonly string[] {
		const value = this.get(name) ?? [];
		const list = typeof value === 'string' ? [value] : value;
		if (Array.isArray(list) && list.every((one) => typeof one === 'string')) return list.map(String);
		return this.refuse('a list of names', `${name} is ${JSON.stringify(value)}`, 'mend the configuration');
	}

	/** PEFT takes a key as a regular expression for the end of a path, from a dot on, and the first that matches. */
	pattern(name: string): Pattern {
		const value = this.get(name) ?? {};
		// AdaLoRA keeps a list of kept ranks in its rank_pattern: no rank to look up.
		if (!isRecord(value))
			return this.refuse('an object', `${name} is ${JSON.stringify(value)}`, 'mend the configuration');
		const ordered = own(this.ordered, `${name}:`);
		return Object.entries(isRecord(ordered) ? ordered : {}).flatMap(([named, number]) => {
			const key = named.slice(0, -1);
			if (Array.isArray(number)) return [];
			if (typeof number !== 'number' || !(number > 0) || !Number.isFinite(number))
				return this.refuse(
					'a positive number',
					`${name}.${short(key)} is ${JSON.stringify(number)}`,
					'mend the configuration'
				);
			return [{ key, matches: this.matcher(name, key), value: number }];
		});
	}

	private matcher(name: string, key: string): (module: string) => boolean {
		try {
			// Alone first: a place that is complained about is counted in the key.
			matcherOf(key);
			return matcherOf(`(.*\\.)?(${key})`);
		} catch (error) {
			if (!(error instanceof PatternError)) throw error;
			return this.refuse(
				`keys of ${name} made of letters, classes, groups, | and repetitions`,
				`${error.message} in ${short(key)}`,
				'write the modules out, or join them with |'
			);
		}
	}
}

type Pattern = readonly {
	readonly key: string;
	readonly matches: (module: string) => boolean;
	readonly value: number;
}[];

const lookUp = (pattern: Pattern, module: string): number | undefined =>
	pattern.find(({ matches }) => matches(module))?.value;

/** PEFT 0.21 saves with sort_keys=True (config.py), and goes by the order in which the keys were written until then. */
function rivalsIn(pattern: Pattern): PeftConfig['rivalsFor'] {
	const sorted = pattern.every(({ key }, i) => i === 0 || (pattern[i - 1]?.key ?? '') < key);
	return (module) => {
		const fitting = sorted ? pattern.filter(({ matches }) => matches(module)) : [];
		const other = fitting.find(({ value }) => value !== fitting[0]?.value);
		return fitting[0] && other ? [fitting[0].key, other.key] : null;
	};
}

/** @throws FileError naming the setting, what was expected and what came */
export function parsePeftConfig(text: string, file = 'adapter_config.json'): PeftConfig {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return new Reader({}, file).refuse('JSON', `${text.slice(0, 20)} …`, 'fetch the file again');
	}
	if (!isRecord(json)) return new Reader({}, file).refuse('a JSON object', json, 'fetch the file again');
	const ordered = inOrder(text);
	const reader = new Reader(json, file, isRecord(ordered) ? ordered : {});
	const type = reader.get('peft_type');
	if (typeof type !== 'string' || !/^[A-Z]\w{0,40}$/.test(type)) {
		const remedy = 'PEFT refuses another spelling too; write LORA, LOHA, LOKR or ADALORA';
		return reader.refuse('a name in capitals, such as LORA', `peft_type is ${JSON.stringify(type)}`, remedy);
	}
	// LoRA and what derives from it say lora_alpha, LyCORIS's methods say alpha.
	const alphaName = /LORA$/.test(type) ? 'lora_alpha' : 'alpha';
	const rank = reader.positive('r', DEFAULT_RANK, true);
	const alpha = reader.positive(alphaName, DEFAULT_ALPHA, false);
	const [ranks, alphas] = [reader.pattern('rank_pattern'), reader.pattern('alpha_pattern')];
	return {
		type,
		rankOf: (module) => lookUp(ranks, module) ?? rank,
		alphaOf: (module) => lookUp(alphas, module) ?? alpha,
		rivalsFor: rivalsIn(alphas),
		initialRank: reader.positive('init_r', DEFAULT_INITIAL_RANK, true),
		rslora: reader.flag('use_rslora'),
		fanInFanOut: reader.flag('fan_in_fan_out'),
		factor: reader.factor(),
		decomposeBoth: reader.flag('decompose_both'),
		savedModules: reader.names('modules_to_save'),
		targetParameters: reader.names('target_parameters'),
		blockDiagonal: blocksIn(reader),
		tokens: tokensIn(reader),
		notes: notesOf(reader)
	};
}

function tokensIn(reader: Reader): readonly number[] {
	const value = reader.get('token_indices');
	return Array.isArray(value) ? value.filter((one) => typeof one === 'number') : [];
}

function blocksIn(reader: Reader): PeftConfig['blockDiagonal'] {
	const value = reader.get('use_bdlora');
	if (!isRecord(value)) return null;
	const inner = new Reader(value, 'use_bdlora');
	return {
		blocks: inner.positive('nblocks', 1, true),
		a: inner.names('target_modules_bd_a'),
		b: inner.names('target_modules_bd_b')
	};
}

/** Initialisations that change the base weight (PEFT 0.21, tuners/lora/layer.py). */
const TAKES_FROM_BASE = /^(pissa|olora|corda|lora_ga|eva_pissa|loftq)/i;

function notesOf(reader: Reader): readonly Note[] {
	const notes: Note[] = [];
	const start = reader.get('init_lora_weights');
	if (typeof start === 'string' && TAKES_FROM_BASE.test(start))
		notes.push(note('base-changed', { got: short(start) }));
	for (const [key, about] of changes) {
		const value = reader.get(key);
		const isSet = value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
		if (isSet) notes.push(note('also-in-config', { key, about }));
	}
	return notes;
}
