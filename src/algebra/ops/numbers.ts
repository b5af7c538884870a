/** Ops whose result is a number, and sums that the papers write with Σ. */
import { ShapeError } from '../errors';
import { apply, type Apply, type Expression } from '../expression';
import type { Op, Tex } from '../op';
import * as scalar from '../scalar';
import { elementwise } from './elementwise';
import { bracket, precedence } from './precedence';

/** A literal number. @param tex how it is written, the number itself by default */
export const number = (value: number, tex = String(value)): Apply =>
	apply(
		{
			name: 'number',
			notation: '->',
			body: scalar.constant(value),
			tex: () => ({ text: tex, precedence: value < 0 ? precedence.sum : precedence.atom })
		},
		[]
	);

const norm: Op = {
	name: 'squaredNorm',
	notation: 'ij->',
	body: scalar.mul(scalar.arg(0), scalar.arg(0)),
	tex: ([a]) => ({ text: `\\lVert ${bracket(a, 0)} \\rVert_F^2`, precedence: precedence.postfix })
};

/** ‖A‖_F² = Σ aᵢⱼ². */
export function squaredNorm(a: Expression): Apply {
	const letters = 'ijkl'.slice(0, a.shape.length);
	return apply({ ...norm, notation: `${letters}->` }, [a]);
}

const inner: Op = {
	name: 'innerProduct',
	notation: 'ij,ij->',
	body: scalar.product(2),
	tex: ([a, b]) => ({
		text: `\\left\\langle ${bracket(a, 0)},\\, ${bracket(b, 0)} \\right\\rangle`,
		precedence: precedence.atom
	})
};

/** ⟨A, B⟩ = Σ aᵢⱼbᵢⱼ. @throws ShapeError if the shapes differ */
export const innerProduct = (a: Expression, b: Expression): Apply => apply(inner, [a, b]);

/**
 * Σₖ wₖ·uₖvₖᵀ. @param u [m, k] @param w [k] @param v [n, k]
 * @param tex how the sum is written, e.g. `\sum_i \sigma_i u_i v_i^\top`
 */
export const sumOfRankOnes = (u: Expression, w: Expression, v: Expression, tex: string): Apply =>
	apply(
		{
			name: 'sumOfRankOnes',
			notation: 'ik,k,jk->ij',
			body: scalar.product(3),
			tex: () => ({ text: tex, precedence: precedence.sum }),
			rankBound: ({ args }) => args[1]?.shape[0] ?? Infinity
		},
		[u, w, v]
	);

const squared: Op = {
	name: 'square',
	notation: '->',
	body: scalar.mul(scalar.arg(0), scalar.arg(0)),
	tex: ([a]) => ({ text: `${bracket(a, precedence.atom)}^2`, precedence: precedence.postfix })
};

/** Elementwise a². */
export const square = (a: Expression): Apply => apply(elementwise(squared, 1, a.shape.length), [a]);

export const rootOp: Op = {
	name: 'root',
	notation: '->',
	body: scalar.sqrt(scalar.arg(0)),
	tex: ([a]) => ({ text: `\\sqrt{${bracket(a, 0)}}`, precedence: precedence.atom })
};

/** Elementwise √a. */
export const root = (a: Expression): Apply => apply(elementwise(rootOp, 1, a.shape.length), [a]);

export const absoluteOp: Op = {
	name: 'absolute',
	notation: '->',
	body: scalar.max(scalar.arg(0), scalar.neg(scalar.arg(0))),
	tex: ([a]) => ({ text: `\\lvert ${bracket(a, 0)}\\rvert`, precedence: precedence.atom })
};

/** Elementwise |a|. */
export const absolute = (a: Expression): Apply => apply(elementwise(absoluteOp, 1, a.shape.length), [a]);

const named = (name: string, args: readonly (Tex | undefined)[]): Tex => ({
	text: `\\operatorname{${name}}\\left(${args.map((a) => bracket(a, 0)).join(', ')}\\right)`,
	precedence: precedence.atom
});

export const traceOp: Op = {
	name: 'trace',
	notation: 'ij->',
	body: scalar.mul(scalar.arg(0), scalar.sameLetter('i', 'j')),
	tex: (args) => named('tr', args)
};

/** Σ aᵢᵢ. @throws ShapeError if A is not square */
export function trace(a: Expression): Apply {
	const [rows, columns] = a.shape;
	if (rows !== columns) throw new ShapeError('trace', 'a square matrix', `shape [${a.shape.join(', ')}]`);
	return apply(traceOp, [a]);
}

export const normOp: Op = {
	name: 'norm',
	notation: ',->',
	body: scalar.product(2),
	tex: ([a]) => ({ text: `\\lVert ${bracket(a, 0)}\\rVert`, precedence: precedence.atom })
};

/** ‖A‖_F = √Σ aᵢⱼ², of numbers whose squares would overflow or vanish too: A is divided by its largest element first. */
export function frobeniusNorm(a: Expression): Apply {
	const letters = 'ijkl'.slice(0, a.shape.length);
	const [x, y] = [scalar.arg(0), scalar.arg(1)];
	const largest = apply(
		{ name: 'largest element', notation: `${letters}->`, body: scalar.max(x, scalar.neg(x)), reduce: 'max' },
		[a]
	);
	// A matrix of zeros has something to be divided by.
	const by = apply(
		{ name: 'scale of a norm', notation: '->', body: scalar.max(x, scalar.constant(Number.MIN_VALUE)) },
		[largest]
	);
	const part = scalar.div(x, y);
	const sum = apply({ name: 'sum of squares', notation: `${letters},->`, body: scalar.mul(part, part) }, [
		a,
		by
	]);
	return apply({ ...normOp, writtenOf: [a] }, [by, root(sum)]);
}

const extreme = (name: 'min' | 'max', count: number): Op => ({
	name,
	notation: `${','.repeat(count - 1)}->`,
	body: Array.from({ length: count - 1 }, (_, i) => scalar.arg(i + 1)).reduce<scalar.Scalar>(
		name === 'max' ? scalar.max : (a, b) => scalar.neg(scalar.max(scalar.neg(a), scalar.neg(b))),
		scalar.arg(0)
	),
	tex: (args) => named(name, args)
});

export const extremeOp = { min: extreme('min', 2), max: extreme('max', 2) };

/** The largest of some numbers. @throws ShapeError if one of them is no scalar */
export const largest = (...numbers: readonly Expression[]): Apply =>
	apply(extreme('max', numbers.length), numbers);
/** The smallest of some numbers. @throws ShapeError if one of them is no scalar */
export const smallest = (...numbers: readonly Expression[]): Apply =>
	apply(extreme('min', numbers.length), numbers);
