/** What to write in place of an operation that would have to repeat a vector: there is no broadcasting in a formula. */
import type { Typed } from './typed';

type Shape = readonly number[];

/** Names of values that have none of their own, where an operation is worked out by itself (lab/language/matrices.ts). */
export const NAMELESS = ['left', 'right'] as const;

const isVector = (shape: Shape): boolean =>
	shape.length === 1 || (shape.length === 2 && shape.includes(1) && shape.some((size) => size > 1));
const lengthOf = (shape: Shape): number => Math.max(...shape);

/** As it would be typed, in brackets where it is more than a letter or a call. */
function written(of: Typed, isInner = true): string {
	if (of.kind === 'number') return String(of.value);
	if (of.kind === 'symbol') return of.name;
	const [first, second] = of.args;
	if (of.name === 'transpose' && first) return `${written(first)}'`;
	if (of.name.endsWith('()') || !first || !second)
		return `${of.name.replace('()', '')}(${of.args.map((arg) => written(arg, false)).join(', ')})`;
	const text = `${written(first)}${of.name === '*' ? '*' : ` ${of.name} `}${written(second)}`;
	return isInner ? `(${text})` : text;
}

/**
 * @param name of the operation, such as `.*`
 * @param shapes of its arguments
 * @returns null where nothing would have to be repeated
 */
export function insteadOfBroadcasting(
	name: string,
	args: readonly Typed[],
	shapes: readonly Shape[]
): string | null {
	const [first, second] = args;
	const [a, b] = shapes;
	if (!first || !second || !a || !b || !['+', '-', '.*', './', '*'].includes(name)) return null;
	const vectorFirst = isVector(a);
	if (vectorFirst === isVector(b)) return null;
	const [vector, matrix] = vectorFirst ? [a, b] : [b, a];
	if (matrix.length !== 2 || !matrix.includes(lengthOf(vector))) return null;
	if (name !== '.*') {
		if (name === '*' && vector.length === 2) return null;
		if (name !== '*') return 'there is no broadcasting: make both sides one shape';
	}
	const [s, m] = vectorFirst ? [first, second] : [second, first];
	const [scale, whole] = [written(s, false), written(m)];
	const isNamed = s.kind === 'symbol' && !NAMELESS.some((one) => one === s.name);
	const declared = isNamed ? `, with ${scale}: ${lengthOf(vector)}` : '';
	return `there is no broadcasting: to scale rows write diag(${scale})*${whole}, columns ${whole}*diag(${scale})${declared}`;
}
