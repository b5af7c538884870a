/** Words of the lesson's figures, in both languages. */
import type { Init } from '$src/adapters/values';

type Inits = Readonly<Record<Init, string>>;

const en = {
	fields: {
		rank: 'Rank r',
		out: 'Outputs m',
		in: 'Inputs n',
		alpha: 'Scale α; 0: the same as r',
		task: 'Target of ΔW',
		init: 'Start',
		layerOut: 'Outputs m',
		layerIn: 'Inputs n',
		layerRank: 'Rank r',
		merged: 'Merge the branch into W₀',
		batch: 'Inputs at once'
	},
	tasks: {
		'low-rank:8': 'a matrix of rank 8',
		identity: 'the identity',
		gaussian: 'a Gaussian matrix',
		'block:8': 'eight blocks',
		'kron:8x8': 'a Kronecker product',
		'regression:8': 'data, with W₀ in it'
	} as Readonly<Record<string, string>>,
	inits: { default: 'B = 0', swapped: 'A = 0', zero: 'both 0', random: 'both random' } as Inits,
	adapter: {
		caption:
			'The live adapter. B and A are drawn to scale beside the frozen weights; below, the spectrum of the update they make. Change anything: what you see is trained to its end.',
		describe: (v: {
			out: number;
			in: number;
			rank: number;
			step: number;
			measured: number;
			bound: number;
			error: string;
		}) =>
			`LoRA of rank ${v.rank} on a layer of ${v.out} outputs and ${v.in} inputs, at step ${v.step}. The update has rank ${v.measured} of at most ${v.bound}, relative error ${v.error}.`,
		frozen: 'frozen',
		target: 'target',
		sampled: 'Of this large layer, evenly spaced rows and columns are drawn.',
		parameters: 'Trained numbers, r(m+n)',
		full: 'All of ΔW, mn',
		bound: 'Rank bound',
		measured: 'Rank measured',
		error: 'Error',
		floor: 'Floor of the error',
		floorUnknown: 'known once it trains',
		floorNone: 'too large a layer for it',
		layer: 'Layer and start',
		howMeasured: 'How this is measured',
		errorAbout: 'Error: ‖ΔW − T‖² / ‖T‖². The floor is the Eckart–Young value at this rank.',
		rankAbout: (tolerance: string) =>
			`Numerical rank: singular values above ${tolerance}, computed in float64 from the factors themselves.`,
		gradients: 'Gradients now',
		spectrum: 'Singular values',
		spectrumBars: 'filled: ΔW · outlined: target',
		spectrumBound: (r: number) => `bound ${r}`,
		describeSpectrum: (rank: number, largest: string, bound: number) =>
			`Singular values of ΔW: ${rank} above the tolerance, the largest ${largest}; the bound is ${bound}.`,
		errorBar: 'Error and its floor',
		regression: 'Here the loss is measured on data, X(W₀ + ΔW)ᵀ ≈ Y: the error need not reach the floor.'
	},
	inits4: {
		caption: 'Four starts. Predict first; then all four are trained with the settings above.',
		head: ['Start', 'Your prediction', 'What happened'],
		guesses: { open: '–', trains: 'it trains', stuck: 'it never moves' },
		label: (init: string) => `Your prediction for ${init}`,
		run: 'Train all four',
		running: (init: string) => `Training: ${init}`,
		notYet: 'not run yet',
		moved: (from: string, to: string) => `It trains: error ${from} → ${to}.`,
		stuck: (error: string) => `Nothing moved: error ${error} from first to last step.`,
		diverged: 'It diverged at this learning rate.',
		right: 'As you predicted.',
		wrong: { trains: 'You expected it to train.', stuck: 'You expected it to stay where it is.' },
		none: 'No prediction.',
		gradients: (b: string, a: string) => `Gradients at step 0: ‖∂B‖ = ${b}, ‖∂A‖ = ${a}.`,
		why: {
			default: 'A is random, so B has a gradient, and A has one from the second step on.',
			swapped: 'B is random, so A has a gradient: the mirror image.',
			zero: 'Each gradient contains the other factor, and both are zero: 0 = sG·0ᵀ and 0 = s·0ᵀG, at every step.',
			random:
				'Both have a gradient, but ΔW ≠ 0 at the start: the layer is damaged before it has learnt anything.'
		} as Inits,
		summary: (right: number, of: number) => `${right} of ${of} predictions were right.`,
		describe: (done: number) => `Table of four starts; ${done} of them have been trained.`
	},
	merge: {
		caption: 'The layer with its branch, and merged. Both outputs are computed in float32 and compared.',
		describe: (merged: boolean, difference: string) =>
			`${merged ? 'Merged: x goes through one matrix.' : 'Unmerged: x goes through W₀ and, beside it, through A and B.'} Largest difference of the two outputs: ${difference} of the largest output.`,
		trained: 'B and A are those trained above.',
		untrained: 'Nothing is trained yet: B and A are random here, so that there is something to merge.',
		difference: 'Largest difference, relative',
		tolerance: 'Tolerance',
		within: 'within the tolerance',
		beyond: 'beyond the tolerance',
		measure: 'Measure both',
		measuring: 'Measuring …',
		layer: 'Layer',
		unmerged: 'Unmerged',
		merged: 'Merged',
		ratio: 'Unmerged / merged',
		counted: 'by counting',
		about: (samples: number, resolution: string) =>
			`Microseconds a forward pass: median of ${samples} samples each, in brackets the middle half. The clock of this browser moves in steps of ${resolution} µs; each sample is at least 40 of them long. float32, one thread, a worker of this page.`,
		failed:
			'The worker that measures gave no answer. Measure again, or reload the page; a content blocker may be stopping workers.',
		larger: 'a larger layer',
		output: 'h'
	},
	count: {
		caption: 'Numbers to train, counted by the method itself.',
		lora: 'LoRA, r(m+n)',
		full: 'all of ΔW, mn',
		times: (ratio: string) => `${ratio} times fewer`,
		more: (ratio: string) => `${ratio} times more: r is beyond the break-even mn/(m+n)`,
		equal: 'equally many',
		describe: (lora: string, full: string) => `LoRA trains ${lora} numbers; all of ΔW would be ${full}.`
	}
};

export type LoraTexts = typeof en;

const ko: LoraTexts = {
	fields: {
		rank: '랭크 r',
		out: '출력 m',
		in: '입력 n',
		alpha: '배율을 정하는 α, 0이면 r과 같게',
		task: 'ΔW의 목표 행렬',
		init: '초기화',
		layerOut: '출력 m',
		layerIn: '입력 n',
		layerRank: '랭크 r',
		merged: '갈래를 W₀에 병합',
		batch: '한 번에 넣는 입력'
	},
	tasks: {
		'low-rank:8': '랭크 8 행렬',
		identity: '단위행렬',
		gaussian: '가우스 난수 행렬',
		'block:8': '블록 여덟 개',
		'kron:8x8': '크로네커 곱',
		'regression:8': '데이터 (W₀ 포함)'
	},
	inits: { default: 'B = 0', swapped: 'A = 0', zero: '둘 다 0', random: '둘 다 난수' },
	adapter: {
		caption:
			'직접 학습시키는 어댑터(adapter)입니다. B와 A를 동결한 가중치 옆에 같은 비율로 그렸습니다. 그 아래는 둘이 만드는 변화량의 스펙트럼입니다. 무엇이든 바꾸어 보십시오. 그때마다 끝까지 학습한 결과가 나옵니다.',
		describe: (v) =>
			`출력 ${v.out}개, 입력 ${v.in}개인 층에 랭크 ${v.rank}인 LoRA. 스텝 ${v.step}. 변화량의 랭크 ${v.measured}, 상한 ${v.bound}, 오차 ${v.error}.`,
		frozen: '동결',
		target: '목표',
		sampled: '층이 커서 일정한 간격의 행과 열만 그렸습니다.',
		parameters: '학습하는 파라미터 수, r(m+n)',
		full: 'ΔW 전체, mn',
		bound: '랭크 상한',
		measured: '측정한 랭크',
		error: '오차',
		floor: '오차 하한',
		floorUnknown: '학습하면 나옵니다',
		floorNone: '층이 커서 구하지 않음',
		layer: '층과 초기화',
		howMeasured: '측정 방법',
		errorAbout: '오차는 ‖ΔW − T‖² / ‖T‖²이고, 하한은 이 랭크에서 에카르트–영 정리의 값입니다.',
		rankAbout: (tolerance) =>
			`측정한 랭크는 수치 랭크(numerical rank), 즉 허용 오차 ${tolerance}보다 큰 특잇값의 개수입니다. 인수 행렬에서 float64로 직접 계산합니다.`,
		gradients: '지금 그래디언트',
		spectrum: '특잇값',
		spectrumBars: '채운 막대: ΔW · 윤곽선: 목표',
		spectrumBound: (r) => `상한 ${r}`,
		describeSpectrum: (rank, largest, bound) =>
			`ΔW의 특잇값. 허용 오차보다 큰 것 ${rank}개, 가장 큰 값 ${largest}, 상한 ${bound}.`,
		errorBar: '오차와 하한',
		regression:
			'여기서는 손실을 데이터에서 잽니다(X(W₀ + ΔW)ᵀ ≈ Y). 그래서 오차가 하한까지 내려가지 않을 수 있습니다.'
	},
	inits4: {
		caption: '네 가지 초기화입니다. 먼저 예상하고, 위와 같은 설정으로 넷을 모두 학습시킵니다.',
		head: ['초기화', '내 예상', '실제'],
		guesses: { open: '–', trains: '학습된다', stuck: '움직이지 않는다' },
		label: (init) => `${init}: 내 예상`,
		run: '넷 모두 학습',
		running: (init) => `학습 중: ${init}`,
		notYet: '아직 실행 전',
		moved: (from, to) => `학습됩니다. 오차 ${from} → ${to}.`,
		stuck: (error) => `움직이지 않습니다. 처음부터 끝까지 오차 ${error}.`,
		diverged: '이 학습률에서는 발산합니다.',
		right: '예상대로입니다.',
		wrong: { trains: '학습된다고 예상했습니다.', stuck: '움직이지 않는다고 예상했습니다.' },
		none: '예상 없음.',
		gradients: (b, a) => `스텝 0의 그래디언트: ‖∂B‖ = ${b}, ‖∂A‖ = ${a}.`,
		why: {
			default: 'A가 난수이므로 B에 그래디언트가 있고, 두 번째 스텝부터는 A에도 생깁니다.',
			swapped: 'B가 난수이므로 A에 그래디언트가 있습니다. 앞의 경우에서 두 행렬의 역할만 바뀌었습니다.',
			zero: '한 인수 행렬의 그래디언트에는 다른 인수 행렬이 들어 있는데 둘 다 0입니다. 스텝마다 0 = sG·0ᵀ, 0 = s·0ᵀG가 되풀이됩니다.',
			random:
				'둘 다 그래디언트가 있지만 처음부터 ΔW ≠ 0입니다. 학습하기도 전에 층의 출력이 이미 달라져 있습니다.'
		},
		summary: (right, of) => `예상 ${of}개 가운데 ${right}개가 맞았습니다.`,
		describe: (done) => `네 가지 초기화의 표. 지금까지 ${done}개를 학습했습니다.`
	},
	merge: {
		caption: '갈래가 따로 있는 층과 병합한 층. 두 출력을 float32로 계산해 비교합니다.',
		describe: (merged, difference) =>
			`${merged ? '병합함: x는 행렬 하나만 지납니다.' : '병합하지 않음: x는 W₀을 지나고, 옆에서는 A와 B를 지납니다.'} 두 출력의 최대 차이는 가장 큰 출력의 ${difference}배입니다.`,
		trained: 'B와 A는 위에서 학습한 행렬입니다.',
		untrained: '아직 학습하지 않았습니다. 병합할 것이 있도록 여기서는 B와 A를 난수로 두었습니다.',
		difference: '최대 상대 차이',
		tolerance: '허용 오차',
		within: '허용 오차 안',
		beyond: '허용 오차 밖',
		measure: '둘 다 재기',
		measuring: '재는 중 …',
		layer: '층',
		unmerged: '병합 전',
		merged: '병합 후',
		ratio: '병합 전 / 병합 후',
		counted: '곱셈 횟수로는',
		about: (samples, resolution) =>
			`순전파(forward pass) 한 번에 걸리는 시간(µs). 각각 표본 ${samples}개의 중앙값이고, 괄호 안은 가운데 절반의 범위입니다. 이 브라우저의 시계는 ${resolution} µs 간격으로 움직이며, 표본 하나는 그 간격의 40배보다 깁니다. float32, 스레드 하나, 이 페이지의 워커.`,
		failed:
			'시간을 재는 워커가 답하지 않습니다. 다시 재어 보거나 페이지를 새로 고치십시오. 콘텐츠 차단기가 워커를 막고 있을 수 있습니다.',
		larger: '더 큰 층',
		output: 'h'
	},
	count: {
		caption: '학습하는 파라미터 수입니다. 방법의 정의에서 그대로 나옵니다.',
		lora: 'LoRA, r(m+n)',
		full: 'ΔW 전체, mn',
		times: (ratio) => `${ratio}분의 1`,
		more: (ratio) => `${ratio}배로 더 많음: r이 손익분기점 mn/(m+n)보다 큽니다`,
		equal: '똑같음',
		describe: (lora, full) => `LoRA의 파라미터는 ${lora}개, ΔW 전체의 원소는 ${full}개입니다.`
	}
};

export const loraTexts: Readonly<Record<'en' | 'ko', LoraTexts>> = { en, ko };
