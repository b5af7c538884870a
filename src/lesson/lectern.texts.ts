/** Words of what an instructor finds within a lesson: notes, and the show of hands at a prediction. */

const en = {
	notes: 'Notes',
	tally: {
		title: 'Show of hands',
		hands: (choice: string) => `Hands for: ${choice}`,
		bars: 'Show of hands, and what happens',
		count: (n: number, of: number) => `${n} of ${of}`,
		truth: 'the answer',
		row: (choice: string, n: number, of: number, isTruth: boolean) =>
			`${choice}: ${n} of ${of}${isTruth ? ', the answer' : ''}`
	}
};

const ko: typeof en = {
	notes: '메모',
	tally: {
		title: '손 든 사람',
		hands: (choice) => `손 든 사람 수: ${choice}`,
		bars: '손 든 사람 수와 실제',
		count: (n, of) => `${of}명 중 ${n}명`,
		truth: '실제',
		row: (choice, n, of, isTruth) => `${choice}: ${of}명 중 ${n}명${isTruth ? ', 실제' : ''}`
	}
};

export const lecternTexts: Readonly<Record<'en' | 'ko', typeof en>> = { en, ko };
