/** A scalar body as a WGSL expression, of one element or of four at once. It knows no memory and no loops. */
import { onlyReadOff, type BinaryName, type Scalar, type UnaryName } from '$src/algebra/scalar';

/** What an expression is made of: one number, or one a column of a tile. */
export type Width = 'f32' | 'vec4<f32>';

export interface Scope {
	readonly width: Width;
	/** The value of argument `index`, of the scope's width. */
	arg(index: number): string;
	/** The value of a letter: u32, or vec4<u32> in the wider scope. */
	letter(name: string): string;
}

const BINARY: Record<Exclude<BinaryName, 'max'>, string> = { add: '+', sub: '-', mul: '*', div: '/' };
const UNARY: Record<Exclude<UnaryName, 'tanh'>, string> = { neg: '-', exp: 'exp', log: 'log', sqrt: 'sqrt' };
/** tanh is ±1 to the last bit of a float32 from here on; WGSL lets it be a quotient of exponentials, ∞/∞ further out. */
const TANH_IS_ONE = '10.0';

export function scalarCode(body: Scalar, scope: Scope): string {
	const s = (x: Scalar): string => scalarCode(x, scope);
	const number = (text: string): string => (scope.width === 'f32' ? text : `vec4<f32>(${text})`);
	const truth = (condition: string): string => `select(${number('0.0')}, ${number('1.0')}, ${condition})`;
	switch (body.kind) {
		case 'arg':
			return scope.arg(body.index);
		case 'constant':
			return number(floatLiteral(body.value));
		case 'sameLetter':
			return truth(`${scope.letter(body.x)} == ${scope.letter(body.y)}`);
		case 'letter':
			return `${scope.width}(${scope.letter(body.name)})`;
		case 'atLeast':
			return truth(`${s(body.x)} >= ${s(body.y)}`);
		case 'equal':
			return truth(`${s(body.x)} == ${s(body.y)}`);
		case 'unary':
			return body.fn === 'tanh'
				? `tanh(clamp(${s(body.x)}, ${number(`-${TANH_IS_ONE}`)}, ${number(TANH_IS_ONE)}))`
				: `${UNARY[body.fn]}(${s(body.x)})`;
		case 'readOff':
			throw onlyReadOff('WGSL', body);
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
