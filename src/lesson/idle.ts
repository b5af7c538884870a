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
