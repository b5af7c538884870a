/** Program → schedule: hash-cons, form, assign phases and kernels, lay out the arena. Pure. */
import { ShapeError } from '$src/algebra/errors';
import { apply, leavesOf, type Apply, type Expression, type Leaf } from '$src/algebra/expression';
import { allLetters } from '$src/algebra/notation';
import { arg, argumentsOf } from '$src/algebra/scalar';
import { countOf } from '$src/math/tensor';
import type { Program } from '../program';
import { form, type Draft, type SourceRead } from './form';
import { Interner } from './intern';
import type { Kernel, Phase, Read, Schedule, Slot, Statement } from './schedule';

/** A formed node on its way into a kernel. */
interface Placed extends Draft {
	/** State whose slot it overwrites, if it is an update. */
	readonly writes: string | null;
	phase: number;
}

interface Made {
	readonly key: string;
	readonly loss: Expression;
	readonly schedule: Schedule;
}

/** Of one structure: runs of other lengths have other tables. */
const MOST_LENGTHS = 4;

/** Schedules of what programs share (compute/optimizer.ts): values are not in them. */
const known = new WeakMap<Program['updates'], Made[]>();

/** What a schedule depends on besides the updates. */
const keyOf = ({ states, inputs, tables, steps }: Program): string =>
	[states, inputs, tables]
		.map((list) => list.map(({ leaf: { name, shape } }) => `${JSON.stringify(name)}[${shape.join()}]`).join())
		.concat(String(steps))
		.join(';');

/**
 * The very object for programs that differ in values alone.
 * @throws Error if two states share an update, or the loss is one
 * @throws ShapeError if one name stands for two leaves, or for two of the states, inputs and tables
 */
export function compile(program: Program): Schedule {
	const key = keyOf(program);
	const found = known.get(program.updates) ?? [];
	const same = found.find((entry) => entry.key === key && entry.loss === program.loss);
	if (same) return same.schedule;
	const schedule = compiled(program);
	known.set(program.updates, [{ key, loss: program.loss, schedule }, ...found.slice(0, MOST_LENGTHS - 1)]);
	return schedule;
}

function compiled(program: Program): Schedule {
	leavesOf([...program.updates.map((u) => u.next), program.loss]);
	const interner = new Interner();
	const updates = program.updates.map(({ state, next }) => ({ state, next: interner.intern(asNode(next)) }));
	const loss = interner.intern(inTwoStages(interner.intern(asNode(program.loss))));
	// Updates that need each other's old elements (x ← yᵀ, y ← xᵀ) cannot all be made in place: some are
	// made beside their state and copied there when everybody has read it.
	const beside = new Set<string>();
	for (;;) {
		const written = updates.map(({ state, next }) => ({
			state,
			value: beside.has(state.name) ? copy(next) : next
		}));
		const stateOf = new Map(written.map((w) => [w.value, w.state.name]));
		if (stateOf.size < updates.length || stateOf.has(loss)) {
			throw new Error(
				'schedule: expected a value of its own for each state and the loss, got two that share one'
			);
		}
		const roots = new Set([...updates.map((u) => u.next), ...stateOf.keys(), loss]);
		const placed: Placed[] = form([...roots]).map((d) => ({
			...d,
			writes: stateOf.get(d.node) ?? null,
			phase: 0
		}));
		const stuck = assignPhases(placed, beside);
		if (stuck === null) return build(program, placed, groupKernels(placed), loss);
		if (beside.has(stuck)) throw new Error(`schedule: no order of phases lets ${stuck} be written`);
		beside.add(stuck);
	}
}

/** A leaf as something that can be computed: its copy. */
const asNode = (e: Expression): Expression => (e.kind === 'apply' ? e : copy(e));

function copy(e: Expression): Apply {
	const letters = 'ijklmnop'.slice(0, e.shape.length);
	return apply({ name: 'copy', notation: `${letters}->${letters}`, body: arg(0) }, [e]);
}

/** A sum over several letters to a number: over all but the first, then over the first, so that many threads share it. */
function inTwoStages(e: Expression): Expression {
	if (e.kind !== 'apply') return e;
	if (e.shape.length > 0) return e;
	const args = e.args.map(inTwoStages);
	const node = { ...e, args };
	const { out, reduced } = allLetters(e.notation);
	const [first] = reduced;
	if (out.length > 0 || reduced.length < 2 || first === undefined) return node;
	const rows: Apply = {
		...node,
		notation: { ...e.notation, out: [[first]] },
		shape: [e.sizes.get(first) ?? 1]
	};
	return apply({ name: `${e.op.name} of rows`, notation: 'i->', body: arg(0), reduce: e.reduce }, [rows]);
}

/** Is element t of the reader made from element t of the source alone? */
function isLocal(read: SourceRead, reader: Draft): boolean {
	if (read.picked) return false;
	let stride = 1;
	for (const { name, size } of [...reader.out].reverse()) {
		if (read.strides.get(name) !== stride) return false;
		stride *= size;
	}
	const own = new Set(reader.out.map((l) => l.name));
	return countOf(read.source.shape) === stride && [...read.strides.keys()].every((l) => own.has(l));
}

/**
 * Earliest phase of each statement, such that values are there when they are read and old states are not yet gone.
 * @param beside states written by copies, which nobody waits for
 * @returns null, or a state that cannot be written in place
 */
function assignPhases(placed: Placed[], beside: ReadonlySet<string>): string | null {
	const byNode = new Map<Expression, Placed>(placed.map((p) => [p.node, p]));
	for (let round = 0; ; round++) {
		const moved: Placed[] = [];
		const atLeast = (p: Placed, phase: number): void => {
			if (p.phase >= phase) return;
			p.phase = phase;
			moved.push(p);
		};
		for (const p of placed) {
			for (const read of p.reads) {
				const source = byNode.get(read.source);
				if (source) atLeast(p, isLocal(read, p) ? source.phase : source.phase + 1);
			}
			if (p.writes === null) continue;
			for (const reader of placed) {
				if (reader === p) continue;
				for (const read of reader.reads) {
					if (read.source.kind !== 'leaf' || read.source.name !== p.writes) continue;
					// The same thread may read the old value just before, if both end up in one kernel.
					const together =
						isLocal(read, reader) &&
						isLocal({ source: p.node, strides: read.strides }, reader) &&
						feeds(reader, p, byNode);
					atLeast(p, together ? reader.phase : reader.phase + 1);
				}
			}
			// Its own reads of the old value must be its own element.
			if (p.reads.some((r) => r.source.kind === 'leaf' && r.source.name === p.writes && !isLocal(r, p)))
				return p.writes;
		}
		if (moved.length === 0) return null;
		// As many rounds as statements settle everything that is no circle, and every circle has a write in place.
		const stuck =
			round > placed.length ? moved.find((p) => p.writes !== null && !beside.has(p.writes)) : undefined;
		if (stuck) return stuck.writes;
	}
}

/** Does `to` read `from` locally in the same phase, so that they share a kernel and `from` runs first? */
const feeds = (from: Placed, to: Placed, byNode: ReadonlyMap<Expression, Placed>): boolean =>
	from.phase === to.phase && to.reads.some((r) => byNode.get(r.source) === from && isLocal(r, to));

/** Statements joined by local reads within a phase share a kernel. */
function groupKernels(placed: readonly Placed[]): Map<Placed, Placed[]> {
	const byNode = new Map<Expression, Placed>(placed.map((p) => [p.node, p]));
	const kernelOf = new Map<Placed, Placed[]>();
	for (const p of placed) {
		let own = [p];
		for (const read of p.reads) {
			const source = byNode.get(read.source);
			if (!source || source.phase !== p.phase) continue;
			const other = kernelOf.get(source);
			if (other && other !== own) own = [...other, ...own.filter((q) => !other.includes(q))];
		}
		own.sort((a, b) => placed.indexOf(a) - placed.indexOf(b));
		for (const member of own) kernelOf.set(member, own);
	}
	return kernelOf;
}

function build(
	program: Program,
	placed: readonly Placed[],
	kernelOf: ReadonlyMap<Placed, Placed[]>,
	loss: Expression
): Schedule {
	const slots: Slot[] = [];
	let arena = 0;
	const slot = (name: string, kind: Slot['kind'], length: number, more: Partial<Slot> = {}): Slot => {
		const made: Slot = { name, kind, offset: arena, length, ...more };
		slots.push(made);
		arena += length;
		return made;
	};
	const leafSlots = new Map<string, Slot>();
	const limits = limitsOf(placed);
	const give = ({ name, shape }: Leaf, kind: Slot['kind']): void => {
		if (leafSlots.has(name)) {
			throw new ShapeError(
				'schedule',
				`one state, input or table called ${name}`,
				'two',
				'give each a name of its own'
			);
		}
		const below = limits.get(name);
		if (below !== undefined && kind === 'state')
			throw new Error(`schedule: expected an input or a table to pick by, got the state ${name}`);
		const count = countOf(shape);
		const isTable = kind === 'table';
		leafSlots.set(
			name,
			slot(name, kind, isTable ? program.steps * count : count, {
				...(isTable && { perStep: count }),
				...(below !== undefined && { below })
			})
		);
	};
	for (const { leaf } of program.states) give(leaf, 'state');
	for (const { leaf } of program.inputs) give(leaf, 'input');
	for (const { leaf } of program.tables) give(leaf, 'table');
	for (const name of leavesOf(placed.map((p) => p.node)).keys()) {
		if (!leafSlots.has(name))
			throw new Error(`schedule: expected a state, input or table called ${name}, got none`);
	}
	const losses = slot('loss', 'losses', program.steps, { perStep: 1 });
	const byNode = new Map<Expression, Placed>(placed.map((p) => [p.node, p]));
	const isRemote = (p: Placed): boolean =>
		placed.some((q) => q.reads.some((r) => r.source === p.node && kernelOf.get(q) !== kernelOf.get(p)));
	const targets = new Map<Placed, Slot | null>();
	for (const p of placed) {
		const state = p.writes === null ? undefined : leafSlots.get(p.writes);
		if (p.node === loss) targets.set(p, losses);
		else
			targets.set(p, state ?? (isRemote(p) ? slot(p.node.op.name, 'formed', countOf(p.node.shape)) : null));
	}
	const phases: Phase[] = [];
	for (const kernel of new Set(kernelOf.values())) {
		const [first] = kernel;
		if (!first) continue;
		const statements = kernel.map((p): Statement => {
			const reads = p.reads.map((read): Read => {
				const strides = [...read.strides].map(([letter, stride]) => ({ letter, stride }));
				const source = byNode.get(read.source);
				const earlier = source ? kernel.indexOf(source) : -1;
				const { picked } = read;
				const further = picked && { picked: { by: picked.by, stride: picked.stride } };
				if (earlier >= 0) return { from: earlier, strides };
				const from = source
					? targets.get(source)
					: leafSlots.get(read.source.kind === 'leaf' ? read.source.name : '');
				if (!from) throw new Error('schedule: a read without a source');
				return { from, strides, ...further };
			});
			const { out, reduced, body, outer } = p;
			return {
				name: nameOf(p),
				out,
				reduced,
				reduce: p.node.reduce,
				reads,
				body,
				outer,
				target: targets.get(p) ?? null
			};
		});
		const made: Kernel = { count: countOf(first.node.shape), statements };
		while (phases.length <= first.phase) phases.push({ kernels: [] });
		const phase = phases[first.phase];
		if (phase) phases[first.phase] = { kernels: [...phase.kernels, made] };
	}
	return { slots, arena, phases, losses, operations: placed.reduce((sum, p) => sum + operationsOf(p), 0) };
}

/** Names of leaves whose numbers pick elements → the fewest elements that they pick from. */
function limitsOf(placed: readonly Placed[]): Map<string, number> {
	const limits = new Map<string, number>();
	for (const { reads } of placed) {
		for (const { picked } of reads) {
			const source = picked && reads[picked.by]?.source;
			if (source?.kind !== 'leaf') continue;
			limits.set(source.name, Math.min(picked?.size ?? Infinity, limits.get(source.name) ?? Infinity));
		}
	}
	return limits;
}

const nameOf = (p: Placed): string =>
	p.writes === null ? p.node.op.name : `${p.writes} ← ${p.node.op.name}`;

const operationsOf = (p: Placed): number =>
	[...p.out, ...p.reduced].reduce((n, l) => n * l.size, 1) * Math.max(1, argumentsOf(p.body).length);
