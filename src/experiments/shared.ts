/**
 * One worker for several lines (line.ts) of a page: what it has loaded is loaded once. Each line has a port of its own, and
 * is served by itself (serve.ts). A line that gives its question up ends the worker, which may be caught in it: the others
 * go on in a new one, their questions asked again.
 */
import type { Asked, Told, WorkerEnd } from './line';
import { serve, type Tell } from './serve';

/** What is used of a worker; tests give another. */
export interface SharedWorkerEnd {
	postMessage(message: unknown, transfer: Transferable[]): void;
	terminate(): void;
	onerror: ((event: ErrorEvent) => void) | null;
}

export class SharedEnd<Question, Answer> {
	#worker: SharedWorkerEnd | null = null;
	readonly #lines = new Set<PortEnd<Question, Answer>>();

	/** @param start makes the worker, which calls `serveLines`; when the first line wants it, and again after the last has ended */
	constructor(readonly start: () => SharedWorkerEnd) {}

	/** The end of one more line. @throws what `start` throws */
	connect(): WorkerEnd<Question, Answer> {
		const line: PortEnd<Question, Answer> = new PortEnd(
			() => this.#open(),
			(wasBusy) => this.#left(line, wasBusy)
		);
		line.open();
		this.#lines.add(line);
		return line;
	}

	#open(): MessagePort {
		this.#worker ??= this.#started();
		const { port1, port2 } = new MessageChannel();
		this.#worker.postMessage(null, [port2]);
		return port1;
	}

	#started(): SharedWorkerEnd {
		const worker = this.start();
		worker.onerror = (event) => {
			this.#worker = null;
			worker.terminate();
			const lines = [...this.#lines];
			this.#lines.clear();
			for (const line of lines) line.onerror?.(event);
		};
		return worker;
	}

	#left(line: PortEnd<Question, Answer>, wasBusy: boolean): void {
		this.#lines.delete(line);
		if (this.#lines.size > 0 && !wasBusy) return;
		this.#worker?.terminate();
		this.#worker = null;
		for (const other of this.#lines) other.reopen();
	}
}

/** A port as a line sees it. */
class PortEnd<Question, Answer> implements WorkerEnd<Question, Answer> {
	onmessage: ((event: MessageEvent<Told<Answer>>) => void) | null = null;
	onerror: ((event: ErrorEvent) => void) | null = null;
	#port: MessagePort | null = null;
	/** The question that has no end yet. */
	#asked: Asked<Question> | null = null;

	constructor(
		readonly toWorker: () => MessagePort,
		readonly left: (wasBusy: boolean) => void
	) {}

	open(): void {
		const port = this.toWorker();
		port.onmessage = (event: MessageEvent<Told<Answer>>) => {
			const { data } = event;
			if (data.id === this.#asked?.id && ('ended' in data || 'threw' in data)) this.#asked = null;
			this.onmessage?.(event);
		};
		this.#port = port;
	}

	/** To another worker, with the question that the last one did not answer. */
	reopen(): void {
		this.#port?.close();
		this.open();
		if (this.#asked) this.#port?.postMessage(this.#asked);
	}

	postMessage(message: Asked<Question>): void {
		if ('ask' in message) this.#asked = message;
		this.#port?.postMessage(message);
	}

	terminate(): void {
		this.#port?.close();
		this.#port = null;
		this.left(this.#asked !== null);
	}
}

/** The worker's side: serves each line that the page opens. @param work as for `serve` */
export function serveLines<Question, Answer>(
	work: (question: Question, tell: Tell<Answer>, signal: AbortSignal) => Promise<void> | void,
	scope: Pick<EventTarget, 'addEventListener'> = globalThis
): void {
	scope.addEventListener('message', (event) => {
		for (const port of (event as MessageEvent).ports) {
			serve<Question, Answer>(work, undefined, port);
			port.start();
		}
	});
}
