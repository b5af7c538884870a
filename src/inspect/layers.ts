/** Where in the model a module sits, from its name: the first number is its layer, all else its kind. Pure. */

export interface Place {
	/** Text of the numbers before the kind, such as 3 or 1.0. */
	readonly layer: string;
	readonly kind: string;
}

/** model.layers.3.self_attn.q_proj → 3, self_attn.q_proj; a name without a number is in the layer “–”. */
export function placeOf(name: string): Place {
	const match = /^(.*?)[._](\d+)[._](.*)$/.exec(name);
	if (!match) return { layer: '–', kind: name };
	const [, before = '', layer = '', after = ''] = match;
	// Blocks of a U-Net have a number each, below one for their group.
	const group = /(down|up|mid|input|output|double|single)_?blocks?$/.exec(before)?.[1];
	return { layer: group ? `${group} ${layer}` : layer, kind: after };
}

export interface Grid {
	readonly layers: readonly string[];
	readonly kinds: readonly string[];
	/** Index of a module by layer and kind. */
	readonly at: (layer: string, kind: string) => number | undefined;
}

/** Kinds that a heat map has columns for. */
const MOST_KINDS = 40;

export function gridOf(names: readonly string[]): Grid {
	const places = names.map(placeOf);
	const layers = [...new Set(places.map(({ layer }) => layer))];
	const kinds = [...new Set(places.map(({ kind }) => kind))].slice(0, MOST_KINDS);
	const index = new Map(places.map(({ layer, kind }, i) => [`${layer}\n${kind}`, i]));
	return { layers, kinds, at: (layer, kind) => index.get(`${layer}\n${kind}`) };
}
