/** The worker's end of a line to the latest answer (latest.svelte.ts): one question at a time, each answered or refused. */

export interface Asked<Question> {
	readonly key: string;
	readonly question: Question;
}
export type Answered<Answer> = { readonly key: string } & (
	{ readonly answer: Answer } | { readonly error: string }
);

/** Of all arrays of numbers in plain data. */
export function buffersIn(data: unknown): ArrayBuffer[] {
	if (ArrayBuffer.isView(data)) return data.buffer instanceof ArrayBuffer ? [data.buffer] : [];
	if (typeof data !== 'object' || data === null) return [];
	return [...new Set(Object.values(data).flatMap(buffersIn))];
}

/** @param work from a question to plain data */
export function answerWith<Question>(work: (question: Question) => unknown): void {
	addEventListener('message', ({ data: { key, question } }: MessageEvent<Asked<Question>>) => {
		try {
			// A copy that is handed over: what the worker keeps stays its own, and the page copies nothing.
			const answer = structuredClone(work(question));
			postMessage({ key, answer } satisfies Answered<unknown>, { transfer: buffersIn(answer) });
		} catch (error) {
			postMessage({ key, error: error instanceof Error ? error.message : String(error) });
		}
	});
}
