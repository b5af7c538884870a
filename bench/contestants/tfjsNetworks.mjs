/**
 * TensorFlow.js with the small networks, on Wasm or WebGPU in Node: the same frozen weights, minibatches and LoRA factors, its own
 * autodiff for the factors alone, X·ΔWᵀ through thin factors, Adam by hand over one vector (as tfjs.ts).
 */
import * as tfjs from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';

/** More of it is called here than bench/peers.d.ts says. @type {any} */
const tf = tfjs;

/** @typedef {import('../node/networkRounds').NetworkWork} NetworkWork */

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];
const [WIDTH, HEADS, LENGTH] = [32, 4, 16];

/** @param {NetworkWork} work */
function networkOf({ name, program, run }) {
	const inputs = new Map(program.inputs.map((input) => [input.leaf.name, input]));
	const tables = new Map(program.tables.map((table) => [table.leaf.name, table]));
	const kept = new Map();
	/** @param {string} of */
	const frozen = (of) => {
		const given = inputs.get(of);
		if (!kept.has(of))
			kept.set(of, tf.keep(tf.tensor(given?.values.slice(), [...(given?.leaf.shape ?? [])])));
		return kept.get(of);
	};
	/** @param {string} of @param {number} step */
	const ofStep = (of, step) => {
		const table = tables.get(of);
		const shape = [...(table?.leaf.shape ?? [])];
		const count = shape.reduce((n, size) => n * size, 1);
		return tf.tensor(table?.values.slice(step * count, (step + 1) * count), shape, 'int32');
	};
	const factors = program.states.filter(({ leaf }) => /\.[AB]$/.test(leaf.name) && !leaf.name.includes('('));
	const mask = tf.keep(
		tf.tensor(
			Float32Array.from({ length: LENGTH * LENGTH }, (_, i) =>
				i % LENGTH > Math.floor(i / LENGTH) ? -1e9 : 0
			),
			[1, 1, LENGTH, LENGTH]
		)
	);
	/** @param {Map<string, any>} f @param {number} step */
	const loss = (f, step) => {
		const through = (/** @type {any} */ x, /** @type {string} */ module) => {
			const plain = tf.matMul(x, frozen(`${module}/W`), false, true);
			const [a, b] = [f.get(`${module}.A`), f.get(`${module}.B`)];
			return a && b ? tf.add(plain, tf.matMul(tf.matMul(x, a, false, true), b, false, true)) : plain;
		};
		const crossEntropy = (/** @type {any} */ scores, /** @type {any} */ labels) => {
			const hot = tf.oneHot(labels, scores.shape.at(-1));
			return tf.neg(tf.div(tf.sum(tf.mul(hot, tf.logSoftmax(scores))), labels.size));
		};
		if (name === 'mlp') {
			const taken = tf.gather(frozen('pictures'), ofStep('rows', step));
			const inside = ['fc1', 'fc2'].reduce(
				(h, module) => tf.relu(tf.add(through(h, module), frozen(`${module}.bias/W`))),
				taken
			);
			return crossEntropy(tf.add(through(inside, 'head'), frozen('head.bias/W')), ofStep('labels', step));
		}
		const normal = (/** @type {any} */ x) =>
			tf.div(x, tf.sqrt(tf.add(tf.mean(tf.square(x), -1, true), 1e-5)));
		const gelu = (/** @type {any} */ x) => {
			const bent = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.mul(x, tf.square(x)))));
			return tf.mul(tf.mul(0.5, x), tf.add(1, tf.tanh(bent)));
		};
		const heads = (/** @type {any} */ h) =>
			tf.transpose(tf.reshape(h, [run.batch, LENGTH, HEADS, WIDTH / HEADS]), [0, 2, 1, 3]);
		const words = tf.gather(frozen('embed/W'), ofStep('seen', step));
		let x = tf.reshape(tf.add(words, frozen('positions/W')), [-1, WIDTH]);
		for (const block of [0, 1]) {
			const own = (/** @type {string} */ module) => `layers.${block}.${module}`;
			const n = normal(x);
			const [q, k, v] = ['q', 'k', 'v'].map((module) => heads(through(n, own(module))));
			const scores = tf.add(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(WIDTH / HEADS)), mask);
			const mixed = tf.transpose(tf.matMul(tf.softmax(scores), v), [0, 2, 1, 3]);
			x = tf.add(x, through(tf.reshape(mixed, [-1, WIDTH]), own('o')));
			x = tf.add(x, through(gelu(through(normal(x), own('up'))), own('down')));
		}
		return crossEntropy(through(normal(x), 'head'), ofStep('next', step));
	};
	return { factors, loss, kept, mask };
}

/** @param {'wasm' | 'webgpu'} device @returns {import('../node/networkRounds').NetworkPeer} */
export const tfjsNetworks = (device) => ({
	library: `tfjs ${device === 'wasm' ? 'Wasm' : 'WebGPU'}`,
	prepare: async (work) => {
		setWasmPaths(process.env['TFJS_WASM'] ?? '');
		if (!(await tf.setBackend(device))) throw new Error(`tfjs finds no ${device}`);
		await tf.ready();
		const { factors, loss, kept, mask } = networkOf(work);
		let length = 0;
		const places = factors.map(({ leaf, initial }) => {
			const from = length;
			length += initial.length;
			return { name: leaf.name, shape: [...leaf.shape], from, size: initial.length };
		});
		const start = new Float32Array(length);
		places.forEach(({ from }, i) => start.set(factors[i]?.initial ?? [], from));
		const unpacked = (/** @type {any} */ all) =>
			new Map(
				places.map(({ name, shape, from, size }) => [name, tf.reshape(tf.slice(all, from, size), shape)])
			);
		let [p, m, v] = [tf.tensor(start), tf.zeros([length]), tf.zeros([length])];
		let done = 0;
		const one = () => {
			const [value, ...next] = tf.tidy(() => {
				const found = tf.valueAndGrad((/** @type {any} */ all) => loss(unpacked(all), done))(p);
				const m1 = tf.add(tf.mul(BETA1, m), tf.mul(1 - BETA1, found.grad));
				const v1 = tf.add(tf.mul(BETA2, v), tf.mul(1 - BETA2, tf.square(found.grad)));
				const [c1, c2] = [1 - BETA1 ** (done + 1), 1 - BETA2 ** (done + 1)];
				const size = tf.add(tf.mul(tf.sqrt(v1), 1 / Math.sqrt(c2)), EPSILON);
				return [found.value, tf.sub(p, tf.div(tf.mul(work.run.lr / c1, m1), size)), m1, v1];
			});
			tf.dispose([p, m, v]);
			[p, m, v] = next;
			done++;
			return value;
		};
		return {
			step: async (count) => {
				// One backend at a time is everybody's.
				await tf.setBackend(device);
				let last = NaN;
				for (let i = 0; i < count; i++) {
					const value = one();
					if (i === count - 1) [last = NaN] = await value.data();
					value.dispose();
				}
				return last;
			},
			dispose: () => tf.dispose([p, m, v, mask, ...kept.values()])
		};
	}
});
