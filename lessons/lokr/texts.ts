/** Words of the lesson's figures, in both languages. */
import type { Problem } from './typed';

const en = {
	fields: {
		block: 'Blocks filled',
		identities: 'A = B = I₃: the masks of the lesson on LoHa',
		rank: 'Rank r',
		factor: 'factor (−1: as square as possible)',
		decomposeBoth: 'Both blocks low-rank where that is smaller',
		alpha: 'α (0: α = r, s = 1)',
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
		rank: 'rank'
	},
	adapter: {
		caption:
			'A live LoKr adapter. A and B are drawn to scale beside the update that they make. Change anything, then train.',
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
	ranks: {
		caption:
			'LoKr on the layer of the figure above, at every r, with random factors: your sketch, the rank measured, and the numbers it takes.',
		describe: (sketch: string, rows: string) =>
			`Your sketch: ${sketch}. ${rows === '' ? 'Nothing has been measured yet.' : `Measured at each r, rank and numbers: ${rows}.`}`,
		guess: (r: number, rank: number) => `r ${r}: rank ${rank}`,
		row: (r: number, rank: number, count: number) => `r ${r}: rank ${rank}, ${count} numbers`,
		instruction:
			'Which rank will each r give? The points stand at “the rank is r”. Drag them, or draw across; with the keyboard: Tab to a point, then the arrow keys.',
		point: (r: number) => `Your guess at r = ${r}`,
		rankText: (rank: number) => `rank ${rank}`,
		yours: 'your sketch',
		bound: 'bound',
		measured: 'measured',
		measure: 'Measure at every r',
		again: 'Sketch again',
		running: (done: number, of: number) => `Measured: ${done} of ${of}`,
		gap: {
			none: () => 'Your sketch is right at every point.',
			above: (by: string) => `Your sketch is too high, by ${by} on average.`,
			below: (by: string) => `Your sketch is too low, by ${by} on average.`,
			mixed: (by: string) =>
				`Your sketch is off by ${by} on average, too high in places and too low in others.`
		},
		verdict: (equal: readonly number[], of: number) =>
			equal.length === 0
				? `Rank r at none of ${of} values of r.`
				: `Rank r at ${equal.length} of ${of} values of r: ${equal.join(', ')}.`,
		full: 'Both blocks full from r =',
		rankAxis: 'rank',
		numbersAxis: 'numbers',
		claim: 'rank = r'
	},
	pairs: {
		caption:
			'Every pair of full factors of a layer. Left: the numbers depend on the product ac alone. Right: the rank does not follow the numbers.',
		describe: (v: { layer: string; count: number; peft: string; chosen: string; cheapest: string }) =>
			`The layer ${v.layer} has ${v.count} pairs of factors. Blocks, numbers, rank: PEFT ${v.peft}; yours ${v.chosen}; the cheapest of the highest rank ${v.cheapest}.`,
		layers: 'Common layers',
		product: 'ac, numbers in A',
		cost: 'numbers in A and B',
		rank: 'rank for almost all A, B',
		legend: { full: 'full rank', notFull: 'not full', peft: 'PEFT, both full', chosen: 'your pair' },
		head: { blocks: 'Blocks', numbers: 'Numbers', rank: 'Rank, at most' },
		rows: {
			chosen: 'Your pair',
			cheapest: 'Cheapest of the highest rank',
			peft: (r: number) => `PEFT at r = ${r}`,
			lora: (r: number) => `LoRA at r = ${r}`
		},
		lowB: (r: number) => `, B of rank ${r}`
	},
	nearest: {
		caption: 'The Kronecker product nearest to a matrix: the nearest matrix of rank one to R(M).',
		describe: (v: { matrix: string; blocks: string; error: string }) =>
			`M is ${v.matrix}. The nearest product ${v.blocks} is at distance ${v.error}.`,
		matrices: { diagonal: 'diag(4, 3, 2, 1)', counting: '1 … 16', own: 'my own' } as Readonly<
			Record<string, string>
		>,
		rowPerBlock: 'a row for each block',
		spectrum: 'Singular values of R(M): the first is kept',
		kept: 'kept',
		describeSpectrum: (values: string) => `Singular values of R(M): ${values}.`,
		error: 'Distance ‖M − A ⊗ B‖',
		share: 'Share of ‖M‖² that is left',
		own: {
			label: 'Your matrix, as CSV: one row a line',
			how: (most: number) =>
				`Commas, semicolons, tabs or spaces between the numbers; up to ${most} × ${most}. It stays on this machine, and in the address of this page.`,
			problem: (problem: Problem): string => {
				switch (problem.kind) {
					case 'empty':
						return 'There is no number in it yet. What was read last is shown.';
					case 'too-many':
						return 'That is too large for this page.';
					case 'too-large':
						return `${problem.rows} × ${problem.columns} is too large for this page: at most 16 × 16.`;
					case 'beyond':
						return 'A number in it is larger than 10⁹, too large for this page.';
					case 'ragged':
						return `Line ${problem.line} has ${problem.got} numbers, the first one ${problem.expected}: make the rows equally long.`;
					case 'no-number':
						return problem.got === ''
							? `Line ${problem.line}, number ${problem.column} is empty.`
							: `Line ${problem.line}, number ${problem.column}: “${problem.got}” is not a number.`;
				}
			}
		}
	},
	vec: {
		caption: 'x = 1, 2, 3, … cut into the rows of X; what comes out, read row by row, is (A ⊗ B)x.',
		describe: (x: string, y: string) => `A ⊗ B takes ${x} to ${y}, and so does A X B transposed.`,
		rows: 'x, row by row',
		rowsAgain: 'the result, row by row',
		short: 'Multiplications for A(XBᵀ)',
		formed: 'Multiplications with A ⊗ B formed'
	},
	masks: {
		caption: 'A, each entry spread over a block, times B, repeated in each block, element by element.',
		describe: (a: number, b: number, both: number) =>
			`A ⊗ J has rank ${a}, J ⊗ B has rank ${b}; their elementwise product A ⊗ B has rank ${both}.`,
		rank: 'rank'
	}
};

export type LokrTexts = typeof en;

const ko: LokrTexts = {
	fields: {
		block: '채운 블록 수',
		identities: 'A = B = I₃로 보기: LoHa 레슨의 두 마스크',
		rank: '랭크 r',
		factor: 'factor (−1: 정사각형에 가장 가깝게)',
		decomposeBoth: '두 블록 모두, 더 작아지면 저랭크로',
		alpha: 'α (0: α = r, s = 1)',
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
				? '수 32개로 만든 크로네커 곱 세 개. 랭크는 아직 보이지 않습니다.'
				: `수 32개로 만든 크로네커 곱 세 개. 측정한 랭크: ${ranks}.`,
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
		tolerance: (size) => `곱을 실제로 만들어 float64로 분해하고, ${size}보다 큰 특잇값만 셉니다.`
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
		rank: '랭크'
	},
	adapter: {
		caption:
			'이 페이지에서 실제로 학습하는 LoKr 어댑터(adapter)입니다. A와 B를 둘이 만드는 변화량 옆에 같은 비율로 그렸습니다. 무엇이든 바꾸고 학습시켜 보십시오.',
		describe: (v) =>
			`A ${v.a}, B ${v.b}인 LoKr. r = ${v.rank}, 스텝 ${v.step}. 변화량의 랭크 ${v.measured}, 상한 ${v.bound}, 상대 오차 ${v.error}.`,
		lowRank: (rows, columns, r) => `${rows} × ${columns}, 저랭크: r = ${r}`,
		fullBlock: (rows, columns) => `${rows} × ${columns}, 통째로`,
		target: '목표',
		spectrum: '특잇값',
		spectrumBars: '채운 막대: ΔW · 테두리: 목표',
		boundMark: (r) => `상한 ${r}`,
		describeSpectrum: (rank, largest, bound) =>
			`ΔW의 특잇값. 허용 오차보다 큰 것 ${rank}개, 가장 큰 값 ${largest}, 상한 ${bound}.`,
		errorBar: '오차와 하한',
		lora: (r) => `LoRA, r = ${r}`,
		parameters: '학습하는 수',
		bound: '랭크 상한',
		measured: '측정한 랭크',
		error: '오차',
		floor: '오차 하한',
		notTrained: '여기서는 학습하지 않음',
		isFull: (r) => `r = ${r}부터는 두 블록을 모두 통째로 둡니다. 이제 r을 바꾸면 s = α/r만 바뀝니다.`,
		fullFrom: (r) => `지금은 저랭크인 블록이 있습니다. r = ${r}부터는 두 블록을 모두 통째로 둡니다.`,
		multiply: '이 블록들로 본 5단계. σ(ΔW)와 크기순으로 늘어놓은 s·σᵢ(A)σⱼ(B)의 최대 상대 차이:',
		about: (tolerance) =>
			`오차는 ‖ΔW − T‖² / ‖T‖²입니다. 하한은 증명된 두 값 가운데 큰 쪽입니다. 하나는 이 모양의 가장 가까운 크로네커 곱이 남기는 양, 다른 하나는 랭크 상한에서 에카르트–영 정리의 값입니다. 랭크는 ${tolerance}보다 큰 특잇값의 개수이며, 인수 행렬에서 float64로 계산합니다.`
	},
	ranks: {
		caption:
			'위 그림의 층에 난수로 채운 LoKr를 두고 r마다 잰 랭크와, 거기에 드는 수의 개수입니다. 점선은 재기 전에 예상한 곡선입니다.',
		describe: (sketch, rows) =>
			`예상한 곡선: ${sketch}. ${rows === '' ? '아직 재지 않았습니다.' : `r마다 측정한 랭크와 수의 개수: ${rows}.`}`,
		guess: (r, rank) => `r ${r}에서 랭크 ${rank}`,
		row: (r, rank, count) => `r ${r}: 랭크 ${rank}, 수 ${count}개`,
		instruction:
			'r마다 랭크가 얼마일까요? 점은 ‘랭크는 r’이라는 말대로 놓여 있습니다. 점을 끌거나 그림 위를 죽 그으십시오. 키보드로는 Tab으로 점을 고르고 화살표로 움직입니다.',
		point: (r) => `r = ${r}에서 내 예상`,
		rankText: (rank) => `랭크 ${rank}`,
		yours: '내 예상',
		bound: '상한',
		measured: '측정값',
		measure: 'r마다 재기',
		again: '다시 그리기',
		running: (done, of) => `${of}개 가운데 ${done}개를 쟀습니다`,
		gap: {
			none: () => '점마다 예상이 맞았습니다.',
			above: (by) => `예상이 실제보다 평균 ${by}만큼 높습니다.`,
			below: (by) => `예상이 실제보다 평균 ${by}만큼 낮습니다.`,
			mixed: (by) => `예상과 실제의 차이는 평균 ${by}. 실제보다 높은 곳도 있고 낮은 곳도 있습니다.`
		},
		verdict: (equal, of) =>
			equal.length === 0
				? `r ${of}개 가운데 랭크가 r인 경우는 없습니다.`
				: `r ${of}개 가운데 랭크가 r인 경우: ${equal.length}개 (${equal.join(', ')}).`,
		full: '두 블록을 모두 통째로 두기 시작하는 r:',
		rankAxis: '랭크',
		numbersAxis: '수의 개수',
		claim: '랭크 = r'
	},
	pairs: {
		caption:
			'한 층에서 가능한 인수 행렬의 짝 전부입니다. 왼쪽: 수의 개수는 곱 ac로만 정해집니다. 오른쪽: 랭크는 수의 개수를 따라가지 않습니다.',
		describe: (v) =>
			`${v.layer} 층에는 인수의 짝이 ${v.count}개 있습니다. 블록, 수의 개수, 랭크의 차례로: PEFT ${v.peft}; 직접 고른 짝 ${v.chosen}; 랭크가 가장 높은 짝 중 가장 싼 것 ${v.cheapest}.`,
		layers: '흔히 쓰는 층',
		product: 'ac, A에 든 수',
		cost: 'A와 B에 든 수',
		rank: '거의 모든 A, B에서의 랭크',
		legend: { full: '최대 랭크', notFull: '그보다 낮음', peft: 'PEFT, 둘 다 통째로', chosen: '직접 고른 짝' },
		head: { blocks: '블록', numbers: '수의 개수', rank: '랭크 상한' },
		rows: {
			chosen: '직접 고른 짝',
			cheapest: '랭크가 가장 높은 짝 중 가장 싼 것',
			peft: (r) => `PEFT, r = ${r}`,
			lora: (r) => `LoRA, r = ${r}`
		},
		lowB: (r) => `, B의 랭크 ${r}`
	},
	nearest: {
		caption: '행렬에 가장 가까운 크로네커 곱, 곧 R(M)에 가장 가까운 랭크 1 행렬입니다.',
		describe: (v) => `M은 ${v.matrix}. 가장 가까운 ${v.blocks} 곱까지의 거리: ${v.error}.`,
		matrices: { diagonal: 'diag(4, 3, 2, 1)', counting: '1 … 16', own: '내 행렬' },
		rowPerBlock: '블록 하나가 한 행',
		spectrum: 'R(M)의 특잇값: 첫째만 남깁니다',
		kept: '남김',
		describeSpectrum: (values) => `R(M)의 특잇값: ${values}.`,
		error: '거리 ‖M − A ⊗ B‖',
		share: '‖M‖² 가운데 남는 비율',
		own: {
			label: '내 행렬 (CSV, 한 줄이 한 행)',
			how: (most) =>
				`수 사이에는 쉼표, 세미콜론, 탭, 빈칸을 쓸 수 있습니다. ${most} × ${most}까지. 이 기기와 이 페이지의 주소에만 남습니다.`,
			problem: (problem) => {
				switch (problem.kind) {
					case 'empty':
						return '아직 수가 없습니다. 마지막으로 읽은 행렬을 보여 줍니다.';
					case 'too-many':
						return '이 페이지에는 너무 큽니다.';
					case 'too-large':
						return `${problem.rows} × ${problem.columns} 행렬은 이 페이지에 너무 큽니다. 16 × 16까지 됩니다.`;
					case 'beyond':
						return '10⁹보다 큰 수가 있습니다. 이 페이지에는 너무 큽니다.';
					case 'ragged':
						return `첫 행에는 수가 ${problem.expected}개인데 ${problem.line}번째 줄에는 ${problem.got}개 있습니다. 행의 길이를 맞춰 주십시오.`;
					case 'no-number':
						return problem.got === ''
							? `${problem.line}번째 줄의 ${problem.column}번째 칸이 비어 있습니다.`
							: `${problem.line}번째 줄의 ${problem.column}번째 칸에 있는 “${problem.got}”: 수로 읽을 수 없습니다.`;
				}
			}
		}
	},
	vec: {
		caption: 'x = 1, 2, 3, …을 X의 행으로 잘라 넣습니다. 결과를 행 순서로 읽으면 (A ⊗ B)x입니다.',
		describe: (x, y) => `A ⊗ B를 ${x}에 곱하면 ${y}. AXBᵀ로 계산해도 같습니다.`,
		rows: 'x를 행 순서로',
		rowsAgain: '결과를 행 순서로',
		short: 'A(XBᵀ)의 곱셈 횟수',
		formed: 'A ⊗ B를 만들어 둔 경우의 곱셈 횟수'
	},
	masks: {
		caption: 'A의 원소를 블록만큼 펼친 것과 블록마다 되풀이한 B를 원소끼리 곱합니다.',
		describe: (a, b, both) => `A ⊗ J의 랭크 ${a}, J ⊗ B의 랭크 ${b}. 원소끼리 곱한 A ⊗ B의 랭크 ${both}.`,
		rank: '랭크'
	}
};

export const lokrTexts: Readonly<Record<'en' | 'ko', LokrTexts>> = { en, ko };
