/** A lesson's symbols: how they are spelled, what they mean, and what on the page has their value. */
import type { Tensor } from '$src/math/tensor';
import type { Language } from '$src/i18n';
import type { LessonState } from '../state.svelte';
import { own } from '$src/own';

export interface SymbolEntry {
	/** As it is written in TeX; every spelling is linked, the first names it. */
	readonly tex: readonly string[];
	/** The matrix or number in the lesson's environment; the symbol's own name by default. */
	readonly leaf?: string;
	/** The control that sets it. */
	readonly parameter?: string;
	readonly en: string;
	readonly ko: string;
}
export type SymbolTable = Readonly<Record<string, SymbolEntry>>;

/** What a symbol is now: a number, or a matrix; null where the page has neither. */
export function nowOf(state: LessonState, symbol: string): number | Tensor | null {
	const entry = own(state.lesson.symbols, symbol);
	const set = entry?.parameter === undefined ? undefined : own(state.values, entry.parameter);
	if (typeof set === 'number') return set;
	const found = state.environment.get(entry?.leaf ?? symbol);
	if (!found) return null;
	return found.shape.length === 0 ? (found.data[0] ?? null) : found;
}

export const meaningOf = (entry: SymbolEntry, language: Language): string => entry[language];

/** The symbol that a control sets. */
export const symbolSetBy = (table: SymbolTable, parameter: string): string | undefined =>
	Object.entries(table).find(([, entry]) => entry.parameter === parameter)?.[0];
