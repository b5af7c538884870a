/** Words of the figures that compare methods, in both languages. */
const en = {
	methodsTitle: 'Methods of one price',
	methodsCaption: (parameters: string) =>
		`Each method at the rank, and LoKr with the split of the layer, whose price comes nearest to ${parameters} trained parameters, the price of LoRA at the rank that is set; full fine-tuning has no rank to choose and is beside them. Four learning rates each; of each method the rate with the least loss on the new task is drawn and listed. It is chosen on the pictures that it is measured on.`,
	methodsAlternative: (known: number, of: number) => `${known} of ${of} runs are trained.`,
	start: (runs: number) => `Train ${runs} runs`,
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
		fresh: 'New task',
		old: 'Old task',
		loss: 'Loss, new task'
	},
	split: (rank: number, factor: number) => (factor < 0 ? String(rank) : `${rank}, factor ${factor}`),
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
	seedsFirst: 'The learning rates above are trained first.',
	spread: (mean: string, deviation: string) => `${mean} ± ${deviation}`,
	some: (known: number, of: number) => `${known} of ${of}`
};

export type ContestTexts = typeof en;

const ko: ContestTexts = {
	methodsTitle: '같은 비용의 여러 방법',
	methodsCaption: (parameters) =>
		`방법마다 파라미터 수가 ${parameters}개(위에서 정한 랭크의 LoRA)에 가장 가까워지는 랭크를 쓰고, LoKr는 층을 나누는 수(factor)도 그렇게 고릅니다. 전체 파인튜닝(full fine-tuning)은 고를 랭크가 없어 참고로 둡니다. 학습률(learning rate)을 네 가지씩 시험하고, 새 과제의 손실이 가장 작은 것을 그래프와 표에 올립니다. 이 학습률은 정확도를 재는 바로 그 그림에서 골랐습니다.`,
	methodsAlternative: (known, of) => `실행 ${of}개 가운데 ${known}개를 학습했습니다.`,
	start: (runs) => `실행 ${runs}개 학습`,
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
		fresh: '새 과제',
		old: '이전 과제',
		loss: '새 과제의 손실'
	},
	split: (rank, factor) => (factor < 0 ? String(rank) : `${rank}, factor ${factor}`),
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
	seedsFirst: '위에서 학습률 네 가지로 먼저 학습합니다.',
	spread: (mean, deviation) => `${mean} ± ${deviation}`,
	some: (known, of) => `${of}개 중 ${known}개`
};

export const contestTexts: Readonly<Record<'en' | 'ko', ContestTexts>> = { en, ko };
