/**
 * The figure of a lesson that trains, between the settings of the page and the runs that it has: the only place where
 * one becomes the other. A receipt opens behind a lesson where a state of its page has that very run.
 */
import { networkFields } from '$src/models/index';
import { own } from '$src/own';
import { formatReceipt } from '$src/receipt/receipt';
import { canonical, fieldsOf, runSchema, type Run } from '$src/receipt/run';
import {
	defaultsOf,
	formatValue,
	parseField,
	type Problem,
	type Schema,
	type Values
} from '$src/schema/field';

type Settings = Readonly<Record<string, string | number | boolean>>;

export interface Live<V> {
	/** As in `data-figure`. */
	readonly figure: string;
	/** The runs that the figure has in a state of the page; of several the first is the one that stands for it. */
	readonly runsOf: (values: V) => readonly Run[];
	/** What must be set so that it has this run, legal on the page or not; what is not said is as the page opens. */
	readonly settingsOf: (run: Run) => Settings;
}

/** Of a lesson with one run, in which every parameter that is named as a field of a run is that field. */
export interface LiveRun<V> extends Live<V> {
	/** The receipt of the live figure: exactly what the command line would train. */
	readonly runOf: (values: V) => Run;
}

/**
 * @param fixed what a run of this lesson always has, its method at least
 * @param names field of a run → parameter of the page, where it is called otherwise there
 */
export function liveRun<S extends Schema>(
	figure: string,
	parameters: S,
	fixed: Partial<Run> & Pick<Run, 'method'>,
	names: Readonly<Partial<Record<keyof Run, Extract<keyof S, string>>>> = {}
): LiveRun<Values<S>> {
	const shared = Object.keys(runSchema)
		// A figure of a lesson has one matrix: what networks alone read may be a word of the lesson's own.
		.filter((field) => !networkFields.has(field))
		.map((field) => ({ field, parameter: own(names, field) ?? field }))
		.filter(({ parameter }) => Object.hasOwn(parameters, parameter));
	const runOf = (values: Values<S>): Run => ({
		...defaultsOf(runSchema),
		...(Object.fromEntries(
			shared.map(({ field, parameter }) => [field, own(values as Settings, parameter) ?? ''])
		) as Partial<Run>),
		...fixed
	});
	const settingsOf = (run: Run): Settings => {
		const written: Settings = canonical(run);
		return Object.fromEntries(shared.map(({ field, parameter }) => [parameter, own(written, field) ?? '']));
	};
	return { figure, runOf, runsOf: (values) => [runOf(values)], settingsOf };
}

export type Found =
	| { readonly values: Values<Schema> }
	/** Why no state of the page has the run: settings that it would need, or fields of the run that the page has not. */
	| { readonly refused: readonly Problem[] };

/** The state of a lesson's page that has this run. */
export function stateWith(
	{ parameters, live }: { readonly parameters: Schema; readonly live?: Live<Values<Schema>> },
	wanted: Run
): Found {
	if (!live) return { refused: [{ field: 'method', expected: '', got: wanted.method, used: 'nothing' }] };
	const run = canonical(wanted);
	const values = new Map<string, string | number | boolean>(Object.entries(defaultsOf(parameters)));
	const refused: Problem[] = [];
	for (const [name, value] of Object.entries(live.settingsOf(run))) {
		const field = own(parameters, name);
		if (!field) continue;
		const parsed = parseField(name, field, formatValue(value));
		values.set(name, parsed.value);
		if ('problem' in parsed) refused.push(parsed.problem);
	}
	const state = Object.fromEntries(values);
	const here = live.runsOf(state).map(canonical);
	if (here.some((one) => formatReceipt(one) === formatReceipt(run)))
		return refused.length > 0 ? { refused } : { values: state };
	const nearest = here.find(({ method }) => method === run.method);
	if (!nearest) {
		const expected = [...new Set(here.map(({ method }) => method))].join(', ');
		return { refused: [{ field: 'method', expected, got: run.method, used: 'nothing' }] };
	}
	const others = Object.keys(fieldsOf(run)).filter(
		(name) =>
			nearest[name as keyof Run] !== run[name as keyof Run] && !refused.some(({ field }) => field === name)
	);
	const unlike = others.map((name): Problem => {
		const [expected, got] = [nearest, run].map((one) => formatValue(one[name as keyof Run]));
		return { field: name, expected: expected ?? '', got: got ?? '', used: 'nothing' };
	});
	return { refused: [...refused, ...unlike] };
}
