/**
 * The scalar body of a node: a function of one element of each argument (and of the index letters).
 * It is data, so that its value, its derivative, its WGSL and its TeX all come from the one record.
 * It is not an expression on matrices: see expression.ts.
 */

export type UnaryName = 'neg' | 'exp' | 'log' | 'sqrt' | 'tanh';
export type BinaryName = 'add' | 'sub' | 'mul' | 'div' | 'max';
/** What is read off numbers and never trained: it has no derivative, and no backend computes it. */
export type ReadOffName = 'pow' | 'floor' | 'ceil' | 'round';

export type Scalar =
	/** The element of argument `index` at the current letters. */
	| { readonly kind: 'arg'; readonly index: number }
	| { readonly kind: 'constant'; readonly value: number }
	/** 1 where two letters have the same value, else 0 (identity, trace). */
	| { readonly kind: 'sameLetter'; readonly x: string; readonly y: string }
	/** The value of a letter, from 0. */
	| { readonly kind: 'letter'; readonly name: string }
	/** 1 where x = y, else 0: with a letter for y, what reads by a number that is itself read (ops/gather.ts). */
	| { readonly kind: 'equal'; readonly x: Scalar; readonly y: Scalar }
	/** 1 where x ≥ y, else 0 (the derivative of max). */
	| { readonly kind: 'atLeast'; readonly x: Scalar; readonly y: Scalar }
	| { readonly kind: 'unary'; readonly fn: UnaryName; readonly x: Scalar }
	| { readonly kind: 'binary'; readonly fn: BinaryName; readonly x: Scalar; readonly y: Scalar }
	| { readonly kind: 'readOff'; readonly fn: ReadOffName; readonly args: readonly Scalar[] };

export const arg = (index: number): Scalar => ({ kind: 'arg', index });
export const constant = (value: number): Scalar => ({ kind: 'constant', value });
export const sameLetter = (x: string, y: string): Scalar => ({ kind: 'sameLetter', x, y });
export const letter = (name: string): Scalar => ({ kind: 'letter', name });
export const equal = (x: Scalar, y: Scalar): Scalar => ({ kind: 'equal', x, y });

const isConstant = (x: Scalar, value: number): boolean => x.kind === 'constant' && x.value === value;

export function neg(x: Scalar): Scalar {
	if (x.kind === 'constant') return constant(-x.value);
	if (x.kind === 'unary' && x.fn === 'neg') return x.x;
	return { kind: 'unary', fn: 'neg', x };
}

export function add(x: Scalar, y: Scalar): Scalar {
	if (isConstant(x, 0)) return y;
	if (isConstant(y, 0)) return x;
	if (x.kind === 'constant' && y.kind === 'constant') return constant(x.value + y.value);
	if (JSON.stringify(x) === JSON.stringify(y)) return mul(constant(2), x);
	return { kind: 'binary', fn: 'add', x, y };
}

export function sub(x: Scalar, y: Scalar): Scalar {
	if (isConstant(y, 0)) return x;
	if (isConstant(x, 0)) return neg(y);
	if (x.kind === 'constant' && y.kind === 'constant') return constant(x.value - y.value);
	return { kind: 'binary', fn: 'sub', x, y };
}

export function mul(x: Scalar, y: Scalar): Scalar {
	if (isConstant(x, 0) || isConstant(y, 0)) return constant(0);
	if (isConstant(x, 1)) return y;
	if (isConstant(y, 1)) return x;
	if (x.kind === 'constant' && y.kind === 'constant') return constant(x.value * y.value);
	return { kind: 'binary', fn: 'mul', x, y };
}

export function div(x: Scalar, y: Scalar): Scalar {
	if (isConstant(x, 0)) return constant(0);
	if (isConstant(y, 1)) return x;
	return { kind: 'binary', fn: 'div', x, y };
}

export const max = (x: Scalar, y: Scalar): Scalar => ({ kind: 'binary', fn: 'max', x, y });
export const atLeast = (x: Scalar, y: Scalar): Scalar => ({ kind: 'atLeast', x, y });
const unary = (fn: UnaryName, x: Scalar): Scalar => ({ kind: 'unary', fn, x });
export const exp = (x: Scalar): Scalar => unary('exp', x);
export const log = (x: Scalar): Scalar => unary('log', x);
export const sqrt = (x: Scalar): Scalar => unary('sqrt', x);
export const tanh = (x: Scalar): Scalar => unary('tanh', x);
/** A function of `Math`. @param args one, of pow two */
export const readOff = (fn: ReadOffName, ...args: readonly Scalar[]): Scalar => ({
	kind: 'readOff',
	fn,
	args
});

/** What whoever would differentiate or compile such a function throws. */
export const onlyReadOff = (what: string, { fn }: { readonly fn: ReadOffName }): RangeError =>
	new RangeError(`${what}: expected functions that train, got ${fn}; leave it out of what is trained`);

/** The product of arguments 0 … n−1, the body of every contraction. */
export function product(n: number): Scalar {
	let result: Scalar = constant(1);
	for (let index = 0; index < n; index++) result = mul(result, arg(index));
	return result;
}

/** ∂body/∂arg(index), simplified. */
export function derivative(body: Scalar, index: number): Scalar {
	const d = (x: Scalar): Scalar => derivative(x, index);
	switch (body.kind) {
		case 'arg':
			return constant(body.index === index ? 1 : 0);
		case 'constant':
		case 'sameLetter':
		case 'letter':
		case 'atLeast':
		case 'equal':
			return constant(0);
		case 'readOff':
			if (argumentsOf(body).includes(index)) throw onlyReadOff('derivative', body);
			return constant(0);
		case 'unary': {
			const { x } = body;
			switch (body.fn) {
				case 'neg':
					return neg(d(x));
				case 'exp':
					return mul(d(x), body);
				case 'log':
					return div(d(x), x);
				case 'sqrt':
					return div(d(x), mul(constant(2), body));
				case 'tanh':
					return mul(d(x), sub(constant(1), mul(body, body)));
			}
			break;
		}
		case 'binary': {
			const { x, y } = body;
			switch (body.fn) {
				case 'add':
					return add(d(x), d(y));
				case 'sub':
					return sub(d(x), d(y));
				case 'mul':
					return add(mul(d(x), y), mul(x, d(y)));
				case 'div':
					return sub(div(d(x), y), div(mul(x, d(y)), mul(y, y)));
				case 'max':
					// At a tie the whole derivative goes to x: a subgradient.
					return add(mul(atLeast(x, y), d(x)), mul(sub(constant(1), atLeast(x, y)), d(y)));
			}
		}
	}
	throw new Error(`derivative: expected a scalar body, got ${JSON.stringify(body)}`);
}

/** Replaces every arg(i) by replacement(i). */
export function substitute(body: Scalar, replacement: (index: number) => Scalar): Scalar {
	const s = (x: Scalar): Scalar => substitute(x, replacement);
	switch (body.kind) {
		case 'arg':
			return replacement(body.index);
		case 'constant':
		case 'sameLetter':
		case 'letter':
			return body;
		case 'atLeast':
			return atLeast(s(body.x), s(body.y));
		case 'equal':
			return equal(s(body.x), s(body.y));
		case 'unary':
			return { ...body, x: s(body.x) };
		case 'binary':
			return { ...body, x: s(body.x), y: s(body.y) };
		case 'readOff':
			return { ...body, args: body.args.map(s) };
	}
}

/** Does computing the body cost more than a sum of products: a function, a quotient, a choice? */
export function isDear(body: Scalar): boolean {
	switch (body.kind) {
		case 'arg':
		case 'constant':
		case 'sameLetter':
		case 'letter':
			return false;
		case 'atLeast':
		case 'equal':
		case 'readOff':
			return true;
		case 'unary':
			return body.fn !== 'neg' || isDear(body.x);
		case 'binary':
			return body.fn === 'div' || body.fn === 'max' || isDear(body.x) || isDear(body.y);
	}
}

/** Replaces every part of the body that is the same as `dear` by `value`, where computing it costs something. */
export function readBack(body: Scalar, dear: Scalar, value: Scalar): Scalar {
	if (!isDear(dear)) return body;
	const text = JSON.stringify(dear);
	const r = (x: Scalar): Scalar => {
		if (JSON.stringify(x) === text) return value;
		switch (x.kind) {
			case 'arg':
			case 'constant':
			case 'sameLetter':
			case 'letter':
				return x;
			case 'atLeast':
				return atLeast(r(x.x), r(x.y));
			case 'equal':
				return equal(r(x.x), r(x.y));
			case 'unary':
				return { ...x, x: r(x.x) };
			case 'binary':
				return { ...x, x: r(x.x), y: r(x.y) };
			case 'readOff':
				return { ...x, args: x.args.map(r) };
		}
	};
	return r(body);
}

/** Calls `see` with the body and every part of it. */
function walk(body: Scalar, see: (part: Scalar) => void): void {
	see(body);
	if (body.kind === 'unary') walk(body.x, see);
	if (body.kind === 'binary' || body.kind === 'atLeast' || body.kind === 'equal') {
		walk(body.x, see);
		walk(body.y, see);
	}
	if (body.kind === 'readOff') for (const part of body.args) walk(part, see);
}

/** The arguments that the body reads, ascending. */
export function argumentsOf(body: Scalar): number[] {
	const found = new Set<number>();
	walk(body, (part) => {
		if (part.kind === 'arg') found.add(part.index);
	});
	return [...found].sort((a, b) => a - b);
}

/** Is there an exp, a log or a tanh in it? */
export function hasFunction(body: Scalar): boolean {
	let found = false;
	walk(body, (part) => {
		if (part.kind === 'unary' && part.fn !== 'neg' && part.fn !== 'sqrt') found = true;
	});
	return found;
}

/** The letters whose own values the body computes with, beyond those along which it reads. */
export function lettersNamedIn(body: Scalar): Set<string> {
	const found = new Set<string>();
	walk(body, (part) => {
		if (part.kind === 'sameLetter') found.add(part.x).add(part.y);
		if (part.kind === 'letter') found.add(part.name);
	});
	return found;
}
