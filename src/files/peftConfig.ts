/**
 * PEFT's adapter_config.json, checked: the settings that decide what ΔW is. What would change ΔW in a way that
 * this notebook does not know (DoRA, for one) is refused by name, not ignored. It knows no tensors.
 * Source: PEFT 0.21, tuners/{lora,loha,lokr}/config.py and utils/other.py (get_pattern_key).
 */
import { own } from '$src/own';
import { matcherOf, PatternError } from './pattern';

export class PeftConfigError extends Error {
	override readonly name = 'PeftConfigError';
}

export type PeftType = 'LORA' | 'LOHA' | 'LOKR';

export interface PeftConfig {
	readonly type: PeftType;
	/** r of a module, by its path: rank_pattern first, then r. */
	readonly rankOf: (module: string) => number;
	/** α of a module, by its path: alpha_pattern first, then α. */
	readonly alphaOf: (module: string) => number;
	readonly rslora: boolean;
	/** decompose_factor; −1 means no limit. */
	readonly factor: number;
	readonly decomposeBoth: boolean;
}

const refuse = (expected: string, got: unknown, remedy = ''): never => {
	const shown = typeof got === 'string' ? got : (JSON.stringify(got) ?? 'nothing');
	throw new PeftConfigError(
		`adapter_config.json: expected ${expected}, got ${shown.slice(0, 80)}${remedy ? `; ${remedy}` : ''}`
	);
};

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws PeftConfigError naming the setting, what was expected and what came */
export function parsePeftConfig(text: string): PeftConfig {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return refuse('JSON', `${text.slice(0, 20)} …`);
	}
	if (!isRecord(json)) return refuse('a JSON object', json);
	const type = json['peft_type'];
	if (type !== 'LORA' && type !== 'LOHA' && type !== 'LOKR') {
		return refuse('peft_type LORA, LOHA or LOKR', type, 'other methods are not known here');
	}
	for (const unknown of ['use_dora', 'use_qalora', 'fan_in_fan_out', 'rank_dropout_scale'] as const) {
		if (json[unknown] === true)
			refuse(`${unknown} false`, true, 'it changes ΔW in a way that is not known here');
	}
	const alphaName = type === 'LORA' ? 'lora_alpha' : 'alpha';
	const rank = positive(json, 'r', true);
	const alpha = positive(json, alphaName, false);
	const ranks = patternOf(json, 'rank_pattern');
	const alphas = patternOf(json, 'alpha_pattern');
	return {
		type,
		rankOf: (module) => lookUp(ranks, module) ?? rank,
		alphaOf: (module) => lookUp(alphas, module) ?? alpha,
		rslora: flag(json, 'use_rslora'),
		factor: type === 'LOKR' ? factorIn(json) : -1,
		decomposeBoth: flag(json, 'decompose_both')
	};
}

function positive(json: Json, name: string, whole: boolean): number {
	const value = own(json, name);
	const good =
		typeof value === 'number' && value > 0 && Number.isFinite(value) && (!whole || Number.isInteger(value));
	return good ? value : refuse(`${name} that is a positive ${whole ? 'integer' : 'number'}`, value);
}

function flag(json: Json, name: string): boolean {
	const value = own(json, name) ?? false;
	return typeof value === 'boolean' ? value : refuse(`${name} true or false`, value);
}

function factorIn(json: Json): number {
	const value = json['decompose_factor'] ?? -1;
	const good = typeof value === 'number' && Number.isInteger(value) && (value === -1 || value > 0);
	return good ? value : refuse('decompose_factor −1 or a positive integer', value);
}

type Pattern = readonly (readonly [matches: (module: string) => boolean, value: number])[];

/** PEFT takes a key as a regular expression for the end of a path, from a dot on, and the first that matches. */
function patternOf(json: Json, name: string): Pattern {
	const value = own(json, name) ?? {};
	if (!isRecord(value)) return refuse(`${name} that is an object`, value);
	return Object.entries(value).map(([key, number]) => {
		if (typeof number !== 'number' || !(number > 0)) return refuse(`${name}.${key} that is positive`, number);
		return [matcherFor(name, key), number] as const;
	});
}

function matcherFor(name: string, key: string): (module: string) => boolean {
	try {
		// Alone first: a place that is complained about is counted in the key.
		matcherOf(key);
		return matcherOf(`(.*\\.)?(${key})`);
	} catch (error) {
		if (!(error instanceof PatternError)) throw error;
		return refuse(
			`keys of ${name} made of letters, classes, groups, | and repetitions`,
			`${error.message} in ${key}`,
			'write the modules out, or join them with |'
		);
	}
}

const lookUp = (pattern: Pattern, module: string): number | undefined =>
	pattern.find(([matches]) => matches(module))?.[1];
