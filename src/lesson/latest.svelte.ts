/**
 * The answer to the latest question, worked out in a worker: what is too much for the page's thread. The last answer
 * stays, marked as stale, until the one that is wanted has come; of the questions that come while the worker is busy
 * only the last is asked, so a slider asks no faster than it is answered. It knows nothing of what is asked.
 */
import type { Answered, Asked } from './answering';

/** What a worker is here; tests give another. */
interface WorkerEnd<Question, Answer> {
	postMessage(question: Question): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<Answer>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
}

/** Milliseconds after which a worker that has not answered is given up. */
const PATIENCE = 60_000;

export class Latest<Question, Answer> {
	#known = $state.raw<{ readonly key: string; readonly answer: Answer } | null>(null);
	#wanted = $state.raw<Asked<Question> | null>(null);
	#failure = $state.raw<string | null>(null);
	/** What the worker is at. */
	#asked: Asked<Question> | null = null;
	#worker: WorkerEnd<Asked<Question>, Answered<Answer>> | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#settlers: (() => void)[] = [];

	constructor(
		readonly connect: () => WorkerEnd<Asked<Question>, Answered<Answer>>,
		readonly patience = PATIENCE
	) {}

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
		if (!this.#asked) return Promise.resolve();
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
		clearTimeout(this.#timer);
		this.#worker?.terminate();
		this.#worker = undefined;
		this.#asked = null;
		this.#wanted = null;
		this.#settle();
	}

	#next(): void {
		const wanted = this.#wanted;
		if (this.#asked) return;
		if (!wanted || wanted.key === this.#known?.key) {
			this.#settle();
			return;
		}
		this.#asked = wanted;
		try {
			this.#worker ??= this.#open();
			this.#worker.postMessage(wanted);
			this.#timer = setTimeout(() => this.#lose(`no answer for ${this.patience / 1000} s`), this.patience);
		} catch (error) {
			this.#lose(error instanceof Error ? error.message : String(error));
		}
	}

	#open(): WorkerEnd<Asked<Question>, Answered<Answer>> {
		const worker = this.connect();
		worker.onmessage = ({ data }) => this.#hear(data);
		worker.onerror = (event) => {
			event.preventDefault();
			this.#lose(event.message || 'the worker could not be loaded');
		};
		return worker;
	}

	#hear(answered: Answered<Answer>): void {
		clearTimeout(this.#timer);
		this.#asked = null;
		const isWanted = answered.key === this.#wanted?.key;
		if ('error' in answered) {
			if (isWanted) {
				this.#failure = answered.error;
				this.#settle();
				return;
			}
		} else if (isWanted || this.#wanted?.key !== this.#known?.key) this.#known = answered;
		this.#next();
	}

	#settle(): void {
		const settlers = this.#settlers;
		this.#settlers = [];
		for (const settle of settlers) settle();
	}

	/** The worker is gone or does not answer: the next question has a new one. */
	#lose(message: string): void {
		clearTimeout(this.#timer);
		this.#worker?.terminate();
		this.#worker = undefined;
		this.#asked = null;
		this.#failure = message;
		this.#settle();
	}
}
