/** Milliseconds without a change, after which the hand rests. */
const REST = 600;

/** Runs something once nothing has called it off for a while: what is out of sight waits until the hand rests. @returns cancels it */
export function whenRested(work: () => void): () => void {
	let cancel = (): void => undefined;
	const timer = setTimeout(() => (cancel = whenIdle(work)), REST);
	return () => {
		clearTimeout(timer);
		cancel();
	};
}

/**
 * Runs something when the page has a moment, so that a slider moves first.
 * @param delay milliseconds after which it runs in any case; default 500
 * @returns cancels it
 */
export function whenIdle(work: () => void, delay = 500): () => void {
	// Safari has no requestIdleCallback.
	if (typeof requestIdleCallback === 'undefined') {
		const timer = setTimeout(work, 30);
		return () => clearTimeout(timer);
	}
	const handle = requestIdleCallback(work, { timeout: delay });
	return () => cancelIdleCallback(handle);
}
