/** Of which kind an adapter is by its tensors: what a file without any of ours has instead, and whether its configuration is of another kind. */
import { otherMethodOf } from './keys';
import { fail, FileError, note, short, type Note } from './notes';
import { isTokenRows, type Gathered } from './others';
import type { PeftConfig } from './peftConfig';
import type { TensorEntry } from './safetensors';

/** Nothing to measure: says what the file has instead. */
export function refuseWithout(
	file: string,
	entries: readonly TensorEntry[],
	config: PeftConfig | null,
	notes: readonly Note[] = []
): never {
	const keys = entries.map(({ name }) => name);
	const reason =
		notes.find(({ kind }) => kind === 'zero-size') ??
		notes.find(({ kind }) => kind === 'cut-off' || kind === 'other-kind' || kind === 'incomplete');
	if (reason) throw new FileError(reason);
	for (const key of keys) {
		const other = otherMethodOf(key);
		if (other) {
			const count = keys.filter((one) => otherMethodOf(one)?.method === other.method).length;
			return fail('other-method', { count, tensor: short(key), ...other });
		}
	}
	const wrong = notes.find(({ kind }) => kind === 'wrong-shape');
	if (wrong) throw new FileError(wrong);
	const [rows, tokens] = [entries.filter(({ name }) => isTokenRows(name)), config?.tokens ?? []];
	const [row] = rows;
	if (row) {
		const about = `the configuration names the tokens ${short(tokens.join(', '))}`;
		return fail('token-rows', {
			file,
			rows: rows.reduce((sum, { shape: [count = 0] }) => sum + count, 0),
			numbers: rows.reduce((sum, { count }) => sum + count, 0),
			tensor: short(row.name),
			about: tokens.length > 0 ? about : 'no configuration names their tokens'
		});
	}
	return fail('no-adapter', { file, count: keys.length, tensor: short(keys[0] ?? '') });
}

const TYPES: Readonly<Record<string, RegExp>> = {
	LORA: /^(A|B|embeddingA|embeddingB)$/,
	ADALORA: /^E$/,
	LOHA: /^hada/,
	LOKR: /^w[12]/
};

/** The configuration, unless it is of another kind of adapter than the tensors: then its α says nothing of them. */
export function configFor(
	gathered: ReadonlyMap<string, Gathered>,
	config: PeftConfig | null,
	notes: Note[]
): PeftConfig | null {
	if (!config) return null;
	const pattern = new Map(Object.entries(TYPES)).get(config.type);
	const parts = new Set([...gathered.values()].flatMap((module) => [...module.parts.keys()]));
	if (parts.size === 0 || (pattern && [...parts].some((part) => pattern.test(part)))) return config;
	const got = Object.entries(TYPES).find(([, signs]) => [...parts].some((part) => signs.test(part)))?.[0];
	notes.push(
		note('other-type', {
			file: 'adapter_config.json',
			expected: short(config.type),
			got: got ?? 'another kind'
		})
	);
	return null;
}
