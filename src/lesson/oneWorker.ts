/** A line to the one worker of a figure: a question opens it, an end ends the worker. What it found is its owner's. */

/** What a worker is here; tests give another. */
export interface WorkerEnd<Question, Answer> {
	postMessage(question: Question): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<Answer>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
}

export interface WorkerOwner<Answer> {
	hear(answer: Answer): void;
	/** There is no worker, it could not be loaded, or it died. */
	fail(message: string): void;
}

export class OneWorker<Question, Answer> {
	#worker: WorkerEnd<Question, Answer> | undefined;

	constructor(
		readonly connect: () => WorkerEnd<Question, Answer>,
		readonly owner: WorkerOwner<Answer>
	) {}

	/** Asks a worker of its own; one that was asked before is ended. */
	ask(question: Question): void {
		this.end();
		try {
			const worker = this.connect();
			this.#worker = worker;
			worker.onmessage = ({ data }) => this.owner.hear(data);
			worker.onerror = (event) => {
				event.preventDefault();
				this.owner.fail(event.message || 'the worker could not be loaded');
			};
			worker.postMessage(question);
		} catch (error) {
			this.owner.fail(error instanceof Error ? error.message : String(error));
		}
	}

	end(): void {
		this.#worker?.terminate();
		this.#worker = undefined;
	}
}
