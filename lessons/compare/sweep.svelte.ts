/** A grid of ranks, trained cell by cell in a worker of its own; what a page shows of it. It draws nothing. */
import { connectWorker, type Connect, type Connection } from '$src/lesson/connection';
import type { BackendInUse, Failure } from '$src/components/training/training';
import type { Choice } from '$src/compute/calibrate';
import type { Answer, Cell, Refusal } from '$src/experiments/protocol';
import type { Run } from '$src/receipt/run';

export type SweepPhase = 'idle' | 'running' | 'stopped' | 'done' | 'failed';

export class SweepSession {
	#phase = $state<SweepPhase>('idle');
	#cells = $state.raw<readonly Cell[]>([]);
	#of = $state(0);
	#seconds = $state(0);
	#backend = $state.raw<BackendInUse | null>(null);
	#refused = $state.raw<readonly Refusal[]>([]);
	#choice = $state.raw<Choice | null>(null);
	#done = $state(0);
	#together = $state(0);
	#failure = $state.raw<Failure | null>(null);
	#runs = $state.raw<readonly Run[]>([]);
	#starts = $state(0);
	#id = 0;
	#connection: Connection | undefined;

	constructor(readonly connect: Connect = connectWorker) {}

	get phase(): SweepPhase {
		return this.#phase;
	}
	/** Each at most once, done or on its way. */
	get cells(): readonly Cell[] {
		return this.#cells;
	}
	/** Cells at their end. */
	get done(): number {
		return this.#done;
	}
	/** Adapters that train at the same time. */
	get together(): number {
		return this.#together;
	}
	get choice(): Choice | null {
		return this.#choice;
	}
	/** Cells that were asked for. */
	get of(): number {
		return this.#of;
	}
	/** The first and the last cell of the grid on screen. */
	get runs(): readonly Run[] {
		return this.#runs;
	}
	/** How many grids have begun. */
	get starts(): number {
		return this.#starts;
	}
	get seconds(): number {
		return this.#seconds;
	}
	get backend(): BackendInUse | null {
		return this.#backend;
	}
	get refused(): readonly Refusal[] {
		return this.#refused;
	}
	get failure(): Failure | null {
		return this.#failure;
	}

	start(run: Run, ranks1: readonly number[], ranks2: readonly number[]): void {
		this.reset();
		this.#phase = 'running';
		this.#of = ranks1.length * ranks2.length;
		this.#starts += 1;
		this.#runs = [0, -1].map((at) => ({ ...run, rank: ranks1.at(at) ?? 1, rank2: ranks2.at(at) ?? 1 }));
		this.warm();
		this.#connection?.send({ kind: 'sweep', id: this.#id, run, ranks1, ranks2 });
	}

	/** Starts the worker, so that the first cell need not wait for it. */
	warm(): void {
		try {
			this.#connection ??= this.connect({
				answer: (answer) => this.#hear(answer),
				broken: (message) => this.#breakDown(message)
			});
		} catch (error) {
			this.#breakDown(error instanceof Error ? error.message : String(error));
		}
	}

	/** Ends the grid after the chunk under way; the cells that are there stay. */
	stop(): void {
		if (this.#phase === 'running') this.#connection?.send({ kind: 'stop', id: this.#id });
	}

	reset(): void {
		this.stop();
		this.#id += 1;
		this.#phase = 'idle';
		this.#cells = [];
		this.#runs = [];
		this.#of = 0;
		this.#done = 0;
		this.#together = 0;
		this.#choice = null;
		this.#seconds = 0;
		this.#backend = null;
		this.#refused = [];
		this.#failure = null;
	}

	dispose(): void {
		this.reset();
		this.#connection?.close();
		this.#connection = undefined;
	}

	#hear(answer: Answer): void {
		if (answer.id !== this.#id) return;
		switch (answer.kind) {
			case 'sweeping':
				this.#backend = answer.backend;
				this.#refused = answer.refused;
				this.#choice = answer.choice;
				this.#together = answer.together;
				break;
			case 'cell':
				this.#cells = [
					...this.#cells.filter(({ r1, r2 }) => r1 !== answer.cell.r1 || r2 !== answer.cell.r2),
					answer.cell
				];
				this.#done = answer.done;
				break;
			case 'swept':
				this.#seconds = answer.seconds;
				this.#phase = answer.done < answer.of ? 'stopped' : 'done';
				break;
			case 'failed':
				this.#failure = { reason: answer.reason, message: answer.message, step: answer.step };
				this.#phase = 'failed';
				break;
			case 'started':
			case 'progress':
			case 'resumed':
			case 'done':
			case 'stopped':
				// Of a single run, which is never asked for here.
				break;
		}
	}

	#breakDown(message: string): void {
		this.#connection?.close();
		this.#connection = undefined;
		if (this.#phase !== 'running') return;
		this.#failure = { reason: 'worker-failed', message, step: 0 };
		this.#phase = 'failed';
	}
}
