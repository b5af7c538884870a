/**
 * Gets a thread ready for runs that may be asked for: expressions, schedules and compiled kernels, which are kept by
 * those who make them. Nothing is trained and nobody waits: it gives way to whatever is asked.
 */
import { cpuBackend } from '$src/compute/cpu/backend';
import type { Run } from '$src/receipt/run';
import { experiment } from './experiment';

export class Ready {
	/** Grows with everything that is asked or expected: what was at work before is over. */
	#turn = 0;

	/** Runs on the CPU; in place of those that were expected before. */
	async expect(runs: readonly Run[]): Promise<void> {
		this.#turn += 1;
		const turn = this.#turn;
		for (const run of runs) {
			// Messages are heard in between.
			await new Promise((resolve) => setTimeout(resolve, 0));
			if (turn !== this.#turn) return;
			try {
				const runner = await cpuBackend().prepare(experiment({ ...run, backend: 'cpu' }).program);
				runner.dispose();
			} catch {
				// Whoever asks for it is told why it cannot be had.
				return;
			}
		}
	}

	giveWay(): void {
		this.#turn += 1;
	}
}
