/**
 * What is timed: a network of blocks a = Wh, h ← ReLU(a), changed in one of three ways, and an attention layer with and
 * without a prefix. Programs for the compute core, whose one step is one forward pass; the expressions are built of
 * the same op records as everything else.
 */
import { apply, leaf, type Expression, type Leaf } from '$src/algebra/expression';
import { add, gelu, number, relu, scale, softmax } from '$src/algebra/ops';
import type { Op } from '$src/algebra/op';
import { product } from '$src/algebra/scalar';
import type { Program } from '$src/compute/program';
import { Random } from '$src/math/random';
import { countOf } from '$src/math/tensor';
import type { Way } from './model';
import type { Bend } from './parameters';

export interface NetworkSizes {
	readonly width: number;
	readonly rank: number;
	readonly depth: number;
	readonly batch: number;
	readonly bend: Bend;
	readonly seed: number;
}

export interface AttentionSizes {
	readonly tokens: number;
	/** 0 for none. */
	readonly prefix: number;
	/** Numbers of a query, a key or a value. */
	readonly head: number;
	readonly seed: number;
}

/** Each row of x times Mᵀ. @param x [b, i] @param m [o, i] @returns [b, o] */
const throughRecord: Op = { name: 'through', notation: 'bi,oi->bo', body: product(2) };
const through = (m: Expression, x: Expression): Expression => apply(throughRecord, [x, m]);

type Named = Map<string, { readonly leaf: Leaf; readonly values: Float32Array }>;

/** Numbers by name, drawn once a name: the three ways through a network meet the same W, A and B. */
function drawing(seed: number) {
	const drawn: Named = new Map();
	const draw = (name: string, shape: readonly number[], size: number): Leaf => {
		const known = drawn.get(name);
		if (known) return known.leaf;
		const made = leaf(name, shape);
		const normal = new Random(seed, `timed/${name}`).normal(shape).data;
		drawn.set(name, { leaf: made, values: Float32Array.from(normal, (x) => size * x) });
		return made;
	};
	return { drawn, draw };
}

const SCALE = 0.5;

/** A forward pass of the network. @param steps passes that may be made */
export function networkProgram(way: Way, sizes: NetworkSizes, steps: number): Program {
	const { width: d, rank: r, depth, batch, bend } = sizes;
	const { drawn, draw } = drawing(sizes.seed);
	let h: Expression = draw('x', [batch, d], 1);
	for (let layer = 0; layer < depth; layer++) {
		const w = draw(`W${layer}`, [d, d], Math.sqrt(2 / d));
		const [first, second] = [
			draw(`A${layer}`, [r, d], 1 / Math.sqrt(d)),
			draw(`B${layer}`, [d, r], 0.5 / Math.sqrt(r))
		];
		if (way === 'merged') merge(drawn, w, second, first);
		const a = through(w, h);
		if (way === 'merged') h = relu(a);
		else if (way === 'unmerged') h = relu(add(a, scale(number(SCALE), through(second, through(first, h)))));
		else {
			const narrow = through(first, a);
			h = relu(add(a, through(second, bend === 'relu' ? relu(narrow) : gelu(narrow))));
		}
		// The merged network has no use for its factors.
		if (way === 'merged') for (const name of [first.name, second.name]) drawn.delete(name);
	}
	return forward(h, drawn, steps);
}

/** W ← W + s·B·A, added up in float64. */
function merge(drawn: Named, w: Leaf, b: Leaf, a: Leaf): void {
	const [frozen, left, right] = [w, b, a].map(({ name }) => drawn.get(name)?.values);
	const [d = 1, r = 1] = b.shape;
	if (!frozen || !left || !right) throw new Error('merge: expected W, B and A to be drawn');
	drawn.set(w.name, {
		leaf: w,
		values: frozen.map((value, at) => {
			const [i, j] = [Math.floor(at / d), at % d];
			let sum = 0;
			for (let k = 0; k < r; k++) sum += (left[i * r + k] ?? NaN) * (right[k * d + j] ?? NaN);
			return value + SCALE * sum;
		})
	});
}

/** softmax(QKᵀ/√head)·V of T queries and p + T keys and values: those of the prefix stand in front, made in advance. */
export function attentionProgram({ tokens, prefix, head, seed }: AttentionSizes, steps: number): Program {
	const { drawn, draw } = drawing(seed);
	const all = prefix + tokens;
	const q = draw('Q', [tokens, head], 1 / Math.sqrt(head));
	const scores = through(draw('K', [all, head], 1), q);
	const mix: Op = { name: 'mix', notation: 'ij,jd->id', body: product(2) };
	return forward(apply(mix, [softmax(scores), draw('V', [all, head], 1)]), drawn, steps);
}

/** A program whose step computes an expression of leaves that stay as they are. */
function forward(result: Expression, drawn: Named, steps: number): Program {
	const state = leaf('result', result.shape);
	return {
		states: [{ leaf: state, initial: new Float32Array(countOf(result.shape)) }],
		inputs: [...drawn.values()],
		tables: [],
		updates: [{ state, next: result }],
		loss: number(0),
		steps
	};
}
