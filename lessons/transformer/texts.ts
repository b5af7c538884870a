/** Words of the lesson's first figure and of its settings, in both languages. */
import { own } from '$src/own';
import type { Group } from './parameters';

const en = {
	fields: {
		method: 'Method',
		rank: 'Rank r',
		rank2: 'Rank r₂ of the second pair; 0: as r',
		alpha: 'Scale α; 0: the same as r',
		rslora: 'Scale α/√r',
		factor: 'LoKr’s factor; −1: no limit',
		decomposeBoth: 'Both blocks low-rank',
		init: 'Start',
		batch: 'Texts a step'
	} as Readonly<Record<string, string>>,
	inits: {
		default: 'as PEFT, a Python library',
		swapped: 'the other factor at 0',
		zero: 'all 0',
		random: 'all random'
	},
	methods: {
		full: 'all of ΔW',
		lora: 'LoRA',
		loha: 'LoHa',
		lokr: 'LoKr',
		hira: 'HiRA',
		dora: 'DoRA'
	} as Readonly<Record<string, string>>,
	decoder: {
		caption:
			'A decoder of two blocks that knows the northern dialect learns the southern one. On two processor cores 200 steps take some ten seconds.',
		modules: 'Adapters on',
		groups: {
			...{ q: 'W_q', k: 'W_k', v: 'W_v', o: 'W_o', ff: 'W_ff' },
			...{ embed: 'embedding', head: 'output' }
		} as Readonly<Record<Group, string>>,
		allLinear: 'all-linear',
		last: 'At least one module stays.',
		more: 'More of the method',
		which: 'Which matrices these are (layers.0 is block 1)',
		/** Ends of modules that are not called W_end. */
		ends: { up: 'W_ff, first', down: 'W_ff, second' } as Readonly<Record<string, string>>,
		inBlock: (title: string, block: number) => `${title}, block ${block}`,
		outside: { embed: 'embedding', head: 'output' } as Readonly<Record<string, string>>,
		parameters: 'Trained numbers',
		share: (percent: string) => `${percent} of the decoder`,
		bound: 'Rank bound of each ΔW',
		measured: 'Rank measured',
		lossTitle: 'Loss on texts it was not trained on',
		south: 'South, to be learnt',
		north: 'North, known before',
		before: 'before',
		after: 'after',
		source: 'the source itself',
		notYet: 'not trained yet',
		says: 'It says this, beginning at a full stop.',
		grammar:
			'Here a = one, some = many: a fox sees, some fox see. A red word cannot follow there in the south.',
		changed: 'Settings changed: train again',
		writing: 'It is writing …',
		beforeTitle: 'Before',
		afterTitle: 'After',
		wrong: (wrong: string, of: string) => `${wrong} of ${of} words could not stand there in the south`,
		loading: 'The decoder is being read …',
		train: 'Press “Watch it train”: what it says then stands here.',
		marked: 'wrong',
		about:
			'Loss: mean of −log of the probability given to the next word, in nats, on 96 texts of 16 words. The source of the texts knows its own odds: the line is its loss on the same texts, and in the mean over all texts nothing has a lower one. A word is marked by the grammar: with the words before it the southern dialect could not have put it there; it is then passed over.',
		aboutTitle: 'How this is measured',
		describe: (v: { modules: string; method: string; parameters: string; south: string; north: string }) =>
			`${v.method} on ${v.modules}: ${v.parameters} trained numbers. ${v.south} ${v.north}`,
		describeLoss: (dialect: string, before: string, after: string, source: string) =>
			`${dialect}: loss ${before} before, ${after} after; the source itself ${source}.`,
		none: 'none yet'
	}
};

export type TransformerTexts = typeof en;

const ko: TransformerTexts = {
	fields: {
		method: '방법',
		rank: '랭크 r',
		rank2: '둘째 쌍의 랭크 r₂, 0이면 r과 같게',
		alpha: '배율을 정하는 α, 0이면 r과 같게',
		rslora: '배율 α/√r',
		factor: 'LoKr의 factor, −1이면 제한 없음',
		decomposeBoth: '두 블록 모두 저랭크',
		init: '초기화',
		batch: '스텝마다 읽는 글의 수'
	},
	inits: {
		default: 'Python 라이브러리 PEFT와 같게',
		swapped: '반대쪽 인수 행렬을 0으로',
		zero: '모두 0',
		random: '모두 난수'
	},
	methods: {
		full: 'ΔW 전체',
		lora: 'LoRA',
		loha: 'LoHa',
		lokr: 'LoKr',
		hira: 'HiRA',
		dora: 'DoRA'
	},
	decoder: {
		caption:
			'북부 방언을 아는 블록 2개짜리 디코더가 남부 방언을 배웁니다. 코어 두 개에서 200스텝은 10초쯤 걸립니다.',
		modules: '어댑터를 붙일 모듈',
		groups: {
			...{ q: 'W_q', k: 'W_k', v: 'W_v', o: 'W_o', ff: 'W_ff' },
			...{ embed: '임베딩', head: '출력' }
		},
		allLinear: 'all-linear',
		last: '모듈은 적어도 하나 있어야 합니다.',
		more: '방법의 다른 설정',
		which: '행렬의 이름(layers.0이 블록 1)',
		ends: { up: 'W_ff(첫째)', down: 'W_ff(둘째)' },
		inBlock: (title, block) => `블록 ${block}의 ${title}`,
		outside: { embed: '임베딩', head: '출력' },
		parameters: '학습하는 파라미터 수',
		share: (percent) => `디코더의 ${percent}`,
		bound: '각 ΔW의 랭크 상한',
		measured: '측정한 랭크',
		lossTitle: '학습에 쓰지 않은 글에서 잰 손실',
		south: '남부, 새로 배울 방언',
		north: '북부, 원래 알던 방언',
		before: '학습 전',
		after: '학습 후',
		source: '글을 만든 문법 자신',
		notYet: '아직 학습 전',
		says: '마침표에서 시작해 디코더가 쓴 글입니다.',
		grammar:
			'a는 단수, some은 복수입니다: a fox sees, some fox see. 붉게 표시한 낱말은 남부 방언에서 그 자리에 올 수 없습니다.',
		changed: '설정이 바뀌었으니 다시 학습시키십시오',
		writing: '글을 쓰는 중 …',
		beforeTitle: '학습 전',
		afterTitle: '학습 후',
		wrong: (wrong, of) => `낱말 ${of}개 가운데 ${wrong}개는 남부 방언에서 그 자리에 올 수 없습니다`,
		loading: '디코더를 읽는 중 …',
		train: '“학습 과정 보기”를 누르면 학습한 디코더가 쓴 글이 여기에 나옵니다.',
		marked: '틀림',
		about:
			'손실은 다음 낱말에 준 확률의 −log를 평균한 값(단위 nat)이고, 낱말 16개짜리 글 96개에서 잽니다. 글을 만든 문법은 자기 확률을 알고 있으므로 같은 글에서 그 문법의 손실을 선으로 표시했습니다. 모든 글에 대한 평균에서는 이보다 손실이 작은 모델이 없습니다. 틀린 낱말은 문법으로 가려냅니다. 앞의 낱말들 다음에 남부 방언에서는 올 수 없는 낱말을 표시하고, 그 낱말은 건너뜁니다.',
		aboutTitle: '측정 방법',
		describe: (v) =>
			`${v.modules}에 붙인 ${v.method}. 학습하는 파라미터 ${v.parameters}개. ${v.south} ${v.north}`,
		describeLoss: (dialect, before, after, source) =>
			`${dialect}: 손실 학습 전 ${before}, 학습 후 ${after}, 문법 자신 ${source}.`,
		none: '아직 없음'
	}
};

export const transformerTexts: Readonly<Record<'en' | 'ko', TransformerTexts>> = { en, ko };

/** A module's name with what the lesson calls it: `layers.0.q: W_q, block 1`. */
export function moduleTitle(name: string, t: TransformerTexts['decoder']): string {
	const [, block, end = ''] = /^layers\.(\d+)\.(\w+)$/.exec(name) ?? [];
	const title =
		block === undefined
			? (own(t.outside, name) ?? name)
			: t.inBlock(own(t.ends, end) ?? `W_${end}`, Number(block) + 1);
	return `${name}: ${title}`;
}
