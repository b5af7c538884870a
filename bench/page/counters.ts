/** Counts what is asked of a GPU, by wrapping the prototypes while some work runs. Never on while anything is timed. */
import type { Counts } from './results';

/** @param work what to count, to its end */
export async function counted(work: () => Promise<unknown>): Promise<Counts> {
	const counts = { dispatches: 0, submits: 0, writes: 0, readbacks: 0 };
	const undo: (() => void)[] = [];

	/** Calls `seen` before the method itself. */
	const watch = <K extends string>(
		prototype: Record<K, (...args: never[]) => unknown>,
		method: K,
		seen: (first: unknown) => void
	): void => {
		const original = prototype[method];
		prototype[method] = function (this: unknown, ...args: never[]) {
			seen(args[0]);
			return original.apply(this, args);
		};
		undo.push(() => {
			prototype[method] = original;
		});
	};
	const pass = GPUComputePassEncoder.prototype;
	watch(pass, 'dispatchWorkgroups', () => counts.dispatches++);
	watch(pass, 'dispatchWorkgroupsIndirect', () => counts.dispatches++);
	watch(GPUQueue.prototype, 'submit', () => counts.submits++);
	watch(GPUQueue.prototype, 'writeBuffer', () => counts.writes++);
	watch(GPUDevice.prototype, 'createBuffer', (descriptor) => {
		if ((descriptor as GPUBufferDescriptor).mappedAtCreation) counts.writes++;
	});
	watch(GPUBuffer.prototype, 'mapAsync', (mode) => {
		if (mode === GPUMapMode.READ) counts.readbacks++;
	});
	try {
		await work();
	} finally {
		for (const restore of undo) restore();
	}
	return counts;
}
