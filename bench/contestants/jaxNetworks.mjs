/**
 * jax-js with the small networks, on Wasm or WebGPU in Node: the same frozen weights, minibatches and LoRA factors, gradients
 * of the factors alone, X·ΔWᵀ through thin factors, and the whole step with Adam in one `jit`. Factors are an array each, or
 * packed into one vector. On Wasm it is read synchronously, which is ten times as fast as awaited (jax.ts).
 */
import * as library from '@jax-js/jax';

/** More of it is called here than bench/peers.d.ts says. @type {any} */
const jax = library;
const { numpy: np, nn } = jax;

/** @typedef {import('../node/networkRounds').NetworkWork} NetworkWork */

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];
const [WIDTH, HEADS, LENGTH] = [32, 4, 16];
/** Steps between two waits for the device: what is queued longer slows down. */
const EVERY = 8;

/**
 * The loss of a step. Every use of an array takes one reference.
 * @param {NetworkWork} work @param {Record<string, any>} f factors, by name @param {Record<string, any>} given
 */
function lossOf({ name, run }, f, given) {
	const through = (/** @type {any} */ x, /** @type {string} */ module) => {
		const [a, b] = [f[`${module}.A`], f[`${module}.B`]];
		const plain = np.matmul(a ? x.ref : x, np.transpose(given[`${module}/W`]));
		return a ? plain.add(np.matmul(np.matmul(x, np.transpose(a)), np.transpose(b))) : plain;
	};
	const crossEntropy = (/** @type {any} */ scores, /** @type {any} */ labels) => {
		const [count, classes] = scores.shape;
		return nn
			.oneHot(labels, classes)
			.mul(nn.logSoftmax(scores))
			.sum()
			.mul(-1 / count);
	};
	if (name === 'mlp') {
		const inside = ['fc1', 'fc2'].reduce(
			(h, module) => nn.relu(through(h, module).add(given[`${module}.bias/W`])),
			np.take(given['pictures'], given['rows'], 0)
		);
		return crossEntropy(through(inside, 'head').add(given['head.bias/W']), given['labels']);
	}
	const normal = (/** @type {any} */ x) =>
		x.ref.div(np.sqrt(np.mean(np.square(x), -1, { keepdims: true }).add(1e-5)));
	const gelu = (/** @type {any} */ x) => nn.gelu(x, { approximate: true });
	const heads = (/** @type {any} */ h) =>
		np.transpose(h.reshape([run.batch, LENGTH, HEADS, WIDTH / HEADS]), [0, 2, 1, 3]);
	let x = np.take(given['embed/W'], given['seen'], 0).add(given['positions/W']).reshape([-1, WIDTH]);
	for (const block of [0, 1]) {
		const own = (/** @type {string} */ module) => `layers.${block}.${module}`;
		const n = normal(x.ref);
		const [q, k, v] = ['q', 'k', 'v'].map((module, i) => heads(through(i < 2 ? n.ref : n, own(module))));
		const scores = np
			.matmul(q, np.transpose(k, [0, 1, 3, 2]))
			.mul(1 / Math.sqrt(WIDTH / HEADS))
			.add(block === 0 ? given['mask'].ref : given['mask']);
		const mixed = np.transpose(np.matmul(nn.softmax(scores, -1), v), [0, 2, 1, 3]).reshape([-1, WIDTH]);
		x = x.add(through(mixed, own('o')));
		x = x.ref.add(through(gelu(through(normal(x), own('up'))), own('down')));
	}
	return crossEntropy(through(normal(x), 'head'), given['next']);
}

/**
 * @param {'wasm' | 'webgpu'} device @param {boolean} packed
 * @returns {import('../node/networkRounds').NetworkPeer}
 */
export const jaxNetworks = (device, packed) => ({
	library: `jax-js ${device === 'wasm' ? 'Wasm' : 'WebGPU'}, ${packed ? 'packed' : 'an array a factor'}`,
	prepare: async (work) => {
		if (!(await jax.init(device)).includes(device)) throw new Error(`jax-js finds no ${device}`);
		const { program, run, name } = work;
		const array = (/** @type {any} */ values, /** @type {readonly number[]} */ shape) =>
			np.array(values.slice(), { device, shape: [...shape] });
		/** @param {string} of @param {number} step */
		const ofStep = (of, step) => {
			const table = program.tables.find(({ leaf }) => leaf.name === of);
			const shape = [...(table?.leaf.shape ?? [])];
			const count = shape.reduce((n, size) => n * size, 1);
			const values = Int32Array.from(table?.values.subarray(step * count, (step + 1) * count) ?? []);
			return np.array(values, { device, shape, dtype: np.int32 });
		};
		const mask = Float32Array.from({ length: LENGTH * LENGTH }, (_, i) =>
			i % LENGTH > Math.floor(i / LENGTH) ? -1e9 : 0
		);
		/** @type {Record<string, any>} */
		const frozen = {
			...Object.fromEntries(
				program.inputs
					.filter(({ leaf }) => leaf.name.endsWith('/W') || leaf.name === 'pictures')
					.map(({ leaf, values }) => [leaf.name, array(values, leaf.shape)])
			),
			...(name === 'transformer' && { mask: array(mask, [1, 1, LENGTH, LENGTH]) })
		};
		const factors = program.states.filter(
			({ leaf }) => /\.[AB]$/.test(leaf.name) && !leaf.name.includes('(')
		);
		let length = 0;
		const places = factors.map(({ leaf, initial }) => {
			const from = length;
			length += initial.length;
			return { name: leaf.name, shape: [...leaf.shape], from, to: length };
		});
		const together = new Float32Array(length);
		places.forEach(({ from }, i) => together.set(factors[i]?.initial ?? [], from));
		const initial = packed
			? [array(together, [length])]
			: factors.map(({ leaf, initial: values }) => array(values, leaf.shape));
		const zeros = () => initial.map(({ shape, size }) => array(new Float32Array(size), shape));
		/** @param {any[]} p */
		const named = (p) => {
			if (!packed) return Object.fromEntries(places.map((place, i) => [place.name, p[i]]));
			const [all] = p;
			const parts = places.map(({ name: of, shape, from, to }) => [
				of,
				all.ref.slice([from, to]).reshape(shape)
			]);
			all.dispose();
			return Object.fromEntries(parts);
		};
		const differentiated = jax.valueAndGrad((/** @type {any[]} */ p, /** @type {any} */ given) =>
			lossOf(work, named(p), given)
		);
		const step = jax.jit(
			(/** @type {any} */ { p, m, v }, /** @type {any} */ sizes, /** @type {any} */ given) => {
				const [loss, g] = differentiated(
					p.map((/** @type {any} */ x) => x.ref),
					given
				);
				const [rate, second] = [sizes.ref.slice(0), sizes.slice(1)];
				/** @type {{ p: any[], m: any[], v: any[] }} */
				const next = { p: [], m: [], v: [] };
				p.forEach((/** @type {any} */ x, /** @type {number} */ i) => {
					const m1 = m[i].mul(BETA1).add(g[i].ref.mul(1 - BETA1));
					const v1 = v[i].mul(BETA2).add(np.square(g[i]).mul(1 - BETA2));
					const size = np.sqrt(v1.ref).mul(second.ref).add(EPSILON);
					next.p.push(x.sub(m1.ref.mul(rate.ref).div(size)));
					next.m.push(m1);
					next.v.push(v1);
				});
				rate.dispose();
				second.dispose();
				return [loss, next];
			},
			{ device }
		);
		let state = { p: initial, m: zeros(), v: zeros() };
		let done = 0;
		const tables = name === 'mlp' ? ['rows', 'labels'] : ['seen', 'next'];
		const one = () => {
			const given = Object.fromEntries([
				...Object.entries(frozen).map(([of, x]) => [of, x.ref]),
				...tables.map((of) => [of, ofStep(of, done)])
			]);
			done++;
			const sizes = array(
				Float32Array.of(run.lr / (1 - BETA1 ** done), 1 / Math.sqrt(1 - BETA2 ** done)),
				[2]
			);
			const [loss, next] = step(state, sizes, given);
			state = next;
			return loss;
		};
		return {
			step: async (count) => {
				for (let i = 1; i < count; i++) {
					const loss = one();
					if (i % EVERY !== 0) loss.dispose();
					else if (device === 'wasm') loss.dataSync();
					else {
						await jax.blockUntilReady(loss);
						loss.dispose();
					}
				}
				const last = one();
				const [value = NaN] = device === 'wasm' ? last.dataSync() : await last.data();
				if (device === 'webgpu') await jax.blockUntilReady(state);
				return value;
			},
			dispose: () => {
				jax.tree.dispose([state, frozen]);
				step.dispose();
			}
		};
	}
});
