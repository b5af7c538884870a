/**
 * How tensors of adapters end: after the path of the module comes one of these, in every dialect. What a part is for stands
 * in forms/. Names by the libraries' files: PEFT tuners, kohya sd-scripts networks/lora.py, LyCORIS lycoris/modules,
 * diffusers loaders/lora_conversion_utils.py.
 */

export type PartName =
	| 'A'
	| 'B'
	| 'embeddingA'
	| 'embeddingB'
	| 'mid'
	| 'E'
	| 'diagonal'
	| 'biasB'
	| 'magnitude'
	| 'doraScale'
	| 'alpha'
	| 'w1'
	| 'w1a'
	| 'w1b'
	| 'w2'
	| 'w2a'
	| 'w2b'
	| 't1'
	| 't2'
	| 'hada1a'
	| 'hada1b'
	| 'hada2a'
	| 'hada2b'
	| 'hadaT1'
	| 'hadaT2';

/** Ending → part. The name of an adapter may stand before `.weight`, or at the end where there is no `.weight`. */
const endings: readonly (readonly [pattern: RegExp, part: PartName])[] = [
	[/\.lora_A(?:\.(?<adapter>[^.]+))?\.weight$/, 'A'],
	[/\.lora_B(?:\.(?<adapter>[^.]+))?\.weight$/, 'B'],
	[/\.lora_B(?:\.(?<adapter>[^.]+))?\.bias$/, 'biasB'],
	[/\.lora_A(?:\.(?<adapter>[^.]+))?$/, 'A'],
	[/\.lora_B(?:\.(?<adapter>[^.]+))?$/, 'B'],
	[/\.lora_E(?:\.(?<adapter>[^.]+))?$/, 'E'],
	[/\.lora_diag(?:\.(?<adapter>[^.]+))?$/, 'diagonal'],
	[/\.lora_embedding_A(?:\.(?<adapter>[^.]+))?$/, 'embeddingA'],
	[/\.lora_embedding_B(?:\.(?<adapter>[^.]+))?$/, 'embeddingB'],
	[/\.lora_magnitude_vector(?:\.(?<adapter>[^.]+?))?(?:\.weight)?$/, 'magnitude'],
	[/\.(?:lora_down|lora\.down|lora_linear_layer\.down)\.weight$/, 'A'],
	[/\.(?:lora_up|lora\.up|lora_linear_layer\.up)\.weight$/, 'B'],
	[/_lora\.down\.weight$/, 'A'],
	[/_lora\.up\.weight$/, 'B'],
	[/\.lora_mid\.weight$/, 'mid'],
	[/\.dora_scale$/, 'doraScale'],
	[/\.alpha$/, 'alpha'],
	[/\.hada_w1_a(?:\.(?<adapter>[^.]+))?$/, 'hada1a'],
	[/\.hada_w1_b(?:\.(?<adapter>[^.]+))?$/, 'hada1b'],
	[/\.hada_w2_a(?:\.(?<adapter>[^.]+))?$/, 'hada2a'],
	[/\.hada_w2_b(?:\.(?<adapter>[^.]+))?$/, 'hada2b'],
	[/\.hada_t1(?:\.(?<adapter>[^.]+))?$/, 'hadaT1'],
	[/\.hada_t2(?:\.(?<adapter>[^.]+))?$/, 'hadaT2'],
	[/\.lokr_w1(?:\.(?<adapter>[^.]+))?$/, 'w1'],
	[/\.lokr_w1_a(?:\.(?<adapter>[^.]+))?$/, 'w1a'],
	[/\.lokr_w1_b(?:\.(?<adapter>[^.]+))?$/, 'w1b'],
	[/\.lokr_w2(?:\.(?<adapter>[^.]+))?$/, 'w2'],
	[/\.lokr_w2_a(?:\.(?<adapter>[^.]+))?$/, 'w2a'],
	[/\.lokr_w2_b(?:\.(?<adapter>[^.]+))?$/, 'w2b'],
	[/\.lokr_t2(?:\.(?<adapter>[^.]+))?$/, 't2']
];

/** Methods that are met in files and not measured here: what their tensors end with, and what is known of them. */
const others: readonly (readonly [pattern: RegExp, method: string, about: string])[] = [
	[
		/\.(oft_r|oft_R(\.weight)?|oft_blocks|oft_diag|oft_s)(\.[^.]+)?$/,
		'OFT',
		'W is turned by an orthogonal matrix, ΔW needs the base weight'
	],
	[/\.boft_(R|s)(\.[^.]+)?$/, 'BOFT', 'W is turned by a product of butterflies, ΔW needs the base weight'],
	[
		/\.(ia3_l|on_input|weight_ia3)(\.[^.]+)?$/,
		'IA³',
		'rows or columns of W are scaled, ΔW needs the base weight'
	],
	[
		/\.(vera_lambda_[bd]|vera_[AB])(\.[^.]+)?$/,
		'VeRA',
		'two vectors scale random matrices that are drawn from a seed'
	],
	[/\.(randlora_\w+)(\.[^.]+)?$/, 'RandLoRA', 'sums of random matrices that are drawn from a seed'],
	[/\.(vblora_\w+)(\.[^.]+)?$/, 'VB-LoRA', 'rows are picked from a bank of vectors'],
	[/\.(fourierft_spectrum)(\.[^.]+)?$/, 'FourierFT', 'ΔW is given by few Fourier coefficients'],
	[/\.(hira_[AB])(\.weight)?$/, 'HiRA', 'ΔW = W ⊙ BA needs the base weight'],
	[/\.(bone_\w+|miss_\w+)(\.[^.]+)?$/, 'MiSS', 'one block is repeated along the rows'],
	[/\.(a1|a2|b1|b2)\.weight$/, 'GLoRA', 'ΔW is a function of the base weight'],
	[
		/\.(delora_\w+|gralora_\w+|c3a_\w+|road_\w+|shira_\w+|waveft_\w+|lora_gra\w*)(\.[^.]+)?$/,
		'another PEFT method',
		'see peft_type of its configuration'
	],
	[/\.(diff|diff_b)$/, 'full', 'the difference itself is stored, without factors'],
	[/\.(w_norm|b_norm)$/, 'full norm', 'the trained weight of a norm is stored']
];

export interface Located {
	/** All before the ending. */
	readonly path: string;
	readonly part: PartName;
	/** The name of an adapter in the key: only in-memory names have one. */
	readonly adapter: string | null;
}

export function locate(key: string): Located | null {
	for (const [pattern, part] of endings) {
		const match = pattern.exec(key);
		if (!match) continue;
		const adapter = match.groups?.['adapter'] ?? null;
		// `to_q_lora.down`: the layer's name is before the underscore.
		return { path: key.slice(0, match.index), part, adapter };
	}
	return null;
}

/** The method that a tensor belongs to, where it is known and not measured here. */
export function otherMethodOf(key: string): { readonly method: string; readonly about: string } | null {
	const found = others.find(([pattern]) => pattern.test(key));
	return found ? { method: found[1], about: found[2] } : null;
}
