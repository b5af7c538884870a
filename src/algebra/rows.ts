/**
 * A scalar body over a row of places at once, in float64: what the oracle (evaluate.ts) walks through a node with. Each
 * number is what the body says of its place alone, to the last bit. It does not know where rows lie.
 */
import type { BinaryName, Scalar, UnaryName } from './scalar';

/** Numbers beside each other: that of place c is data[at + c · step]. */
export interface Row {
	readonly data: Float64Array;
	at: number;
	readonly step: number;
}

/** A body made ready: `run` fills `row`, which is the same object every time. */
interface RowBody {
	readonly row: Row;
	readonly run: () => void;
}

interface Places {
	/** Numbers of a row. */
	readonly width: number;
	/** Where each argument is read; whoever runs a body moves them. */
	readonly args: readonly Row[];
	/** The values of a letter. */
	readonly letter: (name: string) => Row;
}

/** Has a row begin elsewhere. */
export function moved(row: Row | undefined, at = 0): void {
	if (row) row.at = at;
}

const nothing = (): void => undefined;
const single = (value: number): Row => ({ data: Float64Array.of(value), at: 0, step: 0 });

/** f of each place of two rows. */
function binary(width: number, x: RowBody, y: RowBody, f: (x: number, y: number) => number): RowBody {
	const data = new Float64Array(width);
	return {
		row: { data, at: 0, step: 1 },
		run: () => {
			x.run();
			y.run();
			const { data: a, at: i, step: s } = x.row;
			const { data: b, at: j, step: t } = y.row;
			for (let c = 0; c < width; c++) data[c] = f(a[i + c * s] ?? NaN, b[j + c * t] ?? NaN);
		}
	};
}

/** The same of a sum and a product, which are nearly all there is: a loop of its own each. */
function sumOrProduct(width: number, x: RowBody, y: RowBody, fn: 'add' | 'mul'): RowBody {
	const data = new Float64Array(width);
	const isSum = fn === 'add';
	return {
		row: { data, at: 0, step: 1 },
		run: () => {
			x.run();
			y.run();
			const { data: a, at: i, step: s } = x.row;
			const { data: b, at: j, step: t } = y.row;
			if (isSum) for (let c = 0; c < width; c++) data[c] = (a[i + c * s] ?? NaN) + (b[j + c * t] ?? NaN);
			else for (let c = 0; c < width; c++) data[c] = (a[i + c * s] ?? NaN) * (b[j + c * t] ?? NaN);
		}
	};
}

function unary(width: number, x: RowBody, f: (x: number) => number): RowBody {
	const data = new Float64Array(width);
	return {
		row: { data, at: 0, step: 1 },
		run: () => {
			x.run();
			const { data: a, at: i, step: s } = x.row;
			for (let c = 0; c < width; c++) data[c] = f(a[i + c * s] ?? NaN);
		}
	};
}

const binaries: Record<Exclude<BinaryName, 'add' | 'mul'>, (x: number, y: number) => number> = {
	sub: (x, y) => x - y,
	div: (x, y) => x / y,
	max: (x, y) => Math.max(x, y)
};

const unaries: Record<UnaryName, (x: number) => number> = {
	neg: (x) => -x,
	exp: (x) => Math.exp(x),
	log: (x) => Math.log(x),
	sqrt: (x) => Math.sqrt(x),
	tanh: (x) => Math.tanh(x)
};

const same = (x: number, y: number): number => (x === y ? 1 : 0);

/** Makes a body ready for rows of so many places. @throws Error if a function that is read off has no argument */
function rowsOf(body: Scalar, places: Places): RowBody {
	const { width } = places;
	const of = (part: Scalar): RowBody => rowsOf(part, places);
	const letter = (name: string): RowBody => ({ row: places.letter(name), run: nothing });
	switch (body.kind) {
		case 'arg':
			return { row: places.args[body.index] ?? single(NaN), run: nothing };
		case 'constant':
			return { row: single(body.value), run: nothing };
		case 'letter':
			return letter(body.name);
		case 'sameLetter':
			return binary(width, letter(body.x), letter(body.y), same);
		case 'equal':
			return binary(width, of(body.x), of(body.y), same);
		case 'atLeast':
			return binary(width, of(body.x), of(body.y), (x, y) => (x >= y ? 1 : 0));
		case 'unary':
			return unary(width, of(body.x), unaries[body.fn]);
		case 'readOff': {
			const [x, y] = body.args.map(of);
			const { fn } = body;
			if (!x) throw new Error(`${fn}: expected arguments, got none`);
			if (fn === 'pow') return binary(width, x, y ?? of({ kind: 'constant', value: NaN }), (a, b) => a ** b);
			return unary(width, x, (a) => Math[fn](a));
		}
		case 'binary':
			return body.fn === 'add' || body.fn === 'mul'
				? sumOrProduct(width, of(body.x), of(body.y), body.fn)
				: binary(width, of(body.x), of(body.y), binaries[body.fn]);
	}
}

/** Puts a row into a result: place c to place c of it, or, where `count` is 1, all places into one number. */
type Gather = (into: Float64Array, from: number, count: number) => void;

/** Of a node that sums over nothing. */
function copying(width: number, { row, run }: RowBody): Gather {
	return (into, from) => {
		run();
		const { data, at, step } = row;
		for (let c = 0; c < width; c++) into[from + c] = data[at + c * step] ?? NaN;
	};
}

function adding(width: number, body: RowBody): Gather {
	const { row, run } = body;
	return (into, from, count) => {
		run();
		const { data, at, step } = row;
		if (count === 1) {
			let sum = into[from] ?? NaN;
			for (let c = 0; c < width; c++) sum += data[at + c * step] ?? NaN;
			into[from] = sum;
		} else
			for (let c = 0; c < width; c++) into[from + c] = (into[from + c] ?? NaN) + (data[at + c * step] ?? NaN);
	};
}

/** A product that is summed is added as it is made: a contraction is nothing else. */
function addingProducts(width: number, x: RowBody, y: RowBody): Gather {
	return (into, from, count) => {
		x.run();
		y.run();
		const { data: a, at: i, step: s } = x.row;
		const { data: b, at: j, step: t } = y.row;
		if (count === 1) {
			let sum = into[from] ?? NaN;
			for (let c = 0; c < width; c++) sum += (a[i + c * s] ?? NaN) * (b[j + c * t] ?? NaN);
			into[from] = sum;
		} else if (s === 0 && t === 1) {
			const factor = a[i] ?? NaN;
			for (let c = 0; c < width; c++) into[from + c] = (into[from + c] ?? NaN) + factor * (b[j + c] ?? NaN);
		} else
			for (let c = 0; c < width; c++)
				into[from + c] = (into[from + c] ?? NaN) + (a[i + c * s] ?? NaN) * (b[j + c * t] ?? NaN);
	};
}

function largest(width: number, { row, run }: RowBody): Gather {
	return (into, from, count) => {
		run();
		const { data, at, step } = row;
		for (let c = 0; c < width; c++) {
			const to = count === 1 ? from : from + c;
			into[to] = Math.max(into[to] ?? NaN, data[at + c * step] ?? NaN);
		}
	};
}

/** @param reduce what becomes of the places of one number */
export function gatherOf(reduce: 'sum' | 'max' | 'none', body: Scalar, places: Places): Gather {
	const { width } = places;
	const of = (part: Scalar): RowBody => rowsOf(part, places);
	if (reduce === 'none') return copying(width, of(body));
	if (reduce === 'max') return largest(width, of(body));
	return body.kind === 'binary' && body.fn === 'mul'
		? addingProducts(width, of(body.x), of(body.y))
		: adding(width, of(body));
}
