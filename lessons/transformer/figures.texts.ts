/** Words of the figures below the first one: rounding, mixing, ranks, directions, saving. In both languages. */
const en = {
	train: 'Nothing is trained yet: train an adapter in the first figure.',
	working: 'Working it out …',
	rounding: {
		caption:
			'Merged and taken out again in three formats. W₀, ΔW, their sum and the difference are each rounded to the nearest number of the format.',
		head: [
			'Format',
			'Largest change of a score',
			'Loss beside → merged',
			'W₀ that is lost',
			'Weights that came back'
		],
		unit: (u: string) => `u = ${u}`,
		about:
			'Scores of 24 southern texts, computed in float64 from the rounded weights, so that the rounding of weights is all there is. Beside: W₀ as the format holds it and ΔW unrounded. Lost: ‖W₀′ − W₀‖/‖W₀‖ after ΔW was added and subtracted. One rounding is off by u at most, relatively; of numbers below 2⁻¹⁴ in float16 it may be by more.',
		describe: (rows: string) => `What merging costs: ${rows}`,
		row: (format: string, scores: string, same: string) =>
			`${format}: scores change by ${scores} at most, ${same} of the weights came back as they were.`
	},
	mix: {
		caption:
			'Two kept adapters on one base, each with a weight. The decoder with W₀ + w₁ΔW₁ + w₂ΔW₂ is measured on both dialects.',
		keep: (slot: string) => `Keep the trained adapter as ${slot}`,
		forget: (slot: string) => `Forget ${slot}`,
		slot: (slot: string) => `Adapter ${slot}`,
		empty: 'empty',
		now: 'mixed',
		run: (method: string, modules: string, rank: number, seed: number) =>
			`${method}, rank ${rank}, on ${modules}, seed ${seed}`,
		fields: { weightA: 'Weight of A', weightB: 'Weight of B' },
		solo: 'Switch',
		neither: 'neither',
		alone: (slot: string) => `${slot} alone`,
		both: 'half of each',
		need: 'Train an adapter in the first figure and keep it here; then another seed, or other modules, as B.',
		describe: (a: string, b: string, south: string, north: string) =>
			`Weights ${a} and ${b}: loss ${south} in the south, ${north} in the north.`
	},
	ranks: {
		caption:
			'Adapters on attention alone and on all layers, at equal or nearly equal numbers, one run each. The line is what the source itself loses.',
		start: 'Train eight adapters',
		stop: 'Stop',
		running: (name: string, rank: number) => `Training ${name}, rank ${rank}`,
		progress: 'Steps of all runs',
		series: { attention: 'attention', all: 'all-linear' } as Readonly<Record<string, string>>,
		head: ['Modules', 'Rank', 'Numbers', 'Loss, south', 'Loss, north'],
		axisX: 'trained numbers',
		axisY: 'loss in the south',
		failed: (why: string) => `A run failed: ${why}`,
		stopped: 'Stopped: the runs that ended stay.',
		verdict: (won: string, of: string) =>
			`Measured here, with seed and settings of the first figure: at ${won} of ${of} budgets all-linear loses less.`,
		about:
			'LoRA with settings, seed and steps of the first figure. The rank of attention is the one whose price is nearest to that of all-linear. “LoRA Without Regret” (Schulman et al., 2025) found attention alone worse than all layers even at equal parameters, on large models. This is one small decoder and one seed: it can agree or not, and proves neither.',
		describe: (done: number, of: number) =>
			`Loss over trained numbers; ${done} of ${of} adapters are trained.`
	},
	directions: {
		caption:
			'Which singular directions the adapter uses. Left: φ(i, j). Right: how far each leading direction of the merged weights resembles any of W₀’s.',
		fields: {
			module: 'Module',
			against: 'ΔW against',
			ours: 'i: directions of ΔW',
			theirs: 'j: directions of the other',
			strange: 'Intruder below a cosine of'
		},
		against: { base: 'W₀', other: 'the kept adapter B' },
		phi: 'φ(i, j), from 0 to 1',
		rows: 'i: ΔW ↓',
		columns: (name: string) => `j: ${name} →`,
		value: 'φ at i and j',
		chance: 'by chance',
		cosines: 'Largest |cosine| with a direction of W₀',
		intruders: 'Intruders among the first 8',
		least: 'least possible',
		none: 'This module carries no ΔW. Choose another, or train it.',
		noOther: 'Keep another adapter as B in the figure of mixtures, with another seed: φ compares the two.',
		describe: (module: string, phi: string, chance: string, intruders: number) =>
			`${module}: φ is ${phi}, ${chance} by chance; ${intruders} intruders among the first 8 directions.`,
		direction: (k: number, cosine: string) => `direction ${k}: ${cosine}`
	},
	save: {
		caption:
			'The trained adapter as the two files that PEFT loads, with the names of this decoder’s modules.',
		button: 'Save for PEFT',
		saved: (name: string, error: string) => `${name} is saved. Read back, ΔW differs by ${error}.`,
		refused: (why: string) => `This run cannot be saved for PEFT: ${why}`,
		inspect: 'The archive opens in the inspector',
		files: 'Inside',
		describe: (modules: number) => `The adapter of ${modules} modules can be saved.`
	}
};

const ko: typeof en = {
	train: '아직 학습하지 않았습니다. 첫 그림에서 어댑터를 학습시키십시오.',
	working: '계산 중 …',
	rounding: {
		caption:
			'세 가지 수 형식에서 병합했다가 다시 뺍니다. W₀, ΔW, 둘의 합, 다시 뺀 결과를 매번 그 형식에서 가장 가까운 수로 반올림합니다.',
		head: ['형식', '점수의 최대 변화', '손실: 병합 전 → 병합 후', '잃어버린 W₀', '그대로 돌아온 가중치'],
		unit: (u) => `u = ${u}`,
		about:
			'남부 방언의 글 24개에서 점수(score)를 잽니다. 반올림한 가중치로 float64에서 계산하므로 차이는 가중치의 반올림에서만 나옵니다. 병합 전은 그 형식으로 저장한 W₀ 옆에 ΔW를 반올림하지 않고 둔 것입니다. 잃어버린 W₀은 ΔW를 더했다가 뺀 뒤의 ‖W₀′ − W₀‖/‖W₀‖입니다. u는 반올림 한 번의 최대 상대 오차입니다. float16에서 2⁻¹⁴보다 작은 수는 오차가 더 클 수 있습니다.',
		describe: (rows) => `병합의 대가: ${rows}`,
		row: (format, scores, same) => `${format}: 점수의 변화 ${scores} 이하, 가중치의 ${same} 그대로 돌아옴.`
	},
	mix: {
		caption:
			'남겨 둔 어댑터 두 개에 각각 가중치를 주어 디코더 하나에 함께 붙입니다. W₀ + w₁ΔW₁ + w₂ΔW₂인 디코더의 손실을 두 방언에서 잽니다.',
		keep: (slot) => `학습한 어댑터를 ${slot} 자리에 남기기`,
		forget: (slot) => `${slot} 비우기`,
		slot: (slot) => `어댑터 ${slot}`,
		empty: '비어 있음',
		now: '섞은 뒤',
		run: (method, modules, rank, seed) => `${method}, 랭크 ${rank}, 모듈 ${modules}, 시드 ${seed}`,
		fields: { weightA: 'A의 가중치', weightB: 'B의 가중치' },
		solo: '바꿔 끼우기',
		neither: '둘 다 빼기',
		alone: (slot) => `${slot}만`,
		both: '반반',
		need: '첫 그림에서 어댑터를 학습시켜 여기에 남기십시오. 시드나 모듈을 바꾸어 학습한 어댑터를 B 자리에 남깁니다.',
		describe: (a, b, south, north) => `가중치 ${a}, ${b}: 손실 남부 ${south}, 북부 ${north}.`
	},
	ranks: {
		caption:
			'어텐션에만 붙인 어댑터와 모든 층에 붙인 어댑터를 파라미터 수가 같거나 거의 같게 맞추어 한 번씩 학습합니다. 선은 글을 만든 문법 자신의 손실입니다.',
		start: '어댑터 8개 학습',
		stop: '멈춤',
		running: (name, rank) => `학습 중: ${name}, 랭크 ${rank}`,
		progress: '전체 스텝',
		series: { attention: '어텐션만', all: 'all-linear' },
		head: ['모듈', '랭크', '파라미터 수', '남부 손실', '북부 손실'],
		axisX: '학습하는 파라미터 수',
		axisY: '남부 방언의 손실',
		failed: (why) => `실행 하나가 실패했습니다: ${why}`,
		stopped: '멈추었습니다. 끝난 실행의 결과는 남아 있습니다.',
		verdict: (won, of) =>
			`첫 그림의 시드와 설정으로 여기서 잰 결과입니다. 파라미터 수 ${of}가지 가운데 ${won}가지에서 all-linear의 손실이 더 작습니다.`,
		about:
			'LoRA이고 설정, 시드, 스텝 수는 첫 그림과 같습니다. 어텐션의 랭크는 파라미터 수가 all-linear와 가장 가까운 값입니다. “LoRA Without Regret”(Schulman 외, 2025)은 큰 모델에서 파라미터 수를 같게 해도 어텐션에만 붙이면 모든 층에 붙일 때보다 나빴다고 보고합니다. 여기는 작은 디코더 하나, 시드 하나입니다. 결과가 같을 수도 다를 수도 있고, 어느 쪽도 증명은 아닙니다.',
		describe: (done, of) => `파라미터 수에 따른 손실. 어댑터 ${of}개 가운데 ${done}개를 학습했습니다.`
	},
	directions: {
		caption:
			'어댑터가 쓰는 특이벡터의 방향입니다. 왼쪽은 φ(i, j), 오른쪽은 병합한 가중치의 앞쪽 방향 각각이 W₀의 어느 한 방향과 얼마나 닮았는지입니다.',
		fields: {
			module: '모듈',
			against: 'ΔW와 비교할 행렬',
			ours: 'i: ΔW의 방향 수',
			theirs: 'j: 비교하는 행렬의 방향 수',
			strange: '침입 차원: 코사인이 이보다 작음'
		},
		against: { base: 'W₀', other: '남겨 둔 어댑터 B' },
		phi: 'φ(i, j), 0에서 1까지',
		rows: 'i: ΔW ↓',
		columns: (name) => `j: ${name} →`,
		value: 'i, j에서의 φ',
		chance: '무작위일 때의 평균',
		cosines: 'W₀의 방향과 이루는 |코사인|의 최댓값',
		intruders: '처음 8개 가운데 침입 차원',
		least: '가능한 최솟값',
		none: '이 모듈에는 ΔW가 없습니다. 다른 모듈을 고르거나, 이 모듈에 붙여 학습시키십시오.',
		noOther: '시드를 바꾸어 학습한 어댑터를 섞기 그림에서 B 자리에 남기면 φ로 둘을 비교합니다.',
		describe: (module, phi, chance, intruders) =>
			`${module}: φ ${phi}, 무작위일 때 ${chance}. 처음 8개 방향 가운데 침입 차원 ${intruders}개.`,
		direction: (k, cosine) => `방향 ${k}: ${cosine}`
	},
	save: {
		caption: '학습한 어댑터를 이 디코더의 모듈 이름 그대로, PEFT가 읽는 두 파일로 저장합니다.',
		button: 'PEFT용으로 저장',
		saved: (name, error) => `${name} 파일로 저장했습니다. 다시 읽은 ΔW의 차이는 ${error}입니다.`,
		refused: (why) => `이 실행은 PEFT용으로 저장할 수 없습니다: ${why}`,
		inspect: '저장한 파일은 검사기에서 열립니다',
		files: '들어 있는 파일',
		describe: (modules) => `모듈 ${modules}개의 어댑터를 저장할 수 있습니다.`
	}
};

export const figureTexts: Readonly<Record<'en' | 'ko', typeof en>> = { en, ko };
