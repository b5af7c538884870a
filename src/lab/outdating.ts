/**
 * Whether what is being worked out still matters: an AbortController that is made once somebody waits on its signal.
 * Most lines are through before anybody does, and a controller for each, with its error, costs more than they do.
 */
export class Outdating {
	#controller: AbortController | null = null;
	#isAborted = false;
	#reason: unknown;

	get aborted(): boolean {
		return this.#isAborted;
	}

	get signal(): AbortSignal {
		if (!this.#controller) {
			this.#controller = new AbortController();
			if (this.#isAborted) this.#controller.abort(this.#reason);
		}
		return this.#controller.signal;
	}

	/** The first reason counts. Default: an AbortError, as signals have it. */
	abort(reason?: unknown): void {
		if (this.#isAborted) return;
		this.#isAborted = true;
		this.#reason = reason;
		this.#controller?.abort(reason);
	}
}
