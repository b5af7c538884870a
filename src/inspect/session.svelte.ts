/**
 * An adapter on the page: files that were dropped, the worker that measures them, and what has come back so far. It draws
 * nothing; answers that come fast are shown together, ten times a second.
 */
import { Line, type LineLimits, type Loss, type WorkerEnd } from '$src/experiments/line';
import type { Note } from '$src/files/notes';
import { gatheredNotes } from '$src/files/open';
import type { InspectAnswer, InspectQuestion, Measurement, Overview } from './protocol';

export type InspectWorker = WorkerEnd<InspectQuestion, InspectAnswer>;
export type Files = InspectQuestion['files'];

/** empty: nothing chosen; reading: no row yet; measuring: rows, not all measured; stopped: by the reader. */
export type Stage = 'empty' | 'reading' | 'measuring' | 'stopped' | 'done' | 'refused' | 'failed';

const connectWorker = (): InspectWorker =>
	new Worker(new URL('./inspect.worker.ts', import.meta.url), { type: 'module' });

/** Milliseconds between two drawings: a module takes one, and to lay out the table takes several. */
const APART = 100;
let drawn = -Infinity;

/** Asked when a frame is wanted: while the site is built there is none. */
function nextFrame(work: () => void): void {
	const frame = (): void =>
		void requestAnimationFrame((now) => {
			drawn = now;
			work();
		});
	const wait = drawn + APART - performance.now();
	if (wait > 0) setTimeout(frame, wait);
	else frame();
}

interface SessionOptions {
	readonly connect?: () => InspectWorker;
	readonly limits?: LineLimits;
	/** Calls once, soon: in a frame of the page. */
	readonly soon?: (work: () => void) => void;
}

export class InspectSession {
	stage = $state<Stage>('empty');
	overview = $state.raw<Overview | null>(null);
	/** By row; what is not there yet is undefined, what could not be measured null. */
	measurements = $state.raw<readonly (Measurement | null | undefined)[]>([]);
	notes = $state.raw<readonly Note[]>([]);
	/** Adapters among which the reader may choose, and the chosen one. */
	names = $state.raw<readonly string[]>([]);
	picked = $state('');
	/** Why there is nothing to see: a note of the file, or what the worker or browser said. */
	refusal = $state.raw<Note | null>(null);
	failure = $state('');

	#files = $state.raw<Files>([]);
	#alpha = $state<number | null>(null);
	#pending: (Measurement | null | undefined)[] = [];
	#said: Note[] = [];
	#isDrawn = true;
	readonly #line: Line<InspectQuestion, InspectAnswer>;
	readonly #soon: (work: () => void) => void;

	constructor({ connect = connectWorker, limits, soon = nextFrame }: SessionOptions = {}) {
		const owner = {
			hear: (answer: InspectAnswer) => this.#hear(answer),
			ended: () => this.#ended(),
			lost: (loss: Loss) => this.#lost(loss)
		};
		this.#line = new Line(connect, owner, limits);
		this.#soon = soon;
	}

	get measured(): number {
		return this.measurements.filter((one) => one !== undefined).length;
	}
	get alpha(): number | null {
		return this.#alpha;
	}
	/** What is open, for whoever asks another worker about it. */
	get place(): InspectQuestion {
		return { files: this.#files, pick: this.picked, alpha: this.#alpha };
	}

	/** Reads files in place of those before. */
	take(files: Files): void {
		if (files.length === 0) return;
		this.#files = files;
		this.#alpha = null;
		this.#ask(null);
	}
	pick(name: string): void {
		this.#ask(name);
	}
	/** α for modules of which no file says it. */
	useAlpha(alpha: number | null): void {
		this.#alpha = alpha;
		this.#ask(this.picked);
	}
	stop(): void {
		if (this.stage !== 'reading' && this.stage !== 'measuring') return;
		this.#line.stop();
		this.stage = 'stopped';
	}
	/** Forgets everything. */
	clear(): void {
		this.#line.end();
		this.#files = [];
		this.#reset('empty');
		this.names = [];
	}
	dispose(): void {
		this.#line.end();
	}

	#reset(stage: Stage): void {
		this.stage = stage;
		this.overview = null;
		this.#pending = [];
		this.measurements = [];
		this.#said = [];
		this.notes = [];
		this.refusal = null;
		this.failure = '';
	}

	#ask(pick: string | null): void {
		this.#reset('reading');
		this.#line.ask({ files: this.#files, pick, alpha: this.#alpha });
	}

	#hear(answer: InspectAnswer): void {
		switch (answer.kind) {
			case 'found':
				this.names = answer.names;
				this.picked = answer.picked;
				return;
			case 'overview':
				this.overview = answer.overview;
				this.#pending = new Array<undefined>(answer.overview.rows.length).fill(undefined);
				this.#said = [...answer.notes];
				if (this.stage === 'reading') this.stage = 'measuring';
				break;
			case 'measured':
				this.#pending[answer.at] = answer.measurement;
				this.#said.push(...answer.notes);
				break;
			case 'refused':
				this.refusal = answer.note;
				this.stage = 'refused';
				return;
		}
		if (!this.#isDrawn) return;
		this.#isDrawn = false;
		this.#soon(() => this.#draw());
	}

	#draw(): void {
		this.#isDrawn = true;
		this.measurements = [...this.#pending];
		this.notes = gatheredNotes(this.#said);
	}

	#ended(): void {
		this.#draw();
		if (this.stage === 'measuring') this.stage = 'done';
	}

	#lost({ how, message }: Loss): void {
		this.#draw();
		if (how === 'stopped') return;
		this.failure = message;
		this.stage = 'failed';
	}
}
