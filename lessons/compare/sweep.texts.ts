/** Words of the grid of ranks, in both languages. */
import type { SweepPhase } from './sweep.svelte';

const en = {
	caption:
		'LoHa with every pair of ranks, on the target that is chosen above. Click a cell, or move r₁ and r₂.',
	start: (cells: number) => `Train ${cells} adapters`,
	progress: 'Cells of the grid',
	phases: {
		idle: () => 'Not run yet',
		running: (done: number, of: number) => `${done} of ${of}`,
		stopped: (done: number, of: number) => `Stopped at ${done} of ${of}`,
		done: (done: number, _of: number, seconds: number) => `${done} adapters in ${seconds} s`,
		failed: (done: number, of: number) => `Failed at ${done} of ${of}`
	} as Readonly<Record<SweepPhase, (done: number, of: number, seconds: number) => string>>,
	together: (count: number) => (count > 1 ? `${count} at a time` : 'one at a time'),
	underWay: (step: number, of: number) => `on its way: step ${step} of ${of}`,
	diverged: 'diverged',
	map: 'Heat map of the grid; its numbers are in the table below.',
	legend: {
		error: 'full colour: error 0 · pale: error 1',
		rank: 'full colour: rank 64 · pale: rank 0',
		parameters: 'the fuller, the more parameters'
	},
	table: 'The grid as a table',
	describe: (done: number, of: number, best: string) => `${done} of ${of} cells have been trained. ${best}`,
	best: (r1: number, r2: number, error: string) =>
		`The smallest error so far is ${error}, at r1 = ${r1}, r2 = ${r2}.`
};

export type SweepTexts = typeof en;

const ko: SweepTexts = {
	caption:
		'위에서 고른 목표 행렬에 LoHa를 랭크의 모든 쌍으로 학습시킵니다. 칸을 누르거나 r₁과 r₂를 움직이십시오.',
	start: (cells) => `어댑터 ${cells}개 학습`,
	progress: '격자의 칸',
	phases: {
		idle: () => '아직 실행 전',
		running: (done, of) => `${of}칸 중 ${done}칸`,
		stopped: (done, of) => `${of}칸 중 ${done}칸에서 멈춤`,
		done: (done, _of, seconds) => `어댑터 ${done}개, ${seconds}초`,
		failed: (done, of) => `${of}칸 중 ${done}칸에서 실패`
	},
	together: (count) => (count > 1 ? `동시에 ${count}개씩` : '하나씩 차례로'),
	underWay: (step, of) => `학습 중: ${of}스텝 중 ${step}`,
	diverged: '발산',
	map: '격자의 열지도. 값은 아래 표에 있습니다.',
	legend: {
		error: '진한 색: 오차 0 · 옅은 색: 오차 1',
		rank: '진한 색: 랭크 64 · 옅은 색: 랭크 0',
		parameters: '진할수록 파라미터가 많음'
	},
	table: '격자를 표로 보기',
	describe: (done, of, best) => `${of}칸 중 ${done}칸을 학습했습니다. ${best}`,
	best: (r1, r2, error) => `지금까지 가장 작은 오차는 ${error} (r1 = ${r1}, r2 = ${r2}).`
};

export const sweepTexts = { en, ko };
