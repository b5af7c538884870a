import type { Language } from '$src/i18n';

const en = {
	legend: 'Symbols',
	/** How the star of s* is read out. */
	star: 'star',
	about: 'Point at a symbol, here or in a formula: everything that it names lights up.',
	size: (rows: number, columns: number) => `${rows} × ${columns}`,
	vector: (length: number) => `${length} numbers`,
	between: (least: string, largest: string) => `elements from ${least} to ${largest}`,
	inEquations: (facts: string) => `in the equations here: ${facts}`,
	drawn: (facts: string) => `drawn here: ${facts}`,
	now: (value: string) => `now ${value}`
};

const ko: typeof en = {
	legend: '기호',
	star: '별표',
	about: '여기나 수식에서 기호를 가리키면, 그 기호가 뜻하는 것이 모두 밝아집니다.',
	size: (rows, columns) => `${rows} × ${columns}`,
	vector: (length) => `성분 ${length}개`,
	between: (least, largest) => `원소는 ${least}부터 ${largest}까지`,
	inEquations: (facts) => `이 페이지의 등식에서는 ${facts}`,
	drawn: (facts) => `그림에서는 ${facts}`,
	now: (value) => `현재 ${value}`
};

export const symbolTexts: Record<Language, typeof en> = { en, ko };
