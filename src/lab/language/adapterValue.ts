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
import type { AdapterValue } from '../value';
import { adapterAt, type AdapterText } from './adapterText';

/** Lines of why a bound holds: more than anybody would read. */
const MOST_STEPS = 64;

/** @throws LabError, FormulaError, ShapeError where the text makes no adapter at these sizes */
export function adapterValue(text: AdapterText, numberOf: (name: string) => number): AdapterValue {
	const sizes = new Map<string, number>();
	const adapter = adapterAt(text, (name) => {
		const size = numberOf(name);
		sizes.set(name, size);
		return size;
	});
	const made = place(typedMethod(adapter), defaultsOf(runSchema));
	const [out = 1, columns = 1] = made.delta.shape;
	// Gradients of the factors from G = ∂L/∂ΔW: those of ⟨G, ΔW⟩.
	const g = leaf('∂L/∂ΔW', [out, columns], { tex: 'G', symbol: '' });
	const gradients = leafGradients(innerProduct(g, made.delta), made.leaves);
	return {
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
