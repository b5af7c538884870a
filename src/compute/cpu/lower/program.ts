/** A schedule as one Wasm module: a function a kernel, and `run(first, count)`, which makes the steps. Pure. */
import type { Schedule } from '../../schedule/schedule';
import { Code, Module, type Local } from '$src/wasm/assembler';
import { HOST } from './elements';
import { kernelCode, Scratch } from './kernel';
import { BYTES } from './operand';

export interface Emitted {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** Of 64 KiB. */
	readonly pages: number;
}

const PAGE = 65536;

/** @param relaxed fused multiply-add where the machine has it: faster there, and other bits than elsewhere */
export function emitSchedule(schedule: Schedule, relaxed: boolean): Emitted {
	const module = new Module();
	for (const name of HOST) module.import(name, { parameters: ['f64'], results: ['f64'] });
	const scratch = new Scratch(16 * Math.ceil((BYTES * schedule.arena) / 16));
	const kernels = schedule.phases
		.flatMap(({ kernels }) => kernels)
		.map((kernel) => module.add(kernelCode(kernel, scratch, relaxed), { parameters: ['i32'], results: [] }));
	const run = new Code(2);
	const [step, left] = [0, 1] as [Local, Local];
	run.repeat(() => {
		for (const kernel of kernels) run.get(step).call(kernel);
		run.advance(step, 1).advance(left, -1).get(left);
	});
	module.add(run, { parameters: ['i32', 'i32'], results: [] }, 'run');
	const pages = Math.ceil(scratch.end / PAGE);
	return { bytes: module.encode(pages), pages };
}
