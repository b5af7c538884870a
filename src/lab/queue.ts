/** One thing at a time, in the order in which they were asked for; who is outdated before its turn leaves. */
export class Queue {
	#last: Promise<unknown> = Promise.resolve();

	/** @throws the signal's reason where it is aborted before its turn */
	run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
		const turn = this.#last.then(() => {
			signal.throwIfAborted();
			return work();
		});
		this.#last = turn.catch(() => undefined);
		return turn;
	}
}

/** Nobody waits for what no longer matters, be it slow to end. */
export function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const stop = (): void => reject(signal.reason as Error);
		if (signal.aborted) stop();
		signal.addEventListener('abort', stop, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
	});
}
