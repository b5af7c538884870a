/** What is said of a trade-off, in both languages. */
import type { Language } from '$src/i18n';

const en = {
	title: 'Every choice at once',
	about:
		'Each mark is a finished run, everything else as it is set. More are trained while nothing is touched.',
	error: 'error',
	rank: 'rank measured, and its bound',
	parameters: 'trained numbers',
	bound: 'bound',
	known: (known: number, of: number) => `${known} of ${of} trained`,
	one: (name: string, at: number, error: string, rank: number, bound: number, parameters: string) =>
		`${name} = ${at}: error ${error}, rank ${rank} of at most ${bound}, ${parameters} numbers`,
	pair: (r1: number, r2: number, error: string, rank: number, bound: number, parameters: string) =>
		`r₁ = ${r1}, r₂ = ${r2}: error ${error}, rank ${rank} of at most ${bound}, ${parameters} numbers`,
	legend: 'darker: smaller error · in each cell: the rank measured'
};

const ko: typeof en = {
	title: '모든 경우를 한눈에',
	about:
		'점이나 칸 하나가 끝까지 학습한 실행 하나입니다. 나머지 설정은 지금과 같습니다. 조작을 멈춘 동안 하나씩 채워집니다.',
	error: '오차',
	rank: '측정한 랭크와 상한',
	parameters: '학습하는 파라미터 수',
	bound: '상한',
	known: (known, of) => `${of}개 가운데 ${known}개 학습함`,
	one: (name, at, error, rank, bound, parameters) =>
		`${name} = ${at}: 오차 ${error}, 랭크 ${rank}, 상한 ${bound}, 파라미터 ${parameters}개`,
	pair: (r1, r2, error, rank, bound, parameters) =>
		`r₁ = ${r1}, r₂ = ${r2}: 오차 ${error}, 랭크 ${rank}, 상한 ${bound}, 파라미터 ${parameters}개`,
	legend: '진할수록 오차가 작음 · 칸 안의 숫자: 측정한 랭크'
};

export const tradeoffTexts: Readonly<Record<Language, typeof en>> = { en, ko };
