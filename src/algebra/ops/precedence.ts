/** Binding strengths for TeX, and brackets where an argument binds less than its place asks. */
import type { Tex } from '../op';

export const precedence = { sum: 1, circled: 2, product: 3, postfix: 4, atom: 5 } as const;

export function bracket(x: Tex | undefined, atLeast: number): string {
	if (!x) return '';
	return x.precedence >= atLeast ? x.text : `\\left(${x.text}\\right)`;
}
