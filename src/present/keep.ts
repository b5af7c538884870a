/**
 * A link may leave only some controls changeable. A control of a parameter has the parameter's name (docs/lessons.md),
 * so the others are found by theirs, wherever on the page they are and whenever they come.
 */

/**
 * @param prose the lesson's text with its figures @param isLocked is this parameter's control to be disabled?
 * @returns unlocks them
 */
export function lockControls(prose: HTMLElement, isLocked: (name: string) => boolean): () => void {
	const locked = new Set<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>();
	const lock = (): void => {
		for (const control of prose.querySelectorAll<HTMLInputElement>(':is(input, select, textarea)[name]')) {
			if (control.disabled || !isLocked(control.name)) continue;
			control.disabled = true;
			locked.add(control);
		}
	};
	lock();
	const observer = new MutationObserver(lock);
	observer.observe(prose, { childList: true, subtree: true });
	return () => {
		observer.disconnect();
		for (const control of locked) control.disabled = false;
	};
}
