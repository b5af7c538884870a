/** Words of the figures on rank and cost: the rank over r, and every pair of factors of a layer. */

const en = {
	ranks: {
		caption:
			'LoKr on the layer of the figure above, at every r, with random factors: your sketch, the rank measured, and the numbers it takes.',
		describe: (sketch: string, rows: string) =>
			`Your sketch: ${sketch}. ${rows === '' ? 'Nothing has been measured yet.' : `Measured at each r, rank and numbers: ${rows}.`}`,
		guess: (r: number, rank: number) => `r ${r}: rank ${rank}`,
		row: (r: number, rank: number, count: number) => `r ${r}: rank ${rank}, ${count} numbers`,
		instruction:
			'Which rank will each r give? The points stand at “the rank is r”. Drag them, or draw across; with the keyboard: Tab to a point, then the arrow keys.',
		point: (r: number) => `Your guess at r = ${r}`,
		rankText: (rank: number) => `rank ${rank}`,
		yours: 'your sketch',
		bound: 'bound',
		measured: 'measured',
		measure: 'Measure at every r',
		again: 'Sketch again',
		running: (done: number, of: number) => `Measured: ${done} of ${of}`,
		gap: {
			none: () => 'Your sketch is right at every point.',
			above: (by: string) => `Your sketch is too high, by ${by} on average.`,
			below: (by: string) => `Your sketch is too low, by ${by} on average.`,
			mixed: (by: string) =>
				`Your sketch is off by ${by} on average, too high in places and too low in others.`
		},
		verdict: (equal: readonly number[], of: number) =>
			equal.length === 0
				? `Rank r at none of ${of} values of r.`
				: `Rank r at ${equal.length} of ${of} values of r: ${equal.join(', ')}.`,
		full: 'Both blocks full from r =',
		rankAxis: 'rank',
		numbersAxis: 'numbers',
		claim: 'rank = r'
	},
	pairs: {
		caption:
			'Every pair of full factors of a layer. First: the numbers depend on the product ac alone. Second: the rank does not follow the numbers.',
		describe: (v: { layer: string; count: number; peft: string; chosen: string; cheapest: string }) =>
			`The layer ${v.layer} has ${v.count} pairs of factors. Blocks, numbers, rank: PEFT ${v.peft}; yours ${v.chosen}; the cheapest of the highest rank ${v.cheapest}.`,
		layers: 'Common layers',
		product: 'ac, numbers in A',
		cost: 'numbers in A and B',
		rank: 'rank for almost all A, B',
		legend: { full: 'full rank', notFull: 'not full', peft: 'PEFT, both full', chosen: 'your pair' },
		head: { blocks: 'Blocks', numbers: 'Numbers', rank: 'Rank, at most' },
		rows: {
			chosen: 'Your pair',
			cheapest: 'Cheapest of the highest rank',
			peft: (r: number) => `PEFT at r = ${r}`,
			lora: (r: number) => `LoRA at r = ${r}`
		},
		lowB: (r: number) => `, B of rank ${r}`
	}
};

const ko: typeof en = {
	ranks: {
		caption:
			'위 그림의 층에 난수로 채운 LoKr를 두고 r마다 잰 랭크와 파라미터 수입니다. 점선은 재기 전에 예상한 곡선입니다.',
		describe: (sketch, rows) =>
			`예상한 곡선: ${sketch}. ${rows === '' ? '아직 재지 않았습니다.' : `r마다 측정한 랭크와 파라미터 수: ${rows}.`}`,
		guess: (r, rank) => `r ${r}에서 랭크 ${rank}`,
		row: (r, rank, count) => `r ${r}: 랭크 ${rank}, 파라미터 ${count}개`,
		instruction:
			'r마다 랭크가 얼마일까요? 처음에는 점이 ‘랭크는 r’이라는 말대로 놓여 있습니다. 점을 끌거나 그림 위를 죽 그으십시오. 키보드로는 Tab으로 점을 고르고 화살표로 움직입니다.',
		point: (r) => `r = ${r}에서 내 예상`,
		rankText: (rank) => `랭크 ${rank}`,
		yours: '내 예상',
		bound: '상한',
		measured: '측정값',
		measure: 'r마다 재기',
		again: '다시 그리기',
		running: (done, of) => `${of}개 가운데 ${done}개를 쟀습니다`,
		gap: {
			none: () => '모든 점에서 예상이 맞았습니다.',
			above: (by) => `예상이 실제보다 평균 ${by}만큼 높습니다.`,
			below: (by) => `예상이 실제보다 평균 ${by}만큼 낮습니다.`,
			mixed: (by) => `예상과 실제의 차이는 평균 ${by}. 실제보다 높은 곳도 있고 낮은 곳도 있습니다.`
		},
		verdict: (equal, of) =>
			equal.length === 0
				? `r ${of}개 가운데 랭크가 r인 경우는 없습니다.`
				: `r ${of}개 가운데 랭크가 r인 경우: ${equal.length}개 (${equal.join(', ')}).`,
		full: '두 블록을 모두 통째로 두기 시작하는 r:',
		rankAxis: '랭크',
		numbersAxis: '파라미터 수',
		claim: '랭크 = r'
	},
	pairs: {
		caption:
			'한 층에서 가능한 인수 행렬의 쌍 전부입니다. 첫째 그래프: 파라미터 수는 곱 ac로만 정해집니다. 둘째 그래프: 랭크는 파라미터 수만으로는 정해지지 않습니다.',
		describe: (v) =>
			`${v.layer} 층에는 인수 행렬의 쌍이 ${v.count}개 있습니다. 블록, 파라미터 수, 랭크의 차례로: PEFT ${v.peft}; 직접 고른 쌍 ${v.chosen}; 랭크가 가장 높은 쌍 가운데 파라미터가 가장 적은 것 ${v.cheapest}.`,
		layers: '흔히 쓰는 층',
		product: 'ac, A의 원소 수',
		cost: 'A와 B의 원소 수',
		rank: '거의 모든 A, B에서의 랭크',
		legend: { full: '최대 랭크', notFull: '그보다 낮음', peft: 'PEFT, 둘 다 통째로', chosen: '직접 고른 쌍' },
		head: { blocks: '블록', numbers: '파라미터 수', rank: '랭크 상한' },
		rows: {
			chosen: '직접 고른 쌍',
			cheapest: '랭크 최대, 파라미터 최소',
			peft: (r) => `PEFT, r = ${r}`,
			lora: (r) => `LoRA, r = ${r}`
		},
		lowB: (r) => `, B의 랭크 ${r}`
	}
};

export const ranksTexts = { en, ko };
