/**
 * A scalar body over many neighbouring threads at once: every operation is a loop of its own over a short
 * block, so that no closure is called for each element. The same float64 operations in the same order for
 * each element as compileScalar, hence the same bits.
 */
import type { Scalar } from '$src/algebra/scalar';

/** Threads that are computed together: a few blocks fit the first cache. */
export const BLOCK = 512;

/** Fills lanes 0 … n−1 of the block it hands back. */
export type Lanes = (n: number) => Float64Array;

/** Letters have no value along a lane that may be several letters: such bodies go element by element. */
export function readsLetters(body: Scalar): boolean {
	switch (body.kind) {
		case 'sameLetter':
			return true;
		case 'unary':
			return readsLetters(body.x);
		case 'binary':
		case 'atLeast':
			return readsLetters(body.x) || readsLetters(body.y);
		default:
			return false;
	}
}

/** @param read the lanes of one argument @throws Error if the body reads letters */
export function compileLanes(body: Scalar, read: (index: number) => Lanes): Lanes {
	const own = new Float64Array(BLOCK);
	switch (body.kind) {
		case 'arg':
			return read(body.index);
		case 'constant':
			own.fill(body.value);
			return () => own;
		case 'unary':
			return unary(body.fn, compileLanes(body.x, read), own);
		case 'binary':
		case 'atLeast':
			return binary(
				body.kind === 'atLeast' ? 'atLeast' : body.fn,
				compileLanes(body.x, read),
				compileLanes(body.y, read),
				own
			);
		case 'sameLetter':
			throw new Error('lanes: expected a body without letters');
	}
}

function unary(fn: Extract<Scalar, { kind: 'unary' }>['fn'], lanes: Lanes, own: Float64Array): Lanes {
	if (fn === 'neg') {
		return (n) => {
			const x = lanes(n);
			for (let t = 0; t < n; t++) own[t] = -(x[t] ?? NaN);
			return own;
		};
	}
	if (fn === 'sqrt') {
		return (n) => {
			const x = lanes(n);
			for (let t = 0; t < n; t++) own[t] = Math.sqrt(x[t] ?? NaN);
			return own;
		};
	}
	const f = Math[fn];
	return (n) => {
		const x = lanes(n);
		for (let t = 0; t < n; t++) own[t] = f(x[t] ?? NaN);
		return own;
	};
}

/** One loop an operation, written out: a shared loop with the operation as a closure is several times slower. */
function binary(
	fn: Extract<Scalar, { kind: 'binary' }>['fn'] | 'atLeast',
	left: Lanes,
	right: Lanes,
	own: Float64Array
): Lanes {
	switch (fn) {
		case 'add':
			return (n) => {
				const [x, y] = [left(n), right(n)];
				for (let t = 0; t < n; t++) own[t] = (x[t] ?? NaN) + (y[t] ?? NaN);
				return own;
			};
		case 'sub':
			return (n) => {
				const [x, y] = [left(n), right(n)];
				for (let t = 0; t < n; t++) own[t] = (x[t] ?? NaN) - (y[t] ?? NaN);
				return own;
			};
		case 'mul':
			return (n) => {
				const [x, y] = [left(n), right(n)];
				for (let t = 0; t < n; t++) own[t] = (x[t] ?? NaN) * (y[t] ?? NaN);
				return own;
			};
		case 'div':
			return (n) => {
				const [x, y] = [left(n), right(n)];
				for (let t = 0; t < n; t++) own[t] = (x[t] ?? NaN) / (y[t] ?? NaN);
				return own;
			};
		case 'max':
			return (n) => {
				const [x, y] = [left(n), right(n)];
				for (let t = 0; t < n; t++) own[t] = Math.max(x[t] ?? NaN, y[t] ?? NaN);
				return own;
			};
		case 'atLeast':
			return (n) => {
				const [x, y] = [left(n), right(n)];
				for (let t = 0; t < n; t++) own[t] = (x[t] ?? NaN) >= (y[t] ?? NaN) ? 1 : 0;
				return own;
			};
	}
}
