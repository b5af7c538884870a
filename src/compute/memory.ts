/** The arena as every backend lays it out: initial values, snapshots, and the check that losses are numbers. */
import { BackendError, type States } from './backend';
import type { Program } from './program';
import type { Schedule, Slot } from './schedule/schedule';

/** Writes states, inputs and tables to their slots. */
export function writeInitial(arena: Float32Array, program: Program, schedule: Schedule): void {
	const values = new Map([
		...program.states.map((s) => [s.leaf.name, s.initial] as const),
		...program.inputs.map((i) => [i.leaf.name, i.values] as const),
		...program.tables.map((t) => [t.leaf.name, t.values] as const)
	]);
	for (const slot of schedule.slots) {
		const given = values.get(slot.name);
		if (!given || slot.kind === 'formed' || slot.kind === 'losses') continue;
		checkGiven(slot, given);
		arena.set(given, slot.offset);
	}
}

/**
 * What a program gives a slot fills it, and no number picks what is not there: no read lies outside of what it reads.
 * @throws Error if not
 */
export function checkGiven({ name, length, below }: Slot, values: Float32Array): void {
	if (values.length !== length)
		throw new Error(`program: expected ${length} values for ${name}, got ${values.length}`);
	if (below === undefined) return;
	const bad = values.find((x) => !(Number.isInteger(x) && x >= 0 && x < below));
	if (bad !== undefined)
		throw new Error(`program: expected whole numbers from 0 to ${below - 1} in ${name}, got ${bad}`);
}

/**
 * States out of an arena, or out of its first stretch: states come first.
 * @throws BackendError 'diverged' if one is no number: an update may overflow after the last finite loss
 */
export function takeStates(
	arena: Float32Array,
	step: number,
	schedule: Schedule,
	names?: readonly string[]
): States {
	const states = new Map<string, Float32Array>();
	for (const { kind, name, offset, length } of schedule.slots) {
		if (kind !== 'state' || names?.includes(name) === false) continue;
		const values = arena.slice(offset, offset + length);
		const bad = values.find((x) => !Number.isFinite(x));
		if (bad !== undefined) {
			throw new BackendError(
				'diverged',
				`train: expected finite numbers, got ${bad} in ${name} after step ${step}; lower the learning rate`,
				step
			);
		}
		states.set(name, values);
	}
	return { step, states };
}

/**
 * The state slots that a snapshot fills, with their values.
 * @throws RangeError if it is no snapshot of this program
 */
export function statesIn(
	{ step, states }: States,
	program: Program,
	schedule: Schedule
): [Slot, Float32Array][] {
	if (!Number.isInteger(step) || step < 0 || step > program.steps) {
		throw new RangeError(`restore: expected a step from 0 to ${program.steps}, got ${step}`);
	}
	return schedule.slots
		.filter((slot) => slot.kind === 'state')
		.map((slot) => {
			const values = states.get(slot.name);
			if (values?.length === slot.length) return [slot, values];
			throw new RangeError(
				`restore: expected ${slot.length} values for ${slot.name}, got ${values?.length ?? 'none'}`
			);
		});
}

/** @throws RangeError if the program has fewer steps left: its tables and its losses end there */
export function checkCount(count: number, step: number, program: Program): void {
	const left = program.steps - step;
	if (Number.isInteger(count) && count >= 0 && count <= left) return;
	throw new RangeError(`run: expected at most ${left} more steps, got ${count}`);
}

/** @throws BackendError 'diverged' naming the first step whose loss is no number, with the losses before it */
export function diverged(losses: Float32Array, fromStep: number): void {
	const bad = losses.findIndex((x) => !Number.isFinite(x));
	if (bad < 0) return;
	throw new BackendError(
		'diverged',
		`train: expected a finite loss, got ${losses[bad]} at step ${fromStep + bad}; lower the learning rate`,
		fromStep + bad,
		losses.slice(0, bad)
	);
}
