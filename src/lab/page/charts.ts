/** The lab's charts as marks of Plot: spectra, losses and curves of several, each with its name beside it. */
import { measurement } from '$src/components/numbers/numbers';
import type { Figure } from '../value';
import { groupsOf, racerName } from './racing';
import type { LabTexts } from './texts';

type Plot = typeof import('$src/components/chart/plot');
type Drawn = ReturnType<Plot['plot']>;
type Of<T extends Figure['type']> = Extract<Figure, { type: T }>;

/** Points of a curve: no more than pixels. */
const MOST_POINTS = 300;
const colours = ['--delta', '--measured', '--factor-a', '--factor-b', '--factor-x2', '--frozen'];
const colourOf = (n: number): string => `var(${colours[n % colours.length] ?? '--ink'})`;

interface Point {
	readonly x: number;
	readonly y: number;
}

/** Lines with their names at their ends. */
function lines(
	plot: Plot,
	series: readonly { readonly name: string; readonly points: readonly Point[] }[],
	dots: boolean
) {
	return series.flatMap(({ name, points }, n) => {
		const colour = colourOf(n);
		const end = points.at(-1);
		return [
			plot.line(points, { x: 'x', y: 'y', stroke: colour, strokeWidth: 2 }),
			...(dots ? [plot.dot(points, { x: 'x', y: 'y', fill: colour, r: 3 })] : []),
			...(series.length > 1 && end
				? [
						plot.text([{ ...end, name }], {
							x: 'x',
							y: 'y',
							text: 'name',
							fill: colour,
							textAnchor: 'end',
							dy: -8 - 12 * (n % 3),
							stroke: 'var(--paper)',
							strokeWidth: 4
						})
					]
				: [])
		];
	});
}

/** What a logarithmic axis can show. */
const positive = ({ x, y }: Point): boolean => Number.isFinite(x) && y > 0 && Number.isFinite(y);

function thinned(values: ArrayLike<number>, from: number): Point[] {
	const stride = Math.max(1, Math.ceil(values.length / MOST_POINTS));
	const points: Point[] = [];
	for (let i = 0; i < values.length; i++)
		if (i % stride === 0 || i === values.length - 1) points.push({ x: i + from, y: values[i] ?? NaN });
	return points;
}

const frame = (width: number, height: number) => ({
	width,
	height,
	className: 'chart-plot',
	marginLeft: 56,
	marginTop: 24,
	marginRight: 16
});

export function drawSpectra(
	plot: Plot,
	{ series, against }: Of<'spectrum'>,
	texts: LabTexts['values'],
	width: number,
	height: number
): Drawn {
	const all = series.map(({ name, spectrum }) => ({ name, points: thinned(spectrum.singularValues, 1) }));
	return plot.plot({
		...frame(width, height),
		x: { label: 'k' },
		y: { label: 'σ', grid: true, zero: true },
		marks: [
			plot.ruleX([...against], { stroke: 'var(--bound)', strokeWidth: 2, strokeDasharray: '4 3' }),
			plot.text(
				against.map((x) => ({ x, text: texts.against(String(x)) })),
				{ x: 'x', text: 'text', frameAnchor: 'top', fill: 'var(--bound)', dy: -12 }
			),
			...lines(plot, all, true)
		]
	});
}

export function drawLosses(
	plot: Plot,
	{ series }: Of<'losses'>,
	texts: LabTexts['values'],
	width: number,
	height: number
): Drawn {
	const all = series.map(({ name, losses }) => ({ name, points: thinned(losses, 0).filter(positive) }));
	return plot.plot({
		...frame(width, height),
		x: { label: texts.steps },
		y: { type: 'log', label: texts.lossCurve, grid: true },
		marks: lines(plot, all, false)
	});
}

/** The points of a sweep that came to an end, by what they cost. */
export const curvesOf = ({ series }: Of<'curve'>) =>
	series.flatMap(({ name, sweep }) =>
		sweep.points.flatMap(({ at, parameters, error }) =>
			error === null ? [] : [{ name, at, parameters, error }]
		)
	);

export function drawCurves(
	plot: Plot,
	figure: Of<'curve'>,
	texts: LabTexts['values'],
	width: number,
	height: number
): Drawn {
	/** Of one thing that was varied the axis is that thing; else what it costs. */
	const first = figure.series[0]?.sweep;
	const isOne = figure.series.every(
		({ sweep }) => sweep.names.length === 1 && sweep.names[0] === first?.names[0]
	);
	const all = figure.series.map(({ name, sweep }) => ({
		name,
		points: sweep.points
			.map(({ at, parameters, error }) => ({ x: (isOne ? at[0] : parameters) ?? NaN, y: error ?? NaN }))
			.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
			.toSorted((a, b) => a.x - b.x)
	}));
	const xs = all.flatMap(({ points }) => points.map(({ x }) => x));
	const isWide = xs.length > 1 && Math.min(...xs) > 0 && Math.max(...xs) > 50 * Math.min(...xs);
	return plot.plot({
		...frame(width, height),
		x: { label: isOne ? (first?.names[0] ?? '') : texts.parameters, type: isWide ? 'log' : 'linear' },
		y: { label: texts.error, grid: true, zero: true },
		marks: lines(plot, all, true)
	});
}

/** Of a race as it is drawn: a row for each that ran, and its target above. */
const [RACE_ROW, RACE_HEAD, RACE_AXIS] = [18, 26, 48];
const LONGEST_NAME = 9;

export function raceHeight({ rows }: Of<'race'>): number {
	return RACE_AXIS + rows.length * RACE_ROW + new Set(rows.map(({ task }) => task)).size * RACE_HEAD;
}

/** Errors as bars from zero, target by target; what diverged has none, and says so. */
export function drawRace(
	plot: Plot,
	{ rows }: Of<'race'>,
	texts: LabTexts['values'],
	width: number,
	height: number
): Drawn {
	const groups = groupsOf(rows, texts.targets);
	const order = [...new Set(rows.map(({ name }) => name))];
	const shown = (name: string): string => {
		const full = racerName(name);
		return full.length > LONGEST_NAME ? `${full.slice(0, LONGEST_NAME - 1)}…` : full;
	};
	const all = groups.flatMap(({ title, least, rows: of }) =>
		of.map(({ name, error }) => ({
			...{ title, y: order.indexOf(name), x: error ?? 0, colour: colourOf(order.indexOf(name)) },
			text: error === null ? texts.diverged : measurement(error),
			isBest: error !== null && error === least
		}))
	);
	const text = { fy: 'title', x: 'x', y: 'y', text: 'text', textAnchor: 'start', dx: 6 } as const;
	return plot.plot({
		...frame(width, height),
		marginTop: 8,
		marginLeft: 72,
		marginRight: 64,
		marginBottom: 36,
		x: { label: texts.error, grid: true, zero: true },
		y: {
			label: null,
			// A name that somebody took twice is still two rows.
			domain: [-0.5 - RACE_HEAD / RACE_ROW, order.length - 0.5],
			reverse: true,
			ticks: order.map((_, n) => n),
			tickFormat: (n: number) => shown(order[n] ?? ''),
			tickSize: 0
		},
		fy: { label: null, domain: groups.map(({ title }) => title), padding: 0, axis: null },
		marks: [
			plot.text(groups, {
				...{ fy: 'title', text: 'title', frameAnchor: 'top-left', fill: 'var(--ink)' },
				...{ dx: -64, dy: 4, fontWeight: 600 }
			}),
			plot.ruleY(all, { fy: 'title', x1: 0, x2: 'x', y: 'y', stroke: 'colour', strokeWidth: 8 }),
			plot.text(
				all.filter(({ isBest }) => isBest),
				{ ...text, fill: 'var(--ink)', fontWeight: 700 }
			),
			plot.text(
				all.filter(({ isBest }) => !isBest),
				{ ...text, fill: 'var(--muted)' }
			)
		]
	});
}
