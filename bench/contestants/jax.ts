/**
 * jax-js as a contestant: the whole step in one `jit`, on WebGPU and Wasm. Forms: dense or factored (jaxLoss.ts), and
 * what is trained as a matrix each or packed into one vector, which saves kernels but can spoil their tiles.
 *
 * How it is waited for matters more than the form. On WebGPU the device is waited for every eight steps: what is
 * queued longer slows down (ekzhang/jax-js#151). On Wasm an awaited array sends every kernel to a worker by a message;
 * read synchronously, the same step runs where it is called, ten times as fast. The awaited form takes part too.
 */
import * as jax from '@jax-js/jax';
import type { Work } from '../page/work';
import { find, pack, type Contestant, type Trainee } from './contestant';
import { adam, flatLoss, inputsOf, lossOf, type Form, type Named, type State } from './jaxLoss';

const { numpy: np } = jax;
type Values = jax.Array;

/** Steps between two waits for the device. */
const EVERY = 8;

let started: Promise<unknown> | undefined;
export const startJax = (): Promise<unknown> => (started ??= jax.init('webgpu', 'wasm'));

export interface Options {
	readonly device: jax.Device;
	readonly form: Form;
	readonly packed: boolean;
	readonly awaited: boolean;
}

/** Loss and gradients of matrices, each an array of its own. */
function eachLoss(work: Work, form: Form, names: readonly string[]) {
	const named = (f: readonly Values[]): Named => Object.fromEntries(names.map((n, i) => [n, f[i] as Values]));
	// valueAndGrad differentiates by its first argument, which may be any tree.
	const differentiated = jax.valueAndGrad(((f: Values[], given: Named) =>
		lossOf(work, form, named(f), given)) as unknown as (f: Values, given: Named) => Values);
	return differentiated as unknown as (f: Values[], given: Named) => [Values, Values[]];
}

async function prepare(work: Work, { device, form, packed, awaited }: Options): Promise<Trainee> {
	await startJax();
	const array = (values: Float32Array, shape?: readonly number[]): Values =>
		np.array(values.slice(), { device, ...(shape && { shape }) });
	const given = Object.fromEntries(
		inputsOf(work, form).map((name) => {
			const { values, rows, columns } = find(work.inputs, name);
			return [name, array(values, [rows, columns])];
		})
	);
	const packing = pack(work);
	const trained: { values: Float32Array; shape: readonly number[] }[] = packed
		? [{ values: packing.initial, shape: [packing.initial.length] }]
		: Object.values(work.factors).map(({ values, rows, columns }) => ({ values, shape: [rows, columns] }));
	const start = (): State => {
		const zeros = (): Values[] => trained.map((t) => array(new Float32Array(t.values.length), t.shape));
		return {
			p: trained.map((t) => array(t.values, t.shape)),
			m: zeros(),
			v: zeros(),
			q: array(new Float32Array(2))
		};
	};
	const flat = flatLoss(work, form, packing);
	const each = eachLoss(work, form, Object.keys(work.factors));
	const step = jax.jit(
		(before: State, inputs: Named): [Values, State] => {
			const p = before.p.map((x) => x.ref);
			const [loss, g] = packed ? flat(p[0] as Values, inputs) : each(p, inputs);
			return [loss, adam(before, Array.isArray(g) ? g : [g], device)];
		},
		{ device }
	);
	let state = start();
	const one = (): Values => {
		const inputs = Object.fromEntries(Object.entries(given).map(([name, x]) => [name, x.ref]));
		const [loss, next] = step(state, inputs);
		state = next;
		return loss;
	};
	const read = async (loss: Values): Promise<number> =>
		(awaited ? await loss.data() : loss.dataSync())[0] ?? NaN;
	const reset = async (): Promise<void> => {
		jax.tree.dispose(state);
		state = start();
		return Promise.resolve();
	};
	return {
		step: async (count) => {
			for (let k = 1; k < count; k++) {
				const loss = one();
				if (k % EVERY !== 0) loss.dispose();
				else if (!awaited) loss.dataSync();
				else {
					await jax.blockUntilReady(loss);
					loss.dispose();
				}
			}
			const last = await read(one());
			if (awaited) await jax.blockUntilReady(state);
			return last;
		},
		reset,
		losses: async (count) => {
			await reset();
			const all: number[] = [];
			for (let k = 0; k < count; k++) all.push(await read(one()));
			return all;
		},
		dispose: () => {
			jax.tree.dispose([state, given]);
			step.dispose();
		}
	};
}

const forms = (['dense', 'factored'] as const).flatMap((form) =>
	[false, true].map((packed) => ({ form, packed }))
);

const contestant = (options: Options): Contestant => {
	const { device, form, packed, awaited } = options;
	const described = [form, packed ? 'packed' : '', device === 'wasm' && awaited ? 'awaited' : ''];
	return {
		library: 'jax-js',
		device,
		form: described.filter((part) => part !== '').join(', '),
		// What the awaited form shows, one size shows.
		takes: (work) =>
			(work.loss === 'data' || form === 'dense') && (device === 'webgpu' || !awaited || work.size === 128),
		prepare: (work) => prepare(work, options)
	};
};

export const jaxjs: readonly Contestant[] = [
	...forms.map((form) => contestant({ ...form, device: 'webgpu', awaited: true })),
	...forms.map((form) => contestant({ ...form, device: 'wasm', awaited: false })),
	contestant({ device: 'wasm', form: 'factored', packed: true, awaited: true })
];
