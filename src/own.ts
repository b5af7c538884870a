/**
 * Asks a record for its own entry. What a reader, an address, a file or a message names may be any text, and a plain
 * `record[name]` answers `constructor` or `valueOf` with a part of every object. `lookups.js` is the lint rule.
 */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
	Object.hasOwn(record, name) ? record[name as never] : undefined;
