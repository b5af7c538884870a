/** Workers that say what a test tells them to, at the other end of a line (src/experiments/line.ts). */
import type { Asked, Told, WorkerEnd } from '$src/experiments/line';

export class FakeWorker<Question, Answer, Note = never> implements WorkerEnd<Question, Answer, Note> {
	onmessage: WorkerEnd<Question, Answer, Note>['onmessage'] = null;
	onerror: WorkerEnd<Question, Answer, Note>['onerror'] = null;
	terminated = false;
	readonly received: Asked<Question, Note>[] = [];

	postMessage(message: Asked<Question, Note>): void {
		this.received.push(message);
	}
	terminate(): void {
		this.terminated = true;
	}

	get asked(): Question[] {
		return this.received.flatMap((message) => ('ask' in message ? [message.ask] : []));
	}
	/** Ids of the questions that were told to stop. */
	get stopped(): number[] {
		return this.received.flatMap((message) => ('stop' in message ? [message.id] : []));
	}
	get id(): number {
		return this.received.findLast((message) => 'ask' in message)?.id ?? 0;
	}

	/** Answers the last question, or another. */
	tell(answer: Answer, id = this.id): void {
		this.#say({ id, tell: answer });
	}
	end(id = this.id): void {
		this.#say({ id, ended: true });
	}
	beat(): void {
		this.#say({ id: this.id, alive: true });
	}
	/** What serve.ts says of work that threw. */
	throws(message: string): void {
		this.#say({ id: this.id, threw: message });
	}
	/** What a browser says of a worker that it could not load, or that threw where nobody caught it. */
	dies(message: string): void {
		this.onerror?.({ preventDefault: () => undefined, message } as ErrorEvent);
	}

	#say(data: Told<Answer>): void {
		this.onmessage?.({ data } as MessageEvent<Told<Answer>>);
	}
}

/** All workers that something opens, in turn. */
export function fakeWorkers<Question, Answer, Note = never>() {
	const made: FakeWorker<Question, Answer, Note>[] = [];
	const connect = (): FakeWorker<Question, Answer, Note> => {
		const worker = new FakeWorker<Question, Answer, Note>();
		made.push(worker);
		return worker;
	};
	const last = (): FakeWorker<Question, Answer, Note> => {
		const worker = made.at(-1);
		if (!worker) throw new Error('expected a worker, got none; ask for something first');
		return worker;
	};
	return { made, connect, last };
}
