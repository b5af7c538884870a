/**
 * What the cells of the open notebook come to, as the page sees it: the worker that runs the session, and the last
 * state of each cell. It knows no document; a worker that is lost is begun anew with the next change.
 */
import { SvelteMap } from 'svelte/reactivity';
import { Line, type LineLimits, type Loss, type WorkerEnd } from '$src/experiments/line';
import type { Notebook } from '../notebook';
import type { CellState } from '../session';
import type { Known, Made, LabAnswer, LabFile, LabNote, LabQuestion } from './protocol';

export type LabEnd = WorkerEnd<LabQuestion, LabAnswer, LabNote>;

const connectWorker = (): LabEnd =>
	new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module' });

const CALIBRATION = 'rankscope.calibration';
const keptCalibration = (): string | null => {
	try {
		return localStorage.getItem(CALIBRATION);
	} catch {
		return null;
	}
};
function keepCalibration(written: string): void {
	try {
		localStorage.setItem(CALIBRATION, written);
	} catch {
		// The next visit measures again.
	}
}

/** Before the worker has said anything of a cell. */
export const WAITING: CellState = {
	status: 'waiting',
	progress: null,
	losses: null,
	values: [],
	error: null,
	controls: []
};

export class Calculations {
	/** Called with each folder that was asked for. */
	onmade: (made: Made) => void = () => undefined;
	readonly #states = new SvelteMap<string, CellState>();
	#names = $state.raw<readonly Known[]>([]);
	#lost = $state.raw<Loss | null>(null);
	#notebook: Notebook = { cells: [] };
	/** Of its cells. */
	#ids: ReadonlySet<string> = new Set();
	readonly #files = new Map<string, LabFile>();
	readonly #line: Line<LabQuestion, LabAnswer, LabNote>;

	constructor(connect: () => LabEnd = connectWorker, limits?: LineLimits) {
		const lost = (loss: Loss): void => {
			if (loss.how !== 'stopped') this.#lost = loss;
		};
		this.#line = new Line(connect, { hear: (answer: LabAnswer) => this.#hear(answer), lost }, limits);
	}

	/** Names that are defined, for completion. */
	get names(): readonly Known[] {
		return this.#names;
	}
	/** How the worker was lost; null while it is there. */
	get lost(): Loss | null {
		return this.#lost;
	}
	/** Names of files that were opened. */
	get files(): readonly string[] {
		return [...this.#files.keys()];
	}
	state(id: string): CellState {
		return this.#states.get(id) ?? WAITING;
	}

	setNotebook(notebook: Notebook): void {
		const before = new Set(this.#notebook.cells);
		this.#notebook = notebook;
		this.#ids = new Set(notebook.cells.map(({ id }) => id));
		for (const id of this.#states.keys()) if (!this.#ids.has(id)) this.#states.delete(id);
		if (!this.#line.busy || this.#lost) return this.begin();
		const cells = notebook.cells.filter((cell) => !before.has(cell));
		this.#line.note({ kind: 'notebook', ids: [...this.#ids], cells });
	}
	setControl(name: string, value: number | string): void {
		this.#line.note({ kind: 'control', name, value });
	}
	stop(id: string): void {
		this.#line.note({ kind: 'stop', id });
	}
	rerun(id: string): void {
		if (this.#lost) this.begin();
		else this.#line.note({ kind: 'rerun', id });
	}
	/** A run as a folder for PEFT: `onmade` hears of it. */
	makeFolder(name: string): void {
		this.#line.note({ kind: 'peft', name });
	}
	addFile(file: LabFile): void {
		this.#files.set(file.name, file);
		this.#line.note({ kind: 'file', file });
	}

	/** Everything from the start, in a new worker where the last one was lost. */
	begin(): void {
		this.#lost = null;
		this.#states.clear();
		const notebook = $state.snapshot(this.#notebook) as Notebook;
		const files = [...this.#files.values()];
		this.#line.ask({ kind: 'open', notebook, files, calibration: keptCalibration() });
	}
	dispose(): void {
		this.#line.end();
	}

	#hear(answer: LabAnswer): void {
		if (answer.kind === 'names') this.#names = answer.names;
		else if (answer.kind === 'calibrated') keepCalibration(answer.written);
		else if (answer.kind === 'peft') this.onmade(answer.made);
		else {
			for (const [id, state] of answer.states) if (this.#ids.has(id)) this.#states.set(id, state);
		}
	}
}
