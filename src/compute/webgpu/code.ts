/**
 * A phase → WGSL, from the records. The text depends on the structure of the statements alone: sizes, strides
 * and offsets are read from `p`, so that the same pipeline serves every rank and every shape.
 * Bindings: group 0: 0 arena (f32), 1 parameters (u32; p[0] is the step of the chunk's first step);
 * group 1: 0 the step within the chunk (uniform, dynamic offset).
 */
import type { BinaryName, Scalar, UnaryName } from '$src/algebra/scalar';
import type { Kernel, Letter, Phase, Slot, Statement } from '../schedule/schedule';

export const WORKGROUP = 64;
/** Workgroups along x; a dispatch with more of them grows along y. */
export const GRID_WIDTH = 32768;

export interface PhaseCode {
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

/** @param first index in p of the first parameter of this phase */
export function phaseCode(phase: Phase, first: number): PhaseCode {
	const parameters = new Parameters(first);
	let workgroups = 0;
	const calls: string[] = [];
	const functions = phase.kernels.map((kernel, n) => {
		const start = parameters.add(workgroups);
		workgroups += Math.ceil(kernel.count / WORKGROUP);
		const end = parameters.add(workgroups);
		calls.push(
			`  if (group >= ${start} && group < ${end}) { kernel${n}((group - ${start}) * ${WORKGROUP}u + lane, step); }`
		);
		return kernelCode(kernel, n, parameters);
	});
	const source = `@group(0) @binding(0) var<storage, read_write> a: array<f32>;
@group(0) @binding(1) var<storage, read> p: array<u32>;
@group(1) @binding(0) var<uniform> within: vec4<u32>;

${functions.join('\n\n')}

@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let group = id.y * ${GRID_WIDTH}u + id.x;
  let step = p[0] + within.x;
${calls.join('\n')}
}
`;
	return { source, parameters: parameters.values, workgroups };
}

function kernelCode({ count, statements }: Kernel, n: number, parameters: Parameters): string {
	const body = statements.map((s, i) => statementCode(s, i, parameters)).join('\n');
	return `fn kernel${n}(t: u32, step: u32) {
  if (t >= ${parameters.add(count)}) { return; }
${body}
}`;
}

/** Letters are renamed by position: names may repeat between statements, and need not be legal in WGSL. */
const letterName = (statement: Statement, name: string): string => {
	const position = [...statement.out, ...statement.reduced].findIndex((l) => l.name === name);
	return `l${position}`;
};

function statementCode(statement: Statement, index: number, parameters: Parameters): string {
	const { out, reduced, reads, target } = statement;
	const name = (letter: string): string => letterName(statement, letter);
	const lines: string[] = [`  // ${statement.name.replaceAll(/[^\x20-\x7e]/g, '?')}`, '  {'];
	lines.push(...unflatten(out, name, parameters));
	const address = (from: Slot, strides: (typeof reads)[number]['strides']): string => {
		const terms = strides.map(({ letter, stride }) => `${name(letter)} * ${parameters.add(stride)}`);
		return [parameters.add(from.offset), ...(movesWithStep(from) ? ['step'] : []), ...terms].join(' + ');
	};
	const values = reads.map(({ from, strides }) =>
		typeof from === 'number' ? `v${from}` : `a[${address(from, strides)}]`
	);
	const read = (i: number): string => values[i] ?? 'nan';
	if (reduced.length === 0) {
		lines.push(`  v${index} = ${scalarCode(statement.body, read, name)};`);
	} else {
		const isMax = statement.reduce === 'max';
		lines.push(`  var sum = ${isMax ? '-3.4028234e38' : '0.0'};`);
		for (const { name: letter, size } of reduced) {
			lines.push(
				`  for (var ${name(letter)} = 0u; ${name(letter)} < ${parameters.add(size)}; ${name(letter)}++) {`
			);
		}
		const next = scalarCode(statement.body, read, name);
		lines.push(`  sum ${isMax ? `= max(sum, ${next})` : `+= ${next}`};`, `  ${'}'.repeat(reduced.length)}`);
		const factor = statement.outer ? `${scalarCode(statement.outer, read, name)} * ` : '';
		lines.push(`  v${index} = ${factor}sum;`);
	}
	if (target)
		lines.push(
			`  a[${parameters.add(target.offset)} + t${movesWithStep(target) ? ' + step' : ''}] = v${index};`
		);
	return [`  var v${index}: f32;`, ...lines, '  }'].join('\n');
}

const movesWithStep = (slot: Slot): boolean => slot.kind === 'table' || slot.kind === 'losses';

/** t → letters, row-major. */
function unflatten(
	out: readonly Letter[],
	name: (letter: string) => string,
	parameters: Parameters
): string[] {
	const lines = out.length > 1 ? ['  var rest = t;'] : [];
	[...out].reverse().forEach(({ name: letter, size }, i) => {
		if (i === out.length - 1) lines.push(`  let ${name(letter)} = ${out.length > 1 ? 'rest' : 't'};`);
		else {
			const s = parameters.add(size);
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
