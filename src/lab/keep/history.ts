/**
 * Undo and redo over states that never change: what is now, what was, and what was undone. Pure; it knows no notebook.
 * Changes that are one to whoever makes them, such as letters typed one after another, have a `run` in common and are
 * undone together.
 */

export interface History<T> {
	readonly now: T;
	/** Oldest first. */
	readonly past: readonly T[];
	/** What was undone, the next to come back first. */
	readonly future: readonly T[];
	/** What the last change was part of; null where it stands alone. */
	readonly run: string | null;
}

/** Steps that can be undone: states share what they have in common, so one costs what changed. */
export const MOST_STEPS = 500;

export const begin = <T>(now: T): History<T> => ({ now, past: [], future: [], run: null });

/**
 * @param run changes with the same run, one straight after the other, are one step; null: a step of its own
 * @returns the history with `next` as what is now; the very same where nothing changes
 */
export function changed<T>(history: History<T>, next: T, run: string | null = null): History<T> {
	if (Object.is(next, history.now)) return history;
	const isSameRun = run !== null && run === history.run;
	const past = isSameRun ? history.past : [...history.past, history.now].slice(-MOST_STEPS);
	return { now: next, past, future: [], run };
}

/** The next change is a step of its own, whatever its run. */
export const closed = <T>(history: History<T>): History<T> =>
	history.run === null ? history : { ...history, run: null };

export function undone<T>({ now, past, future, ...rest }: History<T>): History<T> {
	const before = past.at(-1);
	if (before === undefined) return { now, past, future, ...rest };
	return { now: before, past: past.slice(0, -1), future: [now, ...future], run: null };
}

export function redone<T>({ now, past, future, ...rest }: History<T>): History<T> {
	const [after, ...later] = future;
	if (after === undefined) return { now, past, future, ...rest };
	return { now: after, past: [...past, now], future: later, run: null };
}
