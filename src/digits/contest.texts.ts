/** Words of the figures that compare methods, in both languages. */
const en = {
	methodsTitle: 'Methods with equally many parameters',
	meanings: {
		full: 'trains W itself',
		lora: 'ΔW = s·BA, a product of two thin factors',
		loha: 'ΔW = s·(B₁A₁) ⊙ (B₂A₂), two such products multiplied entry by entry',
		lokr: 'ΔW = s·A ⊗ B, a Kronecker product: each entry of A times all of B',
		hira: 'ΔW = s·W₀ ⊙ BA: the frozen W₀, each entry scaled by an entry of BA',
		dora: 'LoRA, with the length of each row of W trained by itself'
	},
	lesson: (method: string) => `Lesson on ${method}`,
	methodsCaption: (parameters: string) =>
		`Each method gets the rank (LoKr also the size of A) that brings it nearest to ${parameters} parameters, as LoRA has at the set rank; full fine-tuning has no rank to choose and is there for comparison. Each is shown at the best of four learning rates, the one with the least loss on the new task. It is chosen on the pictures that it is measured on. Where marks cover one another, the last of the legend is on top.`,
	methodsAlternative: (known: number, of: number) => `${known} of ${of} runs are trained.`,
	ends: {
		largest: (names: string) =>
			`Of these methods the best rate is the largest of the four: ${names}. A larger one might be better, and what is forgotten may come of the rate more than of the method.`,
		smallest: (names: string) =>
			`Of these methods the best rate is the smallest of the four: ${names}. A smaller one might be better.`
	},
	start: (runs: number) => `Train ${runs} runs`,
	counting: 'Getting ready …',
	goOn: 'Go on',
	again: 'All trained',
	stop: 'Stop',
	progress: (done: number, of: number) => `${done} of ${of} runs`,
	phases: { idle: '', training: 'training', stopped: 'stopped', done: 'done', failed: 'failed' },
	head: {
		method: 'Method',
		rank: 'Rank r',
		parameters: 'Trained',
		lr: 'Rate',
		fresh: 'Right, new task',
		old: 'Right, old task',
		loss: 'Loss, new task'
	},
	split: (rank: number, factor: number) => (factor < 0 ? String(rank) : `${rank}, A ≤ ${factor} × ${factor}`),
	all: 'All learning rates',
	diverged: 'diverged',
	notYet: '–',
	axisOld: 'right on the old task →',
	axisNew: 'right on the new task ↑',
	chart: 'Learning against forgetting',
	points: (name: string, fresh: string, old: string) => `${name}: new ${fresh}, old ${old}`,
	nothing: 'Nothing is trained yet.',
	open: 'Set it above',
	seedsTitle: 'Five seeds: what is learnt, what is forgotten',
	seedsCaption:
		'The same methods, each at its best rate from above, with the seeds 1 to 5: mean and standard deviation of the share of pictures that are read right. A large dot is a mean, a small one a run. “LoRA learns less and forgets less” (Biderman et al., arXiv 2405.09673) was found on large language models; here stands what these small networks do with these digits, and no more.',
	seedsFirst: 'Before the seeds, the runs with the four learning rates above will be trained.',
	spread: (mean: string, deviation: string) => `${mean} ± ${deviation}`,
	some: (known: number, of: number) => `${known} of ${of}`
};

export type ContestTexts = typeof en;

const ko: ContestTexts = {
	methodsTitle: '파라미터 수를 맞춘 여러 방법',
	meanings: {
		full: 'W를 그대로 학습합니다',
		lora: 'ΔW = s·BA, 얇은 두 인수 행렬의 곱입니다',
		loha: 'ΔW = s·(B₁A₁) ⊙ (B₂A₂), 그런 곱 두 개를 원소별로 곱합니다',
		lokr: 'ΔW = s·A ⊗ B, A의 원소마다 B 전체를 곱하는 크로네커 곱입니다',
		hira: 'ΔW = s·W₀ ⊙ BA, 동결한 W₀의 원소마다 BA의 원소를 곱합니다',
		dora: 'LoRA에 더하여 W의 각 행의 길이를 따로 학습합니다'
	},
	lesson: (method) => `${method} 레슨`,
	methodsCaption: (parameters) =>
		`방법마다 파라미터 수가 ${parameters}개(위에서 정한 랭크의 LoRA)에 가장 가까워지는 랭크를 쓰고, LoKr는 A의 크기도 그렇게 고릅니다. 전체 파인튜닝(full fine-tuning)은 고를 랭크가 없어 비교용으로 둡니다. 학습률(learning rate)을 네 가지씩 시험하고, 새 과제의 손실이 가장 작은 것을 그래프와 표에 올립니다. 이 학습률은 정확도를 재는 바로 그 그림에서 골랐습니다. 점이 겹치면 범례에서 뒤에 나오는 방법이 위에 그려집니다.`,
	methodsAlternative: (known, of) => `실행 ${of}개 가운데 ${known}개를 학습했습니다.`,
	ends: {
		largest: (names) =>
			`다음 방법에서는 시험한 학습률 가운데 가장 큰 것이 가장 좋았습니다: ${names}. 더 큰 학습률이 더 좋을 수 있고, 잊은 정도도 방법보다 학습률 때문일 수 있습니다.`,
		smallest: (names) =>
			`다음 방법에서는 시험한 학습률 가운데 가장 작은 것이 가장 좋았습니다: ${names}. 더 작은 학습률이 더 좋을 수 있습니다.`
	},
	start: (runs) => `실행 ${runs}개 학습`,
	counting: '준비 중 …',
	goOn: '이어서 학습',
	again: '모두 학습했음',
	stop: '멈춤',
	progress: (done, of) => `실행 ${of}개 중 ${done}개`,
	phases: { idle: '', training: '학습 중', stopped: '멈춤', done: '완료', failed: '실패' },
	head: {
		method: '방법',
		rank: '랭크 r',
		parameters: '파라미터',
		lr: '학습률',
		fresh: '새 과제 정확도',
		old: '이전 과제 정확도',
		loss: '새 과제의 손실'
	},
	split: (rank, factor) => (factor < 0 ? String(rank) : `${rank}, A ≤ ${factor} × ${factor}`),
	all: '모든 학습률',
	diverged: '발산',
	notYet: '–',
	axisOld: '이전 과제 정확도 →',
	axisNew: '새 과제 정확도 ↑',
	chart: '배운 것과 잊은 것',
	points: (name, fresh, old) => `${name}: 새 과제 ${fresh}, 이전 과제 ${old}`,
	nothing: '아직 학습하지 않았습니다.',
	open: '위 설정에 적용',
	seedsTitle: '시드 다섯 개: 배운 것과 잊은 것',
	seedsCaption:
		'같은 방법들을 위에서 가장 좋았던 학습률로, 시드(seed)를 1부터 5까지 바꾸어 학습합니다. 정확도의 평균과 표준편차(standard deviation)입니다. 큰 점은 평균, 작은 점은 실행 하나입니다. “LoRA는 덜 배우고 덜 잊는다”(Biderman 외, arXiv 2405.09673)는 큰 언어 모델에서 얻은 결과입니다. 여기에는 이 작은 신경망이 이 숫자들에서 보인 결과만 적습니다.',
	seedsFirst: '위 그림의 네 가지 학습률로 먼저 학습한 뒤, 시드를 바꾸어 학습합니다.',
	spread: (mean, deviation) => `${mean} ± ${deviation}`,
	some: (known, of) => `${of}개 중 ${known}개`
};

export const contestTexts: Readonly<Record<'en' | 'ko', ContestTexts>> = { en, ko };
