/** The lab's worker: the session of the open notebook, so that no cell holds up the page; it trains in a worker of its own. */
import type { Answer, Note, Request } from '$src/experiments/protocol';
import { serve, type Tell } from '$src/experiments/serve';
import type { WorkerEnd } from '$src/experiments/line';
import { labSession, type LabSession } from '../session';
import type { LabValue } from '../value';
import { fileReader } from './files';
import type { Known, LabAnswer, LabFile, LabNote, LabQuestion } from './protocol';
import { workerTrainer } from './trainer';

let session: LabSession | undefined;
const files = new Map<string, LabFile>();

serve<LabQuestion, LabAnswer, LabNote>(open, (note) => {
	if (note.kind === 'file') files.set(note.file.name, note.file);
	else if (note.kind === 'notebook') session?.setNotebook(note.notebook);
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
	for (const file of question.files) files.set(file.name, file);
	const trainer = workerTrainer({
		connect: connectTraining(question.calibration),
		onCalibrated: (written) => tell({ kind: 'calibrated', written })
	});
	let told = '';
	const opened = labSession({
		train: trainer.train,
		files: fileReader(files),
		onChange: (ids) => {
			tell({ kind: 'states', states: ids.map((id) => [id, opened.state(id)] as const) });
			const names = opened.names().map(known);
			const now = JSON.stringify(names);
			if (now !== told) tell({ kind: 'names', names });
			told = now;
		}
	});
	session = opened;
	opened.setNotebook(question.notebook);
	return new Promise((resolve) => {
		signal.addEventListener('abort', () => {
			opened.dispose();
			trainer.end();
			if (session === opened) session = undefined;
			resolve();
		});
	});
}

const known = ({ name, value, cell }: ReturnType<LabSession['names']>[number]): Known => ({
	name,
	cell,
	kind: value?.kind ?? '',
	shape: value ? shapeOf(value) : ''
});

function shapeOf(value: LabValue): string {
	if ('shape' in value) return value.shape.join('×');
	if ('delta' in value) return value.delta.shape.join('×');
	return '';
}
