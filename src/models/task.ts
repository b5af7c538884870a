/** What a run is trained on, as text and as data. Its numbers are in target.ts. */
import { text, type TextField } from '$src/schema/field';

export type Task =
	| { readonly kind: 'identity' | 'gaussian' }
	| { readonly kind: 'low-rank' | 'block' | 'hadamard' | 'regression'; readonly k: number }
	| { readonly kind: 'kron'; readonly a: number; readonly c: number };

export const taskField: TextField = text({
	default: 'identity',
	about: 'what ΔW is trained towards',
	pattern:
		/^(identity|gaussian|(low-rank|block|hadamard|regression):[1-9]\d{0,3}|kron:[1-9]\d{0,3}x[1-9]\d{0,3})$/,
	expected: 'identity, gaussian, low-rank:K, kron:AxC, block:K, hadamard:K or regression:K'
});

/** @throws RangeError if the text is not a task. */
export function parseTask(name: string): Task {
	if (!taskField.pattern.test(name))
		throw new RangeError(`task: expected ${taskField.expected}, got ${name}`);
	const [kind = '', rest = ''] = name.split(':');
	const [first = 0, second = 0] = rest.split('x').map(Number);
	switch (kind) {
		case 'low-rank':
		case 'block':
		case 'hadamard':
		case 'regression':
			return { kind, k: first };
		case 'kron':
			return { kind, a: first, c: second };
		case 'gaussian':
			return { kind };
		default:
			return { kind: 'identity' };
	}
}

/** Why a task does not fit a shape and what would, or null where it does. */
export function misfitOf(task: Task, out: number, columns: number): string | null {
	if (task.kind === 'kron') {
		const sides = [
			['out', out, task.a],
			['in', columns, task.c]
		] as const;
		for (const [side, size, got] of sides) {
			if (size % got !== 0)
				return `task kron: expected a divisor of ${side} = ${size}, got ${got}; try ${nearestDivisor([size], got)}`;
		}
	}
	if (task.kind === 'block' && (out % task.k !== 0 || columns % task.k !== 0)) {
		const fits = nearestDivisor([out, columns], task.k);
		return `task block: expected a number of blocks that divides out = ${out} and in = ${columns}, got ${task.k}; try ${fits}`;
	}
	if ((task.kind === 'low-rank' || task.kind === 'regression') && task.k > Math.min(out, columns)) {
		const most = Math.min(out, columns);
		return `task ${task.kind}: expected a rank of at most ${most}, got ${task.k}; try ${most}`;
	}
	return null;
}

/** The common divisor of all sizes that is closest to a wish; the smaller of two. */
function nearestDivisor(sizes: readonly number[], wish: number): number {
	let best = 1;
	for (let m = 1; m <= Math.min(...sizes); m++) {
		if (sizes.every((size) => size % m === 0) && Math.abs(m - wish) < Math.abs(best - wish)) best = m;
	}
	return best;
}
