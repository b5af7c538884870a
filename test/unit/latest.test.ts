/** The latest answer from a worker: what it asks, what it keeps, and what becomes of a question whose worker is lost. */
import { describe, expect, test } from 'vitest';
import { Latest } from '$src/runs/latest.svelte';
import { fakeWorkers } from './fakeWorker';

/** Questions are named by their keys. */
function opened(silence = 1e5) {
	const workers = fakeWorkers<string, number>();
	const latest = new Latest(workers.connect, { start: 1e5, silence, stop: 1e5 });
	const ask = (...keys: string[]): void => keys.forEach((key) => latest.ask(key, key));
	const answer = (value: number): void => {
		workers.last().tell(value);
		workers.last().end();
	};
	const asked = (): string => workers.made.flatMap((worker) => worker.asked).join('');
	return { latest, ask, answer, asked, ...workers };
}

describe('the latest answer', () => {
	test('is asked for one question at a time, the last of those that came meanwhile', () => {
		const { latest, ask, answer, asked, made } = opened();
		ask('a', 'b', 'c', 'd');
		expect(asked()).toBe('a');
		answer(1);
		expect(latest.known).toEqual({ key: 'a', answer: 1 });
		expect(asked()).toBe('ad');
		answer(4);
		expect(latest.known).toEqual({ key: 'd', answer: 4 });
		ask('d');
		expect([asked(), made.length, made[0]?.stopped]).toEqual(['ad', 1, []]);
	});

	test('stays where the reader comes back to it before another has come', () => {
		const { latest, ask, answer, asked } = opened();
		ask('a');
		answer(1);
		ask('b', 'a');
		answer(2);
		expect([latest.known, asked()]).toEqual([{ key: 'a', answer: 1 }, 'ab']);
	});

	test('has a reason where there is none, and is asked for again on request and with the next question', async () => {
		const { latest, ask, answer, asked, last } = opened();
		ask('a');
		const settled = latest.settled();
		last().throws('does not fit');
		await settled;
		expect([latest.failure, latest.known]).toEqual(['does not fit', null]);
		latest.again();
		expect([latest.failure, asked()]).toEqual([null, 'aa']);
		last().beat();
		last().dies('died');
		expect([latest.failure, last().terminated]).toEqual(['died', true]);
		ask('b');
		answer(2);
		expect([latest.failure, latest.known?.answer]).toEqual([null, 2]);
	});

	test('is asked of another worker where the one that is lost was at an earlier question', () => {
		const { latest, ask, answer, asked, last } = opened();
		ask('a', 'b');
		last().throws('does not fit');
		expect([latest.failure, asked()]).toEqual([null, 'ab']);
		answer(2);
		expect(latest.known).toEqual({ key: 'b', answer: 2 });
	});

	test('is not waited for without end: a worker that goes silent is replaced', async () => {
		const { latest, ask, answer, last, made } = opened(20);
		ask('a');
		last().beat();
		await expect.poll(() => latest.failure).toContain('expected a sign of life');
		latest.again();
		answer(1);
		expect([made[0]?.terminated, latest.failure, latest.known?.answer]).toEqual([true, null, 1]);
	});
});
