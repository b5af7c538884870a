/** What a figure shows, as data: the page draws it. */
import type { LabValue, SpectrumValue } from '../value';
import type { Called } from './called';
import { described, matrixIn, matrixOf } from './matrices';
import { measuredOf } from './spectra';

/** Lines in one figure. */
const MOST_SERIES = 8;

/** The spectra of matrices and runs; `against` are ranks to hold them to. */
export function spectrumFigure(called: Called): LabValue {
	called.count(1, MOST_SERIES);
	const series = called.args.map(({ value, at }, n) => {
		const { shape } = value.kind === 'spectrum' ? value : matrixIn(value, called.name, at);
		const { singularValues, rank, tolerance, stableRank } = measuredOf(value, called.name, at);
		const spectrum: SpectrumValue = {
			...{ kind: 'spectrum', shape, singularValues, rank, tolerance, stableRank },
			sides: null
		};
		return { name: nameOf(called, n), spectrum };
	});
	const against = called.setting('against');
	const ranks = against ? numbersOf(called, against.value, against.at) : [];
	return { kind: 'figure', figure: { type: 'spectrum', series, against: ranks } };
}

function numbersOf(called: Called, value: LabValue, at: number): readonly number[] {
	if (value.kind === 'number') return [value.value];
	if (value.kind === 'range') return value.values;
	throw called.fail('a number or several', described(value), at);
}

export function losses(called: Called): LabValue {
	called.count(1, MOST_SERIES);
	const series = called.args.map(({ value, at }, n) => {
		if (value.kind !== 'run') throw called.fail('a run', described(value), at);
		return { name: nameOf(called, n), losses: value.result.losses };
	});
	return { kind: 'figure', figure: { type: 'losses', series } };
}

export function heatmap(called: Called): LabValue {
	called.count(1);
	const matrix = matrixOf(called.matrix(0));
	return { kind: 'figure', figure: { type: 'heatmap', name: nameOf(called, 0), matrix } };
}

export function curve(called: Called): LabValue {
	const [first] = called.args;
	if (first?.value.kind === 'race') {
		called.count(1);
		return { kind: 'figure', figure: { type: 'race', rows: first.value.rows } };
	}
	called.count(1, MOST_SERIES);
	const series = called.args.map(({ value, at }, n) => {
		if (value.kind !== 'sweep') throw called.fail('a sweep or a race', described(value), at);
		return { name: nameOf(called, n), sweep: value };
	});
	return { kind: 'figure', figure: { type: 'curve', series } };
}

/** What an argument is called where it is drawn: as it was written. */
const nameOf = (called: Called, n: number): string => called.args[n]?.written ?? `${n + 1}`;
