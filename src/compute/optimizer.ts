/**
 * From a loss and what is trained to a program: gradients by the algebra's adjoints, and the optimizer's
 * update as expressions, nodes like any other. Everything that depends on the step alone (learning rate,
 * bias corrections) comes from tables made in float64, so it cannot depend on how steps are grouped.
 */
import { gradients } from '$src/algebra/adjoint';
import { apply, leaf, type Expression, type Leaf } from '$src/algebra/expression';
import { scale, subtract } from '$src/algebra/ops';
import type { Op } from '$src/algebra/op';
import * as scalar from '$src/algebra/scalar';
import { countOf } from '$src/math/tensor';
import type { Input, Program, State, Table, Update } from './program';

export interface TrainingOptions {
	/** A scalar expression. */
	readonly loss: Expression;
	readonly trained: readonly State[];
	readonly inputs: readonly Input[];
	readonly optimizer: 'adam' | 'sgd';
	/** Learning rate over the run: constant, or cosine decay to 0 (Loshchilov & Hutter 2017, without restarts). */
	readonly schedule: 'constant' | 'cosine';
	readonly learningRate: number;
	readonly steps: number;
}

/** Adam's constants (Kingma & Ba 2015). */
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

export function trainingProgram(options: TrainingOptions): Program {
	const { loss, trained, inputs, steps } = options;
	const leaves = trained.map((t) => t.leaf);
	const found = gradients(loss, leaves);
	const pairs = trained.map((state, i) => ({ state, gradient: found[i] ?? state.leaf }));
	const parts = options.optimizer === 'adam' ? adam(pairs, options) : sgd(pairs, options);
	return {
		states: [...trained, ...parts.states],
		inputs,
		tables: parts.tables,
		updates: parts.updates,
		loss,
		steps
	};
}

interface Pair {
	readonly state: State;
	readonly gradient: Expression;
}
interface Parts {
	readonly states: readonly State[];
	readonly tables: readonly Table[];
	readonly updates: readonly Update[];
}

function learningRates({ learningRate, schedule, steps }: TrainingOptions): Float64Array {
	return Float64Array.from({ length: steps }, (_, t) =>
		schedule === 'constant' ? learningRate : (learningRate * (1 + Math.cos((Math.PI * t) / steps))) / 2
	);
}

/** θ ← θ − η·g */
function sgd(pairs: readonly Pair[], options: TrainingOptions): Parts {
	const rate = leaf('η', []);
	return {
		states: [],
		tables: [{ leaf: rate, values: Float32Array.from(learningRates(options)) }],
		updates: pairs.map(({ state, gradient }) => ({
			state: state.leaf,
			next: subtract(state.leaf, scale(rate, gradient))
		}))
	};
}

/** θ − rate·m/(√v·correction + ε), elementwise; rate is η/(1−β₁ᵗ) and correction 1/√(1−β₂ᵗ). */
const stepOf = (notation: string): Op => ({
	name: 'adamStep',
	notation,
	body: scalar.sub(
		scalar.arg(0),
		scalar.div(
			scalar.mul(scalar.arg(3), scalar.arg(1)),
			scalar.add(scalar.mul(scalar.sqrt(scalar.arg(2)), scalar.arg(4)), scalar.constant(EPSILON))
		)
	)
});

/** β·m + (1−β)·g, or with g² for the second moment. */
const momentOf = (beta: number, power: 1 | 2, notation: string): Op => {
	const g = scalar.arg(1);
	return {
		name: power === 1 ? 'firstMoment' : 'secondMoment',
		notation,
		body: scalar.add(
			scalar.mul(scalar.constant(beta), scalar.arg(0)),
			scalar.mul(scalar.constant(1 - beta), power === 1 ? g : scalar.mul(g, g))
		)
	};
};

/** Adam without weight decay (Kingma & Ba 2015, algorithm 1). */
function adam(pairs: readonly Pair[], options: TrainingOptions): Parts {
	const [rate, correction] = [leaf('η/(1−β₁ᵗ)', []), leaf('1/√(1−β₂ᵗ)', [])];
	const rates = learningRates(options);
	const corrections = new Float64Array(options.steps);
	// 1 − βᵗ as q ← β·q + (1 − β): no cancellation while βᵗ is near 1.
	let [q1, q2] = [0, 0];
	rates.forEach((learningRate, t) => {
		q1 = BETA1 * q1 + (1 - BETA1);
		q2 = BETA2 * q2 + (1 - BETA2);
		rates[t] = learningRate / q1;
		corrections[t] = 1 / Math.sqrt(q2);
	});
	const states: State[] = [];
	const updates: Update[] = [];
	for (const { state, gradient } of pairs) {
		const { name, shape } = state.leaf;
		const letters = 'ijklmnop'.slice(0, shape.length);
		const moment = (which: string): Leaf => leaf(`${which}(${name})`, shape);
		const [m, v] = [moment('m'), moment('v')];
		for (const l of [m, v]) states.push({ leaf: l, initial: new Float32Array(countOf(shape)) });
		const nextM = apply(momentOf(BETA1, 1, `${letters},${letters}->${letters}`), [m, gradient]);
		const nextV = apply(momentOf(BETA2, 2, `${letters},${letters}->${letters}`), [v, gradient]);
		const step = stepOf(`${letters},${letters},${letters},,->${letters}`);
		updates.push(
			{ state: m, next: nextM },
			{ state: v, next: nextV },
			{ state: state.leaf, next: apply(step, [state.leaf, nextM, nextV, rate, correction]) }
		);
	}
	return {
		states,
		tables: [
			{ leaf: rate, values: Float32Array.from(rates) },
			{ leaf: correction, values: Float32Array.from(corrections) }
		],
		updates
	};
}
