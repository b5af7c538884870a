/** The tools' words in Korean; the English stands in texts.en.ts. */
import type { ToolTexts } from './texts.en';

export const toolTextsKo: ToolTexts = {
	table: {
		all: (count) => `${count}개 모두 보기`,
		csv: 'CSV로 저장',
		json: 'JSON으로 저장'
	},
	task: {
		opening: '파일을 열고 있습니다 …',
		modules: (done, all) => `모듈 ${all}개 가운데 ${done}개`,
		stop: '멈추기',
		stopped: (text) => `멈췄습니다(${text}).`,
		again: '다시 하기',
		failed: '계산이 중간에 끊겼습니다.'
	},
	steps: {
		title: '체크포인트에 따른 변화',
		caption:
			'점 하나가 체크포인트(checkpoint) 하나입니다. 방향은 두 ΔW가 이루는 각의 코사인으로, 1이면 같은 방향이고 0이면 서로 직교합니다.',
		describe: (count, first, last, cosine) =>
			`체크포인트 ${count}개: ‖ΔW‖의 첫 값은 ${first}, 마지막 값은 ${last}입니다. 첫 체크포인트와 마지막 체크포인트의 코사인은 ${cosine}입니다.`,
		module: '모듈',
		allModules: (count) => `${count}개 모두 합쳐서`,
		ranks: '랭크(모듈 평균)',
		direction: 'ΔW의 방향(코사인)',
		columns: {
			name: '체크포인트',
			step: '스텝',
			rank: '수치 랭크',
			rankAt99: '99% 랭크',
			toLast: '마지막과의 코사인',
			toPrevious: '바로 앞과의 코사인'
		},
		label: '체크포인트 표, 옆으로 넘겨 볼 수 있습니다'
	},
	compare: {
		title: '다른 어댑터와 비교하기',
		about:
			'인수 행렬끼리가 아니라 ΔW끼리 비교합니다. 인수 행렬이 달라도 곱이 같으면 같은 어댑터입니다. 계산은 모두 인수 행렬로 하고, 인수 행렬이 얇으면 ΔW 전체를 만들지 않습니다.',
		place: {
			label: '두 번째 어댑터의 파일',
			drop: '두 번째 어댑터를 여기에 놓으십시오.',
			file: '파일 고르기',
			folder: '폴더 고르기',
			privacy: '',
			another: '두 번째 어댑터를 여기에 놓거나 고르십시오.'
		},
		full: '비교할 어댑터는 일곱 개까지 놓을 수 있습니다.',
		among: '같은 폴더의 다른 어댑터',
		choose: '고르기 …',
		remove: (name) => `목록에서 빼기: ${name}`,
		modules: '두 어댑터에 모두 있는 모듈 수',
		cosine: '코사인(모든 모듈)',
		distance: '‖ΔW₁ − ΔW₂‖',
		relative: '‖ΔW₁ − ΔW₂‖/‖ΔW₁‖',
		label: '두 어댑터에 모두 있는 모듈의 표, 옆으로 넘겨 볼 수 있습니다',
		columns: {
			name: '모듈',
			cosine: '코사인',
			overlap: '겹침(k개)',
			common: '2에서 1과 겹치는 비율',
			fresh: '2에서 새로운 비율'
		},
		angles: (name) => `주각(principal angle): ${name}`,
		anglesCaption:
			'앞쪽 특이벡터 k개가 생성하는 두 부분공간 사이의 주각을 작은 것부터 늘어놓았습니다. 0°는 양쪽에 모두 있는 방향, 90°는 한쪽에만 있는 방향입니다. 표의 “겹침”은 코사인 제곱의 평균이고, “2에서 1과 겹치는 비율”은 ‖ΔW₂‖² 가운데 ΔW₁의 행공간과 열공간에 들어 있는 비율입니다. 랭크 상한이 1,024를 넘는 크로네커 곱은 앞쪽 64개 방향만으로 계산합니다.',
		describeAngles: (name, count, smallest) =>
			`${name}의 주각 ${count}개. 왼쪽 특이벡터의 주각 가운데 가장 작은 것은 ${smallest}도입니다.`,
		left: '왼쪽(출력)',
		right: '오른쪽(입력)',
		onlyIn: (which, count, name) => `모듈 ${count}개는 ${which}에만 있습니다(예: ${name}).`,
		shapes: (count, name) => `모듈 ${count}개는 모양이 서로 다릅니다(예: ${name}).`
	},
	base: {
		title: '기반 가중치를 넣은 DoRA',
		about:
			'DoRA는 W를 m·(W + s·BA)/‖W + s·BA‖로 바꾸므로 ΔW를 구하려면 W가 있어야 합니다. 기반 모델의 파일을 놓으면(여러 개로 나뉜 파일이면 모두 놓으면) 이 모듈들의 텐서만 읽습니다.',
		place: {
			label: '기반 모델의 파일',
			drop: '기반 모델을 여기에 놓으십시오.',
			file: '파일 고르기',
			folder: '폴더 고르기',
			privacy: '',
			another: '기반 모델을 여기에 놓거나 고르십시오.'
		},
		label: '기반 가중치를 넣은 모듈 표, 옆으로 넘겨 볼 수 있습니다',
		columns: {
			name: '모듈',
			norm: '‖W′ − W‖',
			relative: '‖W′ − W‖/‖W‖',
			rank: '랭크',
			stable: '안정 랭크',
			magnitude: '길이의 변화',
			direction: '방향의 변화(1 − cos)'
		},
		tooLarge: '측정하지 않음'
	},
	make: {
		title: '줄이기, 합치기, 저장하기',
		about:
			'어떤 방법으로 만든 어댑터든 LoRA 하나로 만듭니다. 줄일 때는 그 랭크에서 오차가 가장 작은 LoRA를 구하고(에카르트–영 정리), 합친 결과는 줄이지 않는 한 가중합과 정확히 같습니다. 만든 폴더는 다시 읽어 값을 하나하나 비교한 뒤에 저장할 수 있으며, PEFT가 그대로 불러옵니다.',
		weights: '가중합의 가중치',
		weightsAbout: '0이면 그 어댑터를 빼놓고, 음수이면 그만큼 뺍니다.',
		keep: '모듈마다 남길 것',
		toRank: '정한 랭크만큼',
		toEnergy: '에너지의 정한 비율만큼',
		toAll: '전부',
		toLokr: '가장 가까운 LoKr',
		factor: 'decompose_factor (−1이면 제한 없음)',
		lokrAbout:
			'지금 연 어댑터만 씁니다. 층을 PEFT와 똑같이 나누고 두 블록을 모두 통째로 둔 A ⊗ B를 만듭니다. 크로네커 곱에 가까운 행렬은 드물어서 오차가 대개 큽니다.',
		makeLokr: 'LoKr 만들기',
		rank: '랭크',
		energy: 'Σσ²의 비율(%)',
		alpha: '파일에 쓸 α (0이면 α = r)',
		make: 'LoRA 만들기',
		nothing: '가중치가 모두 0이라 만들 것이 없습니다.',
		parameters: '파라미터 수(전 → 후)',
		worst: '모듈 오차의 최댓값',
		readBack: '다시 읽은 값의 상대 오차',
		size: 'zip의 크기',
		save: '폴더를 zip으로 저장',
		stale: '만든 뒤에 설정이 바뀌었습니다. 다시 만드십시오.',
		label: '만든 모듈의 표, 옆으로 넘겨 볼 수 있습니다',
		columns: {
			name: '모듈',
			rank: '랭크',
			error: '‖ΔW − ΔW′‖/‖ΔW‖',
			before: '파라미터 수(전)',
			after: '파라미터 수(후)'
		},
		notes: (count) => `알아 둘 점 ${count}가지`
	}
};
