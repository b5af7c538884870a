/** One tool at work: asked, how far it is, stopped, and how it ended. What its answers mean is the tool's. */
import { Line, type LineLimits, type Loss, type WorkerEnd } from '$src/experiments/line';
import type { Note } from '$src/files/notes';
import type { ToolAnswer, ToolQuestion } from './protocol';

export type ToolWorker = WorkerEnd<ToolQuestion, ToolAnswer>;
export type TaskStage = 'idle' | 'working' | 'stopped' | 'done' | 'refused' | 'failed';

const connectWorker = (): ToolWorker =>
	new Worker(new URL('./tools.worker.ts', import.meta.url), { type: 'module' });

export class Task {
	stage = $state<TaskStage>('idle');
	done = $state(0);
	all = $state(0);
	/** Why there is no answer: a note of the file, or what the worker or browser said. */
	refusal = $state.raw<Note | null>(null);
	failure = $state('');
	readonly #line: Line<ToolQuestion, ToolAnswer>;

	/** @param hear every answer but progress and refusals */
	constructor(
		hear: (answer: ToolAnswer) => void,
		connect: () => ToolWorker = connectWorker,
		limits?: LineLimits
	) {
		const owner = {
			hear: (answer: ToolAnswer) => {
				if (answer.kind === 'progress') [this.done, this.all] = [answer.done, answer.all];
				else if (answer.kind === 'refused') [this.refusal, this.stage] = [answer.note, 'refused'];
				else hear(answer);
			},
			ended: () => {
				if (this.stage === 'working') this.stage = 'done';
			},
			lost: ({ how, message }: Loss) => {
				if (how === 'stopped') return;
				this.failure = message;
				this.stage = 'failed';
			}
		};
		this.#line = new Line(connect, owner, limits);
	}

	ask(question: ToolQuestion): void {
		this.#reset('working');
		this.#line.ask(question);
	}
	stop(): void {
		if (this.stage !== 'working') return;
		this.#line.stop();
		this.stage = 'stopped';
	}
	/** Forgets what was asked. */
	clear(): void {
		this.#line.end();
		this.#reset('idle');
	}

	#reset(stage: TaskStage): void {
		this.stage = stage;
		[this.done, this.all] = [0, 0];
		this.refusal = null;
		this.failure = '';
	}
}
