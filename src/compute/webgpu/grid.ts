/**
 * Several programs on the GPU at once: a workgroup each, as many as fit in one arena in one dispatch. Those of one
 * text differ in their numbers alone, such as adapters of different ranks; another text is another dispatch.
 */
import type { GridRunner, States } from '../backend';
import { checkCount } from '../memory';
import type { Program } from '../program';
import { compile } from '../schedule/compile';
import { ArenaBuilder, type Arena, type Placed } from './arena';
import { allocate, checkLength, mostBytes, outOfMemory, type Buffers } from './buffers';
import { fusedCode, HEADER, lengthOf } from './code';
import type { Device } from './device';
import { Engine, type Work } from './engine';
import type { Pipelines } from './pipelines';
import { splitLongSums } from './split';
import { statesLength } from './runner';
import type { Range } from './staging';

/** Most workgroups of a dispatch along one axis, on every device. */
const MOST_CELLS = 65535;

/** Programs of one text in one arena. */
interface Block {
	readonly arena: Arena;
	/** Which of the grid's programs its cells are. */
	readonly places: readonly number[];
}

/** Programs → blocks. @throws BackendError 'out-of-memory' if one of them is too large by itself */
function blocksOf(programs: readonly Program[], limits: GPUSupportedLimits): Block[] {
	const texts = new Map<string, { cell: Placed; place: number }[]>();
	programs.forEach((program, place) => {
		const schedule = splitLongSums(compile(program));
		checkLength(schedule.arena, limits);
		const { source } = fusedCode(schedule.phases, HEADER);
		texts.set(source, [...(texts.get(source) ?? []), { cell: { program, schedule }, place }]);
	});
	return [...texts.values()].flatMap((members) => {
		const blocks: Block[] = [];
		let [builder, places] = [new ArenaBuilder(), [] as number[]];
		const close = (): void => {
			if (places.length > 0) blocks.push({ arena: builder.build(), places });
			[builder, places] = [new ArenaBuilder(), []];
		};
		for (const { cell, place } of members) {
			const fits = 4 * lengthOf(builder.lengthWith(cell)) <= mostBytes(limits);
			if (!fits || places.length === MOST_CELLS) close();
			builder.add(cell);
			places.push(place);
		}
		close();
		return blocks;
	});
}

/** @throws BackendError 'shader-error', 'out-of-memory' or 'device-lost' */
export async function prepareGrid(
	programs: readonly Program[],
	opened: Device,
	pipelines: Pipelines
): Promise<GridRunner> {
	const { device, shape, whileSound } = opened;
	const blocks = blocksOf(programs, device.limits);
	const allocated: Buffers[] = [];
	try {
		const sources: string[] = [];
		const waiting = blocks.map(async ({ arena }): Promise<Work> => {
			const codes = arena.cells.map(({ schedule }) =>
				fusedCode(schedule.phases, HEADER, arena.length, shape)
			);
			const source = codes[0]?.source ?? '';
			sources.push(source);
			const each = codes[0]?.parameters.length ?? 0;
			const buffers = allocate(device, arena, [0, 0, each, ...codes.flatMap((c) => c.parameters)]);
			allocated.push(buffers);
			const pipeline = await pipelines.get(source);
			const refused = await buffers.refused;
			if (refused !== null) throw outOfMemory(arena.length, refused);
			return { buffers, fused: true, dispatches: [{ pipeline, x: codes.length, y: 1 }] };
		});
		const work = await whileSound(Promise.all(waiting), 'compile');
		const cells = blocks.flatMap(({ arena, places }, b) =>
			arena.cells.map((cell, i) => ({ cell, place: places[i] ?? 0, arena: work[b]?.buffers.arena }))
		);
		const inOrder = cells.sort((a, b) => a.place - b.place);
		const operations = cells.reduce((sum, { cell }) => sum + cell.schedule.operations, 0);
		const engine = new Engine(opened, pipelines, work, operations);
		return new WebgpuGrid(
			inOrder.flatMap(({ cell, arena }) => (arena ? [{ cell, arena }] : [])),
			engine,
			sources
		);
	} catch (error) {
		for (const buffers of allocated) buffers.destroy();
		throw error;
	}
}

class WebgpuGrid implements GridRunner {
	constructor(
		readonly cells: readonly { readonly cell: Placed; readonly arena: GPUBuffer }[],
		readonly engine: Engine,
		readonly sources: readonly string[]
	) {}

	get step(): number {
		return this.engine.step;
	}

	get dispatchesPerStep(): number {
		return this.engine.dispatchesPerStep;
	}

	async run(count: number): Promise<readonly Float32Array[]> {
		const from = this.engine.step;
		for (const { cell } of this.cells) checkCount(count, from, cell.program);
		if (count === 0) return this.cells.map(() => new Float32Array());
		return this.engine.run(
			count,
			this.cells.map(({ cell, arena }): Range => ({
				arena,
				first: cell.schedule.losses.offset + from,
				length: count
			}))
		);
	}

	async read(names?: readonly string[]): Promise<readonly States[]> {
		const ranges = this.cells.map(({ cell, arena }): Range => {
			const first = cell.schedule.slots.find((s) => s.kind === 'state')?.offset ?? 0;
			return { arena, first, length: statesLength(cell) };
		});
		const read = await this.engine.read(ranges);
		return this.cells.map(({ cell }, i) => {
			const states = new Map<string, Float32Array>();
			for (const { kind, name, offset, length } of cell.schedule.slots) {
				if (kind !== 'state' || names?.includes(name) === false) continue;
				const at = offset - (ranges[i]?.first ?? 0);
				states.set(name, (read[i] ?? new Float32Array()).slice(at, at + length));
			}
			return { step: this.engine.step, states };
		});
	}

	dispose(): void {
		this.engine.dispose();
	}
}
