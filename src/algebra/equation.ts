/**
 * An equation is one record: sides and the relations between them. It is typeset from the record and
 * evaluated on the matrices now on the screen, so a lesson cannot state what its own numbers contradict.
 * That it holds on some numbers is a check, never a proof.
 */
import { norm } from '$src/math/scale';
import { frobeniusNorm, type Tensor } from '$src/math/tensor';
import { ShapeError } from './errors';
import { evaluate, evaluateAll, type Environment } from './evaluate';
import type { Expression } from './expression';
import { tex, texOf as expressionTex } from './tex';

export type Relation = '=' | '≤' | '≥' | '<' | '>' | '≠';

/** A number read off matrices that is no sum of products, such as a rank: typeset and evaluated, never differentiated. */
export interface Measure {
	readonly kind: 'measure';
	readonly of: readonly Expression[];
	readonly tex: (args: readonly string[]) => string;
	readonly evaluate: (args: readonly Tensor[]) => number;
}

export type Side = Expression | Measure;

export interface Equation {
	readonly sides: readonly Side[];
	/** relations[i] stands between sides[i] and sides[i + 1]. */
	readonly relations: readonly Relation[];
	/** Relative to the largest side; 1e-9 unless told otherwise. */
	readonly tolerance: number;
}

export interface Check {
	readonly holds: boolean;
	/** Value of each side. */
	readonly values: readonly Tensor[];
	/** Largest violation over the relations, relative to the largest side; 0 for a strict inequality that holds. */
	readonly residual: number;
}

const SYMBOLS: Record<Relation, string> = {
	'=': '=',
	'≤': '\\le',
	'≥': '\\ge',
	'<': '<',
	'>': '>',
	'≠': '\\ne'
};

/** equation(left, '=', right) or a chain: equation(a, '≥', b, '≥', c). */
export function equation(first: Side, ...rest: readonly (Side | Relation)[]): Equation {
	const sides: Side[] = [first];
	const relations: Relation[] = [];
	for (const item of rest) {
		if (typeof item === 'string') relations.push(item);
		else sides.push(item);
	}
	if (relations.length !== sides.length - 1 || relations.length === 0) {
		throw new ShapeError(
			'equation',
			'sides with one relation between each two',
			`${sides.length} sides, ${relations.length} relations`
		);
	}
	return { sides, relations, tolerance: 1e-9 };
}

export const withTolerance = (e: Equation, tolerance: number): Equation => ({ ...e, tolerance });

export const measure = (
	of: readonly Expression[],
	write: (args: readonly string[]) => string,
	value: (args: readonly Tensor[]) => number
): Measure => ({ kind: 'measure', of, tex: write, evaluate: value });

export const texOfEquation = (e: Equation): string =>
	e.sides
		.map((side, i) => {
			const relation = i > 0 ? ` ${SYMBOLS[e.relations[i - 1] ?? '=']} ` : '';
			return (
				relation + (side.kind === 'measure' ? side.tex(side.of.map((x) => tex(x).text)) : expressionTex(side))
			);
		})
		.join('');

const valueOf = (side: Side, environment: Environment): Tensor =>
	side.kind === 'measure'
		? { shape: [], data: Float64Array.of(side.evaluate(evaluateAll(side.of, environment))) }
		: evaluate(side, environment);

/** Evaluates every side and every relation. A shape mismatch or NaN does not hold. */
export function check(e: Equation, environment: Environment): Check {
	const values = e.sides.map((side) => valueOf(side, environment));
	const size = Math.max(...values.map(frobeniusNorm), Number.MIN_VALUE);
	let [holds, residual] = [true, 0];
	e.relations.forEach((relation, i) => {
		const [left, right] = [values[i], values[i + 1]];
		if (!left || !right) return;
		const violation = violationOf(relation, left, right) / size;
		const strict = relation === '<' || relation === '>' || relation === '≠';
		// NaN must not pass, hence the negated comparison.
		if (!(strict ? violation <= 0 : violation <= e.tolerance)) holds = false;
		residual = Number.isNaN(violation) ? NaN : Math.max(residual, violation);
	});
	return { holds, values, residual };
}

/** How much a relation is violated, in the units of its sides; ≤ 0 means not at all. */
function violationOf(relation: Relation, left: Tensor, right: Tensor): number {
	if (left.shape.join() !== right.shape.join()) return NaN;
	const differences = left.data.map((x, i) => x - (right.data[i] ?? NaN));
	const size = norm(differences);
	if (relation === '=') return size;
	if (relation === '≠') return size > 0 ? 0 : 1;
	const [difference = NaN] = differences;
	switch (relation) {
		case '≤':
			return Math.max(0, difference);
		case '≥':
			return Math.max(0, -difference);
		case '<':
			return difference < 0 ? 0 : Math.max(difference, Number.EPSILON);
		case '>':
			return difference > 0 ? 0 : Math.max(-difference, Number.EPSILON);
	}
}
