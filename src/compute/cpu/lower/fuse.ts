/**
 * Which sums hand their value to the map behind them in registers: written once, as what the map makes of them. The same
 * operations in the same order, without a way through memory.
 */
import { lettersNamedIn } from '$src/algebra/scalar';
import type { Statement } from '../../schedule/schedule';
import { isVector } from './maps';

/**
 * Is the statement behind `n` a map of its sum, and of the same index space, whoever else reads nothing of it?
 * @returns the index of the read that is the sum; null where it is not so
 */
export function readOfSum(statements: readonly Statement[], n: number): number | null {
	const [sum, map] = [statements[n], statements[n + 1]];
	if (!sum || !map || sum.target !== null || sum.reduce !== 'sum') return null;
	if (sum.reduced.length === 0 || map.reduced.length > 0 || !map.target) return null;
	const isSame =
		map.out.length === sum.out.length && map.out.every(({ size }, l) => size === sum.out[l]?.size);
	if (!isSame || !isVector(map.body) || lettersNamedIn(map.body).size > 0) return null;
	if (map.reads.some(({ picked, from }) => picked || from === map.target)) return null;
	const readers = statements.flatMap(({ reads }) => reads.filter(({ from }) => from === n));
	const own = map.reads.findIndex(({ from }) => from === n);
	return readers.length === 1 && own >= 0 ? own : null;
}
