/**
 * LyCORIS 3.2: kohya's names with LoHa, LoKr, Tucker cores or dora_scale, α in the file. Once both blocks of a LoKr are full,
 * α is not used and s = 1 (modules/lokr.py); with rs_lora the file has dim·√dim, and training used √dim, its α/dim.
 */
import { own } from '$src/own';
import { some, storedScale, type Dialect, type ScaleQuestion } from './dialect';

/** A number in the metadata of the network, or in its arguments, which are JSON. */
export function networkNumber({ metadata, isConvolution }: ScaleQuestion): number | null {
	const args = networkArguments(metadata);
	const conv = isConvolution ? Number(own(args, 'conv_dim')) : NaN;
	const dim = Number.isFinite(conv) ? conv : Number(metadata.get('ss_network_dim') ?? NaN);
	return Number.isFinite(dim) && dim > 0 ? dim : null;
}

export function networkArguments(metadata: ReadonlyMap<string, string>): Readonly<Record<string, unknown>> {
	try {
		const parsed: unknown = JSON.parse(metadata.get('ss_network_args') ?? '{}');
		return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}

/** What the file keeps of √dim in few bits is √dim. */
const ofRoot = (scale: number, dim: number): number =>
	Math.abs(scale / Math.sqrt(dim) - 1) < 1e-3 ? Math.sqrt(dim) : scale;

const isSet = (value: unknown): boolean => value === true || value === 'True' || value === 'true';

export const lycoris: Dialect = {
	name: 'lycoris',
	recognises: ({ keys, metadata }) =>
		/lycoris/i.test(metadata.get('ss_network_module') ?? '') ||
		some(keys, /\.(hada_w\d_[ab]|lokr_w\d(_[ab])?|lora_mid\.weight|dora_scale)$/) ||
		some(keys, /^lycoris_/),
	nameOf: (path) => path,
	scaleOf: (question) => {
		if (question.method !== 'lokr' || question.rank !== null) return storedScale(question);
		const dim = networkNumber(question);
		const { storedAlpha } = question;
		if (isSet(own(networkArguments(question.metadata), 'rs_lora')) && dim !== null && storedAlpha !== null)
			return { scale: ofRoot(storedAlpha / dim, dim), from: 'alpha of the file/dim' };
		return { scale: 1, from: 'both blocks full: 1' };
	}
};
