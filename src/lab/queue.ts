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
