/** Words of the figure of attention, in both languages. */
const en = {
	caption:
		'Attention of one head, before and after. A row is a word that looks, a column a word that is looked at; nobody looks ahead.',
	fields: { head: 'Head', block: 'Block' },
	before: 'Before: the base',
	after: 'After: with the adapter',
	loading: 'The decoder is being read …',
	train: 'Nothing is trained yet: train an adapter in the first figure.',
	legend: 'share of a word’s attention',
	sums: 'Rows sum to 1, off by at most',
	change: 'Largest change',
	notYet: 'Attention of the base; nothing is trained yet.',
	describe: (block: number, head: number, from: string, to: string, before: string, after: string) =>
		`Block ${block}, head ${head}. The largest change: what ${from} gives to ${to} goes from ${before} to ${after}.`,
	words: {
		title: 'Text',
		add: 'Pick words',
		undo: 'Take the last away',
		anew: 'Begin anew',
		unknown: (word: string) => `The grammar has no word “${word}”.`,
		full: (most: number) => `At most ${most} words.`
	}
};

const ko: typeof en = {
	caption:
		'헤드 하나의 어텐션(attention)을 학습 전과 후로 나란히 그렸습니다. 행은 보는 낱말, 열은 보이는 낱말입니다. 뒤에 오는 낱말은 볼 수 없습니다.',
	fields: { head: '헤드', block: '블록' },
	before: '학습 전: 원래 디코더',
	after: '학습 후: 어댑터를 붙인 디코더',
	loading: '디코더를 읽는 중 …',
	train: '아직 학습하지 않았습니다. 첫 그림에서 어댑터를 학습시키십시오.',
	legend: '한 낱말의 어텐션에서 차지하는 비율',
	sums: '행의 합은 1, 최대 오차',
	change: '가장 크게 바뀐 곳',
	notYet: '원래 디코더의 어텐션입니다. 아직 학습하지 않았습니다.',
	describe: (block, head, from, to, before, after) =>
		`블록 ${block}, 헤드 ${head}. 가장 크게 바뀐 곳: ${from}에서 ${to}, ${before} → ${after}.`,
	words: {
		title: '글',
		add: '낱말 고르기',
		undo: '마지막 낱말 빼기',
		anew: '새로 쓰기',
		unknown: (word) => `이 문법에 없는 낱말입니다: “${word}”.`,
		full: (most) => `낱말은 ${most}개까지 쓸 수 있습니다.`
	}
};

export const attentionTexts: Readonly<Record<'en' | 'ko', typeof en>> = { en, ko };
