/** Words of the instructor's side that are on every lesson's page; the rest is loaded with a presentation (texts.ts). */

const en = {
	present: 'Present',
	presentHint: 'One step a screen, large type (Shift+P)',
	link: 'Link',
	linkHint: 'Build a link to this page, with a QR code',
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
	present: '발표',
	presentHint: '큰 글씨로 한 화면에 한 단계씩 (Shift+P)',
	link: '링크',
	linkHint: '이 페이지의 링크와 QR 코드 만들기',
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

export const entryTexts: Readonly<Record<'en' | 'ko', typeof en>> = { en, ko };
