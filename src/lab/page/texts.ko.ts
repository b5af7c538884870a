/** Words of the lab's page in Korean. */
import { own } from '$src/own';
import type { LabTexts } from './texts.en';

/** Operations that have a rank rule, by the names of their ops. */
const operations: Readonly<Record<string, string>> = {
	matmul: '행렬 곱',
	hadamard: '아다마르 곱',
	kron: '크로네커 곱',
	khatriRao: '카트리–라오 곱',
	add: '합',
	subtract: '차',
	negative: '부호를 바꾼 행렬',
	scale: '스칼라배',
	dividedBy: '수로 나눈 행렬',
	scaleRows: '대각행렬과의 곱',
	transpose: '전치행렬'
};

export const labTextsKo: LabTexts = {
	title: '실험실',
	summary:
		'행렬, 어댑터(adapter), 학습을 셀(cell)에 하나씩 적는 노트북(notebook)입니다. 어댑터를 한 줄로 적으면 모양이 맞는지 확인하고, 파라미터(parameter) 수를 세고, 수식으로 보여 주고, 이 페이지 안에서 학습합니다.',
	failed: '실험실을 불러오지 못했습니다.',
	loading: '노트북을 열고 있습니다 …',
	kinds: {
		text: '글',
		expression: '식',
		control: '조절',
		adapter: '어댑터',
		experiment: '실험',
		figure: '그림'
	},
	kindHints: {
		text: '마크다운(Markdown), 수식은 $와 $ 사이에',
		expression: '이름 = 식',
		control: '값을 고르는 슬라이더나 선택 상자',
		adapter: '직접 만드는 ΔW',
		experiment: '학습(train), 스윕(sweep), 경주(race)',
		figure: '스펙트럼, 곡선, 행렬'
	},
	keeping: {
		empty: '아직 바꾼 것이 없습니다',
		kept: '이 기기에 저장했습니다',
		unsaved: '저장하고 있습니다 …',
		closed: '이 브라우저에는 저장할 수 없습니다. 페이지를 떠나기 전에 파일로 저장하십시오',
		failed: '저장하지 못했습니다. 파일로 저장하십시오',
		conflict: '다른 창에서 바뀌었습니다'
	},
	bar: {
		label: '노트북',
		undo: '되돌리기',
		redo: '다시 하기',
		file: '파일',
		create: '새 노트북',
		open: '파일 열기 …',
		save: '마크다운으로 저장',
		page: '단독으로 실행되는 HTML 파일로 저장',
		making: '파일을 만들고 있습니다 …',
		pageFailed: '파일에 넣을 내용을 불러오지 못해서 파일을 만들지 못했습니다.',
		share: '링크 복사',
		copied: '이 노트북의 링크를 클립보드에 복사했습니다.',
		linkIs: '이 노트북의 링크:',
		tooLong: '노트북이 길어서 링크에 담을 수 없습니다. 파일로 저장하십시오.',
		print: '인쇄',
		present: '발표',
		shelf: '내 노트북',
		examples: '예제',
		language: '함수 목록'
	},
	untitled: '제목 없는 노트북',
	opened: (title) => `열었습니다: ${title}`,
	problems: {
		damaged: '이 링크에는 읽을 수 있는 노트북이 없습니다. 끝까지 복사했는지 확인하십시오.',
		'too-large': '노트북으로 열기에는 너무 큽니다. 0.5 MB까지 열 수 있습니다.',
		'newer-version': '더 새로운 버전의 Rankscope에서 만든 링크입니다. 페이지를 새로 고친 뒤 다시 여십시오.',
		'no-text': '이 파일은 텍스트가 아닙니다. 노트북은 마크다운 파일입니다.',
		example: '예제를 불러오지 못했습니다.',
		unkept: '열려 있는 노트북을 브라우저에 저장하지 못했습니다. 파일로 저장한 뒤 다른 노트북을 여십시오.'
	},
	conflict: {
		what: '이 노트북이 다른 창에서도 이 창에서도 바뀌었습니다.',
		gone: '다른 창에서 이 노트북을 지웠습니다.',
		take: '다른 창의 내용 쓰기',
		both: '둘 다 남기기'
	},
	lost: '셀을 계산하던 작업이 멈췄습니다.',
	again: '다시 시작',
	shelf: {
		none: '아직 없습니다. 쓴 내용은 여기에 자동으로 저장됩니다.',
		here: '지금 열려 있음',
		remove: (title) => `지우기: ${title}`,
		removed: (title) => `지웠습니다: ${title}`,
		back: '되살리기',
		unreadable: '읽을 수 없어서 그대로 보관한 노트북:',
		save: '파일로 저장'
	},
	cell: {
		label: (kind, n, of) => `${kind}, 셀 ${of}개 가운데 ${n}번째`,
		up: '위로 옮기기',
		down: '아래로 옮기기',
		fold: '소스 접기',
		unfold: '소스 펼치기',
		split: '커서 위치에서 나누기',
		remove: '지우기',
		kind: '셀의 종류',
		edit: '고치기',
		done: '마치기',
		source: (kind) => `셀의 소스: ${kind}`,
		empty: '아직 비어 있습니다.',
		moved: (n, of) => `${of}개 가운데 ${n}번째로 옮겼습니다`,
		removedSay: '지웠습니다. 되돌리기로 되살릴 수 있습니다.',
		splitSay: '둘로 나누었습니다',
		full: (most) =>
			`노트북 하나에는 셀을 ${most}개까지 둘 수 있어서 더 넣지 않았습니다. 셀을 합치거나 새 노트북을 만드십시오.`,
		renamed: (from, to) => `이름이 바뀌었습니다: ${from} → ${to}.`,
		rename: (to) => `다른 셀에도 ${to} 쓰기`,
		renamedSay: (from, to) => `모든 셀에서 이름을 바꾸었습니다: ${from} → ${to}`,
		noSplit: '커서가 있는 곳에는 나눌 것이 없습니다.',
		undone: '되돌렸습니다',
		redone: '되돌린 것을 다시 했습니다',
		add: '추가',
		addLabel: (kind) => `셀 추가: ${kind}`,
		startFrom: '예시 어댑터로 시작 …',
		stop: '멈추기',
		rerun: '다시 계산',
		statuses: {
			waiting: '대기 중',
			running: '계산 중',
			done: '완료',
			failed: '오류',
			stopped: '멈춤'
		},
		stale: '이전 값',
		keys: '단축키: Alt+↑, Alt+↓ 셀 옮기기, Alt+Enter 아래에 추가, Ctrl+Enter 다음 셀로, Ctrl+Space 이름 목록, Esc 글상자에서 나가기.'
	},
	howTo: {
		summary: '어댑터 쓰는 법',
		rows: [
			['mine = A*B', '이름, =, 식. 그 아래 줄에 문자마다 모양을 적습니다'],
			['A * B', '행렬 곱(matrix product), 또는 수와 행렬의 곱'],
			['A .* B', '모양이 같은 두 행렬의 원소별 곱. 브로드캐스팅(broadcasting)은 없습니다'],
			["A'", '전치(transpose)'],
			['kron(A, B)', '크로네커 곱(Kronecker product)'],
			['diag(s)', '벡터를 대각선에 놓은 행렬. diag(s)*A는 행마다, A*diag(s)는 열마다 s의 원소를 곱합니다'],
			['A: 64xr, s: 64', '행x열. 크기는 수나 수의 이름이고, 벡터에는 하나만 적습니다'],
			[
				'A: 64xr zeros',
				'초기화: zeros, ones, normal, kaiming 또는 수. 적지 않으면 무작위이고, 곱마다 하나는 ΔW가 0에서 시작하도록 zeros로 둡니다'
			],
			['A: 64xr frozen', '학습하지 않습니다. W0은 층의 동결한 가중치입니다']
		]
	},
	complete: {
		label: '이름',
		count: (n) => `이름 ${n}개`
	},
	values: {
		parameters: '파라미터 수',
		rankBound: '랭크 상한',
		rank: '랭크',
		stableRank: '안정 랭크',
		error: '오차 ‖ΔW − T‖²/‖T‖²',
		loss: '마지막 손실',
		floor: '오차 하한',
		steps: '스텝',
		backend: '계산 장치',
		shape: '모양',
		why: '랭크가 이보다 클 수 없는 이유',
		whyRow: '부분',
		whyRule: '근거',
		whyBound: '랭크 ≤',
		ruleOf: (op) => `${own(operations, op) ?? op}의 랭크 규칙`,
		ruleTied: '양쪽에 같은 인수 행렬이 있어서 그 열(또는 행)끼리 곱한 것이 r(r+1)/2개뿐',
		ruleShape: '짧은 변의 길이',
		ruleLeaf: '행렬의 모양',
		gradients: '그래디언트(gradient), G = ∂L/∂ΔW',
		still: (names) => {
			const what = '그래디언트(gradient)가 처음부터 모두 0이어서 학습해도 아무것도 바뀌지 않습니다.';
			if (names.length === 0) return what;
			const todo =
				names.length === 1
					? '다른 값에서 시작하십시오'
					: names.length === 2
						? '둘 가운데 하나만 zeros로 두십시오'
						: '곱마다 하나만 zeros로 두십시오';
			return `${what} 0에서 시작하는 것: ${names.join(', ')}. ${todo}.`;
		},
		singular: '특잇값',
		from: '출처',
		heat: (name, shape) => `행렬의 원소: ${name}, ${shape}`,
		receipt: '실행 기록',
		lossCurve: '스텝에 따른 손실',
		spectrum: 'ΔW의 특잇값',
		spectrumOf: (names) => `특잇값: ${names}`,
		bound: (n) => `랭크 ≤ ${n}`,
		against: (n) => `비교: ${n}`,
		curve: '파라미터 수에 따른 오차',
		race: '파라미터 수를 비슷하게 맞춘 경주',
		raceName: '어댑터',
		diverged: '발산',
		best: '이 목표 행렬에서 오차가 가장 작음',
		winner: (names) => `오차가 가장 작은 어댑터: ${names.join(', ')}.`,
		winners: (of) =>
			`오차가 가장 작은 어댑터: ${of.map(([name, n]) => `${name}(목표 행렬 ${n}개)`).join(', ')}.`,
		raceNote:
			'상대마다 랭크나 블록 크기로 만들 수 있는 파라미터 수 가운데 내 어댑터의 것과 가장 가까운 수를 씁니다. 진한 글씨는 그 목표 행렬에서 가장 작은 오차입니다.',
		targets: {
			identity: '단위행렬',
			gaussian: '가우스 난수',
			hadamard: '심어 둔 아다마르 곱',
			lowRank: (k) => `랭크 ${k}`,
			blocks: (n) =>
				`블록 ${own({ 1: '한 개', 2: '두 개', 4: '네 개', 8: '여덟 개' }, String(n)) ?? `${n}개`}`,
			regression: (k) => `회귀(regression), 랭크 ${k}`
		},
		text: '문자열',
		range: '범위',
		module: '모듈',
		dora: 'DoRA 모듈입니다. 여기 있는 것은 크기 벡터를 뺀 s·BA뿐입니다. DoRA의 ΔW를 계산하려면 원래 가중치가 필요하며, 그 랭크는 최대일 수 있습니다.'
	},
	train: {
		here: '아래에서 학습하기',
		race: '아래에서 경주하기',
		peft: '가장 가까운 LoRA를 PEFT 파일로 저장',
		peftDone: (rank, error) =>
			`저장했습니다. LoRA의 랭크는 ${rank}, 상대 오차 ‖ΔW − ΔW′‖/‖ΔW‖는 ${error}입니다.`,
		hint: '해당하는 셀을 아래에 추가합니다. 원하는 대로 고칠 수 있습니다.'
	},
	files: {
		label: 'loadAdapter로 읽을 어댑터 열기',
		known: '열어 둔 파일:'
	},
	present: {
		blanked: '청중 화면을 비웠습니다. 마침표(.)나 b 키를 누르면 다시 보입니다.',
		read: '실험실 열기',
		files:
			'이 노트북에는 발표자의 창에서만 열어 둔 파일을 읽는 줄이 있습니다. 그런 줄의 값은 이 창에 나오지 않습니다.',
		next: '다음 셀',
		previous: '이전 셀',
		leave: '발표 끝내기',
		place: (n, of) => `${n} / ${of}`
	},
	export: { made: 'Rankscope로 만든 파일입니다. 네트워크 없이 이 파일만으로 실행됩니다' }
};
