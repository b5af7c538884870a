import { describe, expect, test } from 'vitest';
import type { FailureReason } from '$src/compute/backend';
import type { LineLimits } from '$src/experiments/line';
import type { Answer, Note, Request, Result, Snapshot } from '$src/experiments/protocol';
import { TrainingSession } from '$src/runs/training.svelte';
import { defaultsOf } from '$src/schema/field';
import { formatReceipt } from '$src/receipt/receipt';
import { runSchema, type Run } from '$src/receipt/run';
import { fakeWorkers } from './fakeWorker';

const run: Run = { ...defaultsOf(runSchema), steps: 4, seed: 5 };
const gpu = { name: 'webgpu', adapter: 'a GPU' } as const;
const cpu = { name: 'cpu', adapter: 'one core' } as const;

const snapshot = (step: number): Snapshot => ({
	step,
	factors: { A: Float32Array.of(1), B: Float32Array.of(step) },
	modules: [
		{
			...{ name: 'W', parameters: 2, rankBound: 1 },
			...{ singularValues: Float64Array.of(step), rank: 1, tolerance: 1e-15, stableRank: 1 }
		}
	],
	error: 0.5
});

const result = (of: Run, digest: string | null, losses = [4, 3, 2, 1]): Result => ({
	...snapshot(losses.length),
	losses: Float32Array.from(losses),
	parameters: 2,
	floor: 0.25,
	backend: gpu,
	stepsPerSecond: 1000,
	receipt: formatReceipt({ ...of, backend: 'webgpu' }, digest),
	resumed: digest === null
});

/** Limits that no test waits for, but where it says so. */
const LONG = { start: 1e5, silence: 1e5, stop: 1e5 };

/** A session whose workers say what the test tells them to. */
function fake(limits: Partial<LineLimits> = {}) {
	const workers = fakeWorkers<Request, Answer, Note>();
	const session = new TrainingSession(workers.connect, { ...LONG, ...limits });
	return {
		session,
		...workers,
		/** Says it; after the last of a run, that it has ended. */
		say: (answer: Answer, id = workers.last().id) => {
			workers.last().tell(answer, id);
			if (['done', 'stopped', 'failed'].includes(answer.kind)) workers.last().end(id);
		}
	};
}

const started = {
	kind: 'started',
	backend: gpu,
	refused: [],
	choice: null,
	dispatchesPerStep: 4,
	floor: 0.25,
	steps: 4
} as const;
const progress = (fromStep: number, ...losses: number[]) =>
	({
		kind: 'progress',
		fromStep,
		losses: Float32Array.from(losses),
		stepsPerSecond: 900,
		snapshot: snapshot(fromStep + losses.length),
		state: { step: fromStep + losses.length, states: new Map() }
	}) as const;

describe('a training session', () => {
	test('goes from idle through preparing and training to done, with losses and snapshot on the way', async () => {
		const { session, say, last } = fake();
		expect(session.phase).toBe('idle');
		const finished = session.start(run);
		expect(session.phase).toBe('preparing');
		expect(last().asked).toEqual([{ kind: 'train', run, leastMs: 400, from: null }]);
		say(started);
		expect(session.phase).toBe('training');
		expect(session.backend).toEqual(gpu);
		expect(session.floor).toBe(0.25);
		say(progress(0, 4, 3));
		expect([...session.losses]).toEqual([4, 3]);
		expect(session.step).toBe(2);
		expect(session.snapshot?.step).toBe(2);
		say(progress(2, 2, 1));
		const done = result(run, '0123456789abcdef');
		say({ kind: 'done', result: done });
		expect(session.phase).toBe('done');
		expect(session.busy).toBe(false);
		expect(await finished).toBe(done);
	});

	test('started again after reset, repeats the run and says whether every bit is the same', () => {
		const { session, say } = fake();
		const train = (digest: string): void => {
			void session.start(run);
			say(started);
			say({ kind: 'done', result: result(run, digest) });
		};
		train('0123456789abcdef');
		expect(session.replay).toBeNull();
		session.reset();
		expect(session.phase).toBe('idle');
		expect(session.losses).toHaveLength(0);
		expect([...session.previousLosses]).toEqual([4, 3, 2, 1]);
		train('0123456789abcdef');
		expect(session.replay).toBe('identical');
		train('0123456789abcde0');
		expect(session.replay).toBe('different');
		void session.start({ ...run, seed: 6 });
		say({ kind: 'done', result: result({ ...run, seed: 6 }, '0123456789abcde1') });
		expect(session.replay).toBeNull();
	});

	test('stops when asked, and keeps what was reached', async () => {
		const { session, say, last } = fake();
		const finished = session.start(run);
		say(started);
		say(progress(0, 4, 3));
		session.stop();
		expect(last().stopped).toEqual([1]);
		expect(session.phase).toBe('training');
		say({ kind: 'stopped', result: result(run, null, [4, 3]) });
		expect(session.phase).toBe('stopped');
		expect(session.step).toBe(2);
		expect((await finished)?.step).toBe(2);
		session.stop();
		expect(last().stopped).toEqual([1]);
	});

	test('drops late answers of a run that was reset or replaced', async () => {
		const { session, say } = fake();
		const first = session.start(run);
		say(started);
		session.reset();
		say(progress(0, 4, 3), 1);
		expect(session.phase).toBe('idle');
		expect(session.losses).toHaveLength(0);
		expect(await first).toBeNull();
		const second = session.start({ ...run, seed: 6 });
		say({ kind: 'done', result: result(run, null) }, 1);
		expect(session.phase).toBe('preparing');
		void session.start({ ...run, seed: 7 });
		expect(await second).toBeNull();
	});

	test('says which backends were refused, and why, when another runs', () => {
		const { session, say } = fake();
		void session.start(run);
		const refused = [{ name: 'webgpu', reason: 'no-webgpu', message: 'navigator.gpu is missing' }] as const;
		say({ ...started, backend: cpu, refused });
		expect(session.backend).toEqual(cpu);
		expect(session.refused).toEqual(refused);
	});

	test('goes on from the checkpoint when the device is lost, and forgets the losses beyond it', () => {
		const { session, say, last } = fake();
		void session.start(run);
		say(started);
		say(progress(0, 4, 3));
		session.loseDevice();
		expect(last().received.at(-1)).toMatchObject({ note: { kind: 'lose-device' } });
		say({ kind: 'resumed', reason: 'device-lost', message: 'gone', fromStep: 1, backend: cpu });
		expect(session.phase).toBe('training');
		expect(session.resumed).toMatchObject({ reason: 'device-lost', fromStep: 1, backend: cpu });
		expect(session.backend).toEqual(cpu);
		expect(session.step).toBe(1);
		say(progress(1, 3, 2, 1));
		say({ kind: 'done', result: { ...result(run, null), backend: cpu } });
		expect(session.phase).toBe('done');
		expect(session.resumed?.fromStep).toBe(1);
		expect(session.replay).toBeNull();
	});

	const reasons: readonly (FailureReason | 'bad-request')[] = [
		'no-webgpu',
		'no-adapter',
		'device-refused',
		'shader-error',
		'out-of-memory',
		'device-lost',
		'no-answer',
		'gpu-error',
		'no-wasm',
		'diverged',
		'bad-request'
	];
	test.each(reasons)(
		'that fails with %s keeps the losses, says where, and can be started again',
		async (reason) => {
			const { session, say } = fake();
			const finished = session.start(run);
			say(started);
			say(progress(0, 4, 3));
			say({ kind: 'failed', reason, message: 'what the backend said', step: 0, losses: new Float32Array() });
			expect(session.phase).toBe('failed');
			expect(session.failure).toMatchObject({ reason, message: 'what the backend said', step: 2 });
			expect([...session.losses]).toEqual([4, 3]);
			expect(await finished).toBeNull();
			void session.start(run);
			expect(session.phase).toBe('preparing');
			expect(session.failure).toBeNull();
		}
	);

	test('that diverges within a chunk shows the losses up to the step at which it did', async () => {
		const { session, say } = fake();
		const finished = session.start(run);
		say(started);
		say(progress(0, 4, 3));
		say({ kind: 'failed', reason: 'diverged', message: 'NaN', step: 4, losses: Float32Array.of(30, 300) });
		expect([...session.losses]).toEqual([4, 3, 30, 300]);
		expect(session.failure?.step).toBe(4);
		expect(await finished).toBeNull();
	});

	test('whose worker cannot be loaded fails by name, and connects anew at the next start', async () => {
		const { session, last, made, say } = fake();
		const finished = session.start(run);
		last().dies('404');
		const failure = { reason: 'worker-failed', message: '404', step: 0, rates: null };
		expect(session.failure).toEqual(failure);
		expect(await finished).toBeNull();
		void session.start(run);
		expect(made.map(({ terminated }) => terminated)).toEqual([true, false]);
		say(started);
		expect(session.phase).toBe('training');
	});

	test('whose worker cannot even be made fails the same way', async () => {
		const session = new TrainingSession(() => {
			throw new Error('workers are blocked');
		});
		expect(await session.start(run)).toBeNull();
		expect(session.failure).toMatchObject({ reason: 'worker-failed', message: 'workers are blocked' });
	});

	test('closes its worker when it is disposed of', () => {
		const { session, made } = fake();
		void session.start(run);
		session.dispose();
		expect(made.map(({ terminated }) => terminated)).toEqual([true]);
		expect(session.phase).toBe('idle');
	});
});

describe('a run whose worker is lost', () => {
	const auto = { ...run, backend: 'auto' } as const;

	test.each([
		['threw', 'worker-threw', 'boom'],
		['closed itself', 'worker-silent', 'a sign of life']
	] as const)(
		'because it %s goes on in another, from the last checkpoint, on the CPU, and says why',
		async (how, reason, message) => {
			const { session, say, last, made } = fake({ silence: 20 });
			const finished = session.start(auto);
			say(started);
			say(progress(0, 4, 3));
			if (how === 'threw') last().throws('boom');
			else await expect.poll(() => made.length).toBe(2);
			expect(made.map(({ terminated }) => terminated)).toEqual([true, false]);
			expect(session.busy).toBe(true);
			const from = { state: { step: 2 }, losses: Float32Array.of(4, 3) };
			expect(last().asked).toMatchObject([{ kind: 'train', run: { ...auto, backend: 'cpu' }, from }]);
			say({ ...started, backend: cpu });
			expect(session.resumed).toMatchObject({ reason, fromStep: 2, backend: cpu });
			expect(session.resumed?.message).toContain(message);
			expect(session.step).toBe(2);
			say(progress(2, 2, 1));
			say({ kind: 'done', result: { ...result(run, null), backend: cpu } });
			expect([session.phase, session.step]).toEqual(['done', 4]);
			expect(await finished).not.toBeNull();
		}
	);

	test('stays on the backend that was asked for by name', () => {
		const { session, say, last } = fake();
		void session.start({ ...run, backend: 'webgpu' });
		say(started);
		last().throws('boom');
		expect(last().asked).toMatchObject([{ run: { backend: 'webgpu' }, from: null }]);
	});

	test('fails by name when the second is lost too, and keeps what was reached', async () => {
		const { session, say, last, made } = fake();
		const finished = session.start(auto);
		say(started);
		say(progress(0, 4, 3));
		last().throws('boom');
		say({ ...started, backend: cpu });
		last().throws('boom again');
		expect(session.failure).toEqual({ reason: 'worker-threw', message: 'boom again', step: 2, rates: null });
		expect([...session.losses]).toEqual([4, 3]);
		expect(await finished).toBeNull();
		expect(made.every(({ terminated }) => terminated)).toBe(true);
	});
});

describe('a worker that answers nothing', () => {
	test('does not hold up Stop: it is ended, and what was reached stays', async () => {
		const { session, say, last } = fake({ stop: 20 });
		const finished = session.start(run);
		say(started);
		say(progress(0, 4, 3));
		session.stop();
		expect(await finished).toBeNull();
		expect([session.phase, session.step, session.failure]).toEqual(['stopped', 2, null]);
		expect(last().terminated).toBe(true);
	});

	test('does not hold up Reset and another choice: the next run gets another worker', async () => {
		const { session, made, say, last } = fake({ stop: 20 });
		void session.start({ ...run, backend: 'webgpu' });
		last().beat();
		session.reset();
		expect(session.phase).toBe('idle');
		void session.start({ ...run, backend: 'cpu' });
		await expect.poll(() => made.length).toBe(2);
		expect(made[0]?.terminated).toBe(true);
		expect(last().asked).toMatchObject([{ run: { backend: 'cpu' } }]);
		say({ ...started, backend: cpu });
		expect([session.phase, session.backend]).toEqual(['training', cpu]);
	});
});

describe('a run that diverged', () => {
	const diverged = {
		kind: 'failed',
		reason: 'diverged',
		message: 'NaN',
		step: 2,
		losses: new Float32Array()
	} as const;

	test('says that lower rates are being tried, and then which one trained', async () => {
		const { session, last } = fake();
		const finished = session.start(run);
		last().tell(started);
		last().tell(diverged);
		expect(session.phase).toBe('failed');
		expect(session.failure?.rates).toBe('searching');
		const search = { rate: 0.01, steps: 4, failed: [0.1] };
		last().tell({ kind: 'rates', search });
		last().end();
		expect(session.failure?.rates).toEqual(search);
		expect(await finished).toBeNull();
	});

	test('proposes nothing where the search did not come to an end', async () => {
		const { session, last } = fake({ stop: 20 });
		const finished = session.start(run);
		last().tell(started);
		last().tell(diverged);
		session.stop();
		expect(await finished).toBeNull();
		expect(session.failure).toMatchObject({ reason: 'diverged', rates: null });
	});
});
