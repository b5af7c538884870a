/** What trains: one run, a sweep over settings or sizes, a race at about equal parameters. Runs go one after the other. */
import { halves } from '$src/adapters/loha';
import { factorization } from '$src/adapters/lokr';
import type { MethodName } from '$src/adapters/index';
import { onlyModule } from '$src/experiments/measure';
import type { Result } from '$src/experiments/protocol';
import {
	placed,
	runValue,
	settingsOf,
	trainableIn,
	wantedOf,
	type Setting,
	type Trainable,
	type Wanted
} from '../training';
import type { LabValue, RaceRow, SweepPoint } from '../value';
import { adapterValue } from './adapterValue';
import type { Called } from './called';
import type { Context } from './context';
import { LabError } from './error';
import { described } from './matrices';

/** Runs of one sweep or race. */
const MOST_RUNS = 128;

export async function train(called: Called, context: Context): Promise<LabValue> {
	called.count(1);
	const { value, at } = called.arg(0);
	const of = trainableIn(value, 'train', at);
	const settings = settingsIn(called);
	const wanted = wantedOf(of, settings, 'train');
	const result = await trained(wanted, of, context, context.onProgress, called.at);
	return runValue(wanted, of, result);
}

/** All settings: who reads them checks them. */
function settingsIn(called: Called): ReadonlyMap<string, Setting> {
	for (const name of called.named.keys()) called.setting(name);
	return called.named;
}

async function trained(
	{ run, target }: Wanted,
	of: Trainable,
	{ train: trainer, signal }: Context,
	onProgress: Context['onProgress'],
	at: number
): Promise<Result> {
	try {
		return await trainer(run, typeof of === 'string' ? null : of.adapter, {
			...{ signal, onProgress },
			...(target && { target: { shape: target.shape, data: target.data } })
		});
	} catch (error) {
		if (signal.aborted || !(error instanceof Error) || hasDiverged(error)) throw error;
		throw new LabError(error.message, at, 'train');
	}
}

const hasDiverged = (error: unknown): boolean =>
	error instanceof Error && 'reason' in error && error.reason === 'diverged';

/** A run that may diverge: null then. */
async function finished(
	wanted: Wanted,
	of: Trainable,
	context: Context,
	at: number,
	before: number,
	all: number
) {
	const onProgress: Context['onProgress'] = ({ share }) =>
		context.onProgress({ share: (before + share) / all });
	try {
		const result = await trained(wanted, of, context, onProgress, at);
		onProgress({ share: 1 });
		return result;
	} catch (error) {
		if (context.signal.aborted || !hasDiverged(error)) throw error;
		return null;
	}
}

/** One run for each value of a setting or a size that is given as a range; two ranges make a grid. */
export async function sweep(called: Called, context: Context): Promise<LabValue> {
	called.count(1);
	const { value, at } = called.arg(0);
	const of = trainableIn(value, 'sweep', at);
	const settings = settingsIn(called);
	const axes = [...settings].flatMap(([name, { value: given, at: place }]) =>
		given.kind === 'range' ? [{ name, values: given.values, at: place }] : []
	);
	if (axes.length === 0 || axes.length > 2)
		throw called.fail('one or two ranges, such as r = 1..8', `${axes.length}`);
	const [first, second] = axes;
	const grid = (first?.values ?? []).flatMap((x) => (second ? second.values.map((y) => [x, y]) : [[x]]));
	if (grid.length > MOST_RUNS) throw called.fail(`at most ${MOST_RUNS} runs`, `${grid.length}`);
	// All of it is checked before any of it is trained.
	const runs = grid.map((point) => {
		const at = new Map(axes.map((axis, n) => [axis.name, { value: point[n] ?? NaN, at: axis.at }]));
		return { point, ...pointOf(of, settings, at) };
	});
	const points: SweepPoint[] = [];
	for (const { point, wanted, of: here } of runs) {
		const { run } = wanted;
		const result = await finished(wanted, here, context, called.at, points.length, runs.length);
		const { parameters, rankBound } = placed(here, run);
		points.push({
			...{ at: point, parameters, rankBound },
			rank: result ? onlyModule(result).rank : null,
			error: result ? result.error : null,
			floor: result ? result.floor : null
		});
	}
	return { kind: 'sweep', names: axes.map(({ name }) => name), points };
}

interface At {
	readonly value: number;
	readonly at: number;
}

/** What is trained at one point: a size of an adapter makes it another adapter. */
function pointOf(of: Trainable, settings: ReadonlyMap<string, Setting>, at: ReadonlyMap<string, At>) {
	const known = settingsOf(of);
	const isSize = (name: string): boolean =>
		typeof of !== 'string' && Object.hasOwn(of.sizes, name) && !Object.hasOwn(known, name);
	const given = new Map<string, Setting>();
	for (const [name, setting] of settings) {
		if (isSize(name)) continue;
		const here = at.get(name);
		given.set(name, here ? { value: { kind: 'number', value: here.value }, at: here.at } : setting);
	}
	const sized = [...settings.keys()].filter(isSize);
	if (typeof of === 'string' || sized.length === 0) return { of, wanted: wantedOf(of, given, 'sweep') };
	const other = adapterValue(of.text, (name) => {
		const setting = settings.get(name);
		const value = at.get(name)?.value ?? (setting?.value.kind === 'number' ? setting.value.value : undefined);
		return value ?? new Map(Object.entries(of.sizes)).get(name) ?? NaN;
	});
	return { of: other, wanted: wantedOf(other, given, 'sweep') };
}

/** The seven targets, at sizes that fit a layer. */
function tasksFor([out, columns]: readonly [number, number]): readonly string[] {
	const part = (size: number): number => factorization(size, -1)[0];
	const k = Math.max(1, Math.floor(Math.min(out, columns) / 8));
	const blocks = [8, 4, 2, 1].find((n) => out % n === 0 && columns % n === 0) ?? 1;
	return [
		'identity',
		'gaussian',
		`low-rank:${k}`,
		`kron:${part(out)}x${part(columns)}`,
		`block:${blocks}`,
		`hadamard:${Math.max(1, Math.floor(Math.sqrt(k)))}`,
		`regression:${k}`
	];
}

/** LoRA, LoHa and LoKr with as many numbers as an adapter has, as near as their ranks allow. */
function rivalsOf(parameters: number, [out, columns]: readonly [number, number]) {
	const rank = Math.max(1, Math.min(Math.min(out, columns), Math.round(parameters / (out + columns))));
	const [r1, r2] = rank > 1 ? halves(rank) : [1, 1];
	return [
		{ method: 'lora', options: { rank }, shown: rank },
		{ method: 'loha', options: { rank: r1, rank2: r2 }, shown: r1 },
		{ method: 'lokr', options: blocksOf(parameters, out, columns), shown: null }
	] as const satisfies readonly { method: MethodName; options: object; shown: number | null }[];
}

/** Each is looked for below the last: beyond a few thousand a layer is longer than any that is trained. */
const MOST_FACTOR = 4096;

/** Of all pairs of full blocks the one whose count is nearest in ratio. */
function blocksOf(parameters: number, out: number, columns: number): { factor: number; rank: number } {
	const at = (factor: number) => {
		const [[a, b], [c, d]] = [factorization(out, factor), factorization(columns, factor)];
		return { factor, rank: Math.max(b, d), distance: Math.abs(Math.log((a * c + b * d) / parameters)) };
	};
	let best = at(-1);
	for (let factor = 2; factor <= Math.min(MOST_FACTOR, Math.max(out, columns)); factor++) {
		const next = at(factor);
		if (next.distance < best.distance - 1e-12) best = next;
	}
	return { factor: best.factor, rank: Math.min(1024, best.rank) };
}

/**
 * An adapter against LoRA, LoHa and LoKr with about as many numbers (`rivalsOf`), on one task or on the seven targets. Where `lr` is a range,
 * each gets the one that is best for it on that task.
 */
export async function race(called: Called, context: Context): Promise<LabValue> {
	called.count(1);
	const { value, at } = called.arg(0);
	const of = trainableIn(value, 'race', at);
	if (typeof of === 'string') throw called.fail('an adapter of your own', `the method ${of}`, at);
	const [task, lr] = [called.setting('task'), called.setting('lr')];
	const rates = lr?.value.kind === 'range' ? lr.value.values : [null];
	const tasks = task ? [task.value] : tasksFor(of.shape).map((value): LabValue => ({ kind: 'text', value }));
	const common = new Map(
		[...settingsIn(called)].filter(([name]) => name !== 'task' && (name !== 'lr' || rates[0] === null))
	);
	const number = (value: number): Setting => ({ value: { kind: 'number', value }, at });
	const [out, columns] = of.shape;
	const entrants = [
		{
			name: of.adapter.name,
			of: of as Trainable,
			own: [] as readonly (readonly [string, Setting])[],
			rank: null as number | null
		},
		...rivalsOf(of.parameters, of.shape).map(({ method, options, shown }) => ({
			...{ name: method, of: method as Trainable, rank: shown },
			own: Object.entries({ ...options, out, in: columns }).map(
				([name, value]) => [name, number(value)] as const
			)
		}))
	];
	const runs = tasks.flatMap((task) =>
		entrants.map((entrant) => ({
			entrant,
			tries: rates.map((rate) =>
				wantedOf(
					entrant.of,
					new Map([
						...common,
						['task', { value: task, at }],
						...(rate === null ? [] : ([['lr', number(rate)]] as const)),
						...entrant.own
					]),
					'race'
				)
			)
		}))
	);
	const all = runs.length * rates.length;
	if (all > MOST_RUNS) throw called.fail(`at most ${MOST_RUNS} runs`, `${all}`);
	const rows: RaceRow[] = [];
	let before = 0;
	for (const { entrant, tries } of runs) {
		let best: { readonly result: Result; readonly lr: number } | null = null;
		for (const wanted of tries) {
			const { run } = wanted;
			const result = await finished(wanted, entrant.of, context, called.at, before, all);
			before += 1;
			if (result && !(best && best.result.error <= result.error)) best = { result, lr: run.lr };
		}
		const [first] = tries;
		if (!first) throw called.fail('a learning rate', described({ kind: 'range', values: [] }));
		const { run, target } = first;
		const { parameters, rankBound } = placed(entrant.of, run);
		const asked = target ? (task?.written ?? 'matrix') : run.task;
		rows.push({
			...{ name: entrant.name, task: asked, shape: of.shape },
			...{ rank: entrant.rank, parameters, rankBound },
			lr: best?.lr ?? run.lr,
			measured: best ? onlyModule(best.result).rank : null,
			error: best ? best.result.error : null
		});
	}
	return { kind: 'race', rows };
}
