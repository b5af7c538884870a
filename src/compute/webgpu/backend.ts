/**
 * The WebGPU backend: small steps fused, many of them in one dispatch of one workgroup; large ones wide, a dispatch
 * a phase over the whole GPU; grids of programs a workgroup each. One readback a chunk. Pipelines are kept by their
 * source, which knows no sizes, so a rank slider never recompiles.
 */
import type { Backend, Runner } from '../backend';
import type { Program } from '../program';
import { compile } from '../schedule/compile';
import type { Schedule } from '../schedule/schedule';
import { ArenaBuilder } from './arena';
import { allocate, checkLength, outOfMemory } from './buffers';
import { fusedCode, GRID_WIDTH, HEADER, wideCode, type Code } from './code';
import { byName, openDevice, type Device, type Shape } from './device';
import { Engine } from './engine';
import { prepareGrid } from './grid';
import { LIMITS, type Limits } from './limits';
import { Pipelines } from './pipelines';
import { WebgpuRunner } from './runner';
import { splitLongSums } from './split';

/**
 * Scalar operations of a step up to which one workgroup runs it: where launching phases costs more than computing.
 * A rule by counting, not by timing, so that a receipt always runs the same code on a device; both forms have the
 * same bits. Measured on an H100 (docs/benchmarks.md); a software GPU takes twice as many (device.ts).
 */
export const MOST_FUSED = 3e6;

export interface Forced {
	/** Operations of a step up to which it runs fused. */
	readonly mostFused?: number;
	/** Terms of a sum that stand one after the other in the text. */
	readonly unrolled?: number;
	/** How long the GPU is waited for. */
	readonly limits?: Limits;
}

/**
 * @param forced what the device would decide otherwise; for tests and benchmarks
 * @throws BackendError 'no-webgpu', 'no-adapter', 'device-refused', 'no-answer' or what the GPU threw, by name
 */
export const webgpuBackend = (gpu: GPU | undefined, forced: Forced = {}): Promise<Backend> =>
	byName(() => open(gpu, forced));

async function open(gpu: GPU | undefined, forced: Forced): Promise<Backend> {
	const found = await openDevice(gpu, forced.limits ?? LIMITS);
	const { unrolled = found.shape.unrolled, mostFused = MOST_FUSED * found.shape.fusing } = forced;
	const opened = { ...found, shape: { ...found.shape, unrolled } };
	const pipelines = new Pipelines(opened.device);
	let disposed = false;
	return {
		name: 'webgpu',
		adapter: opened.name,
		prepare: (program) => byName(() => prepare(program, opened, pipelines, mostFused)),
		prepareGrid: (programs) => byName(() => prepareGrid(programs, opened, pipelines)),
		usable: () => !disposed && opened.isSound(),
		dispose: () => {
			disposed = true;
			opened.device.destroy();
		}
	};
}

async function prepare(
	program: Program,
	opened: Device,
	pipelines: Pipelines,
	mostFused: number
): Promise<Runner> {
	const { device, shape, whileSound } = opened;
	const compiled = splitLongSums(compile(program));
	checkLength(compiled.arena, device.limits);
	const builder = new ArenaBuilder();
	builder.add({ program, schedule: compiled });
	const arena = builder.build();
	const [cell] = arena.cells;
	if (!cell) throw new Error('webgpu: an arena without its program');
	const { schedule } = cell;
	const fused = schedule.operations <= mostFused;
	const codes = fused
		? [fusedCode(schedule.phases, HEADER, arena.length, shape)]
		: allWide(schedule, arena.length, shape);
	const parameters = codes.flatMap((c) => c.parameters);
	const buffers = allocate(device, arena, [0, 0, parameters.length, ...parameters]);
	try {
		const ready = codes.map(({ source }) => pipelines.get(source));
		const [refused, ...made] = await whileSound(Promise.all([buffers.refused, ...ready]), 'compile');
		if (refused !== null) throw outOfMemory(arena.length, refused);
		const dispatches = made.map((pipeline, i) => {
			const workgroups = codes[i]?.workgroups ?? 0;
			return { pipeline, x: Math.min(workgroups, GRID_WIDTH), y: Math.ceil(workgroups / GRID_WIDTH) };
		});
		const engine = new Engine(opened, pipelines, [{ buffers, fused, dispatches }], schedule.operations);
		return new WebgpuRunner(
			cell,
			buffers.arena,
			engine,
			codes.map((c) => c.source)
		);
	} catch (error) {
		buffers.destroy();
		throw error;
	}
}

function allWide({ phases }: Schedule, arena: number, shape: Shape): Code[] {
	let first = HEADER;
	return phases.map((phase) => {
		const code = wideCode(phase, first, arena, shape.spread, shape);
		first += code.parameters.length;
		return code;
	});
}
