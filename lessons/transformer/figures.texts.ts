/** Words of the figures below the first one: rounding, mixing, ranks, directions, saving. In both languages. */
/** What the ranks came to, each number written: budgets at which all layers have the lower loss, and largest differences. */
interface Compared {
	readonly of: string;
	readonly south: string;
	readonly mostSouth: string;
	readonly north: string;
	readonly mostNorth: string;
	readonly unequal: string;
}

const en = {
	train: 'Nothing is trained yet: train an adapter in the first figure.',
	working: 'Working it out …',
	rounding: {
		caption:
			'Merged and taken out again in three formats. W₀, ΔW, their sum and the difference are each rounded to the nearest number of the format.',
		head: [
			'Format',
			'Largest change of a word’s score (before softmax)',
			'Loss, unmerged → merged',
			'Relative change of W₀',
			'Weights that came back bit for bit'
		],
		unit: (u: string) => `u = ${u}`,
		about:
			'Scores and loss of 24 southern texts (the first figure takes 96, so its loss is another), computed in float64 from the rounded weights, so that the rounding of weights is all there is. Unmerged: W₀ as the format holds it, with ΔW beside it, unrounded. Relative change: ‖W₀′ − W₀‖/‖W₀‖ after ΔW was added and subtracted. One rounding is off by u at most, relatively; of numbers below 2⁻¹⁴ in float16 it may be by more.',
		describe: (rows: string) => `What merging costs: ${rows}`,
		row: (format: string, scores: string, same: string) =>
			`${format}: the score of a word changes by ${scores} at most, ${same} of the weights came back bit for bit.`
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
		same: 'A and B are the same run: the mixture is that run at the sum of the two weights. Train another seed, or on other modules, for B.',
		need: 'Train an adapter in the first figure and keep it here; then another seed, or other modules, as B.',
		describe: (a: string, b: string, south: string, north: string) =>
			`Weights ${a} and ${b}: loss ${south} in the south, ${north} in the north.`
	},
	ranks: {
		caption:
			'Adapters on attention alone and on all layers, at equal or nearly equal numbers, one run each. The line is the loss of the source itself.',
		start: 'Train eight adapters',
		stop: 'Stop',
		running: (runs: readonly { readonly name: string; readonly rank: number }[]) =>
			`Training ${runs.map(({ name, rank }) => `${name}, rank ${rank}`).join('; ')}`,
		diverged: 'diverged',
		progress: 'Steps of all runs',
		series: { attention: 'attention', all: 'all-linear' } as Readonly<Record<string, string>>,
		head: ['Modules', 'Rank', 'Numbers', 'Loss, south', 'Loss, north'],
		axisX: 'trained numbers',
		axisY: 'loss in the south',
		failed: (why: string) => `A run failed: ${why}`,
		stopped: 'Stopped: the runs that ended stay.',
		verdict: (v: Compared) =>
			`Measured here, with one seed. South: all-linear has the lower loss at ${v.south} of ${v.of} budgets; the largest difference of a pair is ${v.mostSouth}. North, where a higher loss means more forgotten: lower at ${v.north} of ${v.of}, largest difference ${v.mostNorth}. Two of a pair differ by up to ${v.unequal} in their numbers.`,
		about:
			'LoRA with settings, seed and steps of the first figure. The rank of attention is the one whose price is nearest to that of all-linear. “LoRA Without Regret” (Schulman et al., 2025) found attention alone worse than all layers even at equal parameters, on large models. This is one small decoder and one seed: it can agree or not, and proves neither.',
		describe: (done: number, of: number) =>
			`Loss over trained numbers; ${done} of ${of} adapters are trained.`
	},
	directions: {
		caption:
			'Which singular directions the adapter uses. Left: φ(i, j). Right: largest |cosine| of each leading direction of the merged weights with W₀’s; red: the intruder threshold.',
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
		same: 'B is the run that is trained here: compared with itself φ is 1 everywhere. Train another seed.',
		cosineChance: 'A random direction, by chance',
		threshold: (cosine: string) => `intruder threshold ${cosine}`,
		cosines: 'Largest |cosine| with a direction of W₀',
		intruders: 'Intruders among the first 8',
		least: 'least possible',
		noLeast: 'none: W₀ has more rows than columns, so it is not square',
		none: 'This module carries no ΔW. Choose another, or train it.',
		noOther: 'Keep this adapter as B above, then train another seed: φ compares the two.',
		otherNone: 'Adapter B has no ΔW on this module: choose another module, or train B on it.',
		describe: (module: string, phi: string, chance: string, intruders: number) =>
			`${module}: φ is ${phi}, ${chance} by chance; ${intruders} intruders among the first 8 directions.`,
		direction: (k: number, cosine: string) => `direction ${k}: ${cosine}`
	},
	save: {
		caption:
			'The trained adapter as the files that the Python library PEFT loads, with the names of this decoder’s modules. What DoRA changes depends on W₀, so that W₀ lies beside them.',
		button: 'Save for PEFT',
		saved: (name: string, error: string) => `${name} is saved. Read back, ΔW differs by ${error}.`,
		refused: {
			method: (method: string, has: string) =>
				`PEFT has no file for what ${method} trains. It has one for ${has}: train one of these, and save it.`,
			embedding: (method: string) =>
				`PEFT has no file for ${method} on an embedding, or another form of it. Untick the embedding, train again, and save.`,
			settings: (method: string) =>
				`PEFT has no place for these settings of ${method}. With both pairs at the same rank it does.`
		},
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
		head: [
			'형식',
			'낱말 점수(소프트맥스 이전)의 최대 변화',
			'손실: 병합 전 → 병합 후',
			'W₀의 상대 변화',
			'비트 하나까지 그대로 돌아온 가중치'
		],
		unit: (u) => `u = ${u}`,
		about:
			'남부 방언의 글 24개에서 점수(score)와 손실을 잽니다. 첫 그림은 글 96개에서 재므로 손실 값이 다릅니다. 반올림한 가중치로 float64에서 계산하므로 차이는 가중치의 반올림에서만 나옵니다. 병합 전은 그 형식으로 저장한 W₀ 옆에 ΔW를 반올림하지 않고 둔 것입니다. 상대 변화는 ΔW를 더했다가 뺀 뒤의 ‖W₀′ − W₀‖/‖W₀‖입니다. u는 반올림 한 번의 최대 상대 오차입니다. float16에서 2⁻¹⁴보다 작은 수는 오차가 더 클 수 있습니다.',
		describe: (rows) => `병합의 대가: ${rows}`,
		row: (format, scores, same) =>
			`${format}: 낱말 점수의 변화 ${scores} 이하, 비트 하나까지 그대로 돌아온 가중치 ${same}.`
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
		same: 'A와 B가 같은 실행입니다. 섞은 결과는 이 어댑터 하나에 두 가중치의 합을 준 것과 같습니다. B 자리에는 시드나 모듈을 바꾸어 학습한 어댑터를 남기십시오.',
		need: '첫 그림에서 어댑터를 학습시켜 여기에 남기십시오. 시드나 모듈을 바꾸어 학습한 어댑터를 B 자리에 남깁니다.',
		describe: (a, b, south, north) => `가중치 ${a}, ${b}: 손실 남부 ${south}, 북부 ${north}.`
	},
	ranks: {
		caption:
			'어텐션에만 붙인 어댑터와 모든 층에 붙인 어댑터를 파라미터 수가 같거나 거의 같게 맞추어 한 번씩 학습합니다. 선은 글을 만든 문법 자신의 손실입니다.',
		start: '어댑터 8개 학습',
		stop: '멈춤',
		running: (runs) => `학습 중: ${runs.map(({ name, rank }) => `${name}, 랭크 ${rank}`).join('; ')}`,
		diverged: '발산',
		progress: '전체 스텝',
		series: { attention: '어텐션만', all: '모든 층' },
		head: ['모듈', '랭크', '파라미터 수', '남부 손실', '북부 손실'],
		axisX: '학습하는 파라미터 수',
		axisY: '남부 방언의 손실',
		failed: (why) => `실행 하나가 실패했습니다: ${why}`,
		stopped: '멈추었습니다. 끝난 실행의 결과는 남아 있습니다.',
		verdict: (v) =>
			`시드 하나로 여기서 잰 결과입니다. 남부: 파라미터 수 ${v.of}가지 가운데 ${v.south}가지에서 모든 층에 붙였을 때 손실이 더 작고, 비교한 두 어댑터의 차이는 최대 ${v.mostSouth}입니다. 북부(손실이 클수록 많이 잊은 것): ${v.of}가지 가운데 ${v.north}가지에서 더 작고, 차이는 최대 ${v.mostNorth}입니다. 비교한 두 어댑터의 파라미터 수는 최대 ${v.unequal} 다릅니다.`,
		about:
			'LoRA이고 설정, 시드, 스텝 수는 첫 그림과 같습니다. ‘모든 층’은 임베딩을 뺀 모든 W(all-linear)이고, 어텐션의 랭크는 파라미터 수가 그것과 가장 가까운 값입니다. “LoRA Without Regret”(Schulman 외, 2025)은 큰 모델에서 파라미터 수를 같게 해도 어텐션에만 붙이면 모든 층에 붙일 때보다 나빴다고 보고합니다. 여기는 작은 디코더 하나, 시드 하나입니다. 결과가 같을 수도 다를 수도 있고, 어느 쪽도 증명은 아닙니다.',
		describe: (done, of) => `파라미터 수에 따른 손실. 어댑터 ${of}개 가운데 ${done}개를 학습했습니다.`
	},
	directions: {
		caption:
			'어댑터가 쓰는 특이벡터의 방향입니다. 왼쪽은 φ(i, j), 오른쪽은 병합한 가중치의 앞쪽 방향마다 W₀의 방향들과 이루는 |코사인| 가운데 가장 큰 값입니다. 붉은 선은 침입 차원을 가르는 기준값입니다.',
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
		same: 'B는 방금 학습한 것과 같은 실행입니다. 자기 자신과 비교하므로 φ는 어디서나 1입니다. 시드를 바꾸어 학습시키십시오.',
		cosineChance: '무작위 방향일 때의 평균',
		threshold: (cosine) => `침입 차원의 기준값 ${cosine}`,
		cosines: 'W₀의 방향과 이루는 |코사인|의 최댓값',
		intruders: '처음 8개 가운데 침입 차원',
		least: '가능한 최솟값',
		noLeast: '없음: W₀의 행이 열보다 많아 정사각행렬이 아닙니다',
		none: '이 모듈에는 ΔW가 없습니다. 다른 모듈을 고르거나, 이 모듈에 붙여 학습시키십시오.',
		noOther:
			'위의 섞기 그림에서 이 어댑터를 B 자리에 남기고 시드를 바꾸어 다시 학습시키면, φ로 둘을 비교합니다.',
		otherNone: '어댑터 B는 이 모듈에 ΔW가 없습니다. 다른 모듈을 고르거나 B를 이 모듈에 붙여 학습시키십시오.',
		describe: (module, phi, chance, intruders) =>
			`${module}: φ ${phi}, 무작위일 때 ${chance}. 처음 8개 방향 가운데 침입 차원 ${intruders}개.`,
		direction: (k, cosine) => `방향 ${k}: ${cosine}`
	},
	save: {
		caption:
			'학습한 어댑터를 이 디코더의 모듈 이름 그대로, Python 라이브러리 PEFT가 읽는 파일로 저장합니다. DoRA의 변화량은 W₀에 따라 달라지므로, DoRA이면 W₀도 함께 저장합니다.',
		button: 'PEFT용으로 저장',
		saved: (name, error) => `${name} 파일로 저장했습니다. 다시 읽은 ΔW의 차이는 ${error}입니다.`,
		refused: {
			method: (method, has) =>
				`${method} 방법으로 학습한 것을 담는 파일 형식이 PEFT에 없습니다. 저장할 수 있는 방법: ${has}.`,
			embedding: (method) =>
				`임베딩에 붙인 ${method} 어댑터는 PEFT가 저장하지 못하거나 다른 형태로 저장합니다. 임베딩을 빼고 다시 학습시키면 저장할 수 있습니다.`,
			settings: (method) =>
				`${method}의 이 설정은 PEFT 파일에 담을 수 없습니다. 두 쌍의 랭크를 같게 하면 담을 수 있습니다.`
		},
		inspect: '저장한 파일은 검사기에서 열립니다',
		files: '들어 있는 파일',
		describe: (modules) => `모듈 ${modules}개의 어댑터를 저장할 수 있습니다.`
	}
};

export const figureTexts: Readonly<Record<'en' | 'ko', typeof en>> = { en, ko };
