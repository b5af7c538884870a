/** Values of the lab as plain JSON: what the command line prints. Large matrices are told by their shape and norm. */
import { frobeniusNorm, toRows } from '$src/math/tensor';
import type { Figure, LabValue, MatrixValue, SpectrumValue } from './value';

/** Elements that are written out. */
const MOST = 4096;

export function printed(value: LabValue): unknown {
	switch (value.kind) {
		case 'number':
		case 'text':
			return value.value;
		case 'range':
			return value.values;
		case 'matrix':
			return matrix(value);
		case 'spectrum':
			return spectrum(value);
		case 'method':
			return { method: value.name };
		case 'parts':
			return Object.fromEntries(value.parts.map(({ name, value: part }) => [name, printed(part)]));
		case 'adapter': {
			const { adapter, shape, parameters, rankBound, why, still } = value;
			return {
				...adapter,
				shape,
				parameters,
				rankBound,
				...(still && { still }),
				why: why.map((step) => ({ ...step, tex: bare(step.tex) }))
			};
		}
		case 'run': {
			const { run, target, of, result, delta } = value;
			const { step, error, floor, losses, parameters, modules, backend, receipt } = result;
			return {
				of: typeof of === 'string' ? of : of.adapter.name,
				...{ task: target ? null : run.task, seed: run.seed, steps: step, parameters, error, floor },
				rank: modules[0]?.rank ?? null,
				rankBound: modules[0]?.rankBound ?? null,
				singularValues: [...(delta.measured?.singularValues ?? [])],
				losses: [...losses],
				backend,
				receipt: receipt === '' ? null : receipt
			};
		}
		case 'sweep':
			return { names: value.names, points: value.points };
		case 'module': {
			const { name, file, dialect, method, parameters, rankBound, delta, isDora } = value;
			const dora = isDora ? { dora: true } : {};
			return { name, file, dialect, method, ...dora, parameters, rankBound, delta: matrix(delta) };
		}
		case 'race':
			return value.rows;
		case 'figure':
			return figure(value.figure);
	}
}

/** TeX without the names that a page colours letters by. */
const bare = (tex: string): string =>
	tex.replaceAll(/\\htmlData\{symbol=[^}]*\}\{((?:[^{}]|\{[^{}]*\})*)\}/g, '$1');

const matrix = ({ shape, data, measured }: MatrixValue): object => ({
	shape,
	frobenius: frobeniusNorm({ shape, data }),
	...(measured && { rank: measured.rank }),
	...(data.length <= MOST && { rows: toRows({ shape, data }) })
});

const spectrum = ({ shape, singularValues, rank, tolerance, stableRank }: SpectrumValue): object => ({
	...{ shape, rank, tolerance, stableRank },
	singularValues: [...singularValues]
});

function figure(of: Figure): object {
	switch (of.type) {
		case 'spectrum':
			return {
				figure: of.type,
				against: of.against,
				series: of.series.map(({ name, spectrum: own }) => ({ name, ...spectrum(own) }))
			};
		case 'losses':
			return {
				figure: of.type,
				series: of.series.map(({ name, losses }) => ({ name, losses: [...losses] }))
			};
		case 'heatmap':
			return { figure: of.type, name: of.name, matrix: matrix(of.matrix) };
		case 'curve':
			return {
				figure: of.type,
				series: of.series.map(({ name, sweep }) => ({ name, names: sweep.names, points: sweep.points }))
			};
		case 'race':
			return { figure: of.type, rows: of.rows };
	}
}
