/** Whose colour a matrix has: each colour means one matrix on the whole site (tokens.css). */
import { own } from '$src/own';
export type Role =
	| 'frozen'
	| 'factor-a'
	| 'factor-b'
	| 'factor-x1'
	| 'factor-y1'
	| 'factor-x2'
	| 'factor-y2'
	| 'delta'
	| 'ink';

const roles: Readonly<Record<string, Role>> = {
	W0: 'frozen',
	A: 'factor-a',
	B: 'factor-b',
	X1: 'factor-x1',
	Y1: 'factor-y1',
	X2: 'factor-x2',
	Y2: 'factor-y2',
	dW: 'delta'
};

/** The colour of a symbol's matrix: that of its role, or of the text. */
export const roleOf = (symbol: string | undefined): Role => own(roles, symbol ?? '') ?? 'ink';
