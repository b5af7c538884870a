/**
 * Phases → WGSL, from the records. The text depends on the structure of the statements alone: sizes, strides
 * and offsets are read from `p`, so that the same pipeline serves every rank and every shape. Two forms of the
 * same kernels: `wide`, one dispatch a phase over the whole GPU, and `fused`, one workgroup that runs all phases
 * of many steps with a barrier between them. They compute each element by the same operations in the same order.
 * Bindings: group 0: 0 arena (f32), 1 parameters (u32); group 1: 0 the step within the chunk (uniform, dynamic
 * offset). p[0] is the chunk's first step, p[1] its number of steps; the phases' own numbers follow.
 */
import type { BinaryName, Scalar, UnaryName } from '$src/algebra/scalar';
import type { Kernel, Letter, Phase, Slot, Statement } from '../schedule/schedule';

/** Threads of a workgroup: few where there are many workgroups, as many as every device has where there is one. */
export const [WIDE, FUSED] = [64, 256];
/** Workgroups along x; a dispatch with more of them grows along y. */
export const GRID_WIDTH = 32768;
/** Numbers in p before those of the phases. */
export const HEADER = 2;

export interface Code {
	readonly source: string;
	/** Numbers that the source reads from p, from its first own index on. */
	readonly parameters: readonly number[];
	readonly workgroups: number;
}

/** Numbers for p and the text that reads them back. */
class Parameters {
	readonly values: number[] = [];
	constructor(readonly first: number) {}
	/** @returns WGSL that reads this number */
	add(value: number): string {
		this.values.push(value);
		return `p[${this.first + this.values.length - 1}u]`;
	}
}

/** Numbers that a kernel reads once, under names. */
class Named {
	readonly lines: string[] = [];
	constructor(readonly parameters: Parameters) {}
	add(value: number): string {
		const name = `s${this.lines.length}`;
		this.lines.push(`  let ${name} = ${this.parameters.add(value)};`);
		return name;
	}
}

const BINDINGS = `@group(0) @binding(0) var<storage, read_write> a: array<f32>;
@group(0) @binding(1) var<storage, read> p: array<u32>;
@group(1) @binding(0) var<uniform> within: vec4<u32>;`;

/** One phase for the whole GPU. @param first index in p of the first parameter of this phase */
export function wideCode(phase: Phase, first: number): Code {
	const parameters = new Parameters(first);
	let workgroups = 0;
	const calls: string[] = [];
	const functions = phase.kernels.map((kernel, n) => {
		const own = Math.ceil(kernel.count / WIDE);
		const start = parameters.add(workgroups);
		const end = parameters.add(workgroups + own);
		workgroups += own;
		calls.push(
			`  if (group >= ${start} && group < ${end}) { kernel${n}((group - ${start}) * ${WIDE}u + lane, (${end} - ${start}) * ${WIDE}u, step); }`
		);
		return kernelCode(kernel, n, parameters);
	});
	const source = `${BINDINGS}

${functions.join('\n\n')}

@compute @workgroup_size(${WIDE})
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let group = id.y * ${GRID_WIDTH}u + id.x;
  let step = p[0] + within.x;
${calls.join('\n')}
}
`;
	return { source, parameters: parameters.values, workgroups };
}

/** All phases of p[1] steps in one workgroup. @param first index in p of the first parameter */
export function fusedCode(phases: readonly Phase[], first: number): Code {
	const parameters = new Parameters(first);
	const kernels = phases.flatMap((phase) => phase.kernels);
	const functions = kernels.map((kernel, n) => kernelCode(kernel, n, parameters));
	const call = (kernel: Kernel): string => `    kernel${kernels.indexOf(kernel)}(lane, ${FUSED}u, step);`;
	const calls = phases.map((phase) => [...phase.kernels.map(call), '    storageBarrier();'].join('\n'));
	const source = `${BINDINGS}

${functions.join('\n\n')}

@compute @workgroup_size(${FUSED})
fn main(@builtin(local_invocation_index) lane: u32) {
  for (var k = 0u; k < p[1]; k++) {
    let step = p[0] + within.x + k;
${calls.join('\n')}
  }
}
`;
	return { source, parameters: parameters.values, workgroups: 1 };
}

/** Elements first, first + by, first + 2·by … of a kernel. */
function kernelCode({ count, statements }: Kernel, n: number, parameters: Parameters): string {
	const named = new Named(parameters);
	const end = named.add(count);
	const body = statements.map((s, i) => statementCode(s, i, named)).join('\n');
	return `fn kernel${n}(first: u32, by: u32, step: u32) {
${named.lines.join('\n')}
  for (var t = first; t < ${end}; t += by) {
${body}
  }
}`;
}

/** Letters are renamed by position: names may repeat between statements, and need not be legal in WGSL. */
const letterName = (statement: Statement, name: string): string => {
	const position = [...statement.out, ...statement.reduced].findIndex((l) => l.name === name);
	return `l${position}`;
};

function statementCode(statement: Statement, index: number, named: Named): string {
	const { out, reduced, reads, target } = statement;
	const name = (letter: string): string => letterName(statement, letter);
	const lines: string[] = [`  // ${statement.name.replaceAll(/[^\x20-\x7e]/g, '?')}`, '  {'];
	lines.push(...unflatten(out, name, named));
	const inner = new Set(reduced.map((l) => l.name));
	const values = reads.map(({ from, strides }, r) => {
		if (typeof from === 'number') return `v${from}`;
		// A stride of 1 too: with it the text would depend on sizes.
		const term = ({ letter, stride }: (typeof strides)[number]): string =>
			`${name(letter)} * ${named.add(stride)}`;
		const fixed = strides.filter(({ letter }) => !inner.has(letter)).map(term);
		const moving = strides.filter(({ letter }) => inner.has(letter)).map(term);
		const start = [named.add(from.offset), ...(movesWithStep(from) ? ['step'] : []), ...fixed];
		lines.push(`  let r${r} = ${start.join(' + ')};`);
		return `a[${[`r${r}`, ...moving].join(' + ')}]`;
	});
	const read = (i: number): string => values[i] ?? 'nan';
	if (reduced.length === 0) {
		lines.push(`  v${index} = ${scalarCode(statement.body, read, name)};`);
	} else {
		const isMax = statement.reduce === 'max';
		lines.push(`  var sum = ${isMax ? '-3.4028234e38' : '0.0'};`);
		for (const { name: letter, size } of reduced) {
			lines.push(
				`  for (var ${name(letter)} = 0u; ${name(letter)} < ${named.add(size)}; ${name(letter)}++) {`
			);
		}
		const next = scalarCode(statement.body, read, name);
		lines.push(`  sum ${isMax ? `= max(sum, ${next})` : `+= ${next}`};`, `  ${'}'.repeat(reduced.length)}`);
		const factor = statement.outer ? `${scalarCode(statement.outer, read, name)} * ` : '';
		lines.push(`  v${index} = ${factor}sum;`);
	}
	if (target)
		lines.push(`  a[${named.add(target.offset)} + t${movesWithStep(target) ? ' + step' : ''}] = v${index};`);
	return [`  var v${index}: f32;`, ...lines, '  }'].join('\n');
}

const movesWithStep = (slot: Slot): boolean => slot.kind === 'table' || slot.kind === 'losses';

/** t → letters, row-major. */
function unflatten(out: readonly Letter[], name: (letter: string) => string, named: Named): string[] {
	const lines = out.length > 1 ? ['  var rest = t;'] : [];
	[...out].reverse().forEach(({ name: letter, size }, i) => {
		if (i === out.length - 1) lines.push(`  let ${name(letter)} = ${out.length > 1 ? 'rest' : 't'};`);
		else {
			const s = named.add(size);
			lines.push(`  let ${name(letter)} = rest % ${s};`, `  rest = rest / ${s};`);
		}
	});
	return lines;
}

const BINARY: Record<Exclude<BinaryName, 'max'>, string> = { add: '+', sub: '-', mul: '*', div: '/' };
const UNARY: Record<UnaryName, string> = { neg: '-', exp: 'exp', log: 'log', sqrt: 'sqrt', tanh: 'tanh' };

/** A scalar body as a WGSL expression of type f32. */
export function scalarCode(
	body: Scalar,
	read: (index: number) => string,
	letter: (name: string) => string
): string {
	const s = (x: Scalar): string => scalarCode(x, read, letter);
	switch (body.kind) {
		case 'arg':
			return read(body.index);
		case 'constant':
			return floatLiteral(body.value);
		case 'sameLetter':
			return `select(0.0, 1.0, ${letter(body.x)} == ${letter(body.y)})`;
		case 'atLeast':
			return `select(0.0, 1.0, ${s(body.x)} >= ${s(body.y)})`;
		case 'unary':
			return `${UNARY[body.fn]}(${s(body.x)})`;
		case 'binary':
			return body.fn === 'max'
				? `max(${s(body.x)}, ${s(body.y)})`
				: `(${s(body.x)} ${BINARY[body.fn]} ${s(body.y)})`;
	}
}

function floatLiteral(value: number): string {
	if (!Number.isFinite(value)) throw new Error(`WGSL: expected a finite constant, got ${value}`);
	const text = Math.fround(value).toString();
	return `${/[.e]/.test(text) ? text : `${text}.0`}f`;
}
