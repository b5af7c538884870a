import { describe, expect, test } from 'vitest';
import type { FailureReason } from '$src/compute/backend';
import type { Answer, Request, Result, Snapshot } from '$src/experiments/protocol';
import type { Listener } from '$src/lesson/connection';
import { TrainingSession } from '$src/lesson/training.svelte';
import { defaultsOf } from '$src/receipt/field';
import { formatReceipt, RECEIPT_VERSION, runSchema, type Run } from '$src/receipt/run';

const run: Run = { ...defaultsOf(runSchema), steps: 4, seed: 5 };
const gpu = { name: 'webgpu', adapter: 'a GPU' } as const;
const cpu = { name: 'cpu', adapter: 'one core' } as const;

const snapshot = (step: number): Snapshot => ({
	step,
	factors: { A: Float32Array.of(1), B: Float32Array.of(step) },
	singularValues: Float64Array.of(step),
	rank: 1,
	tolerance: 1e-15,
	stableRank: 1,
	error: 0.5
});

const result = (of: Run, digest: string | null, losses = [4, 3, 2, 1]): Result => ({
	...snapshot(losses.length),
	losses: Float32Array.from(losses),
	parameters: 2,
	rankBound: 1,
	floor: 0.25,
	backend: gpu,
	stepsPerSecond: 1000,
	receipt: formatReceipt({ run: { ...of, backend: 'webgpu' }, version: RECEIPT_VERSION, digest }),
	resumed: digest === null
});

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

/** A worker that says what the test tells it to. */
function fake() {
	const sent: Request[] = [];
	let listener: Listener | undefined;
	let connections = 0;
	let closed = 0;
	const session = new TrainingSession((l) => {
		listener = l;
		connections += 1;
		return { send: (request) => void sent.push(request), close: () => void (closed += 1) };
	});
	const lastId = (): number => sent.at(-1)?.id ?? -1;
	return {
		session,
		sent,
		lastId,
		counts: () => ({ connections, closed }),
		say: (answer: Unnumbered<Answer>, id = lastId()) => listener?.answer({ ...answer, id } as Answer),
		breakDown: (message: string) => listener?.broken(message)
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
		snapshot: snapshot(fromStep + losses.length)
	}) as const;

describe('a training session', () => {
	test('goes from idle through preparing and training to done, with losses and snapshot on the way', async () => {
		const { session, say, sent } = fake();
		expect(session.phase).toBe('idle');
		const finished = session.start(run);
		expect(session.phase).toBe('preparing');
		expect(sent).toEqual([{ kind: 'train', id: 1, run, leastMs: 400 }]);
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
		const { session, say, sent } = fake();
		const finished = session.start(run);
		say(started);
		say(progress(0, 4, 3));
		session.stop();
		expect(sent.at(-1)).toEqual({ kind: 'stop', id: 1 });
		expect(session.phase).toBe('training');
		say({ kind: 'stopped', result: result(run, null, [4, 3]) });
		expect(session.phase).toBe('stopped');
		expect(session.step).toBe(2);
		expect((await finished)?.step).toBe(2);
		session.stop();
		expect(sent).toHaveLength(2);
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
		const { session, say, sent } = fake();
		void session.start(run);
		say(started);
		say(progress(0, 4, 3));
		session.loseDevice();
		expect(sent.at(-1)).toEqual({ kind: 'lose-device', id: 1 });
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
			expect(session.failure).toEqual({ reason, message: 'what the backend said', step: 2 });
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
		const { session, breakDown, counts, say } = fake();
		const finished = session.start(run);
		breakDown('404');
		expect(session.failure).toEqual({ reason: 'worker-failed', message: '404', step: 0 });
		expect(await finished).toBeNull();
		void session.start(run);
		expect(counts()).toEqual({ connections: 2, closed: 1 });
		say(started);
		expect(session.phase).toBe('training');
	});

	test('whose worker cannot even be made fails the same way', async () => {
		const session = new TrainingSession(() => {
			throw new Error('workers are blocked');
		});
		expect(await session.start(run)).toBeNull();
		expect(session.failure).toEqual({ reason: 'worker-failed', message: 'workers are blocked', step: 0 });
	});

	test('closes its worker when it is disposed of', () => {
		const { session, counts } = fake();
		void session.start(run);
		session.dispose();
		expect(counts()).toEqual({ connections: 1, closed: 1 });
		expect(session.phase).toBe('idle');
	});
});
