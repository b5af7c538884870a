/** The worker's end of a line (line.ts): takes questions one after the other, says that it is alive, and how each ended. */
import type { Asked, Told } from './line';

/** Milliseconds between two signs of life. */
const BEAT = 1000;

interface Current {
	readonly abort: AbortController;
	/** Settles, never rejects, when the work has ended. */
	readonly finished: Promise<void>;
}

/** The part of a worker's global scope that is used. */
export interface Scope {
	postMessage(message: unknown, options?: StructuredSerializeOptions): void;
	addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Answers as they come; `transfer` as for postMessage. */
export type Tell<Answer> = (answer: Answer, transfer?: Transferable[]) => void;

/**
 * @param work answers a question; ends early once the signal says so. What it throws is told, too
 * @param onNote hears what belongs to no question
 */
export function serve<Question, Answer, Note = never>(
	work: (question: Question, tell: Tell<Answer>, signal: AbortSignal) => Promise<void> | void,
	onNote: (note: Note) => void = () => undefined,
	scope: Scope = globalThis as unknown as Scope
): void {
	let [latest, current] = [0, undefined as Current | undefined];
	const post = (message: Told<Answer>, transfer: Transferable[] = []): void =>
		scope.postMessage(message, { transfer });

	function begin(id: number, question: Question): void {
		const [previous, abort] = [current, new AbortController()];
		previous?.abort.abort();
		latest = id;
		const work = async (): Promise<void> => {
			await previous?.finished;
			// A newer question may have come meanwhile.
			if (latest === id) await answer(id, question, abort.signal);
		};
		current = { abort, finished: work() };
	}

	async function answer(id: number, question: Question, signal: AbortSignal): Promise<void> {
		const beat = (): void => post({ id, alive: true });
		beat();
		const beats = setInterval(beat, BEAT);
		try {
			await work(question, (tell, transfer) => post({ id, tell }, transfer), signal);
			post({ id, ended: true });
		} catch (error) {
			post({ id, threw: error instanceof Error ? error.message : String(error) });
		} finally {
			clearInterval(beats);
		}
	}

	scope.addEventListener('message', ({ data }: MessageEvent<Asked<Question, Note>>) => {
		if ('ask' in data) begin(data.id, data.ask);
		else if ('note' in data) onNote(data.note);
		else if (data.id === latest) current?.abort.abort();
	});
	post({ id: 0, alive: true });
}
