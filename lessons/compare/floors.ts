/** Proven floors under the error on one target, by number of parameters: the lines and marks that no point may pass. */
import { adapter } from '$src/adapters/adapter';
import { halves } from '$src/adapters/loha';
import { evaluate } from '$src/algebra/evaluate';
import { floorOf } from '$src/experiments/floor';
import { relativeError } from '$src/models/layer';
import { plantedLoha, targetOf } from '$src/models/target';
import { scaled } from '$src/math/dense';
import { singularValues } from '$src/math/svd';
import { scalar, squaredNorm, type Tensor } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';
import { methodOptions, runSchema, type Run } from '$src/receipt/run';
import { parseTask } from '$src/models/index';
import { parameters, SIZE } from './parameters';

export interface Floor {
	readonly parameters: number;
	/** Upper bound on the rank. */
	readonly bound: number;
	/** Lower bound on the relative error. */
	readonly error: number;
	/** How the method is sized, such as `r = 8` or `2×2 ⊗ 32×32`. */
	readonly size: string;
}

export interface Scene {
	readonly target: Tensor;
	/** σ of the target, descending. */
	readonly spectrum: Float64Array;
	readonly floors: Readonly<Record<'lora' | 'loha' | 'lokr', readonly Floor[]>>;
	/** A LoHa that fits, known without training; null where the target was not planted as one. */
	readonly exact: { readonly parameters: number; readonly error: number } | null;
}

let kept: { readonly key: string; readonly scene: Scene } | undefined;

/** Kept while only methods change: the target, its spectrum and what each method can at best leave of it. */
export function sceneOf(task: string, seed: number): Scene {
	const key = `${task} ${seed}`;
	if (kept?.key === key) return kept.scene;
	const target = targetOf(parseTask(task), SIZE, SIZE, seed);
	const spectrum = singularValues(target);
	const floor = (method: 'lora' | 'loha' | 'lokr', size: string, more: Partial<Run>): Floor => {
		const options = { ...methodOptions(defaultsOf(runSchema)), out: SIZE, in: SIZE, ...more };
		const made = adapter(method, options);
		const error = floorOf(made, parseTask(task), target, spectrum) ?? 0;
		return { parameters: made.parameters, bound: made.rankBound, error, size };
	};
	const ranks = Array.from({ length: parameters.rank.max }, (_, i) => i + 1);
	const scene: Scene = {
		target,
		spectrum,
		floors: {
			lora: ranks.map((rank) => floor('lora', `r = ${rank}`, { rank })),
			loha: ranks.slice(1).map((sum) => {
				const [rank, rank2] = halves(sum);
				return floor('loha', `r₁ = ${rank}, r₂ = ${rank2}`, { rank, rank2 });
			}),
			lokr: [8, 4, 2].map((a) =>
				floor('lokr', `${a}×${a} ⊗ ${SIZE / a}×${SIZE / a}`, { factor: a, rank: SIZE / a })
			)
		},
		exact: exactOf(task, seed, target)
	};
	kept = { key, scene };
	return scene;
}

/** The factors that the target was made of, measured as trained ones are; their scale goes into X₁. */
function exactOf(task: string, seed: number, target: Tensor): Scene['exact'] {
	const {
		kind,
		sizes: [k = 0]
	} = parseTask(task);
	if (kind.name !== 'hadamard') return null;
	const options = { ...methodOptions(defaultsOf(runSchema)), out: SIZE, in: SIZE, rank: k };
	const made = adapter('loha', options);
	const { x1, y1, x2, y2 } = plantedLoha(k, SIZE, SIZE, seed);
	const environment = new Map([
		['s', scalar(1)],
		['X1', x1],
		['Y1', y1],
		['X2', x2],
		['Y2', y2]
	]);
	const size = Math.sqrt(squaredNorm(target) / squaredNorm(evaluate(made.delta, environment)));
	environment.set('X1', scaled(size, x1));
	return { parameters: made.parameters, error: relativeError(evaluate(made.delta, environment), target) };
}
