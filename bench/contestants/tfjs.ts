/**
 * TensorFlow.js as a contestant: its own autodiff, on WebGPU and Wasm, in two forms. `dense` forms ΔW as the papers
 * write it; `factored` is Rankscope's algebra: X·ΔWᵀ through thin factors, R0 formed before training.
 *
 * Adam is written by hand over one vector of everything trained: 40 kernels a step instead of 75. Neither
 * `tf.train.adam` nor the same by hand over a variable each was ever faster.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-webgpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { ADAM, blocksOf, type Work } from '../page/work';
import { find, pack, type Contestant, type Trainee } from './contestant';

// Served by bench/host.mjs.
setWasmPaths('/tfjs-wasm/');

type Device = 'webgpu' | 'wasm';
type Form = 'dense' | 'factored';
type Tensors = Readonly<Record<string, tf.Tensor>>;

function deltaOf(work: Work, f: Tensors): tf.Tensor {
	const product = (x: string, y: string): tf.Tensor => tf.matMul(find(f, x), find(f, y), false, true);
	switch (work.method) {
		case 'lora':
			return tf.matMul(find(f, 'B'), find(f, 'A'));
		case 'loha':
			return tf.mul(product('X1', 'Y1'), product('X2', 'Y2'));
		case 'lokr': {
			const { a, b, c, d } = blocksOf(work);
			const [first, second] = [
				tf.reshape(find(f, 'A'), [a, 1, c, 1]),
				tf.reshape(find(f, 'B'), [1, b, 1, d])
			];
			return tf.reshape(tf.mul(first, second), [a * b, c * d]);
		}
	}
}

/** Row-wise Khatri–Rao product. */
function rowsTimes(p: tf.Tensor, q: tf.Tensor): tf.Tensor {
	const [n = 1, r1 = 1] = p.shape;
	const [, r2 = 1] = q.shape;
	return tf.reshape(tf.mul(tf.reshape(p, [n, r1, 1]), tf.reshape(q, [n, 1, r2])), [n, r1 * r2]);
}

/** X·ΔWᵀ; of LoKr as turned() has it. */
function moved(work: Work, f: Tensors, x: tf.Tensor): tf.Tensor {
	switch (work.method) {
		case 'lora':
			return tf.matMul(tf.matMul(x, find(f, 'A'), false, true), find(f, 'B'), false, true);
		case 'loha': {
			const thin = tf.matMul(x, rowsTimes(find(f, 'Y1'), find(f, 'Y2')));
			return tf.matMul(thin, rowsTimes(find(f, 'X1'), find(f, 'X2')), false, true);
		}
		case 'lokr': {
			const { b, c, d } = blocksOf(work);
			const n = work.batch;
			const first = tf.matMul(tf.reshape(x, [n * c, d]), find(f, 'B'), false, true);
			const rows = tf.reshape(tf.transpose(tf.reshape(first, [n, c, b]), [0, 2, 1]), [n * b, c]);
			return tf.matMul(rows, find(f, 'A'), false, true);
		}
	}
}

/** [n, a·b] → [n·b, a]: R0 is turned once, so that the step transposes no more than it must. */
function turned(work: Work, r0: tf.Tensor): tf.Tensor {
	if (work.method !== 'lokr') return r0;
	const { a, b } = blocksOf(work);
	const n = work.batch;
	return tf.reshape(tf.transpose(tf.reshape(r0, [n, a, b]), [0, 2, 1]), [n * b, a]);
}

function lossOf(work: Work, form: Form, f: Tensors, given: Tensors): tf.Tensor {
	if (work.loss === 'matrix')
		return tf.mul(tf.sum(tf.square(tf.sub(deltaOf(work, f), find(given, 'T')))), 0.5);
	const x = find(given, 'X');
	if (form === 'factored') return tf.mean(tf.square(tf.add(moved(work, f, x), find(given, 'R0'))));
	const weights = tf.add(find(given, 'W0'), deltaOf(work, f));
	return tf.mean(tf.square(tf.sub(tf.matMul(x, weights, false, true), find(given, 'Y'))));
}

async function prepare(work: Work, device: Device, form: Form): Promise<Trainee> {
	await tf.setBackend(device);
	const { parts, initial } = pack(work);
	const start = (): tf.Tensor => tf.tensor(initial, [initial.length]);
	const zeros = (): tf.Tensor => tf.zeros([initial.length]);
	const given = tf.tidy((): Tensors =>
		Object.fromEntries(
			Object.entries(work.inputs).map(([name, { values, rows, columns }]) => {
				const input = tf.tensor(values, [rows, columns]);
				return [name, form === 'factored' && name === 'R0' ? turned(work, input) : input];
			})
		)
	);
	const [p, m, v] = tf.tidy(
		() => [tf.variable(start()), tf.variable(zeros()), tf.variable(zeros())] as const
	);
	const named = (tensors: readonly tf.Tensor[]): Tensors =>
		Object.fromEntries(tensors.map((tensor, i) => [parts[i]?.name ?? '', tensor]));
	const differentiated = tf.valueAndGrads((...f) => lossOf(work, form, named(f), given));
	const { rate, beta1, beta2, epsilon } = ADAM;
	let t = 0;

	const one = (): tf.Tensor =>
		tf.tidy(() => {
			const f = parts.map(({ shape, from, to }) => tf.reshape(tf.slice(p, [from], [to - from]), shape));
			const { value, grads } = differentiated(f);
			const g = tf.concat(grads.map((x) => tf.reshape(x, [-1])));
			t++;
			const [first, second] = [1 - beta1 ** t, Math.sqrt(1 - beta2 ** t)];
			m.assign(tf.add(tf.mul(m, beta1), tf.mul(g, 1 - beta1)));
			v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(g), 1 - beta2)));
			const change = tf.div(m, tf.add(tf.sqrt(v), epsilon * second));
			p.assign(tf.sub(p, tf.mul(change, (rate / first) * second)));
			return value;
		});
	const read = async (loss: tf.Tensor): Promise<number> => {
		const [value = NaN] = await loss.data();
		loss.dispose();
		return value;
	};
	/** tfjs has one backend at a time. */
	const enter = async (): Promise<void> => {
		if (tf.getBackend() !== device) await tf.setBackend(device);
	};
	const reset = async (): Promise<void> => {
		await enter();
		t = 0;
		tf.tidy(() => {
			p.assign(start());
			m.assign(zeros());
			v.assign(zeros());
		});
	};
	return {
		step: async (count) => {
			await enter();
			for (let k = 1; k < count; k++) one().dispose();
			return read(one());
		},
		reset,
		losses: async (count) => {
			await reset();
			const all: number[] = [];
			for (let k = 0; k < count; k++) all.push(await read(one()));
			return all;
		},
		dispose: () => tf.dispose([p, m, v, ...Object.values(given)])
	};
}

export const tfjs: readonly Contestant[] = (['webgpu', 'wasm'] as const).flatMap((device) =>
	(['dense', 'factored'] as const).map((form): Contestant => ({
		...{ library: 'tfjs', device, form },
		takes: (work) => work.loss === 'data' || form === 'dense',
		prepare: (work) => prepare(work, device, form)
	}))
);
