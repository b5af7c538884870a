/** Words of the histogram and its tolerance line, in both languages. */
import type { DrawsPhase } from './draws.svelte';
import type { Rule } from './parameters';

const en = {
	fields: {
		drawOut: 'Rows m',
		drawIn: 'Columns n',
		drawR1: 'r₁',
		drawR2: 'r₂',
		draws: 'Draws',
		drawTied: 'Tied: X₂ = X₁',
		rule: 'Read the rank at',
		tolerance: 'Tolerance, as a share of σ₁'
	},
	rules: {
		float64: 'the usual line of float64',
		float32: 'the usual line of float32',
		own: 'my own line'
	} satisfies Record<Rule, string> as Readonly<Record<string, string>>,
	caption:
		'The rank of every draw, read at the line in the spectrum below. First, W from its factors in float64; then a W that was formed in float32. Drag the line.',
	describe: (v: { drawn: number; bound: number; tolerance: string; exact: string; rounded: string }) =>
		`${v.drawn} draws, rank bound ${v.bound}, tolerance ${v.tolerance} of the largest singular value. From float64 factors: ${v.exact}. Formed in float32: ${v.rounded}.`,
	counted: (rank: number, count: number) => `rank ${rank}: ${count} times`,
	none: 'nothing drawn yet',
	start: 'Draw',
	stop: 'Stop',
	progress: 'Draws so far',
	phases: {
		idle: 'Nothing is drawn yet.',
		drawing: 'Drawing …',
		done: 'All draws are done.',
		stopped: 'Stopped; what was drawn stays.',
		failed: 'Drawing failed.'
	} satisfies Record<DrawsPhase, string> as Readonly<Record<DrawsPhase, string>>,
	failed: (message: string) =>
		`The worker that draws could not go on (${message}). Reload the page; a content blocker may be stopping workers.`,
	other: 'The settings have changed since: draw again.',
	exact: 'from the factors, in float64',
	rounded: 'W formed in float32',
	rank: 'rank',
	times: 'draws',
	more: (kinds: number, count: number) => `${kinds} other ranks: ${count} draws`,
	right: (share: string, bound: number) => `${share} of the draws read ${bound}`,
	bound: 'Rank bound',
	parameters: 'Numbers in the factors',
	full: 'in W',
	toleranceNow: 'Tolerance',
	spectrum: 'Spectrum of the draw with the smallest last singular value, σᵢ/σ₁',
	describeSpectrum: (v: { smallest: string; noise: string; tolerance: string }) =>
		`Relative singular values on a logarithmic scale. The last one that is not zero: ${v.smallest}. Largest of what float32 leaves beyond the bound: ${v.noise}. Tolerance: ${v.tolerance}.`,
	noNoise: 'nothing',
	line: 'Tolerance line',
	lineValue: (tolerance: string) => `${tolerance} of the largest singular value`,
	index: 'i'
};

export type DrawsTexts = typeof en;

const ko: DrawsTexts = {
	fields: {
		drawOut: '행의 수 m',
		drawIn: '열의 수 n',
		drawR1: 'r₁',
		drawR2: 'r₂',
		draws: '뽑는 횟수',
		drawTied: '묶기: X₂ = X₁',
		rule: '허용 오차를 정하는 방법',
		tolerance: '허용 오차 (σ₁에 대한 비)'
	},
	rules: { float64: 'float64에 흔히 쓰는 값', float32: 'float32에 흔히 쓰는 값', own: '직접 정한 값' },
	caption:
		'뽑을 때마다 허용 오차보다 큰 특잇값을 센 랭크입니다. 앞의 것은 인수 행렬에서 float64로 계산한 W, 뒤의 것은 float32로 만든 W의 랭크입니다. 아래 스펙트럼에서 허용 오차를 끌어 보십시오.',
	describe: (v) =>
		`${v.drawn}번 뽑음, 랭크 상한 ${v.bound}, 허용 오차는 가장 큰 특잇값의 ${v.tolerance}. float64 인수 행렬에서: ${v.exact}. float32로 만든 W에서: ${v.rounded}.`,
	counted: (rank, count) => `랭크 ${rank}: ${count}번`,
	none: '아직 뽑지 않음',
	start: '뽑기',
	stop: '멈추기',
	progress: '지금까지 뽑은 횟수',
	phases: {
		idle: '아직 뽑지 않았습니다.',
		drawing: '뽑는 중 …',
		done: '모두 뽑았습니다.',
		stopped: '멈췄습니다. 뽑은 것은 그대로 남습니다.',
		failed: '뽑기에 실패했습니다.'
	},
	failed: (message) =>
		`뽑는 일을 맡은 워커가 멈췄습니다 (${message}). 페이지를 새로 고치십시오. 콘텐츠 차단기가 워커를 막고 있을 수도 있습니다.`,
	other: '그 뒤로 설정이 바뀌었습니다. 다시 뽑으십시오.',
	exact: '인수 행렬에서, float64',
	rounded: 'float32로 만든 W',
	rank: '랭크',
	times: '번',
	more: (kinds, count) => `다른 랭크 ${kinds}가지: ${count}번`,
	right: (share, bound) => `랭크 ${bound}: 전체의 ${share}`,
	bound: '랭크 상한',
	parameters: '인수 행렬의 원소 수',
	full: 'W의 원소 수',
	toleranceNow: '허용 오차',
	spectrum: '마지막 특잇값이 가장 작았던 추출의 스펙트럼, σᵢ/σ₁',
	describeSpectrum: (v) =>
		`로그 눈금으로 그린 상대 특잇값. 0이 아닌 마지막 값: ${v.smallest}. 상한 다음에 float32의 반올림 때문에 생긴 가장 큰 값: ${v.noise}. 허용 오차: ${v.tolerance}.`,
	noNoise: '없음',
	line: '허용 오차',
	lineValue: (tolerance) => `가장 큰 특잇값의 ${tolerance}`,
	index: 'i'
};

export const drawsTexts = { en, ko };
