/**
 * The step as jax-js has it, one adapter's worth: loss, gradient and Adam, to be jitted, alone or over a batch.
 * Arrays are owned: every use takes one reference.
 */
import { numpy as np, valueAndGrad, type Array as Values, type Device } from '@jax-js/jax';
import { ADAM, blocksOf, type Work } from '../page/work';
import { find, type Packed } from './contestant';

/** dense: ΔW as the papers write it; factored: Rankscope's algebra. */
export type Form = 'dense' | 'factored';
export type Named = Record<string, Values>;

/** What is trained, in one vector or a matrix each, its moments, and 1 − βᵗ of both betas. */
export interface State extends Record<string, unknown> {
	p: Values[];
	m: Values[];
	v: Values[];
	q: Values;
}

export function inputsOf(work: Work, form: Form): string[] {
	if (work.loss === 'matrix') return ['T'];
	return form === 'dense' ? ['X', 'W0', 'Y'] : ['X', 'R0'];
}

function deltaOf(work: Work, f: Named): Values {
	const product = (x: string, y: string): Values => np.matmul(find(f, x), np.transpose(find(f, y)));
	switch (work.method) {
		case 'lora':
			return np.matmul(find(f, 'B'), find(f, 'A'));
		case 'loha':
			return product('X1', 'Y1').mul(product('X2', 'Y2'));
		case 'lokr': {
			const { a, b, c, d } = blocksOf(work);
			const [first, second] = [find(f, 'A').reshape([a, 1, c, 1]), find(f, 'B').reshape([1, b, 1, d])];
			return first.mul(second).reshape([a * b, c * d]);
		}
	}
}

/** Row-wise Khatri–Rao product. */
function rowsTimes(p: Values, q: Values): Values {
	const [n = 1, r1 = 1] = p.shape;
	const [, r2 = 1] = q.shape;
	return p
		.reshape([n, r1, 1])
		.mul(q.reshape([n, 1, r2]))
		.reshape([n, r1 * r2]);
}

/** X·ΔWᵀ through thin factors. */
function moved(work: Work, f: Named, x: Values): Values {
	switch (work.method) {
		case 'lora':
			return np.matmul(np.matmul(x, np.transpose(find(f, 'A'))), np.transpose(find(f, 'B')));
		case 'loha': {
			const thin = np.matmul(x, rowsTimes(find(f, 'Y1'), find(f, 'Y2')));
			return np.matmul(thin, np.transpose(rowsTimes(find(f, 'X1'), find(f, 'X2'))));
		}
		case 'lokr': {
			// Not as np.matmul(A, first): of a matrix and a batch, jax-js 0.1.25 orders the axes as NumPy does not.
			const { a, b, c, d } = blocksOf(work);
			const n = work.batch;
			const first = np.matmul(x.reshape([n * c, d]), np.transpose(find(f, 'B')));
			const rows = np.transpose(first.reshape([n, c, b]), [0, 2, 1]).reshape([n * b, c]);
			const second = np.matmul(rows, np.transpose(find(f, 'A'))).reshape([n, b, a]);
			return np.transpose(second, [0, 2, 1]).reshape([n, a * b]);
		}
	}
}

export function lossOf(work: Work, form: Form, f: Named, given: Named): Values {
	if (work.loss === 'matrix')
		return np
			.square(deltaOf(work, f).sub(find(given, 'T')))
			.sum()
			.mul(0.5);
	const x = find(given, 'X');
	if (form === 'factored') return np.mean(np.square(moved(work, f, x).add(find(given, 'R0'))));
	const weights = find(given, 'W0').add(deltaOf(work, f));
	return np.mean(np.square(np.matmul(x, np.transpose(weights)).sub(find(given, 'Y'))));
}

/** The loss and its gradient as functions of one vector. */
export function flatLoss(
	work: Work,
	form: Form,
	{ parts }: Packed
): (p: Values, given: Named) => [Values, Values] {
	return valueAndGrad((p: Values, given: Named) => {
		const f = Object.fromEntries(
			parts.map(({ name, shape, from, to }) => [name, p.ref.slice([from, to]).reshape(shape)])
		);
		p.dispose();
		return lossOf(work, form, f, given);
	});
}

/** One step of Adam (Kingma & Ba 2015) on all that is trained. @param g the gradients, in the order of p */
export function adam({ p, m, v, q }: State, g: readonly Values[], device: Device): State {
	const { rate, beta1, beta2, epsilon } = ADAM;
	const constants = (...values: number[]): Values => np.array(Float32Array.from(values), { device });
	const corrected = q.mul(constants(beta1, beta2)).add(constants(1 - beta1, 1 - beta2));
	const [first, second] = [corrected.ref.slice(0), np.sqrt(corrected.ref.slice(1))];
	const next: State = { p: [], m: [], v: [], q: corrected };
	p.forEach((value, i) => {
		const [gradient, before1, before2] = [g[i], m[i], v[i]];
		if (!gradient || !before1 || !before2)
			throw new Error('jax-js: expected a gradient and two moments each');
		const moment1 = before1.mul(beta1).add(gradient.ref.mul(1 - beta1));
		const moment2 = before2.mul(beta2).add(np.square(gradient).mul(1 - beta2));
		const change = moment1.ref
			.mul(rate)
			.div(first.ref)
			.div(np.sqrt(moment2.ref).div(second.ref).add(epsilon));
		next.p.push(value.sub(change));
		next.m.push(moment1);
		next.v.push(moment2);
	});
	first.dispose();
	second.dispose();
	return next;
}
