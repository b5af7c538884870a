/**
 * An open notebook: which cell defines what, what it comes to, and what reruns when something changes. Knows no page and
 * no worker: training is handed in. What it shows changes all at once: a state is that of the last call of `onChange`.
 */
import { adapterOf } from './language/adapterValue';
import type { Context, Files, Progress, Trainer } from './language/context';
import { controlAt } from './language/control';
import { LabError, type CellError } from './language/error';
import { evaluate } from './language/evaluate';
import { plainNumber } from './language/plain';
import type { Statement } from './language/statement';
import { errorOfNode } from './blame';
import { LineNode, valueOfControl, type Status } from './node';
import { EMPTY, stateOf, type CellState } from './state';
import { BUILT_IN } from './builtIn';
import { numberValue } from './language/matrices';
import type { Notebook } from './notebook';
import { goingOn, Readings } from './readings';
import type { Outdating } from './outdating';
import { Queue, untilAborted } from './queue';
import { graph, type Graph } from './runtime';
import { soon } from './soon';
import { numbersIn, type LabValue } from './value';

export type { Progress, Trainer, Files } from './language/context';
export type { CellError } from './language/error';
export type { Control } from './language/control';
export type { CellState } from './state';
export { BUILT_IN } from './builtIn';

export interface LabSession {
	/** Lines whose text is the same go on as they are, be it in another cell. */
	setNotebook(notebook: Notebook): void;
	/** Sets a control, within its range. Does not change the notebook's text: see `withControl` in edit.ts. */
	setControl(name: string, value: number | string): void;
	/** Stops what runs in a cell. */
	stop(id: string): void;
	/** Runs a cell anew, and what depends on it. */
	rerun(id: string): void;
	state(id: string): CellState;
	/** All lines, in the order of the notebook, as they are at this moment. */
	lines(): readonly {
		readonly name: string;
		readonly cell: string;
		readonly status: Status;
		readonly value: LabValue | null;
		readonly error: CellError | null;
	}[];
	/** Names that are defined, in the order of the notebook. */
	names(): readonly { readonly name: string; readonly value: LabValue | null; readonly cell: string }[];
	/** When nothing runs and nothing waits. */
	settled(): Promise<void>;
	dispose(): void;
}

export interface SessionOptions {
	readonly train: Trainer;
	/** Called with the ids of cells whose state is another, all that changed together. */
	readonly onChange: (ids: readonly string[]) => void;
	/** A module of a file that the reader has opened. Default: there are none. */
	readonly files?: Files;
}

const noFiles: Files = (file) =>
	Promise.reject(new RangeError(`loadAdapter: expected a file that is open, got ${file}; open it first`));

/** Numbers that all lines hold at a time (256 MB): more is told where it stands. */
const MOST_NUMBERS = 2 ** 25;

/** Milliseconds of work before whoever waits has a turn. */
const BREATH = 12;

export function labSession(options: SessionOptions): LabSession {
	return new Session(options);
}

class Session implements LabSession {
	readonly #graph: Graph<LabValue> = graph(BUILT_IN);
	readonly #queue = new Queue();
	/** Cell → its lines, in the order of the notebook. */
	#cells = new Map<string, readonly LineNode[]>();
	/** All of them. */
	#nodes: readonly LineNode[] = [];
	/** Of them, those that can be set. */
	#controls: readonly LineNode[] = [];
	readonly #readings = new Readings();
	readonly #shown = new Map<string, CellState>();
	readonly #changed = new Set<string>();
	#isFlushing = false;
	#waiting: (() => void)[] = [];
	#breathed = performance.now();
	#isDisposed = false;

	constructor(readonly options: SessionOptions) {}

	setNotebook({ cells }: Notebook): void {
		const wanted = this.#readings.of(cells);
		const { claimed, free } = goingOn(wanted, this.#cells);
		// First of all, names become free.
		for (const node of free) node.node?.delete();
		const before = this.#cells;
		const moved = new Set<string>();
		this.#cells = new Map(
			wanted.map(({ id, statements }) => {
				const old = before.get(id);
				const lines = statements.map((one, n) => {
					const known = claimed.get(one);
					if (known !== old?.[n] || known?.statement !== one) moved.add(id);
					return this.#lineOf(id, one, known);
				});
				if (old?.length !== lines.length) moved.add(id);
				return [id, lines];
			})
		);
		this.#nodes = [...this.#cells.values()].flat();
		this.#controls = this.#nodes.filter(({ control }) => control !== null);
		for (const id of before.keys()) if (!this.#cells.has(id)) this.#shown.delete(id);
		for (const id of moved) this.#change(id);
	}

	#lineOf(id: string, statement: Statement, known: LineNode | undefined): LineNode {
		if (known) {
			known.become(id, statement);
			return known;
		}
		const line = new LineNode(id, statement);
		line.node = this.#graph.node({
			pending: () => this.#set(line, 'waiting'),
			fulfilled: (value) => {
				line.value = value;
				line.error = null;
				this.#set(line, 'done');
			},
			rejected: (error, input) => {
				line.value = null;
				line.held = 0;
				line.error = errorOfNode(line, error, input, this.#cells);
				this.#set(line, line.error.reason === 'stopped' ? 'stopped' : 'failed');
			}
		});
		this.#define(line);
		return line;
	}

	#define(line: LineNode): void {
		const { name, inputs } = line.statement;
		line.status = 'waiting';
		line.node?.define(name, inputs, (values, abort) => this.#make(line, inputs, values, abort));
		this.#change(line.cell);
	}

	#make(
		line: LineNode,
		inputs: readonly string[],
		values: readonly LabValue[],
		abort: Outdating
	): LabValue | Promise<LabValue> {
		if (line.control) return valueOfControl(line.control);
		const scope = (name: string): LabValue | undefined => values[inputs.indexOf(name)];
		const { body } = line.statement;
		const plain = body.kind === 'phrase' ? plainNumber(body.phrase, scope) : NaN;
		if (!Number.isNaN(plain)) {
			line.held = 1;
			return numberValue(plain);
		}
		line.abort = abort;
		this.#set(line, 'running');
		const make = (): Promise<LabValue> => this.#valueOf(line, scope, abort.signal);
		if (performance.now() - this.#breathed < BREATH) return make();
		return this.#breathe().then(make);
	}

	async #valueOf(
		line: LineNode,
		scope: (name: string) => LabValue | undefined,
		signal: AbortSignal
	): Promise<LabValue> {
		const { body } = line.statement;
		switch (body.kind) {
			case 'phrase':
				return this.#held(line, await evaluate(body.phrase, scope, this.#context(line, signal)));
			case 'adapter':
				return adapterOf(body.adapter, scope);
			case 'control':
				return valueOfControl(body.control);
			case 'unreadable':
				throw new Unreadable(body.error);
		}
	}

	/** @throws LabError where all values together would fill the memory */
	#held(line: LineNode, value: LabValue): LabValue {
		const own = numbersIn(value);
		line.held = own;
		if (own <= 1) return value;
		let all = 0;
		for (const { held } of this.#nodes) all += held;
		if (all <= MOST_NUMBERS) return value;
		line.held = 0;
		throw new LabError(
			`expected values of at most ${MOST_NUMBERS} numbers in all lines, got more; leave out some, or make them smaller`,
			null
		);
	}

	#context(line: LineNode, signal: AbortSignal): Context {
		const onProgress = ({ share, losses }: Progress): void => {
			if (signal.aborted) return;
			line.progress = Math.min(1, Math.max(0, share));
			if (losses) line.hear(losses.fromStep, losses.values);
			this.#change(line.cell);
		};
		const train: Trainer = (run, typed, options) =>
			untilAborted(
				options.signal,
				this.#queue.run(options.signal, () => this.options.train(run, typed, options))
			);
		const open = this.options.files ?? noFiles;
		const files: Files = (file, module) => untilAborted(signal, open(file, module));
		const turn = async (): Promise<void> => {
			if (performance.now() - this.#breathed >= BREATH) await this.#breathe();
		};
		return { train, files, signal, onProgress, turn };
	}

	setControl(name: string, value: number | string): void {
		for (const line of this.#controls) {
			if (line.statement.name !== name || !line.control) continue;
			const control = controlAt(line.control, value);
			if (!control || control.value === line.control.value) continue;
			line.control = control;
			this.#define(line);
		}
	}

	stop(id: string): void {
		for (const line of this.#cells.get(id) ?? []) if (line.status === 'running') line.stop();
	}

	rerun(id: string): void {
		for (const line of this.#cells.get(id) ?? []) this.#define(line);
	}

	state(id: string): CellState {
		return this.#shown.get(id) ?? EMPTY;
	}

	lines(): ReturnType<LabSession['lines']> {
		return this.#nodes.map(({ statement: { name }, cell, status, value, error }) => ({
			...{ name, cell, status, value, error }
		}));
	}

	names(): ReturnType<LabSession['names']> {
		return this.#nodes.flatMap(({ statement: { name }, value, cell }) =>
			name === '' ? [] : [{ name, value, cell }]
		);
	}

	settled(): Promise<void> {
		return new Promise((resolve) => {
			this.#waiting.push(resolve);
			this.#flushSoon();
		});
	}

	dispose(): void {
		this.#isDisposed = true;
		this.#graph.dispose();
		for (const resolve of this.#waiting.splice(0)) resolve();
	}

	#set(line: LineNode, status: Status): void {
		line.status = status;
		if (status !== 'running') {
			line.progress = null;
			line.losses = null;
			line.abort = status === 'waiting' ? line.abort : null;
		}
		this.#change(line.cell);
	}

	#change(id: string): void {
		this.#changed.add(id);
		this.#flushSoon();
	}

	#flushSoon(): void {
		if (this.#isDisposed || this.#isFlushing) return;
		this.#isFlushing = true;
		soon(() => this.#flush());
	}

	#flush(): void {
		this.#isFlushing = false;
		if (this.#isDisposed) return;
		this.#breathed = performance.now();
		const ids = [...this.#changed].filter((id) => this.#cells.has(id));
		this.#changed.clear();
		for (const id of ids) this.#shown.set(id, stateOf(this.#cells.get(id) ?? []));
		if (ids.length > 0) this.options.onChange(ids);
		if (this.#nodes.some(({ status }) => status === 'waiting' || status === 'running')) return;
		if (this.#changed.size === 0) for (const resolve of this.#waiting.splice(0)) resolve();
	}

	/** Gives others a turn where work has taken long. */
	async #breathe(): Promise<void> {
		await new Promise<void>(soon);
		this.#breathed = performance.now();
	}
}

/** An error that is known since the line was read. */
class Unreadable extends LabError {
	constructor(readonly known: CellError) {
		super(known.message, known.at, known.reason, known.names);
	}
}
