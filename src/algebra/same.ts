/** Whether two expressions are the same by structure: same leaves, ops, notation and sizes. */
import type { Expression } from './expression';

export function same(a: Expression, b: Expression): boolean {
	if (a === b) return true;
	if (a.kind === 'leaf' || b.kind === 'leaf') {
		return a.kind === 'leaf' && b.kind === 'leaf' && a.name === b.name && a.shape.join() === b.shape.join();
	}
	return (
		a.op.name === b.op.name &&
		a.op.notation === b.op.notation &&
		a.reduce === b.reduce &&
		JSON.stringify(a.body) === JSON.stringify(b.body) &&
		JSON.stringify([...a.sizes].sort()) === JSON.stringify([...b.sizes].sort()) &&
		a.args.length === b.args.length &&
		a.args.every((x, i) => {
			const y = b.args[i];
			return y !== undefined && same(x, y);
		})
	);
}
