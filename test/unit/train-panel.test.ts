/** What a training panel says, as it is rendered: of a run that is not the one that is set it does not say that it is done. */
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import TrainPanel from '$src/components/training/TrainPanel.svelte';
import { trainingTexts } from '$src/components/training/texts';
import type { Training } from '$src/components/training/training';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';

const run: Run = { ...defaultsOf(runSchema), rank: 4 };
const nothing = (): void => undefined;

/** The end of a run of rank 4. */
const ended: Training = {
	phase: 'done',
	run,
	losses: Float32Array.of(2, 1),
	previousLosses: new Float32Array(),
	snapshot: null,
	step: 2,
	backend: { name: 'cpu', adapter: 'Wasm' },
	refused: [],
	choice: null,
	floor: null,
	stepsPerSecond: 1000,
	dispatchesPerStep: 0,
	resumed: null,
	failure: null,
	result: null,
	replay: null,
	isRecalled: false,
	busy: false,
	isBrief: false,
	moments: [],
	moment: null,
	windTo: nothing,
	again: nothing,
	start: () => Promise.resolve(null),
	stop: nothing,
	loseDevice: nothing
};

const phaseOf = (training: Training, set: Run): string => {
	const props = { training, run: set, language: 'en' as const, onset: nothing, onreroll: nothing };
	const { body } = render(TrainPanel, { props });
	return (/role="status"[^>]*>(.*?)<\/p>/s.exec(body)?.[1] ?? 'none').replaceAll(/<[^>]*>/g, '').trim();
};

describe('a training panel', () => {
	const { phases } = trainingTexts.en;

	test('says that the run which is set is done, and its loss', () => {
		expect(phaseOf(ended, run)).toMatch(new RegExp(`^${phases.done}\\s+Loss 1$`));
	});

	test('says nothing while a moment’s work draws the end of other settings', () => {
		const waiting: Training = { ...ended, phase: 'preparing', busy: true, isBrief: true };
		expect(phaseOf(waiting, { ...run, rank: 8 })).toBe('');
		expect(phaseOf(waiting, run)).toContain(phases.done);
	});

	test('says that it trains as soon as that takes longer', () => {
		const training: Training = { ...ended, phase: 'training', busy: true };
		expect(phaseOf(training, { ...run, rank: 8 })).toBe(phases.training);
	});
});
