/** Words of the instructor's side, in both languages. */
import { entryTexts } from './entry.texts';
import { lecternTexts } from '$src/lesson/lectern.texts';
import type { PresenterOnly } from '$src/lesson/stage.svelte';
import type { ScreenKind } from './screens';

type Kinds = Readonly<Record<ScreenKind, string>>;

const en = {
	...entryTexts.en,
	notes: lecternTexts.en.notes,
	bar: 'Presenting',
	previous: 'Back',
	next: 'Next',
	below: 'There is more of this screen further down',
	screen: 'Screen',
	position: (at: number, of: number) => `${at} / ${of}`,
	status: (at: number, of: number, title: string) => `Screen ${at} of ${of}: ${title}`,
	kinds: {
		title: 'Title',
		text: 'Text',
		figure: 'Figure',
		predict: 'Prediction',
		exercise: 'Exercise',
		callout: 'Often said',
		step: 'Step'
	} as Kinds,
	reveal: 'Reveal',
	blank: 'Blank',
	blanked: 'Blank for the audience. Press . or b to go on.',
	noNotes: 'No notes for this screen.',
	path: '50 minutes',
	pathHint: 'On to the next marked screen: one prediction, one figure, one question a lesson',
	marks: { prediction: 'prediction', figure: 'figure', question: 'question' },
	onPath: (mark: string) => `On the path: ${mark}`,
	offPath: 'Not on the path',
	pathEnds: 'The path of 50 minutes ends here.',
	fullscreen: 'Full screen',
	clock: 'Clock',
	pause: 'Pause the clock',
	resume: 'Start the clock',
	restart: 'Clock to zero',
	left: (time: string) => `${time} left of ten minutes`,
	over: (time: string) => `${time} over ten minutes`,
	audience: 'Audience window',
	audienceHint: 'Opens a second window for the projector; it follows this one',
	audiences: (count: number) => (count === 1 ? '1 audience window' : `${count} audience windows`),
	blocked: 'The browser did not open the window. Allow pop-ups for this site, or open this address yourself:',
	noChannel: 'This browser cannot connect two windows (BroadcastChannel). Project this window instead.',
	ignored: (field: string, expected: string, got: string) =>
		`A message was ignored: ${field}: expected ${expected}, got ${got}. Reload both windows if they show different things.`,
	demo: 'Demo',
	demoHint: 'Plays the next receipt of the demo',
	demoAt: (at: number, of: number) => `Demo ${at} / ${of}`,
	noDemo: 'This lesson has no demo yet: write one.',
	script: 'Demo script',
	scriptAbout:
		'One receipt a line: a query such as ?rank=8&seed=1, or an address of this lesson copied from the address bar. present=figure-adapter names the screen; where a screen trains, Train is pressed. What follows a # is ignored.',
	scriptLabel: 'Receipts',
	scriptSave: 'Use this script',
	scriptReset: 'The lesson’s own',
	scriptCount: (count: number) => (count === 1 ? '1 receipt' : `${count} receipts`),
	scriptProblem: (line: number, field: string, expected: string, got: string) =>
		`Line ${line}, ${field}: expected ${expected}, got “${got}”.`,
	keys: 'Keys',
	keyList: [
		['→ ←', 'next screen, the one before'],
		['Space PageDown Enter', 'on: further down if there is more, else the next screen'],
		['PageUp', 'back, in the same way'],
		['Home End', 'first, last'],
		['r', 'reveal the answer'],
		['. b', 'blank'],
		['n', 'notes'],
		['p', 'path of 50 minutes: next marked screen'],
		['t', 'clock: pause, go on'],
		['a', 'audience window'],
		['d', 'demo: next receipt'],
		['l', 'link and QR code'],
		['f', 'full screen'],
		['Esc', 'leave']
	] as readonly (readonly [string, string])[],
	leave: 'Leave',
	close: 'Close',
	nextLesson: 'Next lesson',
	waiting: {
		title: 'Waiting for the presenter',
		about:
			'This window shows what the presenter shows. It joins by itself as soon as the presenter’s window is there: in the same browser, on this machine.',
		leftTitle: 'The presentation has ended',
		leftAbout: 'As soon as the presenter goes on, so does this window.',
		read: 'Read the lesson instead'
	},
	running: 'Training, as in the presenter’s window.',
	only: {
		picture: 'The presenter’s own picture is not shown here: it stays in the presenter’s window.',
		timings: 'What was timed is not shown here: look at the presenter’s window.',
		starts: 'What each of the four starts came to is not shown here: look at the presenter’s window.'
	} as Readonly<Record<PresenterOnly, string>>,
	dialog: {
		title: 'A link to this page',
		about: 'It carries what is set on the page now. Choose how it opens.',
		language: 'Language',
		opens: 'Opens',
		reader: 'to read',
		presenter: 'as a presentation',
		start: 'Start at',
		top: 'the top of the page',
		keep: 'Controls that can be changed',
		keepAll: 'all',
		keepNone: 'none',
		keepSome: 'only these',
		size: 'Type',
		normal: 'normal',
		large: 'large',
		result: 'Link',
		copy: 'Copy',
		copied: 'Copied.',
		copyFailed: 'The browser did not let the page copy. The link is selected: copy it with the keyboard.',
		open: 'Open',
		qr: (address: string) => `QR code of ${address}`,
		tooLong:
			'The link is too long for a QR code that a room can read. Reset some settings, or share the link.'
	}
};

export type PresentTexts = typeof en;

const ko: PresentTexts = {
	...entryTexts.ko,
	notes: lecternTexts.ko.notes,
	bar: '발표 도구',
	previous: '이전',
	next: '다음',
	below: '이 화면이 아래로 더 이어집니다',
	screen: '화면',
	position: (at, of) => `${at} / ${of}`,
	status: (at, of, title) => `화면 ${of}개 중 ${at}번: ${title}`,
	kinds: {
		title: '제목',
		text: '본문',
		figure: '그림',
		predict: '예상',
		exercise: '연습 문제',
		callout: '흔히 하는 말',
		step: '단계'
	},
	reveal: '답 공개',
	blank: '화면 비우기',
	blanked: '청중 화면을 비웠습니다. 마침표(.)나 b 키를 누르면 다시 보입니다.',
	noNotes: '이 화면에는 메모가 없습니다.',
	path: '50분 코스',
	pathHint: '표시된 다음 화면으로 건너뛰기. 레슨마다 예상 하나, 그림 하나, 질문 하나',
	marks: { prediction: '예상', figure: '그림', question: '질문' },
	onPath: (mark) => `50분 코스: ${mark}`,
	offPath: '50분 코스에 없는 화면',
	pathEnds: '50분 코스는 여기서 끝납니다.',
	fullscreen: '전체 화면',
	clock: '시계',
	pause: '시계 멈추기',
	resume: '시계 다시 켜기',
	restart: '시계를 0으로',
	left: (time) => `10분 중 ${time} 남음`,
	over: (time) => `10분을 ${time} 넘김`,
	audience: '청중 창',
	audienceHint: '프로젝터에 띄울 두 번째 창을 엽니다. 이 창을 그대로 따라옵니다',
	audiences: (count) => `청중 창 ${count}개`,
	blocked: '브라우저가 창을 열지 않았습니다. 이 사이트의 팝업을 허용하거나 다음 주소를 직접 여십시오.',
	noChannel:
		'이 브라우저는 두 창을 잇지 못합니다(BroadcastChannel 없음). 이 창을 그대로 프로젝터에 띄우십시오.',
	ignored: (field, expected, got) =>
		`잘못된 메시지를 무시했습니다. ${field}: 받은 값 ${got}, 쓸 수 있는 값 ${expected}. 두 창의 내용이 다르면 둘 다 새로 고치십시오.`,
	demo: '시연',
	demoHint: '시연의 다음 실행 기록을 재생합니다',
	demoAt: (at, of) => `시연 ${at} / ${of}`,
	noDemo: '이 레슨에는 아직 시연이 없습니다. 직접 쓸 수 있습니다.',
	script: '시연 대본',
	scriptAbout:
		'한 줄에 실행 기록(receipt) 하나를 적습니다. ?rank=8&seed=1 같은 쿼리 문자열이거나, 주소창에서 복사한 이 레슨의 주소입니다. present=figure-adapter로 화면을 고르고, 학습하는 화면이면 학습 단추까지 누릅니다. # 뒤는 무시합니다.',
	scriptLabel: '실행 기록',
	scriptSave: '이 대본 쓰기',
	scriptReset: '레슨의 대본으로',
	scriptCount: (count) => `실행 기록 ${count}개`,
	scriptProblem: (line, field, expected, got) =>
		`${line}번째 줄, ${field}: 적힌 값은 “${got}”입니다. 쓸 수 있는 값: ${expected}.`,
	keys: '키',
	keyList: [
		['→ ←', '다음 화면, 이전 화면'],
		['Space PageDown Enter', '앞으로: 아래에 더 있으면 내려가고, 없으면 다음 화면'],
		['PageUp', '뒤로: 위에 더 있으면 올라가고, 없으면 이전 화면'],
		['Home End', '처음, 끝'],
		['r', '답 공개'],
		['. b', '화면 비우기'],
		['n', '메모'],
		['p', '50분 코스: 표시된 다음 화면'],
		['t', '시계 멈추기, 다시 켜기'],
		['a', '청중 창'],
		['d', '시연: 다음 실행 기록'],
		['l', '링크와 QR 코드'],
		['f', '전체 화면'],
		['Esc', '끝내기']
	],
	leave: '끝내기',
	close: '닫기',
	nextLesson: '다음 레슨',
	waiting: {
		title: '발표자를 기다리고 있습니다',
		about:
			'이 창은 발표자의 화면을 그대로 보여 줍니다. 이 컴퓨터의 같은 브라우저에서 발표가 열리면 저절로 이어집니다.',
		leftTitle: '발표가 끝났습니다',
		leftAbout: '발표자가 다시 시작하면 이 창도 저절로 이어집니다.',
		read: '레슨 읽기'
	},
	running: '발표자의 창과 같은 학습이 진행 중입니다.',
	only: {
		picture: '발표자가 고른 그림은 여기에 나오지 않습니다. 발표자의 창에만 있습니다.',
		timings: '잰 시간은 여기에 나오지 않습니다. 발표자의 창을 보십시오.',
		starts: '네 가지 초기화의 결과는 여기에 나오지 않습니다. 발표자의 창을 보십시오.'
	},
	dialog: {
		title: '이 페이지의 링크',
		about: '지금 페이지의 설정이 그대로 담깁니다. 어떻게 열릴지 고르십시오.',
		language: '언어',
		opens: '여는 방식',
		reader: '읽기',
		presenter: '발표',
		start: '시작하는 곳',
		top: '페이지 맨 위',
		keep: '바꿀 수 있는 설정',
		keepAll: '모두',
		keepNone: '없음',
		keepSome: '고른 것만',
		size: '글씨',
		normal: '보통',
		large: '크게',
		result: '링크',
		copy: '복사',
		copied: '복사했습니다.',
		copyFailed: '브라우저가 복사를 허용하지 않았습니다. 링크를 선택해 두었으니 키보드로 복사하십시오.',
		open: '열기',
		qr: (address) => `${address} 주소의 QR 코드`,
		tooLong:
			'링크가 길어서 강의실에서 읽을 만한 QR 코드에 담기지 않습니다. 설정을 몇 개 처음 값으로 되돌리거나 링크로 공유하십시오.'
	}
};

export const presentTexts: Readonly<Record<'en' | 'ko', PresentTexts>> = { en, ko };
