/**
 * The answer to the latest question, worked out in a worker: what is too much for the page's thread. The last answer
 * stays, marked as stale, until the one that is wanted has come; of the questions that come while the worker is busy
 * only the last is asked, so a slider asks no faster than it is answered. It knows nothing of what is asked, and leaves
 * the worker to its line.
 */
import { Line, LINE_LIMITS, type WorkerEnd } from '$src/experiments/line';

interface Asked<Question> {
	readonly key: string;
	readonly question: Question;
}

export class Latest<Question, Answer> {
	#known = $state.raw<{ readonly key: string; readonly answer: Answer } | null>(null);
	#wanted = $state.raw<Asked<Question> | null>(null);
	#failure = $state.raw<string | null>(null);
	/** What the worker is at. */
	#asked: Asked<Question> | null = null;
	readonly #line: Line<Question, Answer>;
	#settlers: (() => void)[] = [];

	constructor(connect: () => WorkerEnd<Question, Answer>, limits = LINE_LIMITS) {
		const owner = {
			hear: (answer: Answer) => this.#hear(answer),
			ended: () => this.#next(),
			lost: ({ message }: { readonly message: string }) => this.#lose(message)
		};
		this.#line = new Line(connect, owner, limits);
	}

	/** The last answer and the key of its question: not always that of the latest. */
	get known(): { readonly key: string; readonly answer: Answer } | null {
		return this.#known;
	}
	/** Why the latest question has no answer. */
	get failure(): string | null {
		return this.#failure;
	}

	/** Wants the answer to this; one that is known, or on its way, is not asked for again. @param key equal for equal questions */
	ask(key: string, question: Question): void {
		if (this.#wanted?.key === key) return;
		this.#wanted = { key, question };
		this.#failure = null;
		this.#next();
	}

	/** Waits until the latest question has its answer, or has failed. */
	settled(): Promise<void> {
		if (!this.#line.busy) return Promise.resolve();
		return new Promise((resolve) => {
			this.#settlers.push(resolve);
		});
	}

	/** Asks the latest question once more, after a failure. */
	again(): void {
		this.#failure = null;
		this.#next();
	}

	/** Ends the worker; another question starts a new one. */
	end(): void {
		this.#line.end();
		this.#asked = null;
		this.#wanted = null;
		this.#settle();
	}

	#next(): void {
		if (this.#line.busy) return;
		const wanted = this.#wanted;
		if (!wanted || wanted.key === this.#known?.key) {
			this.#settle();
			return;
		}
		this.#asked = wanted;
		this.#line.ask(wanted.question);
	}

	#hear(answer: Answer): void {
		const [asked, wanted] = [this.#asked, this.#wanted];
		// The reader may have come back to what is known.
		if (asked && (asked.key === wanted?.key || wanted?.key !== this.#known?.key)) {
			this.#known = { key: asked.key, answer };
		}
	}

	/** The worker is gone; a question that came meanwhile has a new one. */
	#lose(message: string): void {
		const isWanted = this.#asked?.key === this.#wanted?.key;
		if (isWanted) {
			this.#failure = message;
			this.#settle();
		} else this.#next();
	}

	#settle(): void {
		const settlers = this.#settlers;
		this.#settlers = [];
		for (const settle of settlers) settle();
	}
}
