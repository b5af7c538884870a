/** Work for when the page has a moment: one moment at a time, in order, and what is called off is not done. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** Idle moments that the browser was asked for, with the longest it may take until one. */
let asked: { readonly work: () => void; readonly timeout: number }[] = [];
let clock = 0;

beforeEach(() => {
	[asked, clock] = [[], 1000];
	vi.resetModules();
	vi.spyOn(performance, 'now').mockImplementation(() => clock);
	vi.stubGlobal('requestIdleCallback', (work: () => void, { timeout }: { timeout: number }) => {
		asked.push({ work, timeout });
		return asked.length;
	});
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

test('work of several fills moments of half a frame, and never a task of all of it', async () => {
	const { whenIdle } = await import('$src/lesson/idle');
	const done: number[] = [];
	for (let i = 0; i < 10; i++)
		whenIdle(() => {
			clock += 3;
			done.push(i);
		});
	const moments: number[] = [];
	for (let next = asked.shift(); next; next = asked.shift()) {
		const before = done.length;
		next.work();
		moments.push(done.length - before);
	}
	expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
	expect(moments).toEqual([3, 3, 3, 1]);
});

test('the browser is asked for one moment at a time, in the time of what has waited longest', async () => {
	const { whenIdle } = await import('$src/lesson/idle');
	whenIdle(() => (clock += 20));
	whenIdle(() => undefined, 100);
	expect(asked.map(({ timeout }) => timeout)).toEqual([500]);
	asked.shift()?.work();
	expect(asked.map(({ timeout }) => timeout)).toEqual([80]);
});

test('what is called off is not done, and what throws stops nothing behind it', async () => {
	const { whenIdle } = await import('$src/lesson/idle');
	const done: string[] = [];
	const callOff = whenIdle(() => done.push('off'));
	whenIdle(() => {
		throw new Error('a fault of one');
	});
	whenIdle(() => done.push('on'));
	callOff();
	expect(() => asked.shift()?.work()).toThrow('a fault of one');
	asked.shift()?.work();
	expect(done).toEqual(['on']);
});
