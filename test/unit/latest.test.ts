/** The line to what is worked out elsewhere: what it asks, what it keeps, and how it gets out of a worker that is lost. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Answered, Asked } from '$src/lesson/answering';
import { Latest } from '$src/lesson/latest.svelte';

const PATIENCE = 1000;

function line() {
	const asked: string[] = [];
	const workers: { answer: (answered: Answered<number>) => void; die: () => void; ended: boolean }[] = [];
	const latest = new Latest<number, number>(() => {
		const end = {
			onmessage: null as ((event: MessageEvent<Answered<number>>) => void) | null,
			onerror: null as ((event: ErrorEvent) => void) | null,
			postMessage: ({ key }: Asked<number>) => void asked.push(key),
			terminate: () => void (handle.ended = true)
		};
		const handle = {
			ended: false,
			answer: (data: Answered<number>) => end.onmessage?.({ data } as MessageEvent<Answered<number>>),
			die: () => end.onerror?.({ message: 'died', preventDefault: () => undefined } as unknown as ErrorEvent)
		};
		workers.push(handle);
		return end;
	}, PATIENCE);
	return { latest, asked, workers };
}

afterEach(() => {
	vi.useRealTimers();
});

describe('the latest answer', () => {
	test('is asked for one question at a time, the last of those that came meanwhile', () => {
		const { latest, asked, workers } = line();
		for (const key of ['a', 'b', 'c', 'd']) latest.ask(key, 0);
		expect(asked).toEqual(['a']);
		workers[0]?.answer({ key: 'a', answer: 1 });
		expect(latest.known).toMatchObject({ key: 'a', answer: 1 });
		expect(asked).toEqual(['a', 'd']);
		workers[0]?.answer({ key: 'd', answer: 4 });
		expect(latest.known).toMatchObject({ key: 'd', answer: 4 });
		latest.ask('d', 0);
		expect([asked.length, workers.length]).toEqual([2, 1]);
	});

	test('stays where the reader comes back to it before another has come', () => {
		const { latest, asked, workers } = line();
		latest.ask('a', 0);
		workers[0]?.answer({ key: 'a', answer: 1 });
		latest.ask('b', 0);
		latest.ask('a', 0);
		workers[0]?.answer({ key: 'b', answer: 2 });
		expect(latest.known).toMatchObject({ key: 'a', answer: 1 });
		expect(asked).toEqual(['a', 'b']);
	});

	test('has a reason where there is none, and is asked for again on request and with the next question', async () => {
		const { latest, asked, workers } = line();
		latest.ask('a', 0);
		const settled = latest.settled();
		workers[0]?.answer({ key: 'a', error: 'does not fit' });
		await settled;
		expect([latest.failure, latest.known]).toEqual(['does not fit', null]);
		latest.again();
		expect([latest.failure, asked]).toEqual([null, ['a', 'a']]);
		workers[0]?.die();
		expect([latest.failure, workers[0]?.ended]).toEqual(['died', true]);
		latest.ask('b', 0);
		workers[1]?.answer({ key: 'b', answer: 2 });
		expect([latest.failure, latest.known?.answer]).toEqual([null, 2]);
	});

	test('is not waited for without end: a worker that does not answer is replaced', () => {
		vi.useFakeTimers();
		const { latest, workers } = line();
		latest.ask('a', 0);
		vi.advanceTimersByTime(PATIENCE - 1);
		expect(latest.failure).toBeNull();
		vi.advanceTimersByTime(1);
		expect([latest.failure, workers[0]?.ended]).toEqual(['no answer for 1 s', true]);
		latest.again();
		workers[1]?.answer({ key: 'a', answer: 1 });
		vi.advanceTimersByTime(PATIENCE);
		expect([latest.failure, latest.known?.answer]).toEqual([null, 1]);
	});
});
