/** A federated simulation in its worker, as its figure sees it: rounds as they come, how it ended. It draws nothing. */
import type { FailureKind } from '$src/components/training/training';
import { type FederatedSettings, formNames, type FormName } from '$src/experiments/federated/fields';
import type { FederatedAnswer, FederatedQuestion } from '$src/experiments/federated/protocol';
import type { Round, Trained } from '$src/experiments/federated/simulate';
import { Line, type LineLimits, type Loss, type WorkerEnd } from '$src/experiments/line';
import { kindOf } from '$src/runs/loss';

export type FederatedEnd = WorkerEnd<FederatedQuestion, FederatedAnswer>;
export type FederatedPhase = 'idle' | 'running' | 'stopped' | 'done' | 'failed';

const connectWorker = (): FederatedEnd =>
	new Worker(new URL('../experiments/federated/worker.ts', import.meta.url), { type: 'module' });

/** Why a form, or all of it, came to no end. */
export interface FederatedFailure {
	/** Null where it is the worker's. */
	readonly form: FormName | null;
	readonly reason: FailureKind;
	readonly message: string;
}

export class FederatedSession {
	#phase = $state<FederatedPhase>('idle');
	#settings = $state.raw<FederatedSettings | null>(null);
	#rounds = $state.raw<readonly Round[]>([]);
	#trained = $state.raw<readonly Trained[]>([]);
	#failures = $state.raw<readonly FederatedFailure[]>([]);
	readonly #line: Line<FederatedQuestion, FederatedAnswer>;

	constructor(connect: () => FederatedEnd = connectWorker, limits?: LineLimits) {
		const owner = {
			hear: (answer: FederatedAnswer) => this.#hear(answer),
			ended: () => this.#ended(),
			lost: (loss: Loss) => this.#lost(loss)
		};
		this.#line = new Line(connect, owner, limits);
	}

	get phase(): FederatedPhase {
		return this.#phase;
	}
	/** Of what is drawn; null before anything is. */
	get settings(): FederatedSettings | null {
		return this.#settings;
	}
	/** Of every form that has begun, in the order in which they came. */
	get rounds(): readonly Round[] {
		return this.#rounds;
	}
	get trained(): readonly Trained[] {
		return this.#trained;
	}
	get failures(): readonly FederatedFailure[] {
		return this.#failures;
	}
	/** Rounds that are done, of all forms, the start not counted. */
	get done(): number {
		return this.#rounds.filter(({ round }) => round > 0).length;
	}

	/** The form under way, or the last one that was, and its round. */
	get at(): { readonly form: FormName; readonly round: number } {
		return this.#rounds.at(-1) ?? { form: formNames[0], round: 0 };
	}

	start(settings: FederatedSettings): void {
		this.reset();
		this.#settings = settings;
		this.#phase = 'running';
		this.#line.ask({ settings, forms: formNames });
	}
	/** After the round under way on a client; the rounds that are there stay. */
	stop(): void {
		if (this.#phase !== 'running') return;
		this.#line.stop();
		this.#phase = 'stopped';
	}
	/** Forgets what was trained. */
	reset(): void {
		this.#line.stop();
		this.#phase = 'idle';
		this.#settings = null;
		this.#rounds = [];
		this.#trained = [];
		this.#failures = [];
	}
	dispose(): void {
		this.reset();
		this.#line.end();
	}

	#hear(answer: FederatedAnswer): void {
		// What still comes of one that was reset.
		if (this.#phase === 'idle') return;
		if (answer.kind === 'round') this.#rounds = [...this.#rounds, answer.round];
		else if (answer.kind === 'trained') this.#trained = [...this.#trained, answer.trained];
		else this.#failures = [...this.#failures, answer];
	}
	#ended(): void {
		if (this.#phase !== 'running') return;
		this.#phase = this.#trained.length > 0 ? 'done' : 'failed';
	}
	#lost({ how, message }: Loss): void {
		if (how === 'stopped' || this.#phase !== 'running') return;
		this.#failures = [...this.#failures, { form: null, reason: kindOf(how), message }];
		this.#phase = 'failed';
	}
}
