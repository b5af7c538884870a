/** The training worker: receipts in, events out (protocol.ts). Training never touches the page's thread. */
import { BackendError } from '$src/compute/backend';
import { selectBackend } from '$src/compute/select';
import { keepBackend } from './keep';
import type { Answer, Request } from './protocol';
import { train } from './train';

interface Current {
	readonly id: number;
	readonly abort: AbortController;
	/** Settles, never rejects, when the run has ended. */
	finished: Promise<void>;
}

let current: Current | undefined;
const backends = keepBackend((wanted) => selectBackend(wanted, navigator.gpu));

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
			if (current?.id === data.id) backends.lose();
			break;
	}
});

async function start({ id, run }: Extract<Request, { kind: 'train' }>): Promise<void> {
	const previous = current;
	previous?.abort.abort();
	const mine: Current = { id, abort: new AbortController(), finished: Promise.resolve() };
	current = mine;
	await previous?.finished;
	let reached = 0;
	mine.finished = train(run, {
		select: backends.select,
		signal: mine.abort.signal,
		onEvent: (event) => {
			if (event.kind === 'progress') reached = event.snapshot.step;
			answer({ ...event, id });
		},
		progressEvery: 60
	}).then(
		() => undefined,
		(error: unknown) => {
			const message = error instanceof Error ? error.message : String(error);
			const [reason, step] =
				error instanceof BackendError ? [error.reason, error.step] : (['bad-request'] as const);
			answer({ kind: 'failed', id, reason, message, step: step ?? reached });
		}
	);
}
