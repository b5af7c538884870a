/**
 * Reads a model's config.json, and nothing else: every field is asked for by name, with what it may be, and what was
 * asked for is noted. It knows no kind of model.
 */
import { own } from '$src/own';
import { want, wantedText, type Wanted } from './wanted';

export class ConfigError extends Error {
	override readonly name = 'ConfigError';
	constructor(
		readonly wanted: Wanted,
		readonly got: string,
		remedy: string
	) {
		super(`config.json: expected ${wantedText(wanted)}, got ${got}; ${remedy}`);
	}
}

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Larger files are no config.json. */
const LONGEST = 1_000_000;
/** Products of three sizes stay exact below it. */
const LARGEST = 2 ** 24;

const shown = (value: unknown): string =>
	value === undefined
		? 'nothing'
		: (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')).slice(0, 60);

/** @throws ConfigError with what was expected, what came, and what to do */
export const refuse = (what: Wanted, got: unknown, remedy: string): never => {
	throw new ConfigError(what, shown(got), remedy);
};

const REMEDY = 'take the config.json of the model as it was published';

export class Config {
	readonly #json: Json;
	readonly #used = new Map<string, unknown>();

	/** @throws ConfigError where the text is no JSON object */
	constructor(text: string) {
		if (text.length > LONGEST) refuse(want('length', '', LONGEST), text.length, 'this is another file');
		let json: unknown;
		try {
			json = JSON.parse(text);
		} catch {
			refuse(want('json'), text.trim() === '' ? undefined : `${text.trim().slice(0, 30)} …`, REMEDY);
		}
		this.#json = isRecord(json) ? json : refuse(want('object'), json, REMEDY);
	}

	/** What was read of it, as JSON: the same model, in an address. */
	get used(): string {
		return JSON.stringify(Object.fromEntries(this.#used));
	}

	/** The raw value, undefined where it is missing or null. */
	value(name: string): unknown {
		const value = own(this.#json, name) ?? undefined;
		if (value !== undefined) this.#used.set(name, value);
		return value;
	}

	/**
	 * A size from 1 on. @param fallback where it is missing; without one it must be there
	 * @param other another name that it has in some files
	 */
	size(name: string, fallback?: number, other?: string): number {
		const value = this.value(name) ?? (other === undefined ? undefined : this.value(other)) ?? fallback;
		return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LARGEST
			? value
			: refuse(want('integer', name, LARGEST), value, REMEDY);
	}

	flag(name: string, fallback: boolean): boolean {
		const value = this.value(name) ?? fallback;
		return typeof value === 'boolean' ? value : refuse(want('flag', name), value, REMEDY);
	}

	/** Text of a kind of model or layer. */
	text(name: string, fallback?: string): string {
		const value = this.value(name) ?? fallback;
		return typeof value === 'string' ? value : refuse(want('text', name), value, REMEDY);
	}

	/** A probability, for what is left out. */
	share(name: string, fallback: number): number {
		const value = this.value(name) ?? fallback;
		return typeof value === 'number' && value >= 0 && value <= 1
			? value
			: refuse(want('share', name), value, REMEDY);
	}

	/** The class that the model is loaded as. */
	architecture(fallback: string): string {
		const value = this.value('architectures');
		if (value === undefined) return fallback;
		const first: unknown = Array.isArray(value) ? value[0] : value;
		return typeof first === 'string' ? first : refuse(want('names', 'architectures'), value, REMEDY);
	}

	/** Classes of a head: as many as have a label; 2 where nothing is said, as in transformers. */
	labels(): number {
		const labels = own(this.#json, 'id2label') ?? undefined;
		if (labels === undefined) return this.size('num_labels', 2);
		const count = isRecord(labels) ? Object.keys(labels).length : 0;
		if (count < 1) refuse(want('labels', 'id2label'), labels, REMEDY);
		// Only how many there are matters, and keeps the address short.
		this.#used.set('num_labels', count);
		return count;
	}

	/** Parts of a width, such as heads. @throws ConfigError where they do not divide it */
	divided(of: string, width: number, parts: number): number {
		return width % parts === 0
			? width / parts
			: refuse(want('divides', of, width), parts, 'one of the two is not of this model');
	}
}
