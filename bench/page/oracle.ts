/**
 * What the losses should be: the same training in plain float64 loops on the dense ΔW, written out by hand. It
 * shares nothing with Rankscope's algebra, nor with any contestant, but the numbers at the start.
 */
import { ADAM, matrixOf, type Matrix, type Work } from './work';

type Values = Float64Array;

const at = (m: Values, i: number): number => m[i] ?? NaN;

/** A·B for A [m, k], B [k, n]. */
function product(a: Values, b: Values, [m, k, n]: readonly [number, number, number]): Values {
	const out = new Float64Array(m * n);
	for (let i = 0; i < m; i++) {
		for (let l = 0; l < k; l++) {
			const x = at(a, i * k + l);
			for (let j = 0; j < n; j++) out[i * n + j] = at(out, i * n + j) + x * at(b, l * n + j);
		}
	}
	return out;
}

function transposed(a: Values, rows: number, columns: number): Values {
	const out = new Float64Array(a.length);
	for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = at(a, i * columns + j);
	return out;
}

const times = (a: Values, b: Values): Values => a.map((x, i) => x * at(b, i));

interface Layer {
	readonly delta: Values;
	/** From ∂loss/∂ΔW to the gradients of the factors. */
	readonly back: (gradient: Values) => Record<string, Values>;
}

/** ΔW of a method and its adjoint. */
function layerOf(work: Work, factors: Record<string, Values>): Layer {
	const { size: d } = work;
	const of = (name: string): Values => factors[name] ?? new Float64Array();
	const width = (name: string): number => matrixOf(work.factors, name).columns;
	switch (work.method) {
		case 'lora': {
			const r = width('B');
			return {
				delta: product(of('B'), of('A'), [d, r, d]),
				back: (g) => ({
					B: product(g, transposed(of('A'), r, d), [d, d, r]),
					A: product(transposed(of('B'), d, r), g, [r, d, d])
				})
			};
		}
		case 'loha': {
			const one = (x: string, y: string): Values =>
				product(of(x), transposed(of(y), d, width(y)), [d, width(x), d]);
			const [first, second] = [one('X1', 'Y1'), one('X2', 'Y2')];
			const back = (g: Values, x: string, y: string): Record<string, Values> => ({
				[x]: product(g, of(y), [d, d, width(y)]),
				[y]: product(transposed(g, d, d), of(x), [d, d, width(x)])
			});
			return {
				delta: times(first, second),
				back: (g) => ({ ...back(times(g, second), 'X1', 'Y1'), ...back(times(g, first), 'X2', 'Y2') })
			};
		}
		case 'lokr':
			return kroneckerOf(work, of('A'), of('B'));
	}
}

function kroneckerOf(work: Work, a: Values, b: Values): Layer {
	const { size } = work;
	const [{ columns: c }, { rows: high, columns: d }] = [
		matrixOf(work.factors, 'A'),
		matrixOf(work.factors, 'B')
	];
	const [inA, inB] = [new Int32Array(size * size), new Int32Array(size * size)];
	for (let i = 0; i < size; i++) {
		for (let j = 0; j < size; j++) {
			inA[i * size + j] = Math.floor(i / high) * c + Math.floor(j / d);
			inB[i * size + j] = (i % high) * d + (j % d);
		}
	}
	return {
		delta: Float64Array.from(inA, (x, i) => at(a, x) * at(b, inB[i] ?? 0)),
		back: (g) => {
			const [ga, gb] = [new Float64Array(a.length), new Float64Array(b.length)];
			g.forEach((value, i) => {
				const [x, y] = [inA[i] ?? 0, inB[i] ?? 0];
				ga[x] = at(ga, x) + value * at(b, y);
				gb[y] = at(gb, y) + value * at(a, x);
			});
			return { A: ga, B: gb };
		}
	};
}

/** The loss at ΔW and ∂loss/∂ΔW. */
function lossOf(work: Work, delta: Values): { loss: number; gradient: Values } {
	const { size, batch } = work;
	if (work.loss === 'matrix') {
		const target = matrixOf(work.inputs, 'T').values;
		const gradient = delta.map((x, i) => x - (target[i] ?? NaN));
		return { loss: gradient.reduce((sum, x) => sum + x * x, 0) / 2, gradient };
	}
	const [x, r0] = [float64(matrixOf(work.inputs, 'X')), float64(matrixOf(work.inputs, 'R0'))];
	const moved = product(x, transposed(delta, size, size), [batch, size, size]);
	const error = moved.map((value, i) => value + at(r0, i));
	const count = error.length;
	const loss = error.reduce((sum, value) => sum + value * value, 0) / count;
	const scaled = error.map((value) => (2 * value) / count);
	return { loss, gradient: product(transposed(scaled, batch, size), x, [size, batch, size]) };
}

const float64 = ({ values }: Matrix): Values => Float64Array.from(values);

/** Trains `steps` steps of Adam. @returns the loss before each of them, and ΔW after the last */
export function oracle(work: Work, steps: number): { losses: number[]; delta: Values } {
	const { rate, beta1, beta2, epsilon } = ADAM;
	const states = Object.entries(work.factors).map(([name, matrix]) => {
		const value = float64(matrix);
		return { name, value, m: new Float64Array(value.length), v: new Float64Array(value.length) };
	});
	const losses: number[] = [];
	const layer = (): Layer =>
		layerOf(work, Object.fromEntries(states.map(({ name, value }) => [name, value])));
	for (let t = 1; t <= steps; t++) {
		const { delta, back } = layer();
		const { loss, gradient } = lossOf(work, delta);
		losses.push(loss);
		const gradients = back(gradient);
		const [first, second] = [1 - beta1 ** t, 1 - beta2 ** t];
		for (const { name, value, m, v } of states) {
			const g = gradients[name] ?? new Float64Array();
			for (let i = 0; i < value.length; i++) {
				m[i] = beta1 * at(m, i) + (1 - beta1) * at(g, i);
				v[i] = beta2 * at(v, i) + (1 - beta2) * at(g, i) ** 2;
				value[i] = at(value, i) - (rate * (at(m, i) / first)) / (Math.sqrt(at(v, i) / second) + epsilon);
			}
		}
	}
	return { losses, delta: layer().delta };
}
