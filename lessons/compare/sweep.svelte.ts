/** A grid of ranks, trained cell by cell in a worker of its own; what a page shows of it. It draws nothing. A grid whose worker dies goes on in another, once. */
import type { BackendInUse, Failure } from '$src/components/training/training';
import type { Choice } from '$src/compute/calibrate';
import { Line, type LineLimits, type Loss } from '$src/experiments/line';
import type { Answer, Cell, Note, Refusal, Request } from '$src/experiments/protocol';
import { connectWorker, keepCalibration, type Connect } from '$src/runs/connection';
import { kindOf } from '$src/runs/loss';
import type { Run } from '$src/receipt/run';

export type SweepPhase = 'idle' | 'running' | 'stopped' | 'done' | 'failed';

/** Milliseconds that cells are gathered for, after the first: to show one draws the whole map. */
const TOGETHER = 50;

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
	#asked: Extract<Request, { kind: 'sweep' }> | null = null;
	#takenUp = false;
	/** Told, and not shown yet. */
	#waiting: readonly Extract<Answer, { kind: 'cell' }>[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #line: Line<Request, Answer, Note>;

	constructor(connect: Connect = connectWorker, limits?: LineLimits) {
		const owner = { hear: (answer: Answer) => this.#hear(answer), lost: (loss: Loss) => this.#lost(loss) };
		this.#line = new Line(connect, owner, limits);
	}

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
		this.#asked = { kind: 'sweep', run, ranks1, ranks2, known: [] };
		this.#line.ask(this.#asked);
	}

	/** Starts the workers, and lets them get ready for a grid, so that its first cell need not wait for it. */
	warm(run: Run, ranks1: readonly number[], ranks2: readonly number[]): void {
		if (this.#phase === 'running') return;
		this.#line.open();
		// On a GPU all of them are one dispatch.
		if (run.backend === 'webgpu') return;
		const runs = ranks1.flatMap((rank) => ranks2.map((rank2) => ({ ...run, rank, rank2 })));
		this.#line.note({ kind: 'expected', runs });
	}

	/** Ends the grid after the chunk under way; the cells that are there stay. */
	stop(): void {
		this.#line.stop();
	}

	reset(): void {
		this.stop();
		this.#asked = null;
		this.#takenUp = false;
		this.#phase = 'idle';
		clearTimeout(this.#timer);
		[this.#timer, this.#waiting] = [undefined, []];
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
		this.#line.end();
	}

	#hear(answer: Answer): void {
		// Late answers of a grid that was reset.
		if (this.#phase === 'idle') return;
		if (answer.kind !== 'cell') this.#showWaiting();
		switch (answer.kind) {
			case 'sweeping':
				this.#backend = answer.backend;
				this.#refused = answer.refused;
				this.#choice = answer.choice;
				this.#together = answer.together;
				break;
			case 'cell':
				this.#waiting = [...this.#waiting, answer];
				if (this.#cells.length === 0) this.#showWaiting();
				else this.#timer ??= setTimeout(() => this.#showWaiting(), TOGETHER);
				break;
			case 'swept':
				this.#seconds = answer.seconds;
				this.#phase = answer.done < answer.of ? 'stopped' : 'done';
				break;
			case 'failed':
				this.#fail({ ...answer, rates: null });
				break;
			case 'calibrated':
				keepCalibration(answer.written);
				break;
			case 'started':
			case 'progress':
			case 'resumed':
			case 'done':
			case 'stopped':
			case 'rates':
			case 'compared':
				// Of a single run, which is never asked for here.
				break;
		}
	}

	/** Cells that have come since the last were shown. */
	#showWaiting(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const last = this.#waiting.at(-1);
		if (!last) return;
		const placeOf = ({ r1, r2 }: Cell): string => `${r1},${r2}`;
		const cells = new Map(
			[...this.#cells, ...this.#waiting.map(({ cell }) => cell)].map((c) => [placeOf(c), c])
		);
		this.#waiting = [];
		this.#cells = [...cells.values()];
		this.#done = last.done;
	}

	#lost({ how, message }: Loss): void {
		this.#showWaiting();
		if (this.#phase !== 'running' || !this.#asked) return;
		if (how === 'stopped') this.#phase = 'stopped';
		else if (how === 'not-started' || this.#takenUp)
			this.#fail({ reason: kindOf(how), message, step: 0, rates: null });
		else {
			this.#takenUp = true;
			const { run } = this.#asked;
			const known = this.#cells.filter(({ step, diverged }) => step >= run.steps || diverged);
			const wanted: Run = run.backend === 'auto' ? { ...run, backend: 'cpu' } : run;
			this.#line.ask({ ...this.#asked, run: wanted, known });
		}
	}

	#fail({ reason, message, step, rates }: Failure): void {
		this.#failure = { reason, message, step, rates };
		this.#phase = 'failed';
	}
}
