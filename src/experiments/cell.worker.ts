/** A thread of a sweep (pool.ts): trains the runs that it is sent on the CPU, one after the other. */
import { BackendError, type FailureReason } from '$src/compute/backend';
import type { Run } from '$src/receipt/run';
import { ownThread } from './cell';
import type { Cell, Expected } from './protocol';
import { Ready } from './ready';
import { serve } from './serve';

export interface CellRequest {
	readonly run: Run;
}

export type CellAnswer =
	{ readonly cell: Cell | null } | { readonly reason: FailureReason; readonly message: string };

const ready = new Ready();

serve<CellRequest, CellAnswer, Expected>(
	async ({ run }, tell, signal) => {
		ready.giveWay();
		try {
			tell({ cell: await ownThread.train(run, signal) });
		} catch (error) {
			if (!(error instanceof BackendError)) throw error;
			tell({ reason: error.reason, message: error.message });
		}
	},
	({ runs }) => void ready.expect(runs)
);
