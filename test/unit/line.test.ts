/** A line to a worker, from both ends: every way in which a worker can fail to answer, and what becomes of the question. */
import { describe, expect, test } from 'vitest';
import { Line, type LineLimits, type Loss, type Told } from '$src/experiments/line';
import { serve, type Scope, type Tell } from '$src/experiments/serve';
import { fakeWorkers } from './fakeWorker';

/** Limits that no test waits for, but where it says so. */
const LONG = { start: 1e5, silence: 1e5, stop: 1e5 };

function opened(limits: Partial<LineLimits> = {}) {
	const workers = fakeWorkers<string, string>();
	const said: string[] = [];
	const losses: Loss[] = [];
	const owner = {
		hear: (answer: string) => void said.push(answer),
		ended: () => void said.push('.'),
		lost: (loss: Loss) => void losses.push(loss)
	};
	const line = new Line(workers.connect, owner, { ...LONG, ...limits });
	return { line, said, losses, ...workers };
}

describe('a line to a worker', () => {
	test('asks, hears answers and the end, and keeps the worker for the next question', () => {
		const { line, said, made, last } = opened();
		line.ask('a');
		last().tell('A');
		last().end();
		expect([said.join(''), line.busy]).toEqual(['A.', false]);
		line.ask('b');
		last().tell('late', last().id - 1);
		last().tell('B');
		expect([said.join(''), made.length]).toEqual(['A.B', 1]);
	});

	test.each([
		['never loads', {}, 'not-started'],
		['closes itself', { heard: true }, 'silent'],
		['does not stop', { heard: true, stop: true }, 'stopped']
	] as const)('to one that %s has an end', async (_what, how, loss) => {
		const { heard = false, stop = false } = how as { heard?: boolean; stop?: boolean };
		const limit = heard ? (stop ? 'stop' : 'silence') : 'start';
		const { line, losses, last, made } = opened({ [limit]: 20 });
		line.ask('a');
		if (heard) last().beat();
		if (stop) line.stop();
		await expect.poll(() => losses.map(({ how: h }) => h)).toEqual([loss]);
		expect([last().terminated, line.busy]).toEqual([true, false]);
		line.ask('b');
		expect([made.length, last().asked]).toEqual([2, ['b']]);
	});

	test('tells a worker that could not be loaded from one that threw', () => {
		const { line, losses, last } = opened();
		line.ask('a');
		last().dies('');
		line.ask('a');
		last().beat();
		last().dies('boom');
		line.ask('a');
		last().throws('bang');
		expect(losses).toEqual([
			{ how: 'not-started', message: 'the worker could not be loaded' },
			{ how: 'threw', message: 'boom' },
			{ how: 'threw', message: 'bang' }
		]);
	});

	test('is patient with a slow worker as long as it gives signs of life', async () => {
		const { line, losses, last } = opened({ silence: 60 });
		line.ask('a');
		for (let n = 0; n < 8; n++) {
			last().beat();
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		expect(losses).toEqual([]);
		last().end();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(losses).toEqual([]);
	});

	test('hands a question to another worker when the one it has does not let go of the question before', async () => {
		const { line, said, losses, made, last } = opened({ stop: 20 });
		line.ask('a');
		last().beat();
		line.ask('b');
		expect(last().stopped).toHaveLength(1);
		await expect.poll(() => made.length).toBe(2);
		expect([made[0]?.terminated, last().asked, losses]).toEqual([true, ['b'], []]);
		last().tell('B');
		expect(said).toEqual(['B']);
	});

	test('says what happened where no worker can be made at all', () => {
		const losses: Loss[] = [];
		const connect = (): never => {
			throw new Error('workers are blocked');
		};
		const line = new Line<string, string>(connect, {
			hear: () => undefined,
			lost: (loss) => void losses.push(loss)
		});
		line.open();
		line.ask('a');
		expect(losses).toEqual([{ how: 'not-started', message: 'workers are blocked' }]);
	});
});

describe('the other end of a line', () => {
	type Work = (question: string, tell: Tell<string>, signal: AbortSignal) => Promise<void> | void;

	function served(work: Work) {
		const posted: Told<string>[] = [];
		let listen: ((event: MessageEvent) => void) | undefined;
		const scope: Scope = {
			postMessage: (message) => void posted.push(message as Told<string>),
			addEventListener: (_type, listener) => (listen = listener)
		};
		serve(work, () => undefined, scope);
		const receive = (data: object): void => listen?.({ data } as MessageEvent);
		return { posted, receive };
	}
	const aborted = (signal: AbortSignal): Promise<void> =>
		new Promise((resolve) => {
			if (signal.aborted) resolve();
			signal.addEventListener('abort', () => resolve());
		});

	test('says that it is alive, answers, and says that it has ended', async () => {
		const { posted, receive } = served((question, tell) => tell(question.toUpperCase()));
		expect(posted).toEqual([{ id: 0, alive: true }]);
		receive({ id: 1, ask: 'a' });
		await expect
			.poll(() => posted.slice(1))
			.toEqual([
				{ id: 1, alive: true },
				{ id: 1, tell: 'A' },
				{ id: 1, ended: true }
			]);
	});

	test('tells what the work threw, and answers the next question', async () => {
		const { posted, receive } = served((question, tell) => {
			if (question === 'a') throw new Error('boom');
			tell('B');
		});
		receive({ id: 1, ask: 'a' });
		await expect.poll(() => posted.at(-1)).toEqual({ id: 1, threw: 'boom' });
		receive({ id: 2, ask: 'b' });
		await expect.poll(() => posted.at(-1)).toEqual({ id: 2, ended: true });
	});

	test('stops one question for the next, and leaves out those that were replaced before they began', async () => {
		const begun: string[] = [];
		const { posted, receive } = served(async (question, _tell, signal) => {
			begun.push(question);
			if (question === 'a') await aborted(signal);
		});
		receive({ id: 1, ask: 'a' });
		await expect.poll(() => begun).toEqual(['a']);
		receive({ id: 2, ask: 'b' });
		receive({ id: 3, ask: 'c' });
		await expect.poll(() => posted.at(-1)).toEqual({ id: 3, ended: true });
		expect(begun).toEqual(['a', 'c']);
	});

	test('ends early when it is told to stop', async () => {
		const { posted, receive } = served((_question, _tell, signal) => aborted(signal));
		receive({ id: 1, ask: 'a' });
		receive({ id: 1, stop: true });
		await expect.poll(() => posted.at(-1)).toEqual({ id: 1, ended: true });
	});
});
