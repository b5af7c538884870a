/** The figure of the federated simulation, without a page: what its session keeps, and what is read off the rounds. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { federatedFields, formNames } from '$src/experiments/federated/fields';
import type { FederatedAnswer, FederatedQuestion } from '$src/experiments/federated/protocol';
import type { Round } from '$src/experiments/federated/simulate';
import { bytesUntil, curvesOf, unlikeMeans } from '$src/federated/curves';
import { FederatedSession } from '$src/federated/session.svelte';
import { federatedTexts } from '$src/federated/texts';
import { defaultsOf } from '$src/schema/field';
import { fakeWorkers } from './fakeWorker';

const settings = defaultsOf(federatedFields);
const round = (form: Round['form'], n: number, accuracy = n / 10): Round => ({
	...{ form, round: n, bytes: 100 * n, accuracy, loss: 1 },
	...{ ofProducts: null, gap: 0 }
});
const trained = { form: 'full', parameters: 9, rank: 2, rankOfMean: 3, bound: 4, receipt: '' } as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function begun() {
	const workers = fakeWorkers<FederatedQuestion, FederatedAnswer>();
	const session = new FederatedSession(workers.connect);
	session.start(settings);
	return { session, worker: workers.last(), workers };
}

describe('a session', () => {
	test('asks for all forms, keeps rounds as they come, and is done when the worker is', () => {
		const { session, worker } = begun();
		expect(worker.asked).toEqual([{ settings, forms: formNames }]);
		worker.tell({ kind: 'round', round: round('full', 0) });
		worker.tell({ kind: 'round', round: round('full', 1) });
		expect([session.phase, session.done, session.rounds.length]).toEqual(['running', 1, 2]);
		worker.tell({ kind: 'trained', trained });
		worker.end();
		expect([session.phase, session.trained]).toEqual(['done', [trained]]);
		session.dispose();
	});

	test('keeps what there is when it is stopped, and forgets it when another setting is made', () => {
		const { session, worker } = begun();
		worker.tell({ kind: 'round', round: round('full', 1) });
		session.stop();
		expect(worker.stopped).toEqual([1]);
		worker.end();
		expect([session.phase, session.done]).toEqual(['stopped', 1]);
		session.reset();
		worker.tell({ kind: 'round', round: round('full', 2) });
		expect([session.phase, session.done, session.settings]).toEqual(['idle', 0, null]);
		session.dispose();
	});

	test('says which form diverged, and has the others all the same', () => {
		const { session, worker } = begun();
		worker.tell({ kind: 'failed', form: 'low-rank', reason: 'diverged', message: 'NaN' });
		worker.tell({ kind: 'trained', trained });
		worker.end();
		expect(session.phase).toBe('done');
		expect(session.failures).toMatchObject([{ form: 'low-rank', reason: 'diverged' }]);
		session.dispose();
	});

	test('has failed where every form has, and where the worker is lost; it can be started again', () => {
		const { session, worker, workers } = begun();
		worker.tell({ kind: 'failed', form: 'full', reason: 'no-wasm', message: 'none' });
		worker.end();
		expect(session.phase).toBe('failed');
		session.start(settings);
		worker.throws('a mistake');
		expect([session.phase, session.failures]).toEqual([
			'failed',
			[{ form: null, reason: 'worker-threw', message: 'a mistake' }]
		]);
		session.start(settings);
		expect([session.phase, session.failures.length, workers.last() === worker]).toEqual([
			'running',
			0,
			false
		]);
		session.dispose();
	});
});

test('curves have a line a form that has begun, in the order of the forms, in bytes or rounds', () => {
	const rounds = [round('low-rank', 0), round('low-rank', 1), round('full', 0)];
	expect(curvesOf(rounds, 'bytes')).toEqual([
		{ form: 'full', points: [{ x: 0, y: 0 }] },
		{
			form: 'low-rank',
			points: [
				{ x: 0, y: 0 },
				{ x: 100, y: 0.1 }
			]
		}
	]);
	expect(curvesOf(rounds, 'rounds')[1]?.points.map(({ x }) => x)).toEqual([0, 1]);
});

test('bytes until an accuracy are those of the first round that has it, or none', () => {
	const rounds = [0, 1, 2, 3].map((n) => round('full', n, [0.1, 0.8, 0.7, 0.9][n]));
	expect([bytesUntil(rounds, 0.8), bytesUntil(rounds, 0.85), bytesUntil(rounds, 0.95)]).toEqual([
		100,
		300,
		null
	]);
});

test('what is said of rounds is of one form: its own round, and never the rounds of all three together', () => {
	const { session, worker } = begun();
	expect(session.at).toEqual({ form: 'full', round: 0 });
	for (const form of formNames) worker.tell({ kind: 'round', round: round(form, 30) });
	expect(session.at).toMatchObject({ form: 'fedpara', round: 30 });
	const at = { form: 'FedPara', round: '12', rounds: '30', forms: '3' };
	for (const language of ['en', 'ko'] as const) {
		const { phases } = federatedTexts[language];
		expect(phases.done(at)).toMatch(/30/);
		expect(phases.done(at)).not.toMatch(/90/);
		for (const phase of ['running', 'stopped', 'failed'] as const)
			expect(
				phases[phase](at)
					.match(/FedPara|\d+/g)
					?.sort()
			).toEqual(['12', '30', 'FedPara']);
	}
	session.dispose();
});

test('how many pictures the two means differ by is the most of the last rounds, and none is said of one mean', () => {
	const products = (form: Round['form'], n: number, ofProducts: number): Round => ({
		...round(form, n, 0.9),
		ofProducts
	});
	expect(unlikeMeans([round('full', 1)], 400)).toBeNull();
	expect(unlikeMeans([products('low-rank', 1, 0.5), products('low-rank', 2, 0.9)], 400)).toBe(0);
	expect(unlikeMeans([products('low-rank', 1, 0.9), products('fedpara', 1, 0.8925)], 400)).toBe(3);
});
