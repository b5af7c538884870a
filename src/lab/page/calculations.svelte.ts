/**
 * What the cells of the open notebook come to, as the page sees it: the worker that runs the session, and the last
 * state of each cell. It knows no document; a worker that is lost is begun anew with the next change.
 */
import { SvelteMap } from 'svelte/reactivity';
import { Line, type LineLimits, type Loss, type WorkerEnd } from '$src/experiments/line';
import type { Notebook } from '../notebook';
import type { CellState } from '../session';
import type { Known, Made, LabAnswer, LabFile, LabNote, LabQuestion } from './protocol';
import { Quick, showsTheSame } from './quick';

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

/** Milliseconds until the worker hears what a control's text says by now, where nothing else changes. */
const SET_DELAY = 300;

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
	/** Cells that read a name that nobody defines → that name. */
	#missing = $state.raw<ReadonlyMap<string, string>>(new Map());
	#notebook: Notebook = { cells: [] };
	/** The notebook as the worker knows it, and when it hears of the rest. */
	#told: Notebook = { cells: [] };
	#telling: ReturnType<typeof setTimeout> | undefined;
	readonly #quick = new Quick();
	/** Of changes that the worker is told of: the last one, the last that is no control's move, the last that it has heard. */
	#turn = 0;
	#edited = 0;
	#heard = -1;
	/** Cells that show what a move comes to before the worker has said it → the move. */
	readonly #ahead = new Map<string, number>();
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
	/** Cells that read a name that nobody defines, each with that name. */
	get missing(): ReadonlyMap<string, string> {
		return this.#missing;
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
		this.#take(notebook);
		if (!this.#line.busy || this.#lost) return this.begin();
		this.#edited = ++this.#turn;
		this.#tell();
	}
	/** The same cells, but for the value in a control's text: that of the last `setControl`. */
	followControl(notebook: Notebook): void {
		this.#take(notebook);
		if (!this.#line.busy || this.#lost) return this.begin();
		clearTimeout(this.#telling);
		this.#telling = setTimeout(() => this.#tell(), SET_DELAY);
	}
	/** Lines of numbers alone show it at once, all others once the worker has said what they come to. */
	setControl(name: string, value: number | string): void {
		const turn = ++this.#turn;
		this.#line.note({ kind: 'control', name, value, turn });
		// What is shown may be of other lines, until the worker has heard of these.
		if (!this.#line.busy || this.#heard < this.#edited) return;
		const states = this.#quick.after(this.#notebook.cells, name, value, (id) => this.state(id));
		for (const [id, state] of states) {
			this.#ahead.set(id, turn);
			this.#states.set(id, state);
		}
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
		this.#ahead.clear();
		this.#missing = new Map();
		this.#edited = ++this.#turn;
		const notebook = $state.snapshot(this.#notebook) as Notebook;
		const files = [...this.#files.values()];
		clearTimeout(this.#telling);
		this.#told = this.#notebook;
		this.#line.ask({ kind: 'open', notebook, files, calibration: keptCalibration(), turn: this.#turn });
	}
	dispose(): void {
		clearTimeout(this.#telling);
		this.#line.end();
	}

	#hear(answer: LabAnswer): void {
		if (answer.kind === 'names') this.#names = answer.names;
		else if (answer.kind === 'calibrated') keepCalibration(answer.written);
		else if (answer.kind === 'peft') this.onmade(answer.made);
		else {
			this.#heard = answer.heard;
			for (const [id, state] of answer.states) {
				if (!this.#ids.has(id) || this.#isAhead(id, state, answer.heard)) continue;
				this.#states.set(id, state);
				this.#note(id, state);
			}
		}
	}

	/** Is what is shown of a cell newer than this, or the same? */
	#isAhead(id: string, state: CellState, heard: number): boolean {
		const turn = this.#ahead.get(id);
		if (turn === undefined) return false;
		if (heard < turn) return true;
		// It is on its way to what is shown.
		const isOnItsWay = state.status === 'waiting' || state.status === 'running';
		if (turn > this.#edited && this.state(id).status === 'done' && isOnItsWay) return true;
		this.#ahead.delete(id);
		return showsTheSame(this.state(id), state);
	}

	#note(id: string, { error }: CellState): void {
		const [name] = error?.reason === 'missing' ? (error.names ?? []) : [];
		if (name === this.#missing.get(id)) return;
		const missing = new Map(this.#missing);
		if (name === undefined) missing.delete(id);
		else missing.set(id, name);
		this.#missing = missing;
	}

	#take(notebook: Notebook): void {
		this.#notebook = notebook;
		this.#ids = new Set(notebook.cells.map(({ id }) => id));
		for (const id of this.#states.keys()) if (!this.#ids.has(id)) this.#states.delete(id);
		if ([...this.#missing.keys()].some((id) => !this.#ids.has(id)))
			this.#missing = new Map([...this.#missing].filter(([id]) => this.#ids.has(id)));
	}

	#tell(): void {
		clearTimeout(this.#telling);
		const before = new Set(this.#told.cells);
		this.#told = this.#notebook;
		const cells = this.#notebook.cells.filter((cell) => !before.has(cell));
		this.#line.note({ kind: 'notebook', ids: [...this.#ids], cells, turn: this.#turn });
	}
}
