/** Milliseconds without a change, after which the hand rests. */
const REST = 600;

/** Runs something once nothing has called it off for a while: what is out of sight waits until the hand rests. @returns cancels it */
export function whenRested(work: Work): () => void {
	let cancel = (): void => undefined;
	const timer = setTimeout(() => (cancel = whenIdle(work)), REST);
	return () => {
		clearTimeout(timer);
		cancel();
	};
}

/** Milliseconds of one moment, after which the rest waits for the next: half a frame. */
const MOMENT = 8;

interface Waiting {
	readonly work: () => void;
	/** Of performance.now(). */
	readonly due: number;
}
/** In the order in which it was asked for. */
let line: readonly Waiting[] = [];
let isAsked = false;

function ask(): void {
	if (isAsked || line.length === 0) return;
	isAsked = true;
	// Safari has no requestIdleCallback.
	if (typeof requestIdleCallback === 'undefined') setTimeout(next, 30);
	else {
		const due = Math.min(...line.map((one) => one.due));
		requestIdleCallback(next, { timeout: Math.max(1, due - performance.now()) });
	}
}

/** A browser does all that it was asked for in one task, of up to 50 ms: so it is asked for one moment at a time. */
function next(): void {
	isAsked = false;
	const until = performance.now() + MOMENT;
	try {
		do {
			const [first, ...rest] = line;
			line = rest;
			first?.work();
		} while (line.length > 0 && performance.now() < until);
	} finally {
		ask();
	}
}

type Work = (() => void) | readonly (() => void)[];

/**
 * Runs something when the page has a moment, so that a slider moves first.
 * @param work or several, one after another, each in a moment of its own where it fills one
 * @param delay milliseconds after which it runs in any case; default 500
 * @returns cancels it, or what is left of it
 */
export function whenIdle(work: Work, delay = 500): () => void {
	const due = performance.now() + delay;
	const all = [work].flat().map((one) => ({ work: one, due }));
	line = [...line, ...all];
	ask();
	return () => {
		line = line.filter((other) => !all.includes(other));
	};
}
