/** How a reader's line is read: letters of the question may stand together, and no line is longer than any answer. */
import { read } from '$src/formula/reading';
import { texOf } from '$src/formula/tex';
import type { Typed } from '$src/formula/typed';

/** Longer than any answer. */
export const LONGEST = 200;

/** @param known the letters of the question @throws FormulaError */
export const readAnswer = (text: string, known: readonly string[]): Typed =>
	read(text, { known, together: true });

/** As mathematics; null where the text cannot be read (yet), or is longer than any answer. */
export function texOfAnswer(text: string, known: readonly string[]): string | null {
	if (text.length > LONGEST) return null;
	try {
		return texOf(readAnswer(text, known)).text;
	} catch {
		return null;
	}
}
