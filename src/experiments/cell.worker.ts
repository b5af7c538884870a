/** A thread of a sweep (pool.ts): trains the runs that it is sent on the CPU, one after the other. */
import { BackendError, type FailureReason } from '$src/compute/backend';
import type { Run } from '$src/receipt/run';
import { ownThread } from './cell';
import type { Cell } from './protocol';

export interface CellRequest {
	readonly run: Run;
}

export type CellAnswer =
	{ readonly cell: Cell | null } | { readonly reason: FailureReason | null; readonly message: string };

const never = new AbortController().signal;

addEventListener('message', ({ data: { run } }: MessageEvent<CellRequest>) => {
	ownThread.train(run, never).then(
		(cell) => postMessage({ cell } satisfies CellAnswer),
		(error: unknown) => {
			const reason = error instanceof BackendError ? error.reason : null;
			const message = error instanceof Error ? error.message : String(error);
			postMessage({ reason, message } satisfies CellAnswer);
		}
	);
});
