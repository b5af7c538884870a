/**
 * Many LoHa adapters at once in jax-js: `vmap` over adapters whose ranks are padded to the largest with columns of
 * zeros, which stay zero. The hardest peer of a sweep, and not how anybody's page is written.
 */
import * as jax from '@jax-js/jax';
import type { Work } from '../page/work';
import { find, pack } from './contestant';
import { startJax } from './jax';
import { adam, flatLoss, inputsOf, type Form, type State } from './jaxLoss';

/** As jax.ts waits. */
const EVERY = 8;

export interface Batched {
	/** Makes `count` steps of all adapters and waits. @returns the losses before the last step */
	step(count: number): Promise<Float32Array>;
	reset(): void;
	dispose(): void;
}

/** @param works of the same data @param width the largest rank */
export async function prepareBatched(
	works: readonly Work[],
	width: number,
	device: jax.Device,
	form: Form
): Promise<Batched> {
	await startJax();
	const [first] = works;
	if (!first) throw new RangeError('jax-js batched: expected adapters, got none');
	const array = (values: Float32Array, shape: readonly number[]): jax.Array =>
		jax.numpy.array(values.slice(), { device, shape });
	const packed = works.map((work) => pack(work, width));
	const [packing = pack(first, width)] = packed;
	const length = packing.initial.length;
	const initial = new Float32Array(length * works.length);
	packed.forEach((p, i) => initial.set(p.initial, i * length));
	const shape = [works.length, length];
	const given = Object.fromEntries(
		inputsOf(first, form).map((name) => {
			const { values, rows, columns } = find(first.inputs, name);
			return [name, array(values, [rows, columns])];
		})
	);
	const start = (): State => {
		const zeros = (): jax.Array => array(new Float32Array(initial.length), shape);
		return { p: [array(initial, shape)], m: [zeros()], v: [zeros()], q: array(new Float32Array(2), [2]) };
	};
	const all = jax.vmap(flatLoss(first, form, packing), [0, null]);
	const step = jax.jit(
		(before: State, inputs: Record<string, jax.Array>): [jax.Array, State] => {
			const [p] = before.p;
			if (!p) throw new Error('jax-js batched: expected a state');
			const [losses, gradient] = all(p.ref, inputs);
			return [losses, adam(before, [gradient], device)];
		},
		{ device }
	);
	let state = start();
	const one = (): jax.Array => {
		const inputs = Object.fromEntries(Object.entries(given).map(([name, x]) => [name, x.ref]));
		const [losses, next] = step(state, inputs);
		state = next;
		return losses;
	};
	const onGpu = device === 'webgpu';
	return {
		step: async (count) => {
			for (let k = 1; k < count; k++) {
				const losses = one();
				if (k % EVERY !== 0) losses.dispose();
				else if (!onGpu) losses.dataSync();
				else {
					await jax.blockUntilReady(losses);
					losses.dispose();
				}
			}
			const last = one();
			const values = onGpu ? await last.data() : last.dataSync();
			if (onGpu) await jax.blockUntilReady(state);
			return values;
		},
		reset: () => {
			jax.tree.dispose(state);
			state = start();
		},
		dispose: () => {
			jax.tree.dispose([state, given]);
			step.dispose();
		}
	};
}
