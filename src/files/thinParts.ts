/**
 * The ΔW of a module as thin factors, in the parts in which a library keeps it: an expert each, a group of outputs each, or
 * all in one. Kronecker products of two full blocks are as wide as they are tall, and are left to leading.ts.
 */
import { boundOf, type Made } from '$src/math/made';
import type { Tall } from '$src/math/tall';
import { columnsTimes } from '$src/math/tall';
import { thinOf, type Thin } from '$src/math/thin';
import type { AdapterModule } from './adapter';

/** s·ΔW of each part, as it is made. */
export interface MadePart {
	readonly made: Made;
	readonly scale: number;
}

/** Columns of thin factors beyond which they are not thin. */
export const WIDEST = 1024;
export const isThin = (made: Made): boolean => made.kind !== 'kron' || boundOf(made) <= WIDEST;

/** Experts one after the other; of a convolution in groups the rows of each. @throws FileError as `load` */
export const madeParts = async (module: AdapterModule): Promise<readonly MadePart[]> =>
	(await wholeAndParts(module)).parts;

/** The same, and the module as one, which is what its rank and spectrum are measured of. @throws FileError as `load` */
export async function wholeAndParts(
	module: AdapterModule
): Promise<{ readonly whole: MadePart; readonly parts: readonly MadePart[] }> {
	const { made, scale } = await module.load();
	const { groups } = module.layout;
	const parts = made.kind === 'blocks' ? made.parts : groups > 1 ? groupsOf(made, groups) : [made];
	return { whole: { made, scale }, parts: parts.map((part) => ({ made: part, scale })) };
}

/** s·ΔW as thin factors. */
export function thinOfPart({ made, scale }: MadePart): Thin {
	const { p, q } = thinOf(made);
	return { p: columnsTimes(p, new Float64Array(p.width).fill(scale)), q };
}

export const thinParts = async (module: AdapterModule): Promise<readonly Thin[]> =>
	(await madeParts(module)).map(thinOfPart);

/** B of a convolution in groups has zeros wherever an output meets the ranks of another group: without them it is one part a group. */
function groupsOf(made: Made, groups: number): readonly Made[] {
	if (made.kind !== 'product') return [made];
	const [rows, width] = [made.p.rows / groups, made.p.width / groups];
	return Array.from({ length: groups }, (_, g) => ({
		kind: 'product' as const,
		p: block(made.p, [g * rows, rows], [g * width, width]),
		q: block(made.q, [0, made.q.rows], [g * width, width])
	}));
}

type Part = readonly [from: number, count: number];

function block(tall: Tall, [top, rows]: Part, [left, width]: Part): Tall {
	const data = new Float64Array(rows * width);
	for (let j = 0; j < width; j++) {
		const from = (left + j) * tall.rows + top;
		data.set(tall.data.subarray(from, from + rows), j * rows);
	}
	return { rows, width, data };
}
