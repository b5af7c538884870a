/**
 * The methods of the map: what each trains, and how many numbers that is in a model of a given shape. Words about them
 * are in map.texts.ts. Where a paper leaves the count open it is null.
 */
import { outputsOf, trainedNumbers, type ModelShape, type Targets } from './shape';

/** What kind of change a method makes to the model. */
export const families = ['layers', 'inputs', 'selection', 'scaling', 'update'] as const;
export type Family = (typeof families)[number];

export const methodIds = [
	'full',
	'adapter',
	'prefix',
	'p-tuning',
	'prompt',
	'bitfit',
	'ia3',
	'lora',
	'loha',
	'lokr',
	'qlora',
	'dora'
] as const;
export type MethodId = (typeof methodIds)[number];

/** What a count depends on. */
export interface Setting {
	readonly shape: ModelShape;
	/** r: rank, width of the bottleneck, or number of virtual tokens. */
	readonly rank: number;
	readonly targets: Targets;
	/** N, of the model itself. */
	readonly numbers: number;
}

export interface PeftMethod {
	/** null: all of the model is trained. */
	readonly family: Family | null;
	/** The paper's number at arXiv; its first four digits are year and month. */
	readonly arxiv: string | null;
	/** The count as a formula: of the model, in L, h, r and N, or of one m × n matrix. */
	readonly formula: string | null;
	readonly perMatrix?: true;
	/** Trained numbers. */
	readonly count: ((setting: Setting) => number) | null;
}

const perLayer =
	(count: (h: number, r: number) => number) =>
	({ shape, rank }: Setting): number =>
		shape.layers * count(shape.hidden, rank);

export const methods: Readonly<Record<MethodId, PeftMethod>> = {
	full: { family: null, arxiv: null, formula: 'N', count: ({ numbers }) => numbers },
	// Two adapters a layer, each 2rh + h + r with its biases (section 2.1).
	adapter: {
		family: 'layers',
		arxiv: '1902.00751',
		formula: '2L(2rh + h + r)',
		count: perLayer((h, r) => 2 * (2 * r * h + h + r))
	},
	// A key and a value for each virtual token in each layer; the network that makes them in training is thrown away.
	prefix: { family: 'inputs', arxiv: '2101.00190', formula: '2Lrh', count: perLayer((h, r) => 2 * r * h) },
	// Trains the encoder of the prompt as well, which the paper leaves open.
	'p-tuning': { family: 'inputs', arxiv: '2103.10385', formula: null, count: null },
	prompt: {
		family: 'inputs',
		arxiv: '2104.08691',
		formula: 'rh',
		count: ({ shape, rank }) => rank * shape.hidden
	},
	// Biases of q, k, v and output (4h), of the MLP (4h + h) and of two layer norms (2h), where a model has them.
	bitfit: { family: 'selection', arxiv: '2106.10199', formula: '11Lh', count: perLayer((h) => 11 * h) },
	// A factor for each key, each value and each inner number of the MLP: h + h + 4h.
	ia3: { family: 'scaling', arxiv: '2205.05638', formula: '6Lh', count: perLayer((h) => 6 * h) },
	lora: {
		family: 'update',
		arxiv: '2106.09685',
		formula: 'r(m + n)',
		perMatrix: true,
		count: ({ shape, rank, targets }) => trainedNumbers(shape, rank, targets)
	},
	loha: {
		family: 'update',
		arxiv: '2108.06098',
		formula: '2r(m + n)',
		perMatrix: true,
		count: ({ shape, rank, targets }) => trainedNumbers(shape, rank, targets, 'loha')
	},
	lokr: {
		family: 'update',
		arxiv: '2309.14859',
		formula: 'ac + bd',
		perMatrix: true,
		count: ({ shape, rank, targets }) => trainedNumbers(shape, rank, targets, 'lokr')
	},
	qlora: {
		family: 'update',
		arxiv: '2305.14314',
		formula: 'r(m + n)',
		perMatrix: true,
		count: ({ shape, rank, targets }) => trainedNumbers(shape, rank, targets)
	},
	// LoRA, and a length of each row of W, as PEFT keeps it: one for each output (the paper has one for each column).
	dora: {
		family: 'update',
		arxiv: '2402.09353',
		formula: 'r(m + n) + m',
		perMatrix: true,
		count: ({ shape, rank, targets }) => trainedNumbers(shape, rank, targets) + outputsOf(shape, targets)
	}
};

/** Year and month of the first version, from its number at arXiv. */
export function submitted(arxiv: string): { readonly year: number; readonly month: number } {
	return { year: 2000 + Number(arxiv.slice(0, 2)), month: Number(arxiv.slice(2, 4)) };
}

/** Methods with a paper, the oldest first. */
export const chronicle: readonly { readonly id: MethodId; readonly arxiv: string }[] = methodIds
	.flatMap((id) => {
		const { arxiv } = methods[id];
		return arxiv === null ? [] : [{ id, arxiv }];
	})
	.toSorted((a, b) => a.arxiv.localeCompare(b.arxiv));
