/** One program on the GPU: its losses and its states, out of an engine's numbers. */
import type { Runner, States } from '../backend';
import { checkCount, diverged, statesIn, takeStates } from '../memory';
import type { Placed } from './arena';
import type { Engine } from './engine';

export class WebgpuRunner implements Runner {
	constructor(
		readonly cell: Placed,
		readonly arena: GPUBuffer,
		readonly engine: Engine,
		readonly sources: readonly string[]
	) {}

	get step(): number {
		return this.engine.step;
	}

	get dispatchesPerStep(): number {
		return this.engine.dispatchesPerStep;
	}

	async run(count: number): Promise<Float32Array> {
		const from = this.engine.step;
		checkCount(count, from, this.cell.program);
		if (count === 0) return new Float32Array();
		const first = this.cell.schedule.losses.offset + from;
		const [losses = new Float32Array()] = await this.engine.run(count, [
			{ arena: this.arena, first, length: count }
		]);
		diverged(losses, from);
		return losses;
	}

	async read(names?: readonly string[]): Promise<States> {
		// States lie at the start of the arena.
		const length = statesLength(this.cell);
		const [values = new Float32Array()] = await this.engine.read([{ arena: this.arena, first: 0, length }]);
		return takeStates(values, this.engine.step, this.cell.schedule, names);
	}

	async restore(snapshot: States): Promise<void> {
		const states = statesIn(snapshot, this.cell.program, this.cell.schedule);
		await this.engine.write(
			this.arena,
			states.map(([{ offset }, values]) => [offset, values])
		);
		this.engine.step = snapshot.step;
	}

	dispose(): void {
		this.engine.dispose();
	}
}

/** Numbers of a cell's states, which lie together. */
export const statesLength = ({ schedule }: Placed): number =>
	schedule.slots.reduce((sum, { kind, length }) => (kind === 'state' ? sum + length : sum), 0);
