/** A typed adapter with all that follows from it: count, rank bound and why, TeX of ΔW and of its gradients. */
import { place } from '$src/adapters/adapter';
import { typedMethod } from '$src/adapters/typed';
import { leafGradients } from '$src/algebra/adjoint';
import { leaf, topological, type Expression } from '$src/algebra/expression';
import { innerProduct } from '$src/algebra/ops';
import { rankBoundSteps } from '$src/algebra/rankBound';
import { texOf } from '$src/algebra/tex';
import { letter } from '$src/formula/tex';
import { runSchema } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import type { AdapterValue, LabValue } from '../value';
import { adapterAt, type AdapterText } from './adapterText';
import { isDead } from './deadStart';
import { LabError } from './error';
import { inlined } from './inlined';
import { described } from './matrices';

/** Lines of why a bound holds: more than anybody would read. */
const MOST_STEPS = 64;

/**
 * @param partOf the adapter that a name of its formula stands for; null for a number. Default: there are none
 * @throws LabError, FormulaError, ShapeError where the text makes no adapter at these sizes
 */
export function adapterValue(
	typed: AdapterText,
	numberOf: (name: string) => number,
	partOf: (name: string) => AdapterText | null = () => null
): AdapterValue {
	const sizes = new Map<string, number>();
	const { text, placed } = inlined(typed, partOf);
	const adapter = placed(() =>
		adapterAt(text, (name) => {
			const size = numberOf(name);
			sizes.set(name, size);
			return size;
		})
	);
	const made = place(typedMethod(adapter), defaultsOf(runSchema));
	const [out = 1, columns = 1] = made.delta.shape;
	// Gradients of the factors from G = ∂L/∂ΔW: those of ⟨G, ΔW⟩.
	const g = leaf('∂L/∂ΔW', [out, columns], { tex: 'G', symbol: '' });
	const gradients = leafGradients(innerProduct(g, made.delta), made.leaves);
	const placedFactors = [
		...made.factors.map((factor, n) => ({ factor, leaf: made.leaves[n] })),
		...made.frozen
	];
	const still = [
		...placedFactors.flatMap(({ factor: { start, symbol }, leaf: of }) =>
			start === 'zeros' || start === 0 ? [{ symbol, leaf: of?.name ?? '' }] : []
		),
		...adapter.numbers.flatMap(({ name, value }) =>
			value === 0 ? [{ symbol: name, leaf: name === 's' ? made.s.name : '' }] : []
		)
	];
	const zero = new Set(still.map((one) => one.leaf));
	const dead = isDead(
		made.leaves.map(({ name }) => gradients.get(name)),
		zero
	);
	return {
		still: dead ? still.map(({ symbol }) => symbol) : null,
		...{ kind: 'adapter', adapter, text, sizes: Object.fromEntries(sizes) },
		shape: [out, columns],
		parameters: made.parameters,
		rankBound: made.rankBound,
		why: rankBoundSteps(made.delta)
			.slice(0, MOST_STEPS)
			.map(({ of, rule, from, bound, depth }) => ({
				...{ tex: texOf(of), rule, from, bound, depth },
				op: of.kind === 'leaf' ? 'leaf' : of.op.name
			})),
		tex: `${letter(adapter.name)} = ${isReadable(made.delta) ? texOf(made.delta) : '\\dots'}`,
		gradients: made.factors.map(({ symbol }, n) => {
			const gradient = gradients.get(made.leaves[n]?.name ?? '');
			const left = `\\frac{\\partial L}{\\partial ${letter(symbol)}}`;
			return { factor: symbol, tex: gradient && isReadable(gradient) ? `${left} = ${texOf(gradient)}` : '' };
		})
	};
}

/** Parts of a gradient that is written down: a product of a factor with itself has as many terms as factors. */
const MOST_PARTS = 400;

/** Written out, has it no more parts than somebody would read? */
function isReadable(expression: Expression): boolean {
	const parts = new Map<Expression, number>();
	for (const e of topological([expression])) {
		const own = e.kind === 'leaf' ? 1 : e.args.reduce((sum, one) => sum + (parts.get(one) ?? 1), 1);
		parts.set(e, own);
	}
	return (parts.get(expression) ?? 1) <= MOST_PARTS;
}

/** The adapter of a cell, from what the notebook has by the names that it reads. @throws as `adapterValue` */
export function adapterOf(text: AdapterText, scope: (name: string) => LabValue | undefined): AdapterValue {
	const isSize = (name: string): boolean => text.factors.some(({ sizes }) => sizes.includes(name));
	// What an adapter that is named reads is not read here, and is as it was there.
	const parts = text.numbers.map(({ name }) => scope(name)).filter((value) => value?.kind === 'adapter');
	const inParts = new Map(parts.flatMap(({ sizes }) => Object.entries(sizes)));
	const numberOf = (name: string): number => {
		const known = inParts.get(name);
		if (known !== undefined && !text.inputs.includes(name)) return known;
		const value = scope(name);
		if (value?.kind === 'number') return value.value;
		const expected = isSize(name) ? 'a number' : 'a number or an adapter of another cell';
		throw new LabError(`${name}: expected ${expected}, got ${value ? described(value) : 'nothing'}`, 0);
	};
	return adapterValue(text, numberOf, (name) => {
		const value = scope(name);
		return value?.kind === 'adapter' ? value.text : null;
	});
}
