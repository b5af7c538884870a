/** A kernel as a WGSL function, in tiles where its statements allow that, else an element a thread. */
import type { Kernel } from '../schedule/schedule';
import { Named, type Numbers } from './numbers';
import { statementCode } from './statement';
import { tileCode, tilesOf } from './tile';
import { planTile } from './tilePlan';

export interface KernelCode {
	/** fn kernel<n>(begin, by, step): items begin, begin + by, begin + 2·by … */
	readonly source: string;
	/** How many items there are: elements or tiles. */
	readonly items: number;
}

export function kernelCode(kernel: Kernel, n: number, numbers: Numbers): KernelCode {
	const plan = planTile(kernel);
	if (plan) return { source: tileCode(kernel, plan, n, numbers), items: tilesOf(plan) };
	const count = numbers.add(kernel.count);
	const named = new Named(numbers);
	const body = kernel.statements.flatMap((s, i) => statementCode(s, i, { width: 'f32', index: 't', named }));
	const source = `fn kernel${n}(begin: u32, by: u32, step: u32) {
  for (var t = begin; t < ${count}; t += by) {
${[...named.lines, ...body].map((line) => `    ${line}`).join('\n')}
  }
}`;
	return { source, items: kernel.count };
}
