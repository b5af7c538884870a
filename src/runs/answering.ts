/** The worker's end of a line to the latest answer (latest.svelte.ts): what it answers is handed over, not copied. */
import { serve } from '$src/experiments/serve';

/** Of all arrays of numbers in plain data. */
export function buffersIn(data: unknown): ArrayBuffer[] {
	if (ArrayBuffer.isView(data)) return data.buffer instanceof ArrayBuffer ? [data.buffer] : [];
	if (typeof data !== 'object' || data === null) return [];
	return [...new Set(Object.values(data).flatMap(buffersIn))];
}

/** @param work from a question to plain data */
export function answerWith<Question, Answer>(work: (question: Question) => Answer): void {
	serve<Question, Answer>((question, tell) => {
		// A copy that is handed over: what the worker keeps stays its own, and the page copies nothing.
		const answer = structuredClone(work(question));
		tell(answer, buffersIn(answer));
	});
}
