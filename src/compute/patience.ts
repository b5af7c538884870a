/**
 * Waiting with an end. Time is counted in ticks, not read from a clock: a machine that slept, or a thread that was busy
 * and hears its timer before the answer, has lost one tick and not all its patience. It cancels no work.
 */
const TICKS = 10;

/** Calls `act` after about `limit` milliseconds. @returns calls it off */
export function after(limit: number, act: () => void): () => void {
	let left = TICKS;
	const timer = setInterval(() => {
		left -= 1;
		if (left > 0) return;
		clearInterval(timer);
		act();
	}, limit / TICKS);
	return () => clearInterval(timer);
}

/**
 * What `work` answers, if it does so within about `limit` milliseconds.
 * @param late makes the error that it rejects with otherwise
 */
export function within<T>(limit: number, work: Promise<T>, late: () => Error): Promise<T> {
	return new Promise((resolve, reject) => {
		const calledOff = after(limit, () => reject(late()));
		void work.then(resolve, reject).finally(calledOff);
	});
}
