/** Words of the lesson's figures, in both languages. */
import type { ClockPhase } from './clock.svelte';
import type { Way } from './model';
import type { Bend } from './parameters';

type Ways = Readonly<Record<Way, string>>;

const en = {
	fields: {
		batch: 'Inputs at once, b',
		depth: 'Blocks, L',
		width: 'Width d',
		rank: 'Adapter width, rank r',
		bend: 'Nonlinear function of the adapter',
		start: 'Cost of starting a product, 10 to the k',
		tokens: 'Tokens T',
		prefix: 'Prefix tokens p',
		loud: 'Prefix keys times',
		window: 'Positions of the model, N'
	},
	bends: { relu: 'ReLU', gelu: 'GELU' } as Readonly<Record<Bend, string>>,
	ways: { merged: 'LoRA, merged', unmerged: 'LoRA, unmerged', adapter: 'Adapter' } as Ways,
	path: {
		caption:
			'One block, changed in three ways, and a token that walks the longest chain of products in it. A model with two numbers: starting a product costs c, and each multiplication 1; wires and sums cost nothing, and what does not wait for another product runs at the same time.',
		describe: (b: string, unmerged: string, adapter: string) =>
			`Model of a block at batch ${b}. The merged block has one product in its longest chain; unmerged LoRA takes ${unmerged} times as long, the adapter ${adapter} times.`,
		row: (way: string, chain: number, all: number) =>
			`${way}: ${chain} of its ${all} products are in the longest chain.`,
		walk: 'Let the token walk',
		stop: 'Stop',
		time: 'time, merged = 1',
		products: (chain: number, all: number) => `${chain} in a row · ${all} in all`,
		start: (n: string) => `c = ${n} multiplications`
	},
	latency: {
		caption:
			'Measured here, in a worker of this page: medians over rounds in which all take turns, bars from the lower to the upper quartile. These are timings of this machine’s CPU on one thread.',
		describe: (rounds: number, b: string, unmerged: string, adapter: string) =>
			rounds === 0
				? 'Nothing is measured yet.'
				: `After ${rounds} rounds, at batch ${b}: unmerged LoRA takes ${unmerged} longer than merged, the adapter ${adapter} longer.`,
		measure: 'Measure',
		stop: 'Stop',
		progress: 'Rounds',
		phases: {
			idle: 'Nothing is measured yet.',
			measuring: 'Measuring; the numbers are still settling.',
			done: 'Measured.',
			stopped: 'Stopped; what stands here is what was known by then.',
			failed: ''
		} as Readonly<Record<ClockPhase, string>>,
		preparing: 'Preparing the programs …',
		failed: (message: string) =>
			`The measurement ended with an error: ${message}. Expected a worker with WebAssembly; reload the page, or allow workers in your content blocker.`,
		overhead: 'longer than merged, %',
		batch: 'inputs at once, b',
		depth: 'blocks, L',
		time: 'µs a forward pass',
		model: 'the model, adapter',
		counted: (floor: string) => `2r/d = ${floor}`,
		charts: {
			batch: (lines: string) => `Overhead over merged against batch. ${lines}`,
			depth: (lines: string) => `Time of a forward pass at batch 1 against depth. ${lines}`
		},
		point: (way: string, at: number, value: string) => `${way} at ${at}: ${value}.`,
		table: 'All medians and quartiles',
		more: '% longer',
		chosen: (b: string) => `At batch ${b}`,
		about: (rounds: number, resolution: string) =>
			`Median of ${rounds} rounds, in brackets the middle half. The clock of this browser moves in steps of ${resolution} µs; each sample is at least 40 of them long. float32, WebAssembly, one thread.`
	},
	prefix: {
		caption:
			'Attention weights, really computed: one row for each token, prefix on the left, sequence on the right. Every row adds up to 1. Below, what the prefix takes from the positions of the model.',
		describe: (v: { tokens: number; prefix: number; share: string; left: number; window: number }) =>
			`Attention of ${v.tokens} tokens to ${v.prefix} prefix tokens and to themselves: ${v.share} of the weight lies on the prefix. ${v.left} of ${v.window} positions are left for the sequence.`,
		onPrefix: 'on the prefix',
		onSequence: 'on the sequence',
		lambda: 'Weight on the prefix, mean of λ',
		range: 'λ from token to token',
		counted: 'Its share of the columns, p/(p+T)',
		entries: 'Scores, T(p+T)',
		more: (share: string) => `${share} more than without, p/T`,
		left: 'Positions left, N − p',
		lost: 'lost',
		windowLabel: 'Positions',
		measure: 'Time it with and without',
		tokens: 'T',
		plain: 'without, µs',
		with: 'with the prefix, µs',
		longer: 'longer',
		columns: 'more columns, p/T',
		table: (p: number) => `Attention layers timed here with p = ${p} and without a prefix`
	}
};

export type BeforeLoraTexts = typeof en;

const ko: BeforeLoraTexts = {
	fields: {
		batch: '한 번에 넣는 입력 b',
		depth: '블록 수 L',
		width: '너비 d',
		rank: '어댑터의 너비, 랭크 r',
		bend: '어댑터의 비선형 함수',
		start: '곱 하나를 시작하는 비용 10ᵏ의 지수 k',
		tokens: '토큰 수 T',
		prefix: '프리픽스 토큰 수 p',
		loud: '프리픽스 키에 곱하는 배율',
		window: '모델의 위치 수 N'
	},
	bends: { relu: 'ReLU', gelu: 'GELU' },
	ways: { merged: 'LoRA, 병합 후', unmerged: 'LoRA, 병합 전', adapter: '어댑터' },
	path: {
		caption:
			'블록 하나를 세 가지로 바꾸고, 토큰이 곱의 가장 긴 사슬을 따라갑니다. 상수 두 개로 된 모형입니다. 곱을 시작하는 데 c, 곱셈 한 번에 1이 들고, 선과 덧셈에는 비용이 들지 않으며, 서로 기다리지 않는 곱은 동시에 계산합니다.',
		describe: (b, unmerged, adapter) =>
			`배치 ${b}에서 본 블록의 모형. 병합한 블록의 가장 긴 사슬에는 곱이 하나입니다. 걸리는 시간은 병합 전 LoRA가 ${unmerged}배, 어댑터가 ${adapter}배입니다.`,
		row: (way, chain, all) => `${way}: 곱 ${all}개 가운데 가장 긴 사슬에 ${chain}개.`,
		walk: '토큰 출발',
		stop: '멈춤',
		time: '시간, 병합 후 = 1',
		products: (chain, all) => `차례로 ${chain}개 · 모두 ${all}개`,
		start: (n) => `c = 곱셈 ${n}번`
	},
	latency: {
		caption:
			'이 페이지의 워커에서 직접 쟀습니다. 모두가 번갈아 도는 라운드의 중앙값이고, 막대는 아래 사분위수에서 위 사분위수까지입니다. 이 기기의 CPU에서 스레드 하나로 잰 시간입니다.',
		describe: (rounds, b, unmerged, adapter) =>
			rounds === 0
				? '아직 재지 않았습니다.'
				: `${rounds}라운드 뒤, 배치 ${b}. 병합한 LoRA보다 더 걸린 시간: 병합 전 LoRA ${unmerged}, 어댑터 ${adapter}.`,
		measure: '재기',
		stop: '멈춤',
		progress: '라운드',
		phases: {
			idle: '아직 재지 않았습니다.',
			measuring: '재는 중입니다. 값이 아직 움직입니다.',
			done: '다 쟀습니다.',
			stopped: '멈췄습니다. 그때까지 잰 값이 남아 있습니다.',
			failed: ''
		},
		preparing: '프로그램을 준비하는 중 …',
		failed: (message) =>
			`오류로 측정이 끝났습니다: ${message}. WebAssembly를 쓸 수 있는 워커가 필요합니다. 페이지를 새로 고치거나 콘텐츠 차단기에서 워커를 허용하십시오.`,
		overhead: '병합한 LoRA보다 더 걸린 시간, %',
		batch: '한 번에 넣는 입력 b',
		depth: '블록 수 L',
		time: '순전파 한 번, µs',
		model: '모형(어댑터)',
		counted: (floor) => `2r/d = ${floor}`,
		charts: {
			batch: (lines) => `배치에 따라, 병합한 LoRA보다 더 걸린 시간. ${lines}`,
			depth: (lines) => `깊이에 따라, 배치 1에서 순전파 한 번의 시간. ${lines}`
		},
		point: (way, at, value) => `${way}, ${at}: ${value}.`,
		table: '중앙값과 사분위수 모두 보기',
		more: '더 걸린 %',
		chosen: (b) => `배치 ${b}`,
		about: (rounds, resolution) =>
			`${rounds}라운드의 중앙값이고, 괄호 안은 가운데 절반의 범위입니다. 이 브라우저의 시계는 ${resolution} µs 간격으로 움직이며, 표본 하나는 그 간격의 40배보다 깁니다. float32, WebAssembly, 스레드 하나.`
	},
	prefix: {
		caption:
			'실제로 계산한 어텐션 가중치입니다. 한 행이 토큰 하나이고, 왼쪽이 프리픽스, 오른쪽이 시퀀스입니다. 어느 행이든 합은 1입니다. 그 아래는 모델의 위치 가운데 프리픽스가 차지하는 비율입니다.',
		describe: (v) =>
			`토큰 ${v.tokens}개가 프리픽스 토큰 ${v.prefix}개와 시퀀스의 토큰에 주는 어텐션. 프리픽스에 놓인 가중치의 비율: ${v.share}. 위치 ${v.window}개 가운데 시퀀스에 남은 것은 ${v.left}개입니다.`,
		onPrefix: '프리픽스에',
		onSequence: '시퀀스에',
		lambda: '프리픽스에 놓인 가중치, λ의 평균',
		range: '토큰마다 다른 λ',
		counted: '열의 개수에서 차지하는 비율, p/(p+T)',
		entries: '점수의 개수, T(p+T)',
		more: (share) => `프리픽스가 없을 때보다 ${share} 늘어남, p/T`,
		left: '남은 위치, N − p',
		lost: '프리픽스가 차지한 위치',
		windowLabel: '위치',
		measure: '있을 때와 없을 때를 재기',
		tokens: 'T',
		plain: '없을 때, µs',
		with: '있을 때, µs',
		longer: '더 걸림',
		columns: '늘어난 열, p/T',
		table: (p) => `p = ${p}일 때와 프리픽스가 없을 때 여기서 잰 어텐션 층의 시간`
	}
};

export const beforeLoraTexts: Readonly<Record<'en' | 'ko', BeforeLoraTexts>> = { en, ko };
