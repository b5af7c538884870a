/** A lesson's symbols: how they are spelled, what they mean, and what on the page has their value. */
import type { Language } from '$src/i18n';

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

/** Of the card that says what a lit symbol is: there is one on a page. */
export const CARD = 'symbol-card';

export const meaningOf = (entry: SymbolEntry, language: Language): string => entry[language];

/** The symbol that a control sets. */
export const symbolSetBy = (table: SymbolTable, parameter: string): string | undefined =>
	Object.entries(table).find(([, entry]) => entry.parameter === parameter)?.[0];
