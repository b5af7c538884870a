/**
 * Bytes of the adapter_model.safetensors that PEFT writes, header included: names, kinds of number and order as PEFT
 * 0.21 and safetensors 0.8 have them. Nothing is written here.
 */
import { countOf } from '$src/math/tensor';
import type { Group } from '../families/shape';
import type { Counted } from './count';
import type { Target } from './targets';

interface Entry {
	readonly name: string;
	readonly dtype: 'F32' | 'BF16';
	readonly shape: readonly number[];
}

const BYTES = { F32: 4, BF16: 2 } as const;
const PREFIX = 'base_model.model.';
/** Targeted, these bring their own frozen weight along (PEFT utils/save_and_load.py, EMBEDDING_LAYER_NAMES). */
const VOCABULARIES = ['embed_tokens', 'lm_head'];

/** What is stored of one module's adapter: all experts in one tensor, and an embedding under names of its own. */
function entriesOf(
	path: string,
	{ group, adapter }: Counted,
	dtype: Entry['dtype'],
	isNested: boolean
): Entry[] {
	const inside = isNested ? tail(group) : tail(group).replace(/\.base_layer$/, '');
	const where = group.stored ? path.replace(stem(group), inside) : path;
	const stored = (adapter?.factors ?? []).map(({ name, peftName, peftTransposed, shape }): Entry => {
		const [rows, columns] = shape;
		if (columns === undefined) return { name: peftName ?? name, dtype, shape };
		const [first, second] = peftTransposed ? [columns, rows] : [rows, columns];
		if (group.kind === 'embedding' && (name === 'A' || name === 'B'))
			// W is [tokens, width] here and [width, tokens] to PEFT: B is its A, turned.
			return name === 'B'
				? { name: 'lora_embedding_A', dtype, shape: [second, first] }
				: { name: 'lora_embedding_B', dtype, shape: [second, first] };
		const many = group.experts;
		return {
			name: peftName ?? name,
			dtype,
			shape: name === 'A' ? [first * many, second] : name === 'B' ? [first, second * many] : [first, second]
		};
	});
	return stored.map((entry) => ({ ...entry, name: `${PREFIX}${where}.${entry.name}` }));
}

const stem = ({ name }: Group): string => name.slice(name.indexOf('*') + 1);
const tail = ({ stored = '' }: Group): string => stored.slice(stored.indexOf('*') + 1);

/** The header as safetensors writes it (paths of modules hold nothing that JSON escapes): widest numbers first, then by name; blanks up to a multiple of 8. */
export function safetensorsBytes(entries: readonly Entry[]): number {
	const order = [...entries].sort((a, b) =>
		a.dtype === b.dtype ? (a.name < b.name ? -1 : 1) : BYTES[b.dtype] - BYTES[a.dtype]
	);
	let at = 0;
	let header = '{"__metadata__":{"format":"pt"}}'.length;
	for (const { name, dtype, shape } of order) {
		const begin = at;
		at += countOf(shape) * BYTES[dtype];
		header += `,"${name}":{"dtype":"${dtype}","shape":[${shape.join()}],"data_offsets":[${begin},${at}]}`
			.length;
	}
	return 8 * Math.ceil((8 + header) / 8) + at;
}

/** @param saved modules of which a full copy is stored, in the 16 bits of the model */
export function adapterFileBytes(
	parts: readonly Counted[],
	saved: readonly Target[],
	dtype: Entry['dtype']
): number {
	// Of two parameters of one module, the one that was wrapped first lies inside the other.
	const isNested = parts.filter(({ group }) => group.kind === 'experts').length > 1;
	const adapters = parts.flatMap((part) =>
		part.paths.flatMap((path) => entriesOf(path, part, dtype, isNested))
	);
	const isVocabulary = ({ name }: Group): boolean => VOCABULARIES.includes(name.split('.').at(-1) ?? '');
	const frozen = parts.flatMap(({ group, paths }) =>
		isVocabulary(group)
			? paths.map((path): Entry => ({
					name: `${PREFIX}${path}.base_layer.weight`,
					dtype: 'BF16',
					shape: group.shape
				}))
			: []
	);
	const copies = saved.flatMap(({ group, paths }) =>
		paths.flatMap((path): Entry[] => [
			{ name: `${PREFIX}${path}.weight`, dtype: 'BF16', shape: group.shape },
			...(group.bias > 0
				? [{ name: `${PREFIX}${path}.bias`, dtype: 'BF16' as const, shape: [group.bias] }]
				: [])
		])
	);
	return safetensorsBytes([...adapters, ...frozen, ...copies]);
}
