/** Words of what a race leaves behind, in both languages: its losses, its points in the plot, the chosen one of them. */

const en = {
	losses: {
		title: 'Loss ½‖ΔW − T‖² by step, as a share of the loss at ΔW = 0; steps on a logarithmic axis',
		none: 'No loss yet: nothing has run.',
		line: (method: string, first: string, last: string) => `${method}: loss from ${first} to ${last}.`
	},
	caption:
		'Every run on this target, by its number of parameters. Red is what is proven: no error below it, no rank above it.',
	alternative: (target: string, runs: string) =>
		`Finished runs on the target ${target}, with their errors: ${runs === '' ? 'none yet' : runs}.`,
	scatter: {
		errorTitle: 'Error by number of parameters, for this target',
		rankTitle: 'Rank by number of parameters, for this target',
		x: 'parameters',
		floors: 'proven floor',
		bounds: 'proven bound',
		pareto: 'nothing here beats these',
		exact: 'an exact LoHa, planted',
		limit: (method: string) => method,
		point: (method: string, parameters: string, error: string, rank: number) =>
			`${method}, ${parameters} parameters: error ${error}, rank ${rank}`,
		describe: (count: number, axis: string) =>
			`Plot of ${axis} over the number of parameters with the proven limits of each method and ${count} finished runs, which are buttons.`
	},
	details: {
		title: 'The chosen run',
		none: 'Each run leaves a point in the plot. Choose a point to see its spectrum and the receipt that repeats it. Points stay while you change r, so run the race at several.',
		numbers: (parameters: string) => `${parameters} parameters.`,
		rank: 'Rank',
		error: 'Error',
		trained: (steps: number, rate: string) => `${steps} steps, learning rate ${rate}.`,
		speed: (perSecond: string) => `${perSecond} steps a second.`,
		receipt: 'The same run on the command line of this project, bit for bit on the same backend:',
		copy: 'Copy',
		copied: 'Copied.',
		refused: 'The browser did not allow it; select the line instead.'
	}
};

export type PlotsTexts = typeof en;

const ko: PlotsTexts = {
	losses: {
		title: '스텝에 따른 손실 ½‖ΔW − T‖². ΔW = 0일 때 손실의 몇 배인지 나타내며, 가로축은 로그 눈금입니다',
		none: '아직 손실이 없습니다. 아무것도 실행하지 않았습니다.',
		line: (method, first, last) => `${method}: 손실 ${first}에서 ${last}까지.`
	},
	caption:
		'이 목표에서 실행한 결과를 파라미터 수에 따라 그렸습니다. 붉은색은 증명된 상한과 하한입니다. 오차는 하한보다 작을 수 없고, 랭크는 상한보다 클 수 없습니다.',
	alternative: (target, runs) => `목표 ${target}에서 끝난 실행과 오차: ${runs === '' ? '아직 없음' : runs}.`,
	scatter: {
		errorTitle: '이 목표에서 파라미터 수에 따른 오차',
		rankTitle: '이 목표에서 파라미터 수에 따른 랭크',
		x: '파라미터 수',
		floors: '증명된 하한',
		bounds: '증명된 상한',
		pareto: '이보다 나은 점이 없는 점',
		exact: '심어 둔 정확한 LoHa',
		limit: (method) => method,
		point: (method, parameters, error, rank) =>
			`${method}, 파라미터 ${parameters}개: 오차 ${error}, 랭크 ${rank}`,
		describe: (count, axis) =>
			`파라미터 수에 따른 ${axis === 'error' ? '오차' : '랭크'} 그림. 방법마다 증명된 한계를 그렸고, 끝난 실행 ${count}개를 단추로 놓았습니다.`
	},
	details: {
		title: '고른 실행',
		none: '실행 하나가 점 하나로 남습니다. 점을 고르면 스펙트럼과, 똑같이 되풀이할 수 있는 실행 기록(receipt)이 나옵니다. r을 바꿔도 점은 남으니 여러 r에서 실행해 보십시오.',
		numbers: (parameters) => `파라미터 ${parameters}개.`,
		rank: '랭크',
		error: '오차',
		trained: (steps, rate) => `${steps}스텝, 학습률 ${rate}.`,
		speed: (perSecond) => `초당 ${perSecond}스텝.`,
		receipt: '이 프로젝트의 명령줄에서 되풀이하려면 (같은 백엔드에서는 비트까지 같습니다):',
		copy: '복사',
		copied: '복사했습니다.',
		refused: '브라우저가 허락하지 않았습니다. 줄을 직접 선택하십시오.'
	}
};

export const plotsTexts = { en, ko };
