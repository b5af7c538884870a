/** Words of the lesson's figures, in both languages; those of the board and of the draws have files of their own. */
import type { Source } from './parameters';

const en = {
	fields: {
		m: 'Rows m',
		n: 'Columns n',
		r1: 'Columns r₁ of mask 1',
		r2: 'Columns r₂ of mask 2',
		source: 'The factors',
		out: 'Outputs m',
		in: 'Inputs n',
		alpha: 'Scale α; 0: the same as r₁',
		task: 'Target of ΔW'
	},
	sources: {
		masks: 'blocks and repeats',
		random: 'random',
		tied: 'random, tied: X₂ = X₁'
	} satisfies Record<Source, string> as Readonly<Record<string, string>>,
	terms: {
		caption:
			'Two masks, their elementwise product, and the r₁ × r₂ grid of its terms. Press a cell to add its term to the sum, or to take it away; arrow keys move over the grid.',
		describe: (v: {
			m: number;
			n: number;
			r1: number;
			r2: number;
			source: string;
			bound: number;
			rank: number;
			added: number;
			sum: number;
		}) =>
			`Two masks of ${v.m} rows and ${v.n} columns, of rank at most ${v.r1} and ${v.r2} (${v.source}). Their elementwise product has rank ${v.rank}; the bound is ${v.bound}. Of its ${v.r1 * v.r2} terms ${v.added} are added; their sum has rank ${v.sum}.`,
		first: 'first mask',
		second: 'second mask',
		product: 'product',
		grid: 'Terms of W: row k, column\u00a0l',
		cell: (k: number, l: number) => `Term k = ${k}, l = ${l}`,
		sum: 'Sum of the added terms',
		next: 'Add the next',
		all: 'Add all',
		none: 'Take all away',
		walk: 'Entry by entry',
		entry: (row: number, column: number, product: string) => `Row ${row}, column ${column}: ${product}`,
		diagonal: 'Only k = l',
		reroll: 'Draw again',
		tiedNote: 'Tied masks have one rank: r₂ follows r₁.',
		empty: 'No term is added: the sum is zero.',
		raised: (k: number, l: number, from: number, to: number) =>
			`Term (${k}, ${l}) raised the rank from ${from} to ${to}.`,
		same: (k: number, l: number, rank: number) =>
			`Term (${k}, ${l}) did not raise the rank: it stays ${rank}.`,
		fell: (k: number, l: number, from: number, to: number) =>
			`Term (${k}, ${l}) lowered the rank from ${from} to ${to}: a sum may cancel.`,
		complete: 'All terms are added: the sum is W.',
		stairs: 'Rank after each term',
		describeStairs: (ranks: string, cap: number) =>
			`Rank after each term added: ${ranks}. The cap is ${cap}.`,
		cap: (cap: number) => `bound ${cap}`,
		termsAxis: 'terms',
		parameters: 'Numbers in the factors',
		full: 'in W itself',
		bound: 'Rank bound',
		measured: 'Rank of W',
		sumRank: 'Rank of the sum',
		count: 'Terms added',
		rankOf: (r: number) => `rank ≤ ${r}`
	},
	columns: {
		caption:
			'The columns of the term that was added last, and where their products stand in P and Q. Press another cell of the grid above to see another column.',
		describe: (k: number, l: number, column: number, of: number) =>
			`Column ${k} of X1 times column ${l} of X2, element by element, is column ${column} of P; P has ${of} columns. The same for Y and Q.`,
		width: (r: number) => `${r} columns`,
		numbers: 'Numbers to hold',
		factors: 'four factors',
		thin: 'P and Q',
		full: 'W',
		multiplications: 'Multiplications for one x',
		viaFull: 'form W, then Wx',
		viaThin: 'form P and Q, then P(Qᵀx)',
		layer: (m: number, n: number, r1: number, r2: number) =>
			`For the matrices above: ${m} × ${n}, r₁ = ${r1}, r₂ = ${r2}.`
	},
	live: {
		caption:
			'A LoHa adapter that trains in this page. Below, the rank that is measured while it trains, beside the bound that it cannot pass.',
		describe: (v: {
			out: number;
			in: number;
			r1: number;
			r2: number;
			step: number;
			measured: number;
			bound: number;
			error: string;
		}) =>
			`LoHa with ranks ${v.r1} and ${v.r2} on a layer of ${v.out} outputs and ${v.in} inputs, at step ${v.step}. The update has rank ${v.measured} of at most ${v.bound}, relative error ${v.error}.`,
		target: 'target',
		first: 'first mask',
		second: 'second mask',
		parameters: 'Trained numbers, (r₁+r₂)(m+n)',
		full: 'All of ΔW, mn',
		bound: 'Rank bound',
		measured: 'Rank measured',
		stable: 'Stable rank',
		error: 'Error',
		floor: 'Floor of the error',
		floorUnknown: 'known once it trains',
		lora: 'LoRA with as many numbers',
		loraRank: (r: number, floor: string | null) =>
			floor === null ? `rank ≤ ${r}` : `rank ≤ ${r}, error ≥ ${floor}`,
		rankAbout: (tolerance: string) =>
			`Numerical rank: singular values above ${tolerance}, in float64 from the trained factors. Stable rank: Σσᵢ² / σ₁². Error: ‖ΔW − T‖² / ‖T‖²; its floor is the Eckart–Young value at the bound.`,
		ranks: 'Rank over the steps',
		rankLegend: 'numerical rank',
		stableLegend: 'stable rank',
		boundLabel: (bound: number) => `bound ${bound}`,
		sizeLabel: (size: number) => `min(m, n) = ${size}`,
		step: 'step',
		describeRanks: (steps: number, rank: number, bound: number) =>
			`Rank over ${steps} measured steps; now ${rank}, bound ${bound}.`,
		waiting: 'Watch it train, and the rank is drawn step by step.',
		spectrum: 'Singular values',
		spectrumBars: 'filled: ΔW · outlined: target',
		describeSpectrum: (rank: number, largest: string, bound: number) =>
			`Singular values of ΔW: ${rank} above the tolerance, the largest ${largest}; the bound is ${bound}.`,
		tasks: {
			'hadamard:4': 'a product of two masks of rank 4',
			identity: 'the identity',
			gaussian: 'a Gaussian matrix',
			'low-rank:8': 'a matrix of rank 8',
			'block:8': 'eight blocks',
			'kron:8x8': 'a Kronecker product'
		} as Readonly<Record<string, string>>
	}
};

export type LohaTexts = typeof en;

const ko: LohaTexts = {
	fields: {
		m: '행의 수 m',
		n: '열의 수 n',
		r1: '마스크 1의 열 수 r₁',
		r2: '마스크 2의 열 수 r₂',
		source: '인수 행렬',
		out: '출력 m',
		in: '입력 n',
		alpha: '배율을 정하는 α, 0이면 r₁과 같게',
		task: 'ΔW의 목표'
	},
	sources: { masks: '블록과 반복', random: '난수', tied: '난수, X₂ = X₁로 묶음' },
	terms: {
		caption:
			'두 마스크와 그 원소별 곱, 그리고 곱을 이루는 r₁ × r₂개 항의 격자입니다. 칸을 누르면 그 항이 합에 더해지고, 다시 누르면 빠집니다. 방향키로 격자 위를 옮겨 다닐 수 있습니다.',
		describe: (v) =>
			`${v.m}행 ${v.n}열 마스크 두 개, 랭크 상한은 각각 ${v.r1}, ${v.r2} (${v.source}). 원소별 곱의 랭크는 ${v.rank}, 상한은 ${v.bound}. 항 ${v.r1 * v.r2}개 가운데 더한 것 ${v.added}개, 그 합의 랭크 ${v.sum}.`,
		first: '첫째 마스크',
		second: '둘째 마스크',
		product: '곱',
		grid: 'W의 항들: 가로줄 k, 세로줄 l',
		cell: (k, l) => `항 k = ${k}, l = ${l}`,
		sum: '더한 항들의 합',
		next: '다음 항 더하기',
		all: '모두 더하기',
		none: '모두 빼기',
		walk: '원소 하나씩',
		entry: (row, column, product) => `${row}행 ${column}열: ${product}`,
		diagonal: 'k = l인 항만',
		reroll: '다시 뽑기',
		tiedNote: '묶은 두 마스크는 랭크가 같으므로 r₂가 r₁을 따라갑니다.',
		empty: '더한 항이 없습니다. 합은 영행렬입니다.',
		raised: (k, l, from, to) => `더한 항 (${k}, ${l}): 랭크가 커졌습니다, ${from} → ${to}.`,
		same: (k, l, rank) => `더한 항 (${k}, ${l}): 랭크는 그대로입니다, ${rank}.`,
		fell: (k, l, from, to) =>
			`더한 항 (${k}, ${l}): 랭크가 줄었습니다, ${from} → ${to}. 더하면 서로 상쇄될 수 있습니다.`,
		complete: '모든 항을 더했습니다. 합은 W입니다.',
		stairs: '항을 더할 때마다의 랭크',
		describeStairs: (ranks, cap) => `항을 하나씩 더한 뒤의 랭크: ${ranks}. 상한: ${cap}.`,
		cap: (cap) => `상한 ${cap}`,
		termsAxis: '항',
		parameters: '인수 행렬의 원소 수',
		full: 'W의 원소 수',
		bound: '랭크 상한',
		measured: 'W의 랭크',
		sumRank: '합의 랭크',
		count: '더한 항',
		rankOf: (r) => `랭크 ≤ ${r}`
	},
	columns: {
		caption:
			'마지막으로 더한 항의 열들과, 그 곱이 P와 Q에서 차지하는 자리입니다. 위 격자에서 다른 칸을 누르면 다른 열이 보입니다.',
		describe: (k, l, column, of) =>
			`X1의 ${k}번째 열과 X2의 ${l}번째 열을 원소별로 곱하면 P의 ${column}번째 열이 됩니다. P의 열은 ${of}개입니다. Y와 Q도 같습니다.`,
		width: (r) => `열 ${r}개`,
		numbers: '저장하는 원소 수',
		factors: '인수 행렬 네 개',
		thin: 'P와 Q',
		full: 'W',
		multiplications: 'x 하나에 드는 곱셈 횟수',
		viaFull: 'W를 만들어 Wx',
		viaThin: 'P와 Q를 만들어 P(Qᵀx)',
		layer: (m, n, r1, r2) => `위에 놓인 행렬: ${m} × ${n}, r₁ = ${r1}, r₂ = ${r2}.`
	},
	live: {
		caption:
			'이 페이지에서 실제로 학습하는 LoHa 어댑터입니다. 아래에는 학습하는 동안 잰 랭크와, 넘을 수 없는 상한을 함께 그립니다.',
		describe: (v) =>
			`출력 ${v.out}개, 입력 ${v.in}개인 층에 붙인 LoHa, r₁ = ${v.r1}, r₂ = ${v.r2}, 현재 스텝 ${v.step}. 변화량의 랭크 ${v.measured}, 상한 ${v.bound}, 오차 ${v.error}.`,
		target: '목표',
		first: '첫째 마스크',
		second: '둘째 마스크',
		parameters: '학습하는 파라미터 수, (r₁+r₂)(m+n)',
		full: 'ΔW 전체, mn',
		bound: '랭크 상한',
		measured: '측정한 랭크',
		stable: '안정 랭크',
		error: '오차',
		floor: '오차 하한',
		floorUnknown: '학습하면 나옵니다',
		lora: '파라미터 수가 같은 LoRA',
		loraRank: (r, floor) => (floor === null ? `랭크 ≤ ${r}` : `랭크 ≤ ${r}, 오차 ≥ ${floor}`),
		rankAbout: (tolerance) =>
			`수치 랭크: 허용 오차 ${tolerance}보다 큰 특잇값의 개수이며, 학습된 인수 행렬에서 float64로 계산합니다. 안정 랭크: Σσᵢ² / σ₁². 오차: ‖ΔW − T‖² / ‖T‖². 하한은 랭크 상한에서 구한 에카르트–영 정리의 값입니다.`,
		ranks: '스텝에 따른 랭크',
		rankLegend: '수치 랭크',
		stableLegend: '안정 랭크',
		boundLabel: (bound) => `상한 ${bound}`,
		sizeLabel: (size) => `min(m, n) = ${size}`,
		step: '스텝',
		describeRanks: (steps, rank, bound) => `${steps}번 잰 랭크의 변화. 지금 ${rank}, 상한 ${bound}.`,
		waiting: '학습 과정을 보면 스텝마다 잰 랭크가 그려집니다.',
		spectrum: '특잇값',
		spectrumBars: '채운 막대: ΔW · 윤곽선: 목표',
		describeSpectrum: (rank, largest, bound) =>
			`ΔW의 특잇값: 허용 오차보다 큰 것 ${rank}개, 가장 큰 값 ${largest}, 상한 ${bound}.`,
		tasks: {
			'hadamard:4': '랭크 4인 두 마스크의 곱',
			identity: '단위행렬',
			gaussian: '가우스 난수 행렬',
			'low-rank:8': '랭크 8인 행렬',
			'block:8': '블록 여덟 개',
			'kron:8x8': '크로네커 곱'
		}
	}
};

export const lohaTexts = { en, ko };
