/** Words of the lesson's figures, in both languages. */
import { productsTexts } from './products.texts';
import { ranksTexts } from './ranks.texts';

const en = {
	fields: {
		block: 'Blocks filled',
		identities: 'A = B = I₃: the masks of the lesson on LoHa',
		rank: 'Rank r',
		factor: 'Split of the layer (factor); −1: as square as possible',
		decomposeBoth: 'A low-rank too, where r < max(a, c)/2',
		alpha: 'Scale α; 0: the same as r',
		out: 'Outputs O',
		in: 'Inputs I',
		task: 'Target of ΔW',
		layerOut: 'Outputs O',
		layerIn: 'Inputs I',
		layerRank: 'Rank r',
		pairA: 'Your pair: rows a of A',
		pairC: 'Your pair: columns c of A',
		nearest: 'Matrix M',
		nearestA: 'Rows of A',
		nearestC: 'Columns of A'
	},
	tasks: {
		identity: 'the identity',
		'kron:8x8': 'a product 8×8 ⊗ …',
		'kron:2x2': 'a product 2×2 ⊗ …',
		'block:8': 'eight blocks',
		'low-rank:8': 'a matrix of rank 8',
		gaussian: 'a Gaussian matrix'
	} as Readonly<Record<string, string>>,
	sameNumbers: {
		caption:
			'Three ways to make a 16 × 16 matrix from 32 random numbers. Say which rank each of them has, then measure.',
		describe: (ranks: string) =>
			ranks === ''
				? 'Three Kronecker products of 32 numbers each; their ranks are not shown yet.'
				: `Three Kronecker products of 32 numbers each. Measured ranks: ${ranks}.`,
		numbers: (n: number) => `${n} numbers`,
		guess: 'Its rank?',
		measured: 'rank measured:',
		spectrum: (rank: number) => `Singular values: ${rank} are not zero.`,
		right: 'as you predicted',
		wrong: (guess: string) => `you expected ${guess}`,
		show: 'Measure the ranks',
		hide: 'Hide the ranks',
		reroll: 'Other random numbers',
		summary: (right: number, of: number) => `${right} of ${of} predictions were right.`,
		tolerance: (size: string) =>
			`Each product is formed and decomposed in float64; what lies above ${size} counts.`
	},
	blocks: {
		caption:
			'Each entry of A becomes a block: that entry times B. Click an entry of A, move the slider, or type factors of your own.',
		describe: (v: {
			a: string;
			b: string;
			done: number;
			of: number;
			ranks: readonly [number, number, number];
		}) =>
			`A is ${v.a}, B is ${v.b}. ${v.done} of ${v.of} blocks of A ⊗ B are filled. Ranks: A ${v.ranks[0]}, B ${v.ranks[1]}, A ⊗ B ${v.ranks[2]}.`,
		typed: (letter: string) => `${letter}, typed`,
		how: 'Up to 4 × 4; a semicolon ends a row.',
		wrong: 'Not a matrix of up to 4 × 4 short numbers yet; the last good one is shown.',
		pick: (row: number, column: number, value: string) =>
			`Entry ${row}, ${column} of A: ${value}. Fill up to its block.`,
		now: (row: number, column: number, entry: string) => `Block (${row}, ${column}) is ${entry} · B.`,
		none: 'No block is filled yet.',
		walk: 'Block by block',
		rank: 'rank'
	},
	adapter: {
		caption:
			'A live LoKr adapter. A and B are drawn to scale beside the update that they make. Change anything: what you see is trained to its end.',
		describe: (v: {
			a: string;
			b: string;
			rank: number;
			step: number;
			measured: number;
			bound: number;
			error: string;
		}) =>
			`LoKr with A ${v.a} and B ${v.b} at r = ${v.rank}, step ${v.step}. The update has rank ${v.measured} of at most ${v.bound}, relative error ${v.error}.`,
		lowRank: (rows: number, columns: number, r: number) => `${rows} × ${columns}, low-rank: r = ${r}`,
		fullBlock: (rows: number, columns: number) => `${rows} × ${columns}, full`,
		target: 'target',
		spectrum: 'Singular values',
		spectrumBars: 'filled: ΔW · outlined: target',
		boundMark: (r: number) => `bound ${r}`,
		describeSpectrum: (rank: number, largest: string, bound: number) =>
			`Singular values of ΔW: ${rank} above the tolerance, the largest ${largest}; the bound is ${bound}.`,
		errorBar: 'Error and its floor',
		lora: (r: number) => `LoRA, r = ${r}`,
		parameters: 'Trained numbers',
		bound: 'Rank bound',
		measured: 'Rank measured',
		error: 'Error',
		floor: 'Floor of the error',
		notTrained: 'not trained here',
		isFull: (r: number) => `Both blocks are full from r = ${r} on: here r changes s = α/r and nothing else.`,
		fullFrom: (r: number) => `A block is low-rank; from r = ${r} on both are full.`,
		multiply: 'Step 5 on these blocks, σ(ΔW) against the sorted s·σᵢ(A)σⱼ(B): largest difference, relative,',
		about: (tolerance: string) =>
			`Error: ‖ΔW − T‖² / ‖T‖². The floor is the larger of two proven bounds: what the nearest Kronecker product of these shapes leaves, and Eckart–Young at the rank bound. Rank: singular values above ${tolerance}, in float64 from the factors.`
	},
	ranks: ranksTexts.en.ranks,
	pairs: ranksTexts.en.pairs,
	nearest: productsTexts.en.nearest,
	vec: productsTexts.en.vec,
	masks: productsTexts.en.masks
};

export type LokrTexts = typeof en;

const ko: LokrTexts = {
	fields: {
		block: '채운 블록 수',
		identities: 'A = B = I₃으로 보기: LoHa 레슨의 두 마스크',
		rank: '랭크 r',
		factor: '층을 나누는 수(factor), −1이면 정사각형에 가장 가깝게',
		decomposeBoth: 'r < max(a, c)/2이면 A도 저랭크로',
		alpha: '배율을 정하는 α, 0이면 r과 같게',
		out: '출력 O',
		in: '입력 I',
		task: 'ΔW의 목표 행렬',
		layerOut: '출력 O',
		layerIn: '입력 I',
		layerRank: '랭크 r',
		pairA: '직접 고르기: A의 행 수 a',
		pairC: '직접 고르기: A의 열 수 c',
		nearest: '행렬 M',
		nearestA: 'A의 행 수',
		nearestC: 'A의 열 수'
	},
	tasks: {
		identity: '단위행렬',
		'kron:8x8': '8×8 ⊗ … 꼴의 곱',
		'kron:2x2': '2×2 ⊗ … 꼴의 곱',
		'block:8': '블록 여덟 개',
		'low-rank:8': '랭크 8 행렬',
		gaussian: '가우스 난수 행렬'
	},
	sameNumbers: {
		caption:
			'난수 32개로 16 × 16 행렬을 만드는 세 가지 방법입니다. 각각의 랭크를 먼저 예상하고, 그다음에 재어 보십시오.',
		describe: (ranks) =>
			ranks === ''
				? '파라미터 32개로 만든 크로네커 곱 세 개. 랭크는 아직 보이지 않습니다.'
				: `파라미터 32개로 만든 크로네커 곱 세 개. 측정한 랭크: ${ranks}.`,
		numbers: (n) => `${n}개`,
		guess: '랭크는?',
		measured: '측정한 랭크:',
		spectrum: (rank) => `특잇값 가운데 0이 아닌 것 ${rank}개.`,
		right: '예상대로입니다',
		wrong: (guess) => `내 예상: ${guess}`,
		show: '랭크 재기',
		hide: '랭크 숨기기',
		reroll: '다른 난수로',
		summary: (right, of) => `예상 ${of}개 가운데 ${right}개가 맞았습니다.`,
		tolerance: (size) => `곱을 실제로 만들어 float64로 분해하고, 허용 오차 ${size}보다 큰 특잇값만 셉니다.`
	},
	blocks: {
		caption:
			'A의 원소 하나가 블록 하나가 됩니다. 그 원소에 B를 곱한 블록입니다. A의 원소를 누르거나, 슬라이더를 움직이거나, 행렬을 직접 써넣어 보십시오.',
		describe: (v) =>
			`A는 ${v.a}, B는 ${v.b}. A ⊗ B의 블록 ${v.of}개 가운데 ${v.done}개를 채웠습니다. 랭크: A ${v.ranks[0]}, B ${v.ranks[1]}, A ⊗ B ${v.ranks[2]}.`,
		typed: (letter) => `${letter} 입력`,
		how: '4 × 4까지. 세미콜론에서 행이 바뀝니다.',
		wrong: '아직 4 × 4 이하의 행렬로 읽을 수 없습니다. 마지막으로 읽은 행렬을 보여 줍니다.',
		pick: (row, column, value) => `A의 ${row}행 ${column}열 원소 ${value}. 이 블록까지 채우기.`,
		now: (row, column, entry) => `블록 (${row}, ${column}) = ${entry} · B.`,
		none: '아직 채운 블록이 없습니다.',
		walk: '블록 하나씩',
		rank: '랭크'
	},
	adapter: {
		caption:
			'이 페이지에서 실제로 학습하는 LoKr 어댑터(adapter)입니다. A와 B를 둘이 만드는 변화량 옆에 같은 비율로 그렸습니다. 무엇이든 바꾸어 보십시오. 그때마다 끝까지 학습한 결과가 나옵니다.',
		describe: (v) =>
			`A ${v.a}, B ${v.b}인 LoKr. r = ${v.rank}, 스텝 ${v.step}. 변화량의 랭크 ${v.measured}, 상한 ${v.bound}, 오차 ${v.error}.`,
		lowRank: (rows, columns, r) => `${rows} × ${columns}, 저랭크: r = ${r}`,
		fullBlock: (rows, columns) => `${rows} × ${columns}, 통째로`,
		target: '목표',
		spectrum: '특잇값',
		spectrumBars: '채운 막대: ΔW · 윤곽선: 목표',
		boundMark: (r) => `상한 ${r}`,
		describeSpectrum: (rank, largest, bound) =>
			`ΔW의 특잇값. 허용 오차보다 큰 것 ${rank}개, 가장 큰 값 ${largest}, 상한 ${bound}.`,
		errorBar: '오차와 하한',
		lora: (r) => `LoRA, r = ${r}`,
		parameters: '학습하는 파라미터 수',
		bound: '랭크 상한',
		measured: '측정한 랭크',
		error: '오차',
		floor: '오차 하한',
		notTrained: '여기서는 학습하지 않음',
		isFull: (r) => `r = ${r}부터는 두 블록을 모두 통째로 둡니다. 이제 r을 바꾸면 s = α/r만 바뀝니다.`,
		fullFrom: (r) => `지금은 저랭크인 블록이 있습니다. r = ${r}부터는 두 블록을 모두 통째로 둡니다.`,
		multiply: '이 블록들로 본 5단계. σ(ΔW)와 크기순으로 늘어놓은 s·σᵢ(A)σⱼ(B)의 최대 상대 차이:',
		about: (tolerance) =>
			`오차는 ‖ΔW − T‖² / ‖T‖²입니다. 하한은 증명된 두 값 가운데 큰 쪽입니다. 하나는 이 모양의 가장 가까운 크로네커 곱의 오차, 다른 하나는 랭크 상한에서 구한 에카르트–영 정리의 값입니다. 랭크는 허용 오차 ${tolerance}보다 큰 특잇값의 개수이며, 인수 행렬에서 float64로 계산합니다.`
	},
	ranks: ranksTexts.ko.ranks,
	pairs: ranksTexts.ko.pairs,
	nearest: productsTexts.ko.nearest,
	vec: productsTexts.ko.vec,
	masks: productsTexts.ko.masks
};

export const lokrTexts: Readonly<Record<'en' | 'ko', LokrTexts>> = { en, ko };
