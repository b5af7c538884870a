/** What lies beside the factors of an adapter: full weights, biases, rows of tokens, magnitudes, tensors of other methods. */
import type { Dialect } from './dialects/dialect';
import { otherMethodOf, type PartName } from './keys';
import { note, short, type Note } from './notes';
import type { PeftConfig } from './peftConfig';
import type { TensorEntry } from './safetensors';

/** Full numbers that lie beside the adapter. */
export type OtherKind = 'saved-module' | 'bias' | 'base-weight' | 'token-rows' | 'magnitude' | 'other';

export interface Other {
	/** The key in the file. */
	readonly name: string;
	readonly kind: OtherKind;
	readonly numbers: number;
}

/** A module's tensors, as they are gathered. */
export interface Gathered {
	readonly parts: Map<PartName, TensorEntry>;
}

/** PEFT takes names as the ends of paths. */
export const isAmong = (module: string, names: readonly string[]): boolean =>
	names.some((name) => module === name || module.endsWith(`.${name}`));

export function othersOf(
	rest: readonly TensorEntry[],
	gathered: ReadonlyMap<string, Gathered>,
	dialect: Dialect,
	config: PeftConfig | null,
	notes: Note[]
): Other[] {
	const others: Other[] = [];
	const unknown: TensorEntry[] = [];
	const methods = new Map<string, { count: number; readonly tensor: string; readonly about: string }>();
	for (const entry of rest) {
		const method = otherMethodOf(entry.name);
		if (method) {
			const seen = methods.get(method.method) ?? { count: 0, tensor: short(entry.name), about: method.about };
			methods.set(method.method, { ...seen, count: seen.count + 1 });
		}
		const kind = kindOf(entry.name, dialect, config);
		if (kind === 'other' && !method) unknown.push(entry);
		others.push({ name: entry.name, kind, numbers: entry.count });
	}
	for (const { parts } of gathered.values()) {
		// PEFT counts its magnitudes among the trained numbers of the module, LyCORIS keeps them apart.
		const scale = parts.get('doraScale');
		if (scale) others.push({ name: scale.name, kind: 'magnitude', numbers: scale.count });
	}
	for (const [method, values] of methods) notes.push(note('other-method', { method, ...values }));
	const [first] = unknown;
	if (first) notes.push(note('other-tensors', { count: unknown.length, tensor: short(first.name) }));
	return others;
}

/** Rows of an embedding, which take the place of its own: no difference (PEFT 0.21, tuners/trainable_tokens/layer.py). */
export const isTokenRows = (key: string): boolean => /trainable_tokens_delta(\.|$)/.test(key);

/** What a tensor beside the adapter is, by its name. PEFT 0.21, utils/save_and_load.py. */
function kindOf(key: string, dialect: Dialect, config: PeftConfig | null): OtherKind {
	if (isTokenRows(key)) return 'token-rows';
	const dot = key.lastIndexOf('.');
	const owner = dialect.nameOf(key.slice(0, Math.max(0, dot)));
	if (config && isAmong(owner, config.savedModules)) return 'saved-module';
	if (key.endsWith('.bias')) return 'bias';
	if (key.endsWith('.base_layer.weight')) return 'base-weight';
	return dialect.name === 'peft' && otherMethodOf(key) === null ? 'saved-module' : 'other';
}
