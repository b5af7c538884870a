import type { Language } from '$src/i18n';

const en = {
	title: 'Your progress',
	summary: 'What you have predicted, answered and trained. It stays on this machine.',
	notKept: {
		forbidden:
			'This browser lets the page keep nothing (a private window, or storage is turned off). What you do lasts until you close the page; save it as a file to keep it.',
		full: 'There is no room left in the storage of this browser. What you do from here on lasts until you close the page. Save it as a file, or delete data of other pages of this address.',
		unread:
			'What is kept on this machine cannot be read by this page, and is left as it is. What you do lasts until you close the page, unless you begin anew.'
	},
	saveOld: 'Save the old text as a file',
	beginAnew: 'Begin anew',
	beginAnewReally: 'Replace the old text',
	leaveOld: 'Leave it',
	empty: 'Nothing yet. Predictions, exercises, runs and decisions will appear here.',
	lesson: 'Lesson',
	exercises: 'Exercises solved',
	predictions: 'Predictions',
	runs: 'Runs',
	of: (done: number, all: number) => `${done} of ${all}`,
	keep: 'Take it with you',
	export: 'Save as a file',
	import: 'Add a file',
	imported: (count: number, refused: number, beyond: number, most: number) =>
		[
			count === 1 ? '1 entry added.' : `${count} entries added.`,
			refused > 0 ? `${refused} left out: they are not of the form that Rankscope writes.` : '',
			beyond > 0
				? `${beyond} left out: at most ${most} entries are read. Divide the file, and add the parts one by one.`
				: ''
		]
			.filter(Boolean)
			.join(' '),
	nothingAdded: 'Nothing was added.',
	erase: 'Erase everything',
	eraseReally: 'Erase it really',
	keepIt: 'Keep it',
	handIn: 'Hand in',
	handInAbout:
		'A link that holds all of the above. Whoever opens it sees your answers, and has them checked again.',
	name: 'Name on it (optional)',
	makeLink: 'Make the link',
	copy: 'Copy',
	copied: 'Copied.',
	report: 'Report',
	reportOf: (name: string) => `Report of ${name}`,
	reportAbout:
		'Handed in as a link. Every answer below was checked again in this browser; nothing of it was added to your own progress.',
	reportBroken: 'This link could not be read',
	own: 'To your own progress',
	answer: 'answer',
	checked: 'checked here',
	tries: (n: number) => (n === 1 ? '1 try' : `${n} tries`),
	outcome: { right: 'right', wrong: 'not right', shown: 'solution read first', none: '–' },
	prediction: (n: number) => `Prediction ${n}`,
	inFigure: (name: string) => `Prediction in the figure ${name}`,
	happens: 'is the answer',
	instead: (truth: string) => `the answer: ${truth}`,
	run: 'run',
	openRun: 'Open in the figure',
	noFigure: 'The figure of this lesson cannot be set to this run.',
	loading: 'Checking the answers …'
};

const ko: typeof en = {
	title: '내 학습 기록',
	summary: '예상하고, 답하고, 학습시킨 것들입니다. 이 기기에만 남습니다.',
	notKept: {
		forbidden:
			'이 브라우저에는 기록이 남지 않습니다(시크릿 창이거나 저장소가 꺼져 있습니다). 지금 하는 것은 페이지를 닫을 때까지만 유지되니, 남기려면 파일로 저장하십시오.',
		full: '이 브라우저의 저장 공간이 가득 찼습니다. 지금부터 하는 것은 페이지를 닫을 때까지만 유지됩니다. 파일로 저장하거나, 이 주소의 다른 페이지에서 저장한 데이터를 지우십시오.',
		unread:
			'이 기기에 저장된 내용을 이 페이지에서 읽을 수 없어 그대로 두었습니다. 새로 시작하지 않으면, 지금 하는 것은 페이지를 닫을 때까지만 유지됩니다.'
	},
	saveOld: '예전 내용을 파일로 저장',
	beginAnew: '새로 시작',
	beginAnewReally: '예전 내용을 지우고 새로 시작',
	leaveOld: '그대로 두기',
	empty: '아직 아무것도 없습니다. 예상, 연습 문제, 실행, 판단이 여기에 나타납니다.',
	lesson: '레슨',
	exercises: '푼 연습 문제',
	predictions: '예상',
	runs: '실행',
	of: (done, all) => `${all}개 중 ${done}개`,
	keep: '기록 옮기기',
	export: '파일로 저장',
	import: '파일에서 추가',
	imported: (count, refused, beyond, most) =>
		[
			`${count}개를 추가했습니다.`,
			refused > 0 ? `Rankscope의 형식이 아닌 ${refused}개는 뺐습니다.` : '',
			beyond > 0
				? `한 번에 ${most}개까지 읽으므로 나머지 ${beyond}개는 뺐습니다. 파일을 나누어 하나씩 추가하십시오.`
				: ''
		]
			.filter(Boolean)
			.join(' '),
	nothingAdded: '추가하지 못했습니다.',
	erase: '모두 지우기',
	eraseReally: '정말로 지우기',
	keepIt: '그대로 두기',
	handIn: '제출하기',
	handInAbout:
		'위의 모든 내용을 담은 링크입니다. 링크를 열면 내 답이 보이고, 답은 그 자리에서 다시 채점됩니다.',
	name: '이름(선택)',
	makeLink: '링크 만들기',
	copy: '복사',
	copied: '복사했습니다.',
	report: '제출물',
	reportOf: (name) => `제출물: ${name}`,
	reportAbout:
		'링크로 제출된 것입니다. 아래의 답은 모두 이 브라우저에서 다시 채점했고, 내 기록에는 아무것도 더해지지 않았습니다.',
	reportBroken: '이 링크는 읽을 수 없습니다',
	own: '내 학습 기록으로',
	answer: '답',
	checked: '다시 채점한 결과',
	tries: (n) => `${n}번 시도`,
	outcome: { right: '맞음', wrong: '맞지 않음', shown: '풀이를 먼저 봄', none: '–' },
	prediction: (n) => `예상 ${n}`,
	inFigure: (name) => `그림 ${name}에서 한 예상`,
	happens: '맞음',
	instead: (truth) => `정답: ${truth}`,
	run: '실행',
	openRun: '그림에서 열기',
	noFigure: '이 레슨의 그림은 이 실행과 똑같이 설정할 수 없습니다.',
	loading: '답을 채점하는 중입니다 …'
};

export const progressTexts: Record<Language, typeof en> = { en, ko };
