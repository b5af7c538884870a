/** The lab's worker: the session of the open notebook, so that no cell holds up the page; it trains in a worker of its own. */
import type { Answer, Note, Request } from '$src/experiments/protocol';
import { serve, type Tell } from '$src/experiments/serve';
import type { WorkerEnd } from '$src/experiments/line';
import { labSession, type LabSession } from '../session';
import type { Cell } from '../notebook';
import { zipChunks } from '$src/files/writeZip';
import { exportLora } from '../exported';
import { fileReader } from './files';
import { NamesTold, notebookAfter } from './following';
import type { Made, LabAnswer, LabFile, LabNote, LabQuestion } from './protocol';
import { workerTrainer } from './trainer';

let session: LabSession | undefined;
/** Takes over what is another in the notebook. */
let follow: ((ids: readonly string[], cells: readonly Cell[]) => void) | undefined;
/** Makes a folder for PEFT of a name, and tells it. */
let exportRun: ((name: string) => void) | undefined;
const files = new Map<string, LabFile>();
/** The last of the page's changes. */
let heard = 0;

serve<LabQuestion, LabAnswer, LabNote>(open, (note) => {
	if ('turn' in note) heard = note.turn;
	if (note.kind === 'file') files.set(note.file.name, note.file);
	else if (note.kind === 'notebook') follow?.(note.ids, note.cells);
	else if (note.kind === 'peft') exportRun?.(note.name);
	else if (note.kind === 'control') session?.setControl(note.name, note.value);
	else if (note.kind === 'stop') session?.stop(note.id);
	else session?.rerun(note.id);
});

const connectTraining = (calibration: string | null) => (): WorkerEnd<Request, Answer, Note> => {
	const worker = new Worker(new URL('../../experiments/worker.ts', import.meta.url), { type: 'module' });
	const end: WorkerEnd<Request, Answer, Note> = worker;
	if (calibration !== null) end.postMessage({ id: 0, note: { kind: 'calibrated', written: calibration } });
	return end;
};

/** Until the page asks for another notebook, or goes. */
function open(question: LabQuestion, tell: Tell<LabAnswer>, signal: AbortSignal): Promise<void> {
	heard = question.turn;
	for (const file of question.files) files.set(file.name, file);
	const trainer = workerTrainer({
		connect: connectTraining(question.calibration),
		onCalibrated: (written) => tell({ kind: 'calibrated', written })
	});
	const names = new NamesTold();
	const opened = labSession({
		train: trainer.train,
		files: fileReader(files),
		onChange: (ids) => {
			tell({ kind: 'states', states: ids.map((id) => [id, opened.state(id)] as const), heard });
			const now = names.after(ids, opened);
			if (now) tell({ kind: 'names', names: now });
		}
	});
	session = opened;
	let { cells } = question.notebook;
	follow = (ids, others) => {
		cells = notebookAfter(cells, ids, others);
		names.forget();
		opened.setNotebook({ cells });
	};
	exportRun = (name) => void folderOf(opened, name).then((made) => tell({ kind: 'peft', made }));
	opened.setNotebook(question.notebook);
	return new Promise((resolve) => {
		signal.addEventListener('abort', () => {
			opened.dispose();
			trainer.end();
			if (session === opened) [session, follow, exportRun] = [undefined, undefined, undefined];
			resolve();
		});
	});
}

/** The largest rank that a folder is made of: what PEFT's own examples go up to. */
const MOST_RANK = 256;

async function folderOf(opened: LabSession, name: string): Promise<Made> {
	try {
		const value = opened.names().find((one) => one.name === name)?.value;
		if (value?.kind !== 'run') throw new RangeError(`export: expected a run, got ${name}`);
		const { files, rank, error } = await exportLora(value.delta, MOST_RANK);
		const parts = [...files].map(([file, bytes]) => [`${name}/${file}`, Uint8Array.from(bytes)] as const);
		const chunks = [...zipChunks(parts)];
		return { name, zip: new Blob(chunks, { type: 'application/zip' }), rank, error };
	} catch (error) {
		return { name, problem: error instanceof Error ? error.message : String(error) };
	}
}
