/** Words that the lesson's figures share, and those of its table, in both languages. */
import { methodOptions, type Run } from '$src/receipt/run';
import { shapeOfBlocks, type Contestant } from './contestants';
import type { CompareValues } from './parameters';
import type { LanePhase } from './lane';

type Names = Readonly<Record<Contestant, string>>;
type Words = Readonly<Record<string, string>>;

function sizeOf(run: Run): string {
	const { method, rank, rank2, out, in: columns } = run;
	switch (method) {
		case 'loha':
			return `r₁ = ${rank}, r₂ = ${rank2 === 0 ? rank : rank2}`;
		case 'lokr':
			return shapeOfBlocks(methodOptions(run));
		case 'full':
			return `${out}×${columns}`;
		default:
			return `r = ${rank}`;
	}
}

const en = {
	methods: { lora: 'LoRA', loha: 'LoHa', lokr: 'LoKr', hira: 'HiRA', full: 'full ΔW' } as Names,
	sizeOf,
	structures: {
		lora: 'A thin matrix B times a wide matrix A.',
		loha: 'The elementwise product of X1 times Y1 transposed and X2 times Y2 transposed.',
		lokr: 'The Kronecker product of a block A and a block B.',
		hira: 'The elementwise product of the frozen weights W0 and B times A.',
		full: 'All elements of ΔW.'
	} as Names,
	fields: {
		out: 'Outputs m',
		in: 'Inputs n',
		rank: 'Rank r of LoRA',
		equal: 'Hold equal',
		blocks: 'Blocks of LoKr',
		task: 'Target T, 64 × 64',
		guess: 'Your ranking, smallest error first',
		flow: 'The budget as',
		axis: 'Over the parameters',
		steps: 'Steps',
		lr: 'Learning rate in the middle',
		rates: 'Learning rates of each method',
		backend: 'Run on',
		seed: 'Seed',
		spike: 'Size of the update, ‖ΔW‖',
		spikeRank: 'Spread over k directions',
		gridMost: 'r₁ and r₂ up to',
		gridSteps: 'Steps a cell',
		shade: 'Colour by',
		r1: 'r₁',
		r2: 'r₂'
	} as Readonly<Record<keyof CompareValues, string>>,
	equal: { parameters: 'the number of parameters', rank: 'the rank r' } as Words,
	rates: { three: 'a third of it, it, three times it', one: 'this one' } as Words,
	blocks: {
		auto: 'nearest to the budget',
		'2x2': '2×2 ⊗ 32×32',
		'4x4': '4×4 ⊗ 16×16',
		'8x8': '8×8 ⊗ 8×8'
	} as Words,
	tasks: {
		identity: 'identity',
		gaussian: 'Gaussian',
		'low-rank:8': 'rank 8',
		'kron:2x2': '2×2 ⊗ 32×32',
		'kron:8x8': '8×8 ⊗ 8×8',
		'block:8': 'eight blocks',
		'hadamard:4': 'planted Hadamard'
	} as Words,
	axes: { error: 'error', rank: 'rank' } as Words,
	shades: { error: 'error', rank: 'rank', parameters: 'parameters' } as Words,
	lane: {
		hira: 'W₀ ⊙ BA: the mask is W₀',
		phases: {
			waiting: '',
			preparing: 'preparing',
			training: 'training',
			done: 'done',
			stopped: 'stopped',
			failed: 'failed'
		} as Readonly<Record<LanePhase, string>>,
		parameters: 'Parameters',
		bound: 'Rank at most',
		measured: 'Rank measured',
		floor: 'Floor of the error',
		error: 'Error',
		rate: 'Best rate',
		tried: 'Error by rate:',
		spectrumBound: (bound: number) => `≤ ${bound}`,
		describeSpectrum: (rank: number, bound: number) =>
			`Singular values of ΔW beside those of the target: ${rank} above the tolerance, at most ${bound} possible.`
	},
	table: {
		caption:
			'First the table as it is often printed, for a square weight d × d and at equal r; struck out is what does not hold. Then the counts and bounds of the methods themselves.',
		article: 'As often printed (d × d, equal r)',
		ours: (equal: string) => `m × n, equal: ${equal}`,
		numbers: 'Parameters',
		rank: 'Rank at most',
		square: 'The first table has one d only: it says nothing of a layer with m ≠ n.',
		blocks:
			'LoKr has two full blocks here, of the shapes whose count is nearest to the budget in ratio. It cannot always come near: blocks must divide m and n.',
		peft: 'LoKr as PEFT builds it at this r: the most square blocks, and B in two thin factors while r is smaller than half its larger side.',
		row: (method: string, parameters: string, bound: string) =>
			`${method}: ${parameters} parameters, rank at most ${bound}.`
	}
};

export type CompareTexts = typeof en;

const ko: CompareTexts = {
	methods: { lora: 'LoRA', loha: 'LoHa', lokr: 'LoKr', hira: 'HiRA', full: 'ΔW 전체' },
	sizeOf,
	structures: {
		lora: '얇은 행렬 B와 납작한 행렬 A의 곱.',
		loha: 'X1과 Y1 전치의 곱, X2와 Y2 전치의 곱을 원소별로 곱한 것.',
		lokr: '블록 A와 블록 B의 크로네커 곱.',
		hira: '동결한 가중치 W0과 B 곱하기 A의 원소별 곱.',
		full: 'ΔW의 모든 원소.'
	},
	fields: {
		out: '출력 m',
		in: '입력 n',
		rank: 'LoRA의 랭크 r',
		equal: '무엇을 같게 할까',
		blocks: 'LoKr의 블록',
		task: '목표 행렬 T, 64 × 64',
		guess: '내가 매긴 순위, 오차가 작은 것부터',
		flow: '예산을 쓰는 방법',
		axis: '세로축',
		steps: '스텝',
		lr: '가운데 학습률',
		rates: '방법마다 시도할 학습률',
		backend: '실행할 곳',
		seed: '시드',
		spike: '변화량의 크기 ‖ΔW‖',
		spikeRank: '나누어 넣을 방향 수 k',
		gridMost: 'r₁과 r₂의 최댓값',
		gridSteps: '칸마다 스텝',
		shade: '색의 뜻',
		r1: 'r₁',
		r2: 'r₂'
	},
	equal: { parameters: '파라미터 수', rank: '랭크 r' },
	rates: { three: '3분의 1배, 1배, 3배', one: '하나만' },
	blocks: {
		auto: '예산에 가장 가깝게',
		'2x2': '2×2 ⊗ 32×32',
		'4x4': '4×4 ⊗ 16×16',
		'8x8': '8×8 ⊗ 8×8'
	},
	tasks: {
		identity: '단위행렬',
		gaussian: '가우스 난수',
		'low-rank:8': '랭크 8',
		'kron:2x2': '2×2 ⊗ 32×32',
		'kron:8x8': '8×8 ⊗ 8×8',
		'block:8': '블록 여덟 개',
		'hadamard:4': '심어 둔 아다마르 곱'
	},
	axes: { error: '오차', rank: '랭크' },
	shades: { error: '오차', rank: '랭크', parameters: '파라미터 수' },
	lane: {
		hira: 'W₀ ⊙ BA, 마스크는 W₀',
		phases: {
			waiting: '',
			preparing: '준비 중',
			training: '학습 중',
			done: '끝',
			stopped: '멈춤',
			failed: '실패'
		},
		parameters: '파라미터 수',
		bound: '랭크 상한',
		measured: '측정한 랭크',
		floor: '오차 하한',
		error: '오차',
		rate: '가장 좋은 학습률',
		tried: '학습률별 오차:',
		spectrumBound: (bound) => `≤ ${bound}`,
		describeSpectrum: (rank, bound) =>
			`목표 행렬의 특잇값과 나란히 놓은 ΔW의 특잇값. 허용 오차보다 큰 것 ${rank}개, 가능한 최대 개수 ${bound}.`
	},
	table: {
		caption:
			'첫째는 흔히 보는 표입니다. 정사각 가중치 d × d를 같은 r에서 비교하며, 줄을 그은 칸은 성립하지 않습니다. 둘째는 방법의 정의에서 그대로 센 파라미터 수와 상한입니다.',
		article: '흔히 보는 표 (d × d, 같은 r)',
		ours: (equal) => `m × n, 같게 둔 것: ${equal}`,
		numbers: '파라미터 수',
		rank: '랭크 상한',
		square: '첫째 표에는 d 하나뿐이라 m ≠ n인 층에 대해서는 알 수 없습니다.',
		blocks:
			'여기서 LoKr는 블록 두 개를 통째로 두고, 파라미터 수가 예산에 (비율로 따져) 가장 가까운 모양을 씁니다. 블록의 변은 m이나 n의 약수여야 하므로 늘 가까운 값이 있지는 않습니다.',
		peft: '이 r에서 PEFT가 만드는 LoKr입니다. 블록은 정사각형에 가장 가깝게 잡고, r이 B의 긴 변의 절반보다 작으면 B를 얇은 행렬 두 개로 나눕니다.',
		row: (method, parameters, bound) => `${method}: 파라미터 ${parameters}개, 랭크 상한 ${bound}.`
	}
};

export const compareTexts: Readonly<Record<'en' | 'ko', CompareTexts>> = { en, ko };
