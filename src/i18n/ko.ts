/** 인터페이스 문구, 한국어. */
import type { Field } from '$src/schema/field';
import type { Texts } from './en';
import { expectedKo } from './expected.ko';

const oneOf = (names: readonly string[]): string => `${names.join(', ')} 가운데 하나`;

/** “a, b or c” of names without spaces, such as those of tasks: new ones need no words here. */
function anyOf(expected: string): string | undefined {
	const [, some, last] = /^((?:\S+, )*\S+) or (\S+)$/.exec(expected) ?? [];
	return some && last ? oneOf([...some.split(', '), last]) : undefined;
}

function expectedOf(field: Field): string {
	switch (field.kind) {
		case 'integer':
			return `정수, ${field.min} 이상 ${field.max} 이하`;
		case 'number':
			return `수, ${field.min} 이상 ${field.max} 이하`;
		case 'choice':
			return oneOf(field.choices);
		case 'flag':
			return 'true 또는 false';
		case 'text':
			return expectedKo.get(field.expected) ?? anyOf(field.expected) ?? field.expected;
	}
}

export const ko: Texts = {
	site: {
		name: 'Rankscope',
		tagline: '눈앞에서 학습되는 행렬로 읽는 파라미터 효율적 파인튜닝(PEFT)의 대수.',
		skip: '본문으로 건너뛰기',
		lessons: '레슨',
		article: '글 한 편을 한 문장씩',
		lab: '실험실',
		plan: '실제 모델의 예산',
		digits: '숫자를 읽는 신경망',
		inspect: '어댑터 열어 보기',
		language: '언어',
		theme: { label: '화면 모드', auto: '자동', light: '밝게', dark: '어둡게' },
		minutes: (n) => `${n}분`,
		onward: '이전 레슨과 다음 레슨',
		next: '다음 레슨',
		previous: '이전 레슨',
		source: '모든 계산은 이 기기에서 하고, 아무것도 밖으로 보내지 않습니다.',
		glossary: '용어와 기호',
		progress: '내 학습 기록',
		licences: '라이선스',
		noScript:
			'JavaScript가 꺼져 있습니다. 본문과 수식, 유도와 증명은 모두 읽을 수 있고 접힌 부분도 펼칠 수 있습니다. 점선으로 두른 단추와 슬라이더, 행렬 그림, 학습, 등식과 답의 확인에는 JavaScript가 필요합니다.',
		stillLoading: '페이지를 불러오고 있습니다. 점선으로 두른 단추는 다 불러온 뒤에 쓸 수 있습니다.',
		missing:
			'페이지의 일부를 불러오지 못했습니다. 연결이 끊겼거나, 페이지를 연 뒤에 사이트가 바뀌었습니다. 글은 계속 읽을 수 있습니다. 설정은 주소에, 답은 이 기기에 남아 있습니다.',
		reload: '페이지 새로 고침',
		notFound: '이 주소에는 페이지가 없습니다.',
		notFoundAbout: '주소가 바뀌었거나 잘못 적힌 것 같습니다. 레슨은 여기에 모두 있습니다.',
		home: '첫 페이지로',
		failed: '이 페이지를 표시하지 못했습니다.'
	},
	home: {
		title: '직접 움직여 보는 PEFT의 대수',
		lead: '랭크(rank)를 올리면 무엇을 얻고 무엇을 잃을까요?',
		about:
			'LoRA, LoHa, LoKr의 대수를 다루는 노트북(notebook)입니다. 모든 등식은 화면에 보이는 행렬로 직접 계산하고, 모든 그래프는 실제로 측정한 값으로 그리며, 학습도 이 페이지 안에서 합니다.',
		start: '파인튜닝의 비용부터 시작하기',
		lessons: '레슨 목록',
		tools: '도구',
		article: '이 방법들을 소개하는 글의 주장입니다. 문장마다 맞는지 판단해 보십시오.',
		lab: '직접 쓰는 노트북입니다. 어댑터를 한 줄로 적어 그 자리에서 학습하고, 랭크가 얼마나 되는지 봅니다.',
		plan: 'Llama, Qwen, Gemma 또는 직접 붙여 넣은 config.json의 모델에 어댑터를 붙이면 파라미터와 파일, 메모리가 얼마나 드는지, 그 비용으로 랭크를 얼마나 얻는지 계산합니다.',
		digits: '숫자를 그려 보십시오. 어댑터가 새로 배우는 것과 그 대가로 신경망이 잊는 것이 보입니다.',
		inspect: '내 파일의 모듈마다 실제 랭크가 얼마인지, 무엇을 줄일 수 있는지 봅니다.'
	},
	lesson: {
		notices: '주소에 올바르지 않은 값이 있습니다',
		notice: (field, expected, got, used) =>
			`${field}: 주소에 적힌 값은 “${got}”입니다. 쓸 수 있는 값: ${expected}. 대신 쓴 값: ${used}.`,
		unknown: (field, expected) => `${field}: 이런 설정은 없습니다. 쓸 수 있는 설정: ${expected}.`,
		expected: expectedOf,
		oneOf,
		receipt: {
			refused: '이 페이지에서는 이 실행 기록(receipt)을 열 수 없습니다',
			why: '여기서 설정할 수 있는 실행이 아니어서 페이지를 처음 설정으로 열었습니다.',
			noFigure: '이 레슨에는 실행 기록을 여는 그림이 없어서 페이지를 처음 설정으로 열었습니다.',
			field: (field, expected, got) =>
				`${field}: ${got === '' ? '적힌 값이 없습니다' : `실행 기록에 적힌 값은 “${got}”입니다`}. 쓸 수 있는 값: ${expected}.`,
			damaged:
				'기록이 온전하지 않거나 이 페이지가 읽을 수 없는 형식이어서 페이지를 처음 설정으로 열었습니다.',
			version: (newest) => `버전 1 이상 ${newest} 이하`,
			digest: '16진수 16자리',
			notOfMethod: '없음. 이 방법에는 없는 설정입니다',
			elsewhere: (method) => `${method} 레슨에서 열기`,
			replay: '명령줄에서는 어떤 기록이든 실행할 수 있습니다.',
			whole: '빠진 데 없이 복사했는지 확인하십시오.'
		},
		dismiss: '닫기',
		seed: '시드',
		asNotebook: '이 레슨의 방법을 노트북으로 열기',
		asNotebookAll: '이 레슨의 계산을 노트북으로 열기',
		notebookFailed: '노트북을 불러오지 못했습니다. 다시 시도하십시오.',
		reroll: '난수 다시 뽑기',
		reset: '처음 설정으로'
	},
	stepper: {
		derivation: '유도',
		all: '전체 보기',
		practice: '직접 해 보기',
		steps: '한 단계씩',
		mode: '유도를 읽는 방식',
		next: '다음 단계',
		previous: '이전 단계',
		position: (step, of) => `${of}단계 중 ${step}단계`,
		keys: '유도 안에서: → 또는 j 다음, ← 또는 k 이전, Home 처음, End 끝.',
		rule: '근거:',
		check: '체크 표시는 지금 값으로 계산해 확인한 결과이며, 증명이 아닙니다.'
	},
	equation: {
		holds: '지금 값으로 계산하면 성립합니다',
		fails: '지금 값으로 계산하면 성립하지 않습니다',
		checking: '확인 중',
		residual: (value) => `양변의 최대 차이: 큰 쪽의 ${value}배`
	},
	badge: {
		proved: { label: '증명됨', about: '증명이 있으며, 조건에 맞는 모든 행렬에서 성립합니다.' },
		generic: { label: '거의 모든 경우', about: '측도 0인 예외를 빼면 성립합니다.' },
		measured: {
			label: '여기서 측정',
			about: '이 페이지에서 계산해 측정한 값입니다. 설정이 다르면 다를 수 있습니다.'
		}
	},
	callout: { note: '참고', 'often-said': '흔히 하는 말' },
	predict: {
		ask: '먼저 예상해 보십시오',
		yours: '내 예상',
		truth: '실제',
		right: '예상이 맞았습니다.',
		wrong: '예상과 다릅니다.',
		again: '다시 예상하기',
		held: '먼저 예상해 보십시오. 답은 그다음에 나타납니다.',
		pass: '지금 보기'
	},
	try: {
		hint: '그림을 이 값으로 바꿉니다'
	},
	slider: {
		typed: (label) => `${label}, 숫자로 입력`,
		wrong: (expected, got) =>
			`입력한 값: ${got === '' ? '없음' : `“${got}”`}. 입력할 수 있는 값: ${expected}. Esc 키를 누르면 지금 값으로 돌아갑니다.`
	},
	pending: {
		working: '계산하고 있습니다 …',
		workingOn: (shown) => `계산하고 있습니다 … 지금 보이는 결과: ${shown}`,
		failed: (why) => `계산하지 못했습니다: ${why}`,
		again: '다시 계산'
	},
	chart: { loading: '그리는 중 …', failed: '그래프를 그리지 못했습니다.' },
	spectrum: {
		label: '특잇값',
		describe: (count, largest, above) =>
			`특잇값 ${count}개, 가장 큰 값 ${largest}, 허용 오차보다 큰 것 ${above}개.`,
		bound: '상한',
		tolerance: '허용 오차'
	},
	matrix: {
		describe: (rows, columns, least, largest) => `${rows}×${columns} 행렬, 원소의 범위 ${least} ~ ${largest}.`
	}
};
