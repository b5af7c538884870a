import { ShapeError } from '../errors';
import type { Expression } from '../expression';
import type { Op } from '../op';

const LETTERS = 'ijklmnop';

/** A letter an axis, for what works along the last one. @throws ShapeError if there is no axis */
export function lettersFor(x: Expression): string {
	const axes = x.shape.length;
	if (axes === 0 || axes > LETTERS.length)
		throw new ShapeError('letters', `from one to ${LETTERS.length} axes`, `${axes}`);
	return LETTERS.slice(0, axes);
}

/** The record of an elementwise op for tensors of that many axes: `->`, `i->i`, `ij,ij->ij` … */
export function elementwise(record: Op, args: number, axes: number): Op {
	const letters = LETTERS.slice(0, axes);
	const notation = `${Array.from({ length: args }, () => letters).join(',')}->${letters}`;
	return notation === record.notation ? record : { ...record, notation };
}
