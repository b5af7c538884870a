/** The lab's page and its workers: what is asked, what is heard, and what becomes of a worker that is lost. */
import { expect, test } from 'vitest';
import type { Answer, Note, Request } from '$src/experiments/protocol';
import type { Notebook } from '$src/lab/notebook';
import { Calculations, WAITING } from '$src/lab/page/calculations.svelte';
import type { LabAnswer, LabNote, LabQuestion } from '$src/lab/page/protocol';
import { workerTrainer } from '$src/lab/page/trainer';
import { runSchema } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { FakeWorker, fakeWorkers } from './fakeWorker';

const run = { ...defaultsOf(runSchema), steps: 10 };
const failed = (reason: 'diverged' | 'bad-request'): Answer => ({
	kind: 'failed',
	reason,
	message: 'no',
	step: 0,
	losses: new Float32Array()
});

test('a run that fails is told with its reason, for a sweep to go on where it diverged', async () => {
	const worker = new FakeWorker<Request, Answer, Note>();
	const { train, end } = workerTrainer({ connect: () => worker });
	const shares: number[] = [];
	const trained = train(run, null, {
		signal: new AbortController().signal,
		onProgress: ({ share }) => void shares.push(share)
	});
	const losses = new Float32Array(5);
	worker.tell({ kind: 'progress', fromStep: 0, losses, stepsPerSecond: 1, snapshot: null, state: null });
	worker.tell(failed('diverged'));
	await expect(trained).rejects.toMatchObject({ message: 'no', reason: 'diverged' });
	expect(shares).toEqual([0.5]);
	end();
});

test('whoever stops waiting has the worker stopped, and late answers settle nothing', async () => {
	const worker = new FakeWorker<Request, Answer, Note>();
	const { train, end } = workerTrainer({ connect: () => worker });
	const abort = new AbortController();
	const trained = train(run, null, { signal: abort.signal, onProgress: () => undefined });
	worker.beat();
	abort.abort();
	await expect(trained).rejects.toThrow('stopped');
	expect(worker.stopped).toEqual([1]);
	worker.tell(failed('bad-request'));
	await expect(train(run, null, { signal: abort.signal, onProgress: () => undefined })).rejects.toThrow(
		'stopped'
	);
	end();
	expect(worker.terminated).toBe(true);
});

test('the page shows what cells came to, of the cells that there are; a lost worker is begun anew with the whole notebook', () => {
	const { connect, made: workers } = fakeWorkers<LabQuestion, LabAnswer, LabNote>();
	const calculations = new Calculations(connect);
	const notebook: Notebook = { cells: [{ id: 'a', kind: 'expression', text: 'x = 1' }] };
	calculations.setNotebook(notebook);
	const [first] = workers;
	const done = { ...WAITING, status: 'done' as const };
	first?.tell({
		kind: 'states',
		heard: 0,
		states: [
			['a', done],
			['gone', done]
		]
	});
	expect(calculations.state('a').status).toBe('done');
	expect(calculations.state('gone')).toBe(WAITING);

	calculations.setControl('r', 3);
	expect(first?.received.at(-1)).toMatchObject({ note: { kind: 'control', name: 'r', value: 3 } });
	first?.dies('broken');
	expect(calculations.lost).toMatchObject({ how: 'threw', message: 'broken' });

	const more: Notebook = { cells: [...notebook.cells, { id: 'b', kind: 'expression', text: 'y = 2' }] };
	calculations.setNotebook(more);
	expect(workers.length).toBe(2);
	expect(calculations.lost).toBeNull();
	expect(workers[1]?.received[0]).toMatchObject({ ask: { kind: 'open', notebook: more } });
	calculations.dispose();
});
