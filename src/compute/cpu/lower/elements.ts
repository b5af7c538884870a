/** A statement element by element, in float64, stored as float32: any body and any reduction, at no great speed. */
import { onlyReadOff, type Scalar, type UnaryName } from '$src/algebra/scalar';
import type { Code, Local } from '$src/wasm/assembler';
import { addressOf, nest, type Axis, type Operand } from './operand';

/** Functions of the host: Wasm has none of its own. */
export const HOST = ['exp', 'log', 'tanh'] as const;
const hostIndex = (fn: UnaryName): number => HOST.findIndex((name) => name === fn);

export interface ElementwiseOptions {
	readonly body: Scalar;
	/** Multiplies the reduced value. */
	readonly outer: Scalar | null;
	readonly reduce: 'sum' | 'max' | null;
	/** Named where the body asks for letters; then they are not joined. */
	readonly out: readonly (Axis & { readonly name?: string })[];
	readonly reduced: readonly (Axis & { readonly name?: string })[];
	/** The output is the last. */
	readonly operands: readonly Operand[];
}

export function emitElements(code: Code, options: ElementwiseOptions): void {
	const { body, outer, reduce, out, reduced, operands } = options;
	const target = operands.at(-1);
	if (!target) throw new Error('wasm: a statement that writes nothing');
	const letters = new Map<string, Local>();
	const value = (scalar: Scalar): void => emitScalar(code, scalar, operands, letters);
	const sum = code.local('f64');
	loops(code, out, operands, letters, () => {
		if (reduce === null) {
			value(body);
			code.set(sum);
		} else {
			code.f64(reduce === 'max' ? -Infinity : 0).set(sum);
			loops(code, reduced, operands, letters, () => {
				code.get(sum);
				value(body);
				code.op(reduce === 'max' ? 'f64.max' : 'f64.add').set(sum);
			});
		}
		code.get(target.pointer).get(sum);
		if (outer) {
			value(outer);
			code.op('f64.mul');
		}
		code.op('f32.demote_f64').memory('f32.store', target.base);
	});
	code.release('f64', [sum]);
}

/** Loops that also count their letters, where those have names. */
function loops(
	code: Code,
	axes: readonly (Axis & { readonly name?: string })[],
	operands: readonly Operand[],
	letters: Map<string, Local>,
	body: () => void
): void {
	const [axis, ...inner] = axes;
	if (!axis) {
		body();
		return;
	}
	if (axis.name === undefined) {
		nest(code, [axis], operands, () => loops(code, inner, operands, letters, body));
		return;
	}
	const letter = code.local('i32');
	letters.set(axis.name, letter);
	code.i32(0).set(letter);
	nest(code, [axis], operands, () => {
		loops(code, inner, operands, letters, body);
		code.advance(letter, 1);
	});
	letters.delete(axis.name);
	code.release('i32', [letter]);
}

/** Leaves the value, a float64, on the stack. */
export function emitScalar(
	code: Code,
	body: Scalar,
	operands: readonly Operand[],
	letters: ReadonlyMap<string, Local>
): void {
	const s = (x: Scalar): void => emitScalar(code, x, operands, letters);
	switch (body.kind) {
		case 'arg': {
			const operand = operands[body.index];
			if (!operand) throw new Error('wasm: a body that reads what it has not');
			addressOf(code, operand).memory('f32.load', operand.base).op('f64.promote_f32');
			return;
		}
		case 'constant':
			code.f64(body.value);
			return;
		case 'sameLetter': {
			const [x, y] = [letters.get(body.x), letters.get(body.y)];
			if (x === undefined || y === undefined) throw new Error(`wasm: no letters ${body.x}, ${body.y} here`);
			code.get(x).get(y).op('i32.eq').op('f64.convert_i32_s');
			return;
		}
		case 'letter': {
			const letter = letters.get(body.name);
			if (letter === undefined) throw new Error(`wasm: no letter ${body.name} here`);
			code.get(letter).op('f64.convert_i32_s');
			return;
		}
		case 'atLeast':
		case 'equal':
			s(body.x);
			s(body.y);
			code.op(body.kind === 'equal' ? 'f64.eq' : 'f64.ge').op('f64.convert_i32_s');
			return;
		case 'unary':
			s(body.x);
			if (body.fn === 'neg' || body.fn === 'sqrt') code.op(`f64.${body.fn}`);
			else code.call(hostIndex(body.fn));
			return;
		case 'readOff':
			throw onlyReadOff('wasm', body);
		case 'binary':
			s(body.x);
			s(body.y);
			code.op(`f64.${body.fn}`);
	}
}
