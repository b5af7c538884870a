/**
 * Adapters made into one LoRA: cut to a rank or to a share of the energy, or joined as a weighted sum of their ΔW, exactly
 * or cut. Every cut is the best of its rank (Eckart and Young), of experts and groups each of the rank that all of them
 * have, and its error follows from the spectrum. It writes nothing;
 * saved.ts does.
 */
import { smallestRankHolding } from '$src/math/energy';
import { leadingOf, type Choose } from '$src/math/leading';
import { boundOf } from '$src/math/made';
import { tailNorm } from '$src/math/rank';
import { columnsTimes } from '$src/math/tall';
import { sumOfThin, truncated, type Thin } from '$src/math/thin';
import type { Adapter, AdapterModule } from './adapter';
import { requireSameBase } from './changedBase';
import { FileError, note, short, type Note } from './notes';
import { rankOfThin, type ThinModule } from './saved';
import { isThin, madeParts, thinOfPart, WIDEST, type MadePart } from './thinParts';

/** What is kept: at most a rank (of a convolution in groups at least one a group), the smallest rank that holds a share of Σσ², or all of it. */
export type Keep = { readonly rank: number } | { readonly energy: number } | 'all';

export interface Term {
	readonly adapter: Adapter;
	readonly weight: number;
}

export interface RemadeModule {
	readonly name: string;
	readonly rank: number;
	/** ‖ΔW − ΔW′‖/‖ΔW‖; 0 where ΔW is zero. */
	readonly error: number;
	/** Numbers of the new factors, and of the module in all adapters that went into it. */
	readonly parameters: number;
	readonly before: number;
}

/** What was made, module by module, and what is to be written of it. */
export interface Remade<Written = ThinModule> {
	readonly written: readonly Written[];
	readonly modules: readonly RemadeModule[];
	readonly notes: readonly Note[];
}

export interface RemakeOptions {
	readonly keep: Keep;
	/** α that is written, whatever the rank; factors shrink so that ΔW stays. By default α = r. */
	readonly alpha?: number | undefined;
	readonly signal?: AbortSignal;
	/** Called before each module but the first; a worker hears a stop between two tasks only. */
	readonly pause?: (done: number, all: number) => Promise<void>;
}

interface Sources {
	readonly module: AdapterModule;
	readonly list: { readonly module: AdapterModule; readonly weight: number }[];
}

/**
 * The weighted sum of adapters, module by module; one adapter of weight 1 is only cut.
 * @throws FileError where an adapter goes with a base weight that its start changed
 */
export async function remade(terms: readonly Term[], options: RemakeOptions): Promise<Remade> {
	const byName = new Map<string, Sources>();
	const notes: Note[] = [];
	requireSameBase(terms);
	for (const { adapter, weight } of terms) {
		notes.push(...adapter.notes, ...leftBehind(adapter));
		for (const module of adapter.modules) {
			const entry = byName.get(module.name) ?? { module, list: [] };
			entry.list.push({ module, weight });
			byName.set(module.name, entry);
		}
	}
	const [written, modules]: [ThinModule[], RemadeModule[]] = [[], []];
	let done = 0;
	for (const sources of byName.values()) {
		if (done > 0) await options.pause?.(done, byName.size);
		if (options.signal?.aborted) break;
		done++;
		try {
			const one = await remadeModule(sources, options);
			written.push(one.written);
			modules.push(one.told);
			notes.push(...leastRankOf(one.written, options.keep));
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			notes.push(error.note);
		}
	}
	return { written, modules, notes };
}

/** What no folder of factors has. */
export function leftBehind({ modules, others }: Adapter): readonly Note[] {
	const magnitudes = modules.filter(({ hasMagnitude }) => hasMagnitude);
	const [module, other] = [magnitudes[0], others.find(({ kind }) => kind !== 'magnitude')];
	const count = others.filter(({ kind }) => kind !== 'magnitude').length;
	return [
		...(module ? [note('magnitude-left', { count: magnitudes.length, module: short(module.name) })] : []),
		...(other ? [note('others-left', { count, tensor: short(other.name) })] : [])
	];
}

/** A convolution in groups has a rank of one a group at least, whatever was asked for. */
function leastRankOf({ name, on, parts }: ThinModule, keep: Keep): readonly Note[] {
	const groups = parts.length;
	if (keep === 'all' || !('rank' in keep) || on !== 'groups' || keep.rank >= groups) return [];
	return [note('least-rank', { module: short(name), least: groups, wanted: keep.rank, groups })];
}

const leftOut = (module: AdapterModule, about: string): never => {
	throw new FileError(note('not-written', { module: short(module.name), about }));
};

async function remadeModule(
	{ module, list }: Sources,
	{ keep, alpha }: RemakeOptions
): Promise<{ readonly written: ThinModule; readonly told: RemadeModule }> {
	const sums = await partsOfSum(module, list);
	const cuts = keep === 'all' ? sums.map((sum) => exactly(module, sum)) : cutAll(sums, keep, module);
	const [whole, lost] = cuts.reduce(
		([a, b], one) => [Math.hypot(a, one.whole), Math.hypot(b, one.lost)],
		[0, 0]
	);
	const on = onOf(module);
	const written: ThinModule = {
		name: module.name,
		parts: cuts.map(({ thin }) => thin),
		...(on === undefined ? {} : { on }),
		...(on === 'embedding' ? {} : { shape: module.layout.shape }),
		configName: module.configName,
		...(alpha === undefined ? {} : { alpha })
	};
	const told = {
		name: module.name,
		rank: rankOfThin(written),
		error: whole > 0 ? lost / whole : 0,
		parameters: cuts.reduce((sum, { thin }) => sum + thin.p.data.length + thin.q.data.length, 0),
		before: list.reduce((sum, one) => sum + one.module.parameters, 0)
	};
	return { written, told };
}

const onOf = ({ layout }: AdapterModule): ThinModule['on'] =>
	layout.on ?? (layout.groups > 1 ? 'groups' : undefined);

/** Part by part, the sum as it is made: of one adapter its own form, of several thin factors side by side. */
async function partsOfSum(module: AdapterModule, list: Sources['list']): Promise<readonly MadePart[]> {
	const all: (readonly MadePart[])[] = [];
	for (const { module: own, weight } of list) {
		if (own.layout.shape.join() !== module.layout.shape.join() || onOf(own) !== onOf(module)) {
			leftOut(module, `of shape ${module.layout.shape.join(' × ')} and ${own.layout.shape.join(' × ')}`);
		}
		const parts = await madeParts(own);
		all.push(parts.map(({ made, scale }) => ({ made, scale: scale * weight })));
	}
	const [first = []] = all;
	if (all.length === 1) return first;
	return first.map((_, i): MadePart => {
		const terms = all.map((parts) => parts[i]).filter((one) => one !== undefined);
		const width = terms.reduce((sum, { made }) => sum + boundOf(made), 0);
		if (terms.length < all.length) leftOut(module, 'of different numbers of experts or groups');
		if (width > WIDEST)
			leftOut(module, `a sum of rank up to ${width}, more than ${WIDEST}; cut each adapter first`);
		const { p, q } = sumOfThin(terms.map((term) => ({ thin: thinOfPart(term), weight: 1 })));
		return { made: { kind: 'product', p, q }, scale: 1 };
	});
}

interface CutPart {
	readonly thin: Thin;
	/** ‖ΔW‖ of the part, and of what is left away. */
	readonly whole: number;
	readonly lost: number;
}

/** All of it: the factors themselves, unless they are wider than a side. */
function exactly(module: AdapterModule, part: MadePart): CutPart {
	const { made } = part;
	if (!isThin(made))
		leftOut(module, `its rank may be ${boundOf(made)}, more than ${WIDEST}; give a rank to cut to`);
	const isWide = made.kind === 'product' && made.p.width > Math.min(made.p.rows, made.q.rows);
	if (!isWide) return { thin: thinOfPart(part), whole: 1, lost: 0 };
	return cut(part, (all) => all.length);
}

/** All parts to one rank: the largest that one of them needs. */
function cutAll(
	parts: readonly MadePart[],
	keep: Exclude<Keep, 'all'>,
	module: AdapterModule
): readonly CutPart[] {
	const each = onOf(module) === 'groups' ? parts.length : 1;
	if ('rank' in keep) {
		const rank = Math.max(1, Math.floor(keep.rank / each));
		return parts.map((part) => cut(part, () => rank));
	}
	const needed = (all: Float64Array): number =>
		smallestRankHolding(
			all.map((x) => x * x),
			keep.energy
		);
	const wanted = (all: Float64Array): number => Math.max(1, needed(all));
	const first = parts.map((part) => cut(part, wanted));
	const most = Math.max(...first.map(({ thin }) => thin.p.width));
	if (most > WIDEST) leftOut(module, `rank ${most} for that share, more than ${WIDEST}; give a smaller one`);
	return first.map((one, i) => {
		const part = parts[i];
		return one.thin.p.width === most || !part ? one : cut(part, () => most);
	});
}

/** The best of a rank. A rank of 0 is no LoRA: PEFT wants one. */
function cut({ made, scale }: MadePart, choose: Choose): CutPart {
	const leading = leadingOf(made, choose);
	const by = Math.abs(scale);
	const scaled = { ...leading, singularValues: leading.singularValues.map((s) => by * s) };
	const { p, q } = truncated(scaled, scaled.singularValues.length);
	const signed = scale < 0 ? columnsTimes(p, new Float64Array(p.width).fill(-1)) : p;
	const all = leading.all.map((s) => by * s);
	return {
		thin: { p: signed, q },
		whole: tailNorm(all, 0),
		lost: tailNorm(all, scaled.singularValues.length)
	};
}
