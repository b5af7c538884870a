import type { Op } from '../op';

const LETTERS = 'ijklmnop';

/** The record of an elementwise op for tensors of that many axes: `->`, `i->i`, `ij,ij->ij` … */
export function elementwise(record: Op, args: number, axes: number): Op {
	const letters = LETTERS.slice(0, axes);
	const notation = `${Array.from({ length: args }, () => letters).join(',')}->${letters}`;
	return notation === record.notation ? record : { ...record, notation };
}
