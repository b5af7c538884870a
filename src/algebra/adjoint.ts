/**
 * Gradients as expressions. The set of nodes is closed: the adjoint of out[o] = Σ f(args) for one argument
 * is Σ ḡ[o]·∂f/∂arg, with that argument's indices and the output's swapped. So a gradient is an
 * expression like any other: it is evaluated, typeset and scheduled by the same code.
 */
import { ShapeError } from './errors';
import { apply, leavesOf, topological, type Apply, type Expression, type Leaf } from './expression';
import { allLetters, formatNotation, type Axis } from './notation';
import { add } from './ops/add';
import { transpose } from './ops/transpose';
import { arg, argumentsOf, atLeast, derivative, mul, readBack, substitute, type Scalar } from './scalar';

/**
 * ∂root/∂target for each target, as expressions of the targets' shapes.
 * @param root a scalar expression @param targets expressions below the root
 * @throws ShapeError if the root is no scalar, does not depend on a target, or has two leaves of one name
 */
export function gradients(root: Expression, targets: readonly Expression[]): Expression[] {
	if (root.shape.length > 0) {
		throw new ShapeError('gradients', 'a scalar to differentiate', `shape [${root.shape.join(', ')}]`);
	}
	leavesOf([root]);
	const needed = ancestorsOf(root, new Set(targets));
	// The root's own adjoint is 1 and is left out: undefined stands for it.
	const adjoints = new Map<Expression, Expression | undefined>([[root, undefined]]);
	for (const e of topological([root]).reverse()) {
		if (e.kind !== 'apply' || e.op.isFree === true || !needed.has(e) || !adjoints.has(e)) continue;
		const incoming = adjoints.get(e);
		e.args.forEach((argument, n) => {
			if (!needed.has(argument)) return;
			const term = adjointOf(e, n, incoming);
			if (!term) return;
			const known = adjoints.get(argument);
			adjoints.set(argument, known ? add(known, term) : term);
		});
	}
	return targets.map((target) => {
		const found = adjoints.get(target);
		if (!found) {
			const name = target.kind === 'leaf' ? target.name : target.op.name;
			throw new ShapeError('gradients', `a root that depends on ${name}`, 'one that does not');
		}
		return found;
	});
}

/** ∂root/∂leaf by name, in the order given. @throws ShapeError as `gradients` does */
export function leafGradients(root: Expression, leaves: readonly Leaf[]): Map<string, Expression> {
	const found = gradients(root, leaves);
	return new Map(leaves.map((l, i) => [l.name, found[i] ?? l]));
}

function ancestorsOf(root: Expression, targets: ReadonlySet<Expression>): Set<Expression> {
	const result = new Set<Expression>();
	for (const e of topological([root])) {
		if (targets.has(e) || (e.kind === 'apply' && e.args.some((a) => result.has(a)))) result.add(e);
	}
	return result;
}

function adjointOf(node: Apply, n: number, incoming: Expression | undefined): Expression | undefined {
	let factor = derivative(node.body, n);
	if (factor.kind === 'constant' && factor.value === 0) return undefined;
	const own = node.args.length;
	if (node.reduce === 'max') factor = mul(atLeast(node.body, arg(own)), factor);
	// The derivative of exp is exp itself: the node's own value is read, not computed again.
	if (allLetters(node.notation).reduced.length === 0) factor = readBack(factor, node.body, arg(own));
	const sources = [...node.args, node];
	const sourceAxes = [...node.notation.args, node.notation.out];
	const used = argumentsOf(factor);
	const shift = incoming ? 1 : 0;
	const body = substitute(factor, (index): Scalar => arg(used.indexOf(index) + shift));
	const out = node.notation.args[n] ?? [];
	const notation = formatNotation({
		args: [...(incoming ? [node.notation.out] : []), ...used.map((i) => sourceAxes[i] ?? [])],
		out
	});
	const args = [...(incoming ? [incoming] : []), ...used.map((i) => sources[i] ?? node)];
	const whole = incoming ? mul(arg(0), body) : body;
	return (
		copied(whole, args, incoming ? node.notation.out : (sourceAxes[used[0] ?? -1] ?? []), out) ??
		apply({ name: `adjoint of ${node.op.name}`, notation, body: whole }, args, Object.fromEntries(node.sizes))
	);
}

/** A node that only hands its one argument on, as it is or transposed, is that argument. */
function copied(
	body: Scalar,
	args: readonly Expression[],
	from: readonly Axis[],
	to: readonly Axis[]
): Expression | undefined {
	const [only] = args;
	if (!only || args.length > 1 || body.kind !== 'arg' || only.shape.length !== from.length) return undefined;
	const [given, wanted] = [from, to].map((axes) => axes.map((axis) => axis.join('')));
	if (given?.join() === wanted?.join()) return only;
	return given?.length === 2 && given.reverse().join() === wanted?.join() ? transpose(only) : undefined;
}
