/** A kernel as a WGSL function, in tiles where its statements allow that, else an element a thread. */
import type { Kernel } from '../schedule/schedule';
import { Named, type Numbers } from './numbers';
import { statementCode } from './statement';
import { rowsOf, tileCode, tilesOf } from './tile';
import { planTile } from './tilePlan';

export interface KernelCode {
	readonly source: string;
	/** How many items there are for threads: tiles or elements. */
	readonly items: number;
}

/**
 * Items begin, begin + by, begin + 2·by … of a kernel.
 * @param head the function's name and parameters, `begin` and `by` among them @param tall tiles where they fit, false
 */
export function kernelCode(kernel: Kernel, head: string, numbers: Numbers, tall = false): KernelCode {
	const plan = planTile(kernel);
	const rows = plan ? rowsOf(kernel, plan, tall) : 0;
	const items = plan ? tilesOf(plan, rows) : kernel.count;
	const named = new Named(numbers);
	const end = named.add(items);
	const before: string[] = [];
	const body = plan
		? tileCode(kernel, plan, rows, named, before)
		: kernel.statements.flatMap((s, i) => statementCode(s, i, { width: 'f32', index: 't', named, before }));
	const lines = [
		`fn ${head} {`,
		...named.lines,
		...before,
		`for (var t = begin; t < ${end}; t += by) {`,
		...body,
		'}',
		'}'
	];
	return { source: indented(lines).join('\n'), items };
}

/** Two spaces for each brace that is open. */
function indented(lines: readonly string[]): string[] {
	let depth = 0;
	return lines.map((line) => {
		if (line.startsWith('}')) depth--;
		const text = '  '.repeat(depth) + line;
		if (line.endsWith('{') || line.startsWith('{')) depth++;
		return text;
	});
}
