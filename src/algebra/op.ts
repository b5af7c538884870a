/**
 * An op is one record. Notation and body are enough for shape, value, gradient and code;
 * TeX, the rules for rank and spectrum, the factored form and a fast application are what mathematics knows beyond them.
 * The types of expressions stand here as well, for each of the two names the other.
 */
import type { Spectrum } from '$src/math/svd';
import type { Notation, Sizes } from './notation';
import type { Scalar } from './scalar';

/** Lengths of the axes: [] for a scalar, [rows, columns] for a matrix. */
export type Shape = readonly number[];
export type Reduce = 'sum' | 'max';

/** A named input: a factor, frozen weights, data, or a scalar such as s. Its name is its identity. */
export interface Leaf {
	readonly kind: 'leaf';
	readonly name: string;
	readonly tex: string;
	readonly shape: Shape;
	/** What the reader sees as one thing (colour, highlight); the name unless told otherwise, '' for nothing on the page. */
	readonly symbol: string;
}

export interface Apply {
	readonly kind: 'apply';
	readonly op: Op;
	readonly args: readonly Expression[];
	readonly notation: Notation;
	readonly body: Scalar;
	readonly reduce: Reduce;
	readonly sizes: Sizes;
	readonly shape: Shape;
}

export type Expression = Leaf | Apply;

/** TeX with the binding strength of its outermost operator, so that brackets go where they must. */
export interface Tex {
	readonly text: string;
	readonly precedence: number;
}

/** One term P·Qᵀ of a matrix: P is [m, width], Q is [n, width]. */
export interface Term {
	readonly p: Expression;
	readonly q: Expression;
}

/** What a rank rule may ask about the arguments of its node. */
export interface RankQuestions {
	/** Upper bound on the rank of argument n, a matrix, capped by its shape. @throws of a vector or a number */
	bound(n: number): number;
	readonly args: readonly Expression[];
}

/** What a spectrum rule may ask about the arguments of its node. */
export interface SpectrumQuestions {
	/** Singular values of argument n, a matrix. @throws RangeError if it has an element that is not finite */
	spectrum(n: number): Spectrum;
	/** The value of argument n, a scalar. */
	number(n: number): number;
}

export interface Op {
	readonly name: string;
	/** Index notation, such as `ij,jk->ik`. */
	readonly notation: string;
	/** The scalar function of one element of each argument. */
	readonly body: Scalar;
	/** How letters that are not in the output are reduced; sum by default. */
	readonly reduce?: Reduce;
	/** TeX from the TeX of the arguments; index notation is written out where this is missing. */
	readonly tex?: (args: readonly Tex[]) => Tex;
	/**
	 * What `tex` gets instead of the arguments: of a function made of several nodes, such as softmax, what the whole is
	 * a function of. Only the last of its nodes says so.
	 */
	readonly writtenOf?: readonly Expression[];
	/**
	 * Gradients do not go through it. Whoever sets this shows that nothing depends on its value, as softmax does not
	 * depend on the number that is taken off all scores of a row.
	 */
	readonly isFree?: boolean;
	/** Upper bound on the rank; the shape caps it at every node whether or not a rule is given. */
	readonly rankBound?: (ask: RankQuestions) => number;
	/**
	 * Singular values from those of the arguments, so that the matrix is not formed to be measured; those not listed are
	 * zero. Where the rule is missing they come from the factored form, or from the matrix itself.
	 */
	readonly spectrum?: (ask: SpectrumQuestions) => Spectrum;
	/** The matrix as a list of terms P·Qᵀ, from the lists of the arguments. */
	readonly factored?: (terms: readonly (readonly Term[])[], args: readonly Expression[]) => readonly Term[];
	/** X·Wᵀ without forming W, X of shape [batch, columns of W]; `times` does the same for an argument. */
	readonly applied?: (
		args: readonly Expression[],
		x: Expression,
		times: (w: Expression, x: Expression) => Expression
	) => Expression;
}
