/** Several lines to one worker: what each hears, and what becomes of the others when one gives up. */
import { expect, onTestFinished, test } from 'vitest';
import { Line, type Loss } from '$src/experiments/line';
import type { Tell } from '$src/experiments/serve';
import { serveLines, SharedEnd, type SharedWorkerEnd } from '$src/experiments/shared';

type Work = (question: string, tell: Tell<string>) => Promise<void> | void;

interface Made extends SharedWorkerEnd {
	terminated: boolean;
}

/** Workers in this very thread: a port that one is given belongs to what `work` serves. */
function opened(work: Work) {
	const made: Made[] = [];
	const shared = new SharedEnd<string, string>(() => {
		const scope = new EventTarget();
		const worker: Made = {
			terminated: false,
			onerror: null,
			terminate: () => (worker.terminated = true),
			postMessage: (_message, ports) =>
				void scope.dispatchEvent(Object.assign(new Event('message'), { data: null, ports }))
		};
		serveLines<string, string>((question, tell) => {
			// What an ended worker still does is heard by nobody.
			if (!worker.terminated) return work(question, tell);
		}, scope);
		made.push(worker);
		return worker;
	});
	const lines: Line<string, string>[] = [];
	onTestFinished(() => {
		for (const one of lines) one.end();
	});
	const line = (limits: { silence?: number } = {}) => {
		const [said, losses]: [string[], Loss[]] = [[], []];
		const owner = {
			hear: (answer: string) => void said.push(answer),
			ended: () => void said.push('.'),
			lost: (loss: Loss) => void losses.push(loss)
		};
		const own = new Line(() => shared.connect(), owner, { start: 1e5, silence: 1e5, stop: 1e5, ...limits });
		lines.push(own);
		return { said, losses, line: own };
	};
	return { made, line };
}

const never = new Promise<void>(() => undefined);

test('two lines have one worker, and each hears what it asked, the quick answer before the long one', async () => {
	let finish = (): void => undefined;
	const { made, line } = opened(async (question, tell) => {
		if (question === 'long') await new Promise<void>((resolve) => (finish = resolve));
		tell(question.toUpperCase());
	});
	const [one, other] = [line(), line()];
	one.line.ask('long');
	other.line.ask('quick');
	await expect.poll(() => other.said.join('')).toBe('QUICK.');
	expect(one.said).toEqual([]);
	finish();
	await expect.poll(() => one.said.join('')).toBe('LONG.');
	expect(made).toHaveLength(1);
});

test('a line that waits in vain ends the worker, and the others are answered by a new one', async () => {
	const { made, line } = opened((question, tell) => {
		// The first worker answers nobody.
		if (made.length === 1) return never;
		tell(question);
	});
	const [caught, other] = [line({ silence: 1e5 }), line()];
	caught.line.ask('a');
	other.line.ask('b');
	await Promise.resolve();
	caught.line.end();
	await expect.poll(() => other.said.join('')).toBe('b.');
	expect(made.map(({ terminated }) => terminated)).toEqual([true, false]);
	expect(other.losses).toEqual([]);
	caught.line.ask('again');
	await expect.poll(() => caught.said.join('')).toBe('again.');
	expect(made).toHaveLength(2);
});

test('a line that is through leaves the worker to the others; the last one ends it', async () => {
	const { made, line } = opened((question, tell) => tell(question));
	const [one, other] = [line(), line()];
	one.line.ask('a');
	other.line.ask('b');
	await expect.poll(() => [...one.said, ...other.said].join('')).toBe('a.b.');
	one.line.end();
	expect(made[0]?.terminated).toBe(false);
	other.line.ask('c');
	await expect.poll(() => other.said.join('')).toBe('b.c.');
	other.line.end();
	expect(made.map(({ terminated }) => terminated)).toEqual([true]);
});

test('a worker that cannot be loaded is told to every line, and is tried again at the next question', async () => {
	const { made, line } = opened(() => never);
	const [one, other] = [line(), line()];
	one.line.ask('a');
	other.line.ask('b');
	made[0]?.onerror?.({ message: 'no such file', preventDefault: () => undefined } as ErrorEvent);
	expect([one.losses, other.losses].map(([loss]) => loss?.message)).toEqual(['no such file', 'no such file']);
	one.line.ask('c');
	expect(made).toHaveLength(2);
	expect(made[0]?.terminated).toBe(true);
});
