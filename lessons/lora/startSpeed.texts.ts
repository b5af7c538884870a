/** Words of the figure on the first step, in both languages. */
import type { StartScale } from './startSpeed';

const en = {
	fields: {
		startScale: 'Scale s',
		startAlpha: 'α',
		startSize: 'Layer n × n, n',
		rank: 'Rank r'
	},
	scales: { one: 's = 1', 'over-r': 's = α/r', 'over-root': 's = α/√r' } satisfies Record<
		StartScale,
		string
	> as Readonly<Record<string, string>>,
	caption:
		'What the first step of SGD gains, to first order, beside a step of full fine-tuning with the same learning rate. Lines: expected. Dots: the mean of 24 drawn starts, from the least to the most.',
	title: 'Gain of the first step (full fine-tuning: 1)',
	rankAxis: 'rank r',
	ratio: 'LoRA to LoHa',
	times: (factor: string) => `${factor} times`,
	describe: (rank: number, gains: readonly string[]) =>
		`At rank ${rank} the first step is expected to gain, as a share of that of full fine-tuning: ${gains.join(', ')}.`
};

export type StartSpeedTexts = typeof en;

const ko: StartSpeedTexts = {
	fields: {
		startScale: '배율 s',
		startAlpha: 'α',
		startSize: '층의 크기 n, n × n',
		rank: '랭크 r'
	},
	scales: en.scales,
	caption:
		'SGD의 첫 스텝에서 손실이 일차 근사로 얼마나 줄어드는지를, 학습률이 같은 전체 파인튜닝(full fine-tuning)의 한 스텝과 비교합니다. 선은 기댓값이고, 점은 초기화를 24번 새로 뽑아 계산한 값의 평균, 세로선은 최솟값부터 최댓값까지입니다.',
	title: '첫 스텝에서 줄어드는 손실 (전체 파인튜닝 = 1)',
	rankAxis: '랭크 r',
	ratio: 'LoHa 대비 LoRA',
	times: (factor) => `${factor}배`,
	describe: (rank, gains) =>
		`랭크 ${rank}에서 첫 스텝에 줄어드는 손실의 기댓값, 전체 파인튜닝 대비 비율: ${gains.join(', ')}.`
};

export const startSpeedTexts: Readonly<Record<'en' | 'ko', StartSpeedTexts>> = { en, ko };
