/**
 * Phases → WGSL. The text depends on the structure of the statements alone: sizes, strides and offsets are read from
 * `p` (numbers.ts). Two forms of the same kernels: `wide`, one dispatch a phase over the whole GPU, and `fused`, a
 * workgroup a program that runs all phases of many steps with a barrier between them. They compute each element by
 * the same operations in the same order.
 * Bindings: group 0: 0 arena (f32), 1 numbers (u32); group 1: 0 the step within the chunk (uniform, dynamic offset).
 * p[0] is the chunk's first step, p[1] its number of steps, p[2] how many numbers each program has; they follow.
 */
import type { Phase } from '../schedule/schedule';
import { kernelCode } from './kernel';
import { Numbers } from './numbers';

/** Threads of a workgroup: few where there are many workgroups, as many as every device has where there is one. */
export const [WIDE, FUSED] = [64, 256];
/** Threads that a GPU runs in step: two kernels should not share them. */
const GROUP = 32;
/** Workgroups along x; a dispatch with more of them grows along y. */
export const GRID_WIDTH = 32768;
/** Numbers in p before those of the phases. */
export const HEADER = 3;

export interface Code {
	readonly source: string;
	/** Numbers that the source reads from p, from its first own index on. */
	readonly parameters: readonly number[];
	readonly workgroups: number;
}

/**
 * Arenas up to these many numbers have a fixed length in the text: indices are then clamped to a constant, which costs
 * a software GPU a quarter less than asking for the length. The buffer has that length too.
 */
const FIXED_LENGTHS = [2 ** 20, 2 ** 22, 2 ** 23, 2 ** 24];

/** @param arena numbers in it @returns how many its buffer holds */
export const lengthOf = (arena: number): number => FIXED_LENGTHS.find((length) => arena <= length) ?? arena;

/** @param numbers in p, where the text reads each by a constant: none of them is clamped then */
function prelude(arena: number, numbers?: number): string {
	const length = FIXED_LENGTHS.find((l) => arena <= l);
	const of = (count?: number): string => (count === undefined ? '' : `, ${count}`);
	return `@group(0) @binding(0) var<storage, read_write> a: array<f32${of(length)}>;
@group(0) @binding(1) var<storage, read> p: array<u32${of(numbers)}>;
@group(1) @binding(0) var<uniform> within: vec4<u32>;

fn four(i: vec4<u32>) -> vec4<f32> {
  return vec4<f32>(a[i.x], a[i.y], a[i.z], a[i.w]);
}`;
}

/** How the text is cut for a device. */
export interface Cut {
	/** Threads of a fused workgroup. */
	readonly threads?: number;
	/** Terms of a sum that stand one after the other in the text: their loads are then under way together. */
	readonly unrolled?: number;
	/** Tiles of 8 × 4 in the wide form: whether a kernel has them depends on whether it has more than four rows. */
	readonly tallTiles?: boolean;
}

/** How the items of a kernel are spread over the GPU. */
export interface Spread {
	/** Most workgroups of a kernel; beyond them threads take several items in turn. */
	readonly workgroups: number;
	/** Elements that a thread takes at least, where there are so many: what it reads once then serves all of them. */
	readonly elements: number;
}
const THIN: Spread = { workgroups: Infinity, elements: 1 };

/**
 * One phase for the whole GPU.
 * @param first index in p of the first number of this phase
 * @param arena numbers in the arena @param spread over how many workgroups a kernel goes @param cut terms in the text, 1
 */
export function wideCode(
	phase: Phase,
	first: number,
	arena = 0,
	{ workgroups: most, elements: least }: Spread = THIN,
	{ unrolled, tallTiles }: Cut = {}
): Code {
	const numbers = new Numbers(first, null, unrolled);
	let workgroups = 0;
	const calls: string[] = [];
	const functions = phase.kernels.map((kernel, n) => {
		const { source, items } = kernelCode(
			kernel,
			`kernel${n}(begin: u32, by: u32, step: u32)`,
			numbers,
			tallTiles
		);
		const own = Math.min(Math.ceil(kernel.count / (WIDE * least)), Math.ceil(items / WIDE), most);
		const start = numbers.add(workgroups);
		const end = numbers.add(workgroups + own);
		workgroups += own;
		calls.push(
			`  if (group >= ${start} && group < ${end}) { kernel${n}((group - ${start}) * ${WIDE}u + lane, (${end} - ${start}) * ${WIDE}u, step); }`
		);
		return source;
	});
	const source = `${prelude(arena, first + numbers.values.length)}

${functions.join('\n\n')}

@compute @workgroup_size(${WIDE})
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let group = id.y * ${GRID_WIDTH}u + id.x;
  let step = p[0] + within.x;
${calls.join('\n')}
}
`;
	return { source, parameters: numbers.values, workgroups };
}

/**
 * All phases of p[1] steps in one workgroup; as many workgroups as there are programs of this text side by side.
 * @param first index in p of the first number of the first program
 * @param arena numbers in the arena of all of them @param cut threads of the workgroup, 256, and terms in the text, 1
 */
export function fusedCode(
	phases: readonly Phase[],
	first: number,
	arena = 0,
	{ threads = FUSED, unrolled }: Cut = {}
): Code {
	const numbers = new Numbers(0, 'base', unrolled);
	let n = 0;
	const functions: string[] = [];
	const calls = phases.map((phase) => {
		// Kernels of a phase begin at different threads, so that small ones run side by side.
		let taken = 0;
		const own = phase.kernels.map((kernel) => {
			const head = `kernel${n}(begin: u32, by: u32, step: u32, base: u32)`;
			const { source, items } = kernelCode(kernel, head, numbers);
			functions.push(source);
			const shift = numbers.add((threads - (taken % threads)) % threads);
			taken += GROUP * Math.ceil(items / GROUP);
			return `    kernel${n++}((lane + ${shift}) % ${threads}u, ${threads}u, step, base);`;
		});
		return [...own, '    storageBarrier();'].join('\n');
	});
	const source = `${prelude(arena)}

${functions.join('\n\n')}

@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let base = ${first}u + id.x * p[2];
  for (var k = 0u; k < p[1]; k++) {
    let step = p[0] + within.x + k;
${calls.join('\n')}
  }
}
`;
	return { source, parameters: numbers.values, workgroups: 1 };
}
