/** Runs that came to their end in this tab: read back bit for bit, checked, and bounded. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Result } from '$src/experiments/protocol';
import { FinishedRuns, readResult, writeResult } from '$src/runs/finished';
import { isPlace } from '$src/lesson/place';
import type { TrainingEnd } from '$src/runs/connection';
import { TrainingSession } from '$src/runs/training.svelte';
import { RaceSession } from '$lessons/compare/race.svelte';
import { defaultsOf } from '$src/schema/field';
import { formatReceipt } from '$src/receipt/receipt';
import { runSchema, type Run } from '$src/receipt/run';

const run: Run = { ...defaultsOf(runSchema), steps: 3, seed: 5 };
const resultOf = (of: Run, factor = 4): Result => ({
	step: 3,
	factors: { A: Float32Array.from({ length: factor }, (_, i) => i / 3), B: Float32Array.of(-0, 1e-40) },
	modules: [
		{
			...{ name: 'W', parameters: 6, rankBound: 2 },
			...{ singularValues: Float64Array.of(Math.PI, 0), rank: 1, tolerance: 1e-15, stableRank: 1 }
		}
	],
	error: 0.25,
	losses: Float32Array.of(3, 2, 1),
	...{ parameters: 6, floor: null, stepsPerSecond: 1000, resumed: false },
	backend: { name: 'cpu', adapter: 'one core' },
	receipt: formatReceipt({ ...of, backend: 'cpu' }, '0123456789abcdef')
});

/** @param room characters that fit into it */
function storageOf(room = Infinity) {
	const kept = new Map<string, string>();
	return {
		kept,
		getItem: (name: string) => kept.get(name) ?? null,
		removeItem: (name: string) => void kept.delete(name),
		setItem: (name: string, value: string) => {
			const others = [...kept].filter(([other]) => other !== name);
			const used = others.reduce((sum, [, { length }]) => sum + length, 0);
			if (used + value.length > room) throw new DOMException('full', 'QuotaExceededError');
			kept.set(name, value);
		}
	};
}

describe('a finished run', () => {
	test('comes back as it ended, bit for bit, for its own receipt and for no other', () => {
		const runs = new FinishedRuns(() => storage);
		const storage = storageOf();
		const result = resultOf(run);
		runs.keep(run, result);
		expect(runs.of(run)).toEqual(result);
		expect(Object.is(runs.of(run)?.factors['B']?.[0], -0)).toBe(true);
		for (const other of [
			{ ...run, seed: 6 },
			{ ...run, rank: 9 },
			{ ...run, backend: 'cpu' as const }
		])
			expect(runs.of(other)).toBeNull();
	});

	test('is none where the text was cut, changed in kind, or is no text of ours', () => {
		const text = writeResult(resultOf(run));
		fc.assert(
			fc.property(fc.nat(text.length - 1), (end) => {
				expect(readResult(text.slice(0, end))).toBeNull();
			})
		);
		const whole = JSON.parse(text) as Record<string, unknown>;
		for (const name of Object.keys(whole))
			for (const wrong of [undefined, {}, 'constructor!', true])
				expect([name, readResult(JSON.stringify({ ...whole, [name]: wrong }))]).toEqual([name, null]);
	});

	test('makes room for later ones, and is not kept where it is too large, resumed, or nothing can be kept', () => {
		const storage = storageOf(40_000);
		const runs = new FinishedRuns(() => storage);
		for (let seed = 0; seed < 60; seed++) runs.keep({ ...run, seed }, resultOf({ ...run, seed }, 100));
		expect(runs.of({ ...run, seed: 59 })).not.toBeNull();
		expect(runs.of({ ...run, seed: 0 })).toBeNull();
		runs.keep(run, resultOf(run, 1e6));
		runs.keep({ ...run, seed: 100 }, { ...resultOf({ ...run, seed: 100 }), resumed: true });
		runs.keep({ ...run, seed: 101 }, resultOf(run));
		expect(runs.of({ ...run, seed: 101 })).toBeNull();
		expect(runs.of({ ...run, seed: 100 })).toBeNull();
		const closed = new FinishedRuns(() => {
			throw new DOMException('no', 'SecurityError');
		});
		closed.keep(run, resultOf(run));
		expect(closed.of(run)).toBeNull();
	});
});

describe('a session that comes back', () => {
	const silent = (): TrainingEnd => ({
		postMessage: () => undefined,
		terminate: () => undefined,
		onmessage: null,
		onerror: null
	});
	const shelf = (...runs: Run[]): FinishedRuns => {
		const storage = storageOf();
		const finished = new FinishedRuns(() => storage);
		for (const one of runs) finished.keep(one, resultOf(one));
		return finished;
	};

	test('draws its run without training it, says so, and begins anew when it is reset', () => {
		let connections = 0;
		const session = new TrainingSession(
			() => {
				connections += 1;
				return silent();
			},
			undefined,
			shelf(run)
		);
		expect(session.recall({ ...run, seed: 7 })).toBe(false);
		expect(session.phase).toBe('idle');
		expect(session.recall(run)).toBe(true);
		expect([session.phase, session.isRecalled, session.step, session.starts]).toEqual(['done', true, 3, 0]);
		expect([...session.losses]).toEqual([3, 2, 1]);
		expect(session.snapshot?.error).toBe(0.25);
		expect(connections).toBe(0);
		session.reset();
		expect([session.phase, session.isRecalled, session.result]).toEqual(['idle', false, null]);
	});

	test('keeps what it trains, and compares a run that was drawn again with the one that is trained anew', () => {
		const finished = shelf();
		const train = (session: TrainingSession, end: () => TrainingEnd | undefined): void => {
			void session.start(run);
			const id = asked.at(-1) ?? 0;
			const tell = { kind: 'done', result: resultOf(run) } as const;
			end()?.onmessage?.(new MessageEvent('message', { data: { id, tell } }));
			end()?.onmessage?.(new MessageEvent('message', { data: { id, ended: true } }));
		};
		const asked: number[] = [];
		const sessionOf = () => {
			let end: TrainingEnd | undefined;
			const session = new TrainingSession(
				() => (end = { ...silent(), postMessage: ({ id }) => void asked.push(id) }),
				undefined,
				finished
			);
			return { session, end: () => end };
		};
		const first = sessionOf();
		train(first.session, first.end);
		expect(first.session.replay).toBeNull();
		const again = sessionOf();
		expect(again.session.recall(run)).toBe(true);
		train(again.session, again.end);
		expect([again.session.replay, again.session.isRecalled]).toEqual(['identical', false]);
	});

	test('puts the lanes of a race back that had ended, and lets the others wait', () => {
		const [lora, loha] = [run, { ...run, method: 'loha' as const }];
		const race = new RaceSession(new TrainingSession(silent, undefined, shelf(lora)));
		race.recall([
			{ method: 'lora', run: lora },
			{ method: 'loha', run: loha }
		]);
		expect(race.lanes.map(({ phase }) => phase)).toEqual(['done', 'waiting']);
		expect(race.finished.map(({ method }) => method)).toEqual(['lora']);
		expect(race.busy).toBe(false);
		const none = new RaceSession(new TrainingSession(silent, undefined, shelf()));
		none.recall([{ method: 'lora', run: lora }]);
		expect(none.lanes).toEqual([]);
	});
});

test('a place is a landmark and a share of the way from it to the next', () => {
	expect(isPlace({ landmark: 'figure:adapter', share: 0.5 })).toBe(true);
	for (const wrong of [null, {}, { landmark: 3, share: 0 }, { landmark: 'top', share: 2 }, 'top'])
		expect(isPlace(wrong)).toBe(false);
});
