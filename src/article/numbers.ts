/**
 * The numbers in the reasons: every one is counted or bounded by the functions that the lessons use, none is typed.
 * What a publication measured is no number of ours; it stands in the words, with its source.
 */
import { adapter, type Adapter } from '$src/adapters/adapter';
import type { MethodName } from '$src/adapters/index';
import type { MethodOptions } from '$src/adapters/index';
import { atEqualParameters, optimum } from '$src/adapters/optimum';
import { leaf } from '$src/algebra/expression';
import { kron } from '$src/algebra/ops';
import { rankBound } from '$src/algebra/rankBound';
import { defaultsOf } from '$src/schema/field';
import { runSchema } from '$src/receipt/run';
import type { ClaimId } from './claims';

export type Numbers = Readonly<Record<string, number>>;

/** A method on a layer, square where only `out` is given. */
const on = (method: MethodName, options: Partial<MethodOptions> & { out: number }): Adapter =>
	adapter(method, { ...defaultsOf(runSchema), in: options.out, ...options });

/** Side of the square layer of most examples. */
const SIDE = 1024;
const BILLION = 1e9;
/** Parameters of the article's example. */
const MODEL = 60 * BILLION;

/** Bytes a parameter. Adam in 32 bits keeps weight, gradient and two moments (ZeRO, section 3.1). */
const FLOAT32 = 4;
const FLOAT16 = 2;
const KEPT = { sgd: 2, momentum: 3, adam: 4 } as const;
const ADAM = KEPT.adam * FLOAT32;
/** 16-bit weight and gradient; in 32 bits a master copy and two moments. */
const MIXED = 2 * FLOAT16 + 3 * FLOAT32;
const gigabytes = (bytes: number): number => bytes / BILLION;

/** One trained number for so many of the model. */
const TRAINED_SHARE = 0.001;
const before = gigabytes(MODEL * ADAM);
const frozen = gigabytes(MODEL * FLOAT16);
const trained = gigabytes(MODEL * TRAINED_SHARE * ADAM);

const full = on('full', { out: SIDE });
const lora1 = on('lora', { out: SIDE, rank: 1 });
const lora8 = on('lora', { out: SIDE, rank: 8 });
const loha8 = on('loha', { out: SIDE, rank: 8 });
const loha4 = on('loha', { out: SIDE, rank: 4 });
/** Above these ranks both blocks of LoKr are full. */
const lokr16 = on('lokr', { out: SIDE, rank: 16 });
const lokr64 = on('lokr', { out: SIDE, rank: 64 });
const masks = on('loha', { out: 9, rank: 3 });
const square = optimum(4 ** 2, SIDE, SIDE);
const equal = (r: number) => atEqualParameters([r, r], SIDE, SIDE);
const wide = { out: 3072, in: 768 };

export const numbers: Readonly<Partial<Record<ClaimId, Numbers>>> = {
	'sixty-billion': { small: gigabytes(7 * BILLION * FLOAT32), large: gigabytes(MODEL * FLOAT32) },
	'two-to-three': KEPT,
	'seven-hundred': {
		three: gigabytes(MODEL * FLOAT32 * KEPT.momentum),
		binary: (MODEL * FLOAT32 * KEPT.momentum) / 2 ** 30,
		adam: before,
		mixed: MIXED
	},
	'some-parameters': { added: lora8.parameters, frozen: full.parameters },
	'y-times-z': { thin: lora8.parameters, full: full.parameters },
	'fewer-numbers': {
		lora: lora1.parameters,
		full: full.parameters,
		times: full.parameters / lora1.parameters
	},
	'smaller-rank': { before, frozen, trained, times: before / (frozen + trained) },
	forward: {
		few: on('lora', { out: SIDE, rank: 4, alpha: 16 }).scale,
		many: on('lora', { out: SIDE, rank: 64, alpha: 16 }).scale
	},
	'which-weights': {
		wide: on('lora', { ...wide, rank: 8 }).parameters,
		square: on('lora', { out: 768, rank: 8 }).parameters
	},
	// A product of a matrix and a vector takes one multiplication for each number of the matrix.
	parallel: { extra: lora8.parameters, layer: full.parameters },
	elementwise: { rank: masks.rankBound },
	'rank-preserved': { bound: on('loha', { out: 100, rank: 10 }).rankBound },
	'proposition-1': { bound: masks.rankBound },
	'proof-1': { terms: 3 * 3, diagonal: 3 },
	'proposition-2': {
		cost: square.parameters,
		pairs: square.pairs.length,
		ties: optimum(10, SIDE, SIDE).pairs.length
	},
	'proof-2': {
		even: on('loha', { out: SIDE, rank: 4, rank2: 4 }).parameters,
		uneven: on('loha', { out: SIDE, rank: 2, rank2: 8 }).parameters
	},
	'r-squared': {
		loha: equal(8).loha,
		lora: equal(8).lora,
		tie: equal(2).loha,
		less: equal(1).loha,
		more: equal(1).lora
	},
	blocks: { numbers: on('lokr', { out: 4, rank: 2 }).parameters },
	'same-rank': {
		numbers: lokr16.parameters,
		lokr: lokr16.rankBound,
		lora: Math.floor(lokr16.parameters / lora1.parameters)
	},
	'table-counts': {
		lora: on('lora', { ...wide, rank: 8 }).parameters,
		loha: on('loha', { ...wide, rank: 8 }).parameters,
		lokr: on('lokr', { ...wide, rank: 32 }).parameters,
		twice: 24 * 32 + 32 * 24,
		rank: rankBound(kron(leaf('A', [24, 32]), leaf('B', [32, 24]))),
		blocks: on('lokr', { out: 768, rank: 16 }).parameters
	},
	'table-ranks': {
		loha: loha8.parameters,
		lora: lora8.parameters,
		fair: loha4.rankBound,
		unfair: loha8.rankBound
	},
	'table-lokr': {
		numbers: lokr64.parameters,
		rank: lokr64.rankBound,
		low: on('lokr', { out: SIDE, rank: 8 }).rankBound
	}
};
