/** Words of the page of the digits, in both languages. Those of its training panel are the panel's. */
import type { Init } from '$src/adapters/values';
import type { Shift } from '$src/models/digitTasks';

type Words = Readonly<Record<string, string>>;

const en = {
	title: 'A network that reads digits',
	summary:
		'A frozen network knows the digits 0 to 7, upright. Draw one, let an adapter learn something new, and measure what the network forgets for it.',
	fields: {
		network: 'Frozen network',
		shift: 'To be learnt anew',
		method: 'Method',
		rank: 'Rank r',
		rate: 'Learning rate',
		rank2: 'LoHa: r₂; 0: the same as r',
		modules: 'Modules with a ΔW',
		alpha: 'Scale α; 0: the same as r',
		rslora: 's = α/√r (rsLoRA)',
		factor: 'LoKr: rows and columns of A, at most (factor); −1: A and B about as large',
		decomposeBoth: 'LoKr: A low-rank too',
		init: 'Start of the factors',
		batch: 'Pictures of a minibatch'
	},
	networks: { mlp: 'three layers (MLP)', cnn: 'two convolutions and a layer (CNN)' } as Words,
	shifts: {
		rotated: 'digits turned by 90°',
		inverted: 'inverted digits',
		unseen: 'unseen digits: 8 and 9'
	} as Readonly<Record<Shift, string>>,
	methods: {
		full: 'full fine-tuning',
		lora: 'LoRA',
		loha: 'LoHa',
		lokr: 'LoKr',
		hira: 'HiRA',
		dora: 'DoRA'
	} as Words,
	/** As the menu has them. */
	choices: {
		full: 'full fine-tuning: all of W',
		lora: 'LoRA: BA',
		loha: 'LoHa: (B₁A₁) ⊙ (B₂A₂)',
		lokr: 'LoKr: A ⊗ B',
		hira: 'HiRA: W₀ ⊙ BA',
		dora: 'DoRA: BA and row lengths'
	} as Words,
	inits: {
		default: 'as in PEFT (Python library)',
		swapped: 'the other factor is 0',
		zero: 'both 0',
		random: 'both random'
	} as Readonly<Record<Init, string>>,
	modules: {
		'all-linear': 'all but the last layer',
		all: 'all',
		head: 'the last layer alone (head)'
	} as Words,
	more: 'Further settings of the method',
	reset: 'Reset',
	pad: 'Drawing area. Arrow keys move the pen, the space bar puts it down or lifts it, Backspace takes the last stroke back. The first stroke takes the place of an example.',
	padHint:
		'Draw with mouse or finger; by keys: arrows move the pen, the space bar puts it down or lifts it. An example goes with the first stroke.',
	examples: 'Examples',
	example: (digit: number) => `Draw a ${digit}`,
	clear: 'Clear',
	empty: 'Nothing is drawn yet.',
	tasks: { old: 'Old task: as drawn', new: (shift: string) => `New task: ${shift}`, drawn: 'As drawn' },
	seen: 'What the network sees: 12 × 12 pixels',
	before: 'frozen',
	after: 'adapted',
	verdict: (digit: number, share: string) => `reads ${digit}, ${share} sure`,
	describeScores: (task: string, before: string, after: string) =>
		`${task}. Frozen it ${before}${after === '' ? '' : `; adapted it ${after}`}.`,
	caption:
		'Probabilities of the ten answers to your drawing, as the old task shows it and as the new one does: outlines before, bars after the adapter was trained. Accuracies are of 512 pictures a task that nothing was trained on.',
	describe: (v: { task: string; newBefore: string; oldBefore: string; newAfter: string; oldAfter: string }) =>
		`The frozen network is right for ${v.newBefore} of the new task (${v.task}) and for ${v.oldBefore} of the old one. ` +
		(v.newAfter === ''
			? 'Nothing is trained yet.'
			: `With the adapter it is right for ${v.newAfter} of the new and for ${v.oldAfter} of the old one.`),
	newAccuracy: 'Right on the new task',
	oldAccuracy: 'Right on the old task',
	parameters: 'Trained parameters',
	from: (before: string) => `frozen ${before}`,
	confusionTitle: 'What is taken for what',
	confusionCaption:
		'Rows: the digit that it is. Columns: the digit that the network answers. Counted on the 512 pictures of the task; a row without counts is a digit that the task has not.',
	which: 'Pictures of',
	whiches: { new: 'the new task', old: 'the old task' } as Words,
	confusionOf: (stage: string) => `Confusion matrix, ${stage}`,
	corner: 'is ↓ / read →',
	describeConfusion: (before: string, after: string) =>
		`Right before: ${before} of 512 pictures.${after === '' ? ' Nothing is trained yet.' : ` After: ${after}.`}`,
	spectraTitle: 'Rank, module by module',
	spectraCaption:
		'Singular values of the trained ΔW of each module, and the bound of the method on its rank. Rank is measured in float64 from the float32 factors.',
	bound: (bound: number) => `rank ≤ ${bound}`,
	measured: (rank: number, bound: number) => `rank measured ${rank}, bound ${bound}`,
	untrained: 'Nothing is trained yet: ΔW = 0.'
};

export type DigitTexts = typeof en;

const ko: DigitTexts = {
	title: '숫자를 읽는 신경망',
	summary:
		'동결한(frozen) 신경망은 바로 선 숫자 0부터 7까지를 압니다. 숫자를 그려 보고, 어댑터에 새로운 것을 가르친 뒤 그 대가로 무엇을 잊는지 재어 보십시오.',
	fields: {
		network: '동결한 신경망',
		shift: '새로 배울 것',
		method: '방법',
		rank: '랭크 r',
		rate: '학습률',
		rank2: 'LoHa의 r₂, 0이면 r과 같게',
		modules: 'ΔW를 붙일 모듈',
		alpha: '배율을 정하는 α, 0이면 r과 같게',
		rslora: 's = α/√r (rsLoRA)',
		factor: 'LoKr: A의 행과 열의 최대 개수(factor), −1이면 A와 B를 비슷한 크기로',
		decomposeBoth: 'LoKr: A도 저랭크로',
		init: '인수 행렬의 초기화',
		batch: '미니배치(minibatch)의 그림 수'
	},
	networks: { mlp: '층 세 개(MLP)', cnn: '합성곱 두 개와 층 하나(CNN)' },
	shifts: {
		rotated: '90° 돌린 숫자',
		inverted: '명암을 뒤집은 숫자',
		unseen: '처음 보는 숫자 8과 9'
	},
	methods: {
		full: '전체 파인튜닝',
		lora: 'LoRA',
		loha: 'LoHa',
		lokr: 'LoKr',
		hira: 'HiRA',
		dora: 'DoRA'
	},
	choices: {
		full: '전체 파인튜닝: W 전체',
		lora: 'LoRA: BA',
		loha: 'LoHa: (B₁A₁) ⊙ (B₂A₂)',
		lokr: 'LoKr: A ⊗ B',
		hira: 'HiRA: W₀ ⊙ BA',
		dora: 'DoRA: BA와 행의 길이'
	},
	inits: {
		default: 'Python 라이브러리 PEFT와 같게',
		swapped: '반대쪽 인수 행렬을 0으로',
		zero: '둘 다 0',
		random: '둘 다 난수'
	},
	modules: { 'all-linear': '마지막 층을 뺀 전부', all: '전부', head: '마지막 층만(head)' },
	more: '방법의 다른 설정',
	reset: '처음 상태로',
	pad: '그리는 곳입니다. 화살표 키로 펜을 옮기고, 스페이스 바로 펜을 대거나 떼고, 백스페이스 키로 마지막 획을 지웁니다. 예로 나온 숫자는 첫 획을 그리면 지워집니다.',
	padHint:
		'마우스나 손가락으로 그립니다. 키보드로는 화살표로 펜을 옮기고 스페이스 바로 펜을 대거나 뗍니다. 예로 나온 숫자는 첫 획을 그리면 지워집니다.',
	examples: '예',
	example: (digit) => `숫자 ${digit} 그리기`,
	clear: '지우기',
	empty: '아직 그린 것이 없습니다.',
	tasks: { old: '이전 과제: 그린 그대로', new: (shift) => `새 과제: ${shift}`, drawn: '그린 그대로' },
	seen: '신경망이 보는 12 × 12 픽셀',
	before: '동결 상태',
	after: '적응 후',
	verdict: (digit, share) => `답 ${digit}, 확신도 ${share}`,
	describeScores: (task, before, after) =>
		`${task}. 동결 상태: ${before}${after === '' ? '' : `. 적응 후: ${after}`}.`,
	caption:
		'그린 숫자를 이전 과제와 새 과제의 모습으로 보여 주었을 때, 열 가지 답의 확률입니다. 윤곽선은 어댑터를 학습하기 전, 막대는 학습한 뒤입니다. 정확도(accuracy)는 학습에 쓰지 않은 그림을 과제마다 512장씩 읽혀서 잽니다.',
	describe: (v) =>
		`동결한 신경망의 정확도는 새 과제(${v.task})에서 ${v.newBefore}, 이전 과제에서 ${v.oldBefore}입니다. ` +
		(v.newAfter === ''
			? '아직 학습하지 않았습니다.'
			: `어댑터를 붙이면 새 과제에서 ${v.newAfter}, 이전 과제에서 ${v.oldAfter}입니다.`),
	newAccuracy: '새 과제 정확도',
	oldAccuracy: '이전 과제 정확도',
	parameters: '학습한 파라미터',
	from: (before) => `동결 상태 ${before}`,
	confusionTitle: '무엇을 무엇으로 읽는가',
	confusionCaption:
		'행은 실제 숫자, 열은 신경망의 답인 혼동 행렬(confusion matrix)입니다. 과제의 그림 512장에서 셉니다. 빈 행은 그 과제에 없는 숫자입니다.',
	which: '그림',
	whiches: { new: '새 과제', old: '이전 과제' },
	confusionOf: (stage) => `혼동 행렬, ${stage}`,
	corner: '실제 ↓ / 답 →',
	describeConfusion: (before, after) =>
		`그림 512장 가운데 학습 전에 맞힌 것은 ${before}장입니다.${after === '' ? ' 아직 학습하지 않았습니다.' : ` 학습 뒤에는 ${after}장입니다.`}`,
	spectraTitle: '모듈별 랭크',
	spectraCaption:
		'학습한 ΔW의 특잇값(singular value)과 그 방법의 랭크 상한을 모듈마다 나타냅니다. 랭크는 float32인 인수 행렬을 float64로 계산해 잽니다.',
	bound: (bound) => `랭크 ≤ ${bound}`,
	measured: (rank, bound) => `측정한 랭크 ${rank}, 상한 ${bound}`,
	untrained: '아직 학습하지 않아 ΔW = 0입니다.'
};

export const digitTexts: Readonly<Record<'en' | 'ko', DigitTexts>> = { en, ko };
