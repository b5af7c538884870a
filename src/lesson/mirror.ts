/** The address follows the page, a little later: browsers refuse more than some hundred changes in a while. */

/** Milliseconds that changes are gathered for. */
const DELAY = 200;

let timer: ReturnType<typeof setTimeout> | undefined;
let waiting: (() => void) | undefined;

/** @param write writes the address; in place of what still waits */
export function mirrorSoon(write: () => void): void {
	clearTimeout(timer);
	waiting = write;
	timer = setTimeout(mirrorNow, DELAY);
}

/** For whoever reads the address, or leaves the page: nothing waits any more. */
export function mirrorNow(): void {
	clearTimeout(timer);
	waiting?.();
	waiting = undefined;
}
