/** Runs of the lab: what is trained with which settings, and what is said of it afterwards. Trains nothing itself. */
import { place, type Adapter } from '$src/adapters/adapter';
import { isForeign, methods, methodNames, type MethodName, type MethodOptions } from '$src/adapters/index';
import type { Method } from '$src/adapters/method';
import { typedMethod } from '$src/adapters/typed';
import { frozenValues, initialValues } from '$src/adapters/values';
import { compose, onlyPart, tooLarge, tooMuchHeld, whyNotOneLayer } from '$src/experiments/compose';
import { environmentOf, onlyModule } from '$src/experiments/measure';
import type { Result } from '$src/experiments/protocol';
import { problems } from '$src/models/index';
import { own } from '$src/own';
import { canonical, runSchema, type Run } from '$src/receipt/run';
import { defaultsOf, expectedOf, parseField, type Schema } from '$src/schema/field';
import { LabError } from './language/error';
import { described, fastEvaluate, matrixIn, matrixOf } from './language/matrices';
import type { AdapterValue, LabValue, MatrixValue, RunValue } from './value';

/** What can be trained: a typed adapter, or a method of the index. */
export type Trainable = AdapterValue | MethodName;

/** @throws LabError */
export function trainableIn(value: LabValue, what: string, at: number): Trainable {
	if (value.kind === 'adapter') return value;
	if (value.kind === 'method') return value.name;
	if (value.kind === 'run') return value.of;
	const named = value.kind === 'text' ? methodNames.find((one) => one === value.value) : undefined;
	if (named) return named;
	throw new LabError(
		`${what}: expected an adapter or one of ${methodNames.join(', ')}, got ${described(value)}`,
		at
	);
}

/** A setting as a line gives it. */
export interface Setting {
	readonly value: LabValue;
	readonly at: number;
}

/** How a run trains: every method has these. */
const TRAINING = ['task', 'steps', 'lr', 'optimizer', 'schedule', 'seed', 'init', 'backend'] as const;

/** The settings that a run of it reads, by name. */
export function settingsOf(of: Trainable): Schema {
	const common = Object.fromEntries(TRAINING.map((name) => [name, runSchema[name]]));
	if (typeof of !== 'string') return common;
	return { ...methods[of].options, out: runSchema.out, in: runSchema.in, ...common };
}

/** Its method where it was typed: what `compose` takes in place of the run's. */
export const typedOf = (of: Trainable): Method | null =>
	typeof of === 'string' ? null : typedMethod(of.adapter);

/** A run, and what it is asked for where that is a matrix of the notebook. */
export interface Wanted {
	readonly run: Run;
	readonly target: MatrixValue | null;
}

/** As `runOf`, of what can be trained; the task may be a matrix too, or what holds one. @throws LabError */
export function wantedOf(of: Trainable, settings: ReadonlyMap<string, Setting>, what: string): Wanted {
	const wanted = askedOf(of, settings, what);
	const { run } = wanted;
	const tooMuch = tooLarge(what, run.out, run.in) ?? tooMuchHeld(what, placed(of, run));
	if (tooMuch) throw new LabError(tooMuch, 0);
	return wanted;
}

function askedOf(of: Trainable, settings: ReadonlyMap<string, Setting>, what: string): Wanted {
	const task = settings.get('task');
	if (!task || task.value.kind === 'text') return { run: runOf(of, settings, what), target: null };
	const target = matrixIn(task.value, `${what} task`, task.at);
	const [out, columns] = target.shape;
	const size = (value: number): Setting => ({ value: { kind: 'number', value }, at: task.at });
	const others = new Map([...settings].filter(([name]) => name !== 'task'));
	if (typeof of === 'string') others.set('out', size(out)).set('in', size(columns));
	else if (of.shape.join() !== target.shape.join()) {
		throw new LabError(
			`${what} task: expected ${of.shape.join(' × ')}, as ${of.adapter.name} has it, got ${described(target)}`,
			task.at
		);
	}
	return { run: { ...runOf(of, others, what), task: 'gaussian' }, target };
}

/**
 * A network has many modules and inputs of its own, and what the lab shows of a run is of one ΔW.
 * @throws LabError for the name of a network, and of a problem that is no setting
 */
function requireOneLayer(what: string, setting: 'problem' | 'task', text: string, at: number): void {
	const network = Object.entries(problems).find(([name, { isNetwork }]) => name === text && isNetwork);
	if (network)
		throw new LabError(
			`${what}: expected a task of one layer, got ${text}; try identity, or train it by itself`,
			at
		);
	if (setting === 'problem')
		throw new LabError(
			`${what}: expected settings among task, got problem; write task = "${text.slice(0, 40)}"`,
			at
		);
}

/** @throws LabError for a setting that it does not have, or a value that it cannot have */
export function runOf(of: Trainable, settings: ReadonlyMap<string, Setting>, what: string): Run {
	const schema = settingsOf(of);
	const values = new Map<string, unknown>();
	for (const [name, { value, at }] of settings) {
		const field = own(schema, name);
		if (value.kind === 'text' && (name === 'problem' || name === 'task'))
			requireOneLayer(what, name, value.value, at);
		if (!field) {
			const why = typeof of === 'string' && isForeign(of, name) ? `${name}, which ${of} does not have` : name;
			throw new LabError(
				`${what}: expected settings among ${Object.keys(schema).join(', ')}, got ${why}`,
				at
			);
		}
		const written = value.kind === 'number' || value.kind === 'text' ? String(value.value) : described(value);
		const flag =
			field.kind === 'flag' && value.kind === 'number' ? (value.value ? 'true' : 'false') : written;
		const parsed = parseField(name, field, flag);
		if ('problem' in parsed)
			throw new LabError(`${what} ${name}: expected ${expectedOf(field)}, got ${written.slice(0, 60)}`, at);
		values.set(name, parsed.value);
	}
	const shape = typeof of === 'string' ? {} : { out: of.shape[0], in: of.shape[1] };
	const method: MethodName = typeof of === 'string' ? of : 'full';
	const run: Run = { ...defaultsOf(runSchema), ...Object.fromEntries(values), ...shape, method };
	const notOne = whyNotOneLayer(what, run);
	if (notOne) throw new LabError(notOne, settings.get('task')?.at ?? 0);
	return canonical(run);
}

/** On a layer, without numbers. @throws ShapeError */
export function placed(of: Trainable, run: MethodOptions): Adapter {
	return place(typeof of === 'string' ? methods[of] : typedMethod(of.adapter), run);
}

/** ΔW as a result's factors make it, in float64. */
function deltaOf(run: Run, of: Trainable, result: Result): MatrixValue {
	const { adapter, module } = onlyPart(compose(run, undefined, typedOf(of)));
	const frozen =
		adapter.frozen.length > 0
			? frozenValues(adapter, initialValues(adapter, run.seed, run.init, module.w0))
			: new Map();
	const delta = fastEvaluate(adapter.delta, environmentOf(adapter, result.factors, frozen));
	const { singularValues, rank, tolerance, stableRank } = onlyModule(result);
	return { ...matrixOf(delta), measured: { singularValues, rank, tolerance, stableRank } };
}

export function runValue({ run, target }: Wanted, of: Trainable, result: Result): RunValue {
	return { kind: 'run', run, target, of, result, delta: deltaOf(run, of, result) };
}
