/** The numbers that the derivation speaks of: all of them scalars, counted part by part (memory.ts), never by formula. */
import { leaf } from '$src/algebra/expression';
import { scalar, type Tensor } from '$src/math/tensor';
import { frozenBytes, fullMemory, GIBIBYTE, stateOf, totalOf, trainedBytes } from './memory';
import { activationsOf, fullOf, loraOf, numbersOf, trainedOf, type PeftValues } from './parameters';
import { HEAD_WIDTH } from './shape';

const number = (name: string, tex = name) => leaf(name, [], { tex });

/** The symbols; what is frozen and what is trained have the colours of the bars (src/components/style/maths.css). */
export const leaves = {
	N: number('N'),
	P: number('P'),
	/** Bytes of one trained number: itself, its gradient, its float32 copy, and the two moments. */
	w: number('w'),
	g: number('g'),
	c: number('c'),
	m1: number('m1', 'm'),
	m2: number('m2', 'v'),
	/** All of these together, and the bytes of a frozen weight. */
	k: number('k'),
	f: number('f'),
	/** Bytes without activations: everything trained, and frozen with an adapter. */
	full: number('full', 'M_{\\text{full}}'),
	peft: number('peft', 'M_{\\text{PEFT}}'),
	/** Everything trained with float32 Adam. */
	fp32: number('fp32', 'M_{\\text{fp32}}'),
	gibibytes: number('gibibytes', 'M_{\\text{GiB}}'),
	L: number('L'),
	h: number('h'),
	r: number('r'),
	s: number('s'),
	b: number('b'),
	/** Heads of a layer, and the bytes of all activations. */
	heads: number('heads', 'a'),
	act: number('act', 'M_{\\text{act}}')
};

/** Leaf name → numbers, for every leaf. */
export function environmentFor(values: PeftValues): Map<string, Tensor> {
	const bytes = trainedBytes[values.scheme];
	const full = totalOf(fullOf(values, 0));
	return new Map(
		Object.entries({
			N: numbersOf(values),
			P: trainedOf(values),
			p: trainedOf(values) / numbersOf(values),
			w: bytes.weight,
			g: bytes.gradient,
			c: bytes.master,
			m1: bytes.first,
			m2: bytes.second,
			k: stateOf(bytes),
			f: frozenBytes(values.scheme, values.frozen),
			full,
			peft: totalOf(loraOf(values, 0)),
			fp32: totalOf(fullMemory(numbersOf(values), 'fp32')),
			gibibytes: full / GIBIBYTE,
			L: values.layers,
			h: values.hidden,
			r: values.rank,
			s: values.sequence,
			b: values.batch,
			heads: values.hidden / HEAD_WIDTH,
			act: activationsOf(values)
		}).map(([name, value]) => [name, scalar(value)])
	);
}
