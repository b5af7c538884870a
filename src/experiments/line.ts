/**
 * A page's line to one worker: one question at a time, its answers, and an end in any case. A worker that cannot be
 * loaded, throws, goes silent (it looped, or closed itself, which no event tells) or does not stop when asked is ended
 * and, at the next question, replaced. What answers mean is their owner's; the other end is serve.ts.
 */
import { after } from '$src/compute/patience';

export type Asked<Question, Note = never> =
	| { readonly id: number; readonly ask: Question }
	| { readonly id: number; readonly stop: true }
	/** Of no question, such as what an earlier visit measured. */
	| { readonly id: number; readonly note: Note };

export type Told<Answer> =
	/** A sign of life. */
	| { readonly id: number; readonly alive: true }
	| { readonly id: number; readonly tell: Answer }
	/** Nothing more comes of that question. */
	| { readonly id: number; readonly ended: true }
	/** The work threw what it has no answer for. */
	| { readonly id: number; readonly threw: string };

/** What a worker is here; tests give another. */
export interface WorkerEnd<Question, Answer, Note = never> {
	postMessage(message: Asked<Question, Note>): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<Told<Answer>>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
}

/** How a question came to no end of its own. */
export interface Loss {
	readonly how: 'not-started' | 'threw' | 'silent' | 'stopped';
	/** What the worker or the browser said, untranslated. */
	readonly message: string;
}

export interface Owner<Answer> {
	hear(answer: Answer): void;
	/** The worker is through with the question. */
	ended?(): void;
	lost(loss: Loss): void;
}

/** Milliseconds. A worker says that it is alive every second, and hears and says nothing while it computes in one go. */
export interface LineLimits {
	/** Until the first sign of a new worker, which is downloaded first. */
	readonly start: number;
	/** Between two signs of life; measuring the largest layer of a lesson, 1024 × 1024 at rank 32, took 5.7 s on two cores that 25 processes shared. */
	readonly silence: number;
	/** Until a worker that was told to stop has, or has begun with the next question. */
	readonly stop: number;
}

export const LINE_LIMITS: LineLimits = { start: 30_000, silence: 30_000, stop: 1000 };

export class Line<Question, Answer, Note = never> {
	#worker: WorkerEnd<Question, Answer, Note> | undefined;
	/** Has this worker ever said anything? */
	#heard = false;
	/** Of the last question; answers to others are late. */
	#id = 0;
	#question: Question | undefined;
	#state: 'idle' | 'asked' | 'stopping' = 'idle';
	#callOff = (): void => undefined;

	constructor(
		readonly connect: () => WorkerEnd<Question, Answer, Note>,
		readonly owner: Owner<Answer>,
		readonly limits: LineLimits = LINE_LIMITS
	) {}

	/** Is a question under way? */
	get busy(): boolean {
		return this.#state !== 'idle';
	}

	/** Starts the worker ahead of the first question. One that cannot be had is told when it is needed. */
	open(): void {
		try {
			this.#worker ??= this.#opened();
		} catch {
			this.#worker = undefined;
		}
	}

	/** Asks; a question under way is stopped for it, and its answers are dropped. */
	ask(question: Question): void {
		const previous = this.busy ? this.#id : null;
		this.#id += 1;
		this.#question = question;
		this.#state = 'asked';
		try {
			const isNew = !this.#worker || !this.#heard;
			this.#worker ??= this.#opened();
			if (previous !== null) this.#worker.postMessage({ id: previous, stop: true });
			this.#worker.postMessage({ id: this.#id, ask: question });
			if (isNew) this.#listen(this.limits.start);
			else if (previous === null) this.#listen(this.limits.silence);
			else this.#wait(this.limits.stop, () => this.#replace());
		} catch (error) {
			this.#lose('not-started', error instanceof Error ? error.message : String(error));
		}
	}

	/** Asks the worker to come to an end now: its last answers are still heard. Ended by force if it does not. */
	stop(): void {
		if (this.#state !== 'asked') return;
		this.#state = 'stopping';
		this.#worker?.postMessage({ id: this.#id, stop: true });
		this.#wait(this.limits.stop, () => this.#lose('stopped', ''));
	}

	note(note: Note): void {
		this.#worker?.postMessage({ id: this.#id, note });
	}

	/** Ends the worker at once. The line may be used again. */
	end(): void {
		this.#callOff();
		this.#worker?.terminate();
		this.#worker = undefined;
		this.#heard = false;
		this.#state = 'idle';
	}

	#opened(): WorkerEnd<Question, Answer, Note> {
		const worker = this.connect();
		worker.onmessage = ({ data }) => {
			if (worker === this.#worker) this.#hear(data);
		};
		worker.onerror = (event) => {
			event.preventDefault();
			if (worker !== this.#worker) return;
			const message = event.message || 'the worker could not be loaded';
			if (this.busy) this.#lose(this.#heard ? 'threw' : 'not-started', message);
			else this.end();
		};
		return worker;
	}

	#hear(told: Told<Answer>): void {
		this.#heard = true;
		if (told.id !== this.#id || !this.busy) return;
		if ('ended' in told) {
			this.#callOff();
			this.#state = 'idle';
			this.owner.ended?.();
			return;
		}
		if ('threw' in told) return this.#lose('threw', told.threw);
		if (this.#state === 'asked') this.#listen(this.limits.silence);
		if ('tell' in told) this.owner.hear(told.tell);
	}

	/** Waits for the next sign of life. */
	#listen(limit: number): void {
		this.#wait(limit, () => {
			const how = this.#heard ? 'silent' : 'not-started';
			this.#lose(how, `worker: expected a sign of life within ${limit / 1000} s, got none`);
		});
	}

	#wait(limit: number, act: () => void): void {
		this.#callOff();
		this.#callOff = after(limit, act);
	}

	/** The worker is still at the question before. */
	#replace(): void {
		const question = this.#question;
		this.end();
		if (question !== undefined) this.ask(question);
	}

	#lose(how: Loss['how'], message: string): void {
		this.end();
		this.owner.lost({ how, message });
	}
}
