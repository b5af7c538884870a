/** The training worker: receipts in, events out (protocol.ts). Training never touches the page's thread. */
import { BackendError, type Backend } from '$src/compute/backend';
import { selectBackend } from '$src/compute/select';
import type { Answer, Request } from './protocol';
import { train } from './train';

interface Current {
	readonly id: number;
	readonly abort: AbortController;
	backend?: Backend;
	/** Settles, never rejects, when the run has ended. */
	finished: Promise<void>;
}

let current: Current | undefined;

const answer = (message: Answer): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<Request>) => {
	switch (data.kind) {
		case 'train':
			void start(data);
			break;
		case 'stop':
			if (current?.id === data.id) current.abort.abort();
			break;
		case 'lose-device':
			if (current?.id === data.id) current.backend?.dispose();
			break;
	}
});

async function start({ id, run }: Extract<Request, { kind: 'train' }>): Promise<void> {
	const previous = current;
	previous?.abort.abort();
	const mine: Current = { id, abort: new AbortController(), finished: Promise.resolve() };
	current = mine;
	await previous?.finished;
	mine.finished = train(run, {
		select: (wanted) => selectBackend(wanted, navigator.gpu),
		signal: mine.abort.signal,
		onEvent: (event) => answer({ ...event, id }),
		progressEvery: 60,
		onBackend: (backend) => {
			mine.backend = backend;
		}
	}).then(
		() => undefined,
		(error: unknown) => {
			const message = error instanceof Error ? error.message : String(error);
			answer({ kind: 'failed', id, reason: error instanceof BackendError ? error.reason : 'bad-request', message, step: 0 });
		}
	);
}
