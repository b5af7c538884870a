/** Kernels as one Wasm module: a function each, of the step and of the address of its table (kernel.ts). Pure. */
import type { Kernel } from '../../schedule/schedule';
import { Module } from '$src/wasm/assembler';
import { HOST } from './elements';
import { kernelCode } from './kernel';

export interface Emitted {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** In the order of the kernels. */
	readonly kernels: readonly { readonly name: string; readonly scratch: number }[];
}

/** @param relaxed fused multiply-add where the machine has it: faster there, and other bits than elsewhere */
export function emitKernels(kernels: readonly Kernel[], relaxed: boolean): Emitted {
	const module = new Module();
	for (const name of HOST) module.import(name, { parameters: ['f64'], results: ['f64'] });
	const made = kernels.map((kernel, n) => {
		const [name, { code, scratch }] = [`kernel${n}`, kernelCode(kernel, relaxed)];
		module.add(code, { parameters: ['i32', 'i32'], results: [] }, name);
		return { name, scratch };
	});
	return { bytes: module.encode(1), kernels: made };
}
