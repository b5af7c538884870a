/**
 * From a loss and what is trained to a program: gradients by the algebra's adjoints, and the optimizer's
 * update as expressions, nodes like any other. Everything that depends on the step alone (learning rate,
 * bias corrections) comes from tables made in float64, so it cannot depend on how steps are grouped.
 */
import { gradients } from '$src/algebra/adjoint';
import { signatureOf } from '$src/algebra/signature';
import { apply, leaf, type Expression, type Leaf } from '$src/algebra/expression';
import { scale, subtract } from '$src/algebra/ops';
import type { Op } from '$src/algebra/op';
import * as scalar from '$src/algebra/scalar';
import { countOf } from '$src/math/tensor';
import { Recent } from '$src/recent';
import type { Input, Program, State, Table, Update } from './program';

export interface TrainingOptions {
	/** A scalar expression. */
	readonly loss: Expression;
	readonly trained: readonly State[];
	readonly inputs: readonly Input[];
	/** What of the loss differs from step to step, such as the rows of a minibatch; default none. */
	readonly tables?: readonly Table[];
	readonly optimizer: 'adam' | 'sgd';
	/** Learning rate over the run: constant, or cosine decay to 0 (Loshchilov & Hutter 2017, without restarts). */
	readonly schedule: 'constant' | 'cosine';
	readonly learningRate: number;
	readonly steps: number;
}

/** A few grids of ranks. */
const MOST_STRUCTURES = 512;

/** Adam's constants (Kingma & Ba 2015). */
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

export function trainingProgram(options: TrainingOptions): Program {
	const { trained, inputs, steps, tables = [] } = options;
	const { loss, leaves, moments, updates } = structureOf(options);
	return {
		states: [
			...leaves.map((leaf, i) => ({ leaf, initial: trained[i]?.initial ?? new Float32Array() })),
			...moments.map((leaf) => ({ leaf, initial: new Float32Array(countOf(leaf.shape)) }))
		],
		tables: [...(options.optimizer === 'adam' ? adamTables(options) : sgdTables(options)), ...tables],
		...{ inputs, updates, loss, steps }
	};
}

/** What of a program depends on no value: its expressions. */
interface Structure {
	readonly loss: Expression;
	readonly leaves: readonly Leaf[];
	readonly moments: readonly Leaf[];
	readonly updates: readonly Update[];
}

/**
 * Structures by what they are. Runs that differ in numbers alone share one, the very object, so that what is made of it
 * (a schedule, a Wasm module) is made once.
 */
const known = new Recent<string, Structure>(MOST_STRUCTURES);

function structureOf({ loss, trained, optimizer }: TrainingOptions): Structure {
	const key = [
		optimizer,
		...trained.map(({ leaf: { name } }) => JSON.stringify(name)),
		signatureOf([loss])
	].join('\n');
	return known.get(key, () => {
		const leaves = trained.map((t) => t.leaf);
		const found = gradients(loss, leaves);
		const pairs = leaves.map((leaf, i) => ({ leaf, gradient: found[i] ?? leaf }));
		return { loss, leaves, ...(optimizer === 'adam' ? adam(pairs) : sgd(pairs)) };
	});
}

interface Pair {
	readonly leaf: Leaf;
	readonly gradient: Expression;
}
type Updates = Pick<Structure, 'moments' | 'updates'>;

function learningRates({ learningRate, schedule, steps }: TrainingOptions): Float64Array {
	return Float64Array.from({ length: steps }, (_, t) =>
		schedule === 'constant' ? learningRate : (learningRate * (1 + Math.cos((Math.PI * t) / steps))) / 2
	);
}

const SGD_RATE = leaf('η', []);

/** θ ← θ − η·g */
const sgd = (pairs: readonly Pair[]): Updates => ({
	moments: [],
	updates: pairs.map(({ leaf: state, gradient }) => ({
		state,
		next: subtract(state, scale(SGD_RATE, gradient))
	}))
});

const sgdTables = (options: TrainingOptions): Table[] => [
	{ leaf: SGD_RATE, values: Float32Array.from(learningRates(options)) }
];

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

const [RATE, CORRECTION] = [leaf('η/(1−β₁ᵗ)', []), leaf('1/√(1−β₂ᵗ)', [])];

/** Adam without weight decay (Kingma & Ba 2015, algorithm 1). */
function adam(pairs: readonly Pair[]): Updates {
	const moments: Leaf[] = [];
	const updates: Update[] = [];
	for (const { leaf: state, gradient } of pairs) {
		const { name, shape } = state;
		const letters = 'ijklmnop'.slice(0, shape.length);
		const moment = (which: string): Leaf => leaf(`${which}(${name})`, shape);
		const [m, v] = [moment('m'), moment('v')];
		moments.push(m, v);
		const nextM = apply(momentOf(BETA1, 1, `${letters},${letters}->${letters}`), [m, gradient]);
		const nextV = apply(momentOf(BETA2, 2, `${letters},${letters}->${letters}`), [v, gradient]);
		const step = stepOf(`${letters},${letters},${letters},,->${letters}`);
		updates.push(
			{ state: m, next: nextM },
			{ state: v, next: nextV },
			{ state, next: apply(step, [state, nextM, nextV, RATE, CORRECTION]) }
		);
	}
	return { moments, updates };
}

function adamTables(options: TrainingOptions): Table[] {
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
	return [
		{ leaf: RATE, values: Float32Array.from(rates) },
		{ leaf: CORRECTION, values: Float32Array.from(corrections) }
	];
}
