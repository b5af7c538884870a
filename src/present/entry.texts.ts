/** Words of the instructor's side that are on every lesson's page; the rest is loaded with a presentation (texts.ts). */

const en = {
	present: 'Present',
	presentHint: 'One step a screen, large type (Shift+P)',
	link: 'Link',
	linkHint: 'Build a link to this page, with a QR code'
};

const ko: typeof en = {
	present: '발표',
	presentHint: '큰 글씨로 한 화면에 한 단계씩 (Shift+P)',
	link: '링크',
	linkHint: '이 페이지의 링크와 QR 코드 만들기'
};

export const entryTexts: Readonly<Record<'en' | 'ko', typeof en>> = { en, ko };
