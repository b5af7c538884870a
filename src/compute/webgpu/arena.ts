/**
 * Where the numbers of programs lie that run side by side: one arena for all, inputs and tables of equal content once.
 * It knows offsets only; the memory itself is buffers.ts.
 */
import { checkGiven } from '../memory';
import type { Program } from '../program';
import type { Schedule, Slot } from '../schedule/schedule';

/** A program and its schedule, with offsets in the arena of all. */
export interface Placed {
	readonly program: Program;
	readonly schedule: Schedule;
}

/** Values that stand in the arena before the first step. */
export interface Content {
	readonly offset: number;
	readonly values: Float32Array;
}

export interface Arena {
	readonly cells: readonly Placed[];
	readonly contents: readonly Content[];
	/** Numbers in it. */
	readonly length: number;
}

/** Lays out programs one after the other, as many as are added. */
export class ArenaBuilder {
	readonly #cells: Placed[] = [];
	readonly #contents: Content[] = [];
	/** Constant contents by length: equal ones must have the same. */
	readonly #shared = new Map<number, Content[]>();
	#length = 0;

	/** @returns how many numbers the arena would have with this program in it too */
	lengthWith({ program, schedule }: Placed): number {
		const given = valuesOf(program);
		return schedule.slots.reduce((length, slot) => {
			const values = isConstant(slot) ? given.get(slot.name) : undefined;
			return length + (values && this.#sharedWith(values) ? 0 : slot.length);
		}, this.#length);
	}

	/** @throws Error if a leaf was given too few or too many values, or numbers that pick what is not there */
	add({ program, schedule }: Placed): void {
		const given = valuesOf(program);
		const moved = new Map<Slot, Slot>();
		for (const slot of schedule.slots) {
			const values = slot.kind === 'formed' || slot.kind === 'losses' ? undefined : given.get(slot.name);
			if (values) checkGiven(slot, values);
			const known = values && isConstant(slot) ? this.#sharedWith(values) : undefined;
			moved.set(slot, { ...slot, offset: known?.offset ?? this.#length });
			if (known) continue;
			if (values) this.#keep({ offset: this.#length, values }, isConstant(slot));
			this.#length += slot.length;
		}
		this.#cells.push({ program, schedule: relocated(schedule, moved) });
	}

	build(): Arena {
		return { cells: [...this.#cells], contents: [...this.#contents], length: this.#length };
	}

	#keep(content: Content, constant: boolean): void {
		this.#contents.push(content);
		const { length } = content.values;
		if (constant) this.#shared.set(length, [...(this.#shared.get(length) ?? []), content]);
	}

	#sharedWith(values: Float32Array): Content | undefined {
		return this.#shared.get(values.length)?.find((c) => c.values === values || sameBits(c.values, values));
	}
}

const isConstant = ({ kind }: Slot): boolean => kind === 'input' || kind === 'table';

const valuesOf = ({ states, inputs, tables }: Program): ReadonlyMap<string, Float32Array> =>
	new Map([
		...states.map((s) => [s.leaf.name, s.initial] as const),
		...inputs.map((i) => [i.leaf.name, i.values] as const),
		...tables.map((t) => [t.leaf.name, t.values] as const)
	]);

/** Bits, not values: 0 and −0 differ, and a NaN is itself. */
function sameBits(a: Float32Array, b: Float32Array): boolean {
	const words = (x: Float32Array): Uint32Array => new Uint32Array(x.buffer, x.byteOffset, x.length);
	const [left, right] = [words(a), words(b)];
	return left.every((word, i) => word === right[i]);
}

function relocated(schedule: Schedule, moved: ReadonlyMap<Slot, Slot>): Schedule {
	const at = (slot: Slot): Slot => moved.get(slot) ?? slot;
	return {
		...schedule,
		slots: schedule.slots.map(at),
		losses: at(schedule.losses),
		phases: schedule.phases.map(({ kernels }) => ({
			kernels: kernels.map((kernel) => ({
				...kernel,
				statements: kernel.statements.map((statement) => ({
					...statement,
					target: statement.target && at(statement.target),
					reads: statement.reads.map((read) =>
						typeof read.from === 'number' ? read : { ...read, from: at(read.from) }
					)
				}))
			}))
		}))
	};
}
