/** `run.delta`, `svd(M).U`: the parts of a value. */
import { leafNameOf } from '$src/adapters/typed';
import { compose, onlyPart } from '$src/experiments/compose';
import { own } from '$src/own';
import { typedOf } from '../training';
import type { LabValue, RunValue, SpectrumValue } from '../value';
import { LabError } from './error';
import { described, matrixOf, numberValue } from './matrices';

/** @throws LabError that names the parts that there are */
export function partOf(value: LabValue, name: string, at: number): LabValue {
	const parts = partsOf(value);
	const part = parts.get(name);
	if (part) return part();
	const known = parts.size > 0 ? `one of ${[...parts.keys()].join(', ')}` : 'something with parts';
	throw new LabError(`expected ${known}, got .${name} of ${described(value)}`, at);
}

/** Names of the parts of a value, for completion. */
export const partNames = (value: LabValue): readonly string[] => [...partsOf(value).keys()];

type Parts = ReadonlyMap<string, () => LabValue>;

function partsOf(value: LabValue): Parts {
	switch (value.kind) {
		case 'run':
			return partsOfRun(value);
		case 'spectrum':
			return partsOfSpectrum(value);
		case 'parts':
			return new Map(value.parts.map(({ name, value: part }) => [name, () => part]));
		case 'adapter':
			return new Map([
				['parameters', () => numberValue(value.parameters)],
				['rankBound', () => numberValue(value.rankBound)]
			]);
		case 'module':
			return new Map([
				['delta', (): LabValue => value.delta],
				['parameters', () => numberValue(value.parameters)],
				['rankBound', () => numberValue(value.rankBound)]
			]);
		case 'matrix':
			return new Map([
				['rows', () => numberValue(value.shape[0])],
				['columns', () => numberValue(value.shape[1])]
			]);
		default:
			return new Map();
	}
}

function partsOfRun({ run, of, result, delta }: RunValue): Parts {
	const [module] = result.modules;
	const losses = result.losses;
	const { adapter } = onlyPart(compose(run, undefined, typedOf(of)));
	return new Map<string, () => LabValue>([
		['delta', () => delta],
		['rank', () => numberValue(module?.rank ?? NaN)],
		['rankBound', () => numberValue(module?.rankBound ?? NaN)],
		['error', () => numberValue(result.error)],
		['loss', () => numberValue(losses.at(-1) ?? NaN)],
		['losses', () => matrixOf({ shape: [losses.length, 1], data: Float64Array.from(losses) })],
		['parameters', () => numberValue(result.parameters)],
		['steps', () => numberValue(result.step)],
		...(result.floor === null ? [] : [['floor', () => numberValue(result.floor ?? NaN)] as const]),
		...adapter.factors.map(({ symbol, name, shape }) => {
			const [rows, columns = 1] = shape;
			const key = typeof of === 'string' ? name : leafNameOf(symbol);
			const values = own(result.factors, key) ?? new Float32Array(rows * columns);
			return [
				typeof of === 'string' ? name : symbol,
				() => matrixOf({ shape: [rows, columns], data: Float64Array.from(values) })
			] as const;
		})
	]);
}

function partsOfSpectrum({ singularValues, rank, tolerance, stableRank, sides }: SpectrumValue): Parts {
	const sigma = (): LabValue => matrixOf({ shape: [singularValues.length, 1], data: singularValues });
	return new Map<string, () => LabValue>([
		['sigma', sigma],
		['rank', () => numberValue(rank)],
		['tolerance', () => numberValue(tolerance)],
		['stableRank', () => numberValue(stableRank)],
		...(sides
			? ([
					['U', () => sides.u],
					['V', () => sides.v]
				] as const)
			: [])
	]);
}
