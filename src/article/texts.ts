/** Words of the page around the claims, in both languages; `{name}` stands for a live number. */
import type { Language } from '$src/i18n';
import type { Section, ClaimVerdict } from './claim';
import type { Standing } from './decisions.svelte';
import type { SourceId } from './sources';

const en = {
	title: 'The article, sentence by sentence',
	summary:
		'What an introduction to LoRA, LoHa and LoKr claims, in its order: decide for each sentence whether it stands, then compare and see it on live numbers.',
	intro: [
		'Rankscope began with an article: a friendly Korean introduction to PEFT, LoRA, LoHa and LoKr by jiogenes. It is a good one, it makes its readers curious, and its last line asks to be told what is not right. So here are its claims that can be checked on this site, in its order and in our words. Opinions, and remarks on language models in general, are left out.',
		'Decide first. Then our mark appears beside yours, with a reason, and a link to the place where you can see for yourself.'
	],
	meanings: {
		stands: 'true as it is said',
		'needs-a-word': 'true in part, or once something is added',
		wrong: 'not so'
	} as Readonly<Record<ClaimVerdict, string>>,
	/** On a button. */
	choices: { stands: 'stands', 'needs-a-word': 'needs a word', wrong: 'wrong' } as Readonly<
		Record<ClaimVerdict, string>
	>,
	/** In front of a reason. */
	marks: { stands: 'It stands.', 'needs-a-word': 'It needs a word.', wrong: 'It is wrong.' } as Readonly<
		Record<ClaimVerdict, string>
	>,
	decide: (number: number) => `Claim ${number}: your decision`,
	yours: 'yours',
	ours: 'ours',
	same: 'You and we agree.',
	different: 'You and we differ.',
	again: 'Decide again',
	sourcesOf: 'Sources:',
	showAll: 'Show all marks',
	tally: {
		none: 'None of {of} decided yet.',
		some: '{decided} of {of} decided, {agreed} as we did.',
		all: 'All {of} decided, {agreed} as we did.'
	},
	/** What somebody handed in. */
	report: {
		claim: (number: number) => `Claim ${number}`,
		theirs: 'decided',
		ours: 'our mark',
		standing: { right: 'as we did', wrong: 'not as we did', shown: 'our marks were read first' } as Readonly<
			Record<Standing, string>
		>
	},
	sections: {
		peft: 'What PEFT is',
		before: 'Before LoRA',
		lora: 'LoRA',
		loha: 'LoHa',
		lokr: 'LoKr',
		table: 'The closing table'
	} as Readonly<Record<Section, string>>,
	pictures: 'The missing pictures',
	picturesAbout:
		'In the copy of the article that we have, the pictures are gone; five left a caption behind, six only the word “Untitled”. Here they are drawn anew, from the text around them. Where the text needs a word, the drawing has it.',
	sources: 'Sources',
	sourcesAbout: 'What each is used for on this page.',
	uses: {
		lora: 'h = W₀x + BAx, the scale α/r, merging; the measured latency of adapters and the remarks on prefixes.',
		fedpara: 'Propositions 1 and 2; the purpose of the product that LoHa is named after.',
		lycoris: 'LoHa and LoKr as adapters of ΔW, for image models.',
		krona: 'The Kronecker product in an adapter, before LoKr.',
		peft: 'How LoRA, LoHa and LoKr are implemented: which blocks are full, what α does, what is counted.',
		adapters: 'The adapter as a layer in between; the name “parameter-efficient”.',
		prefix: 'Trained vectors in front of the input.',
		zero: 'How many bytes a parameter takes in training (section 3.1).',
		survey: 'The branches of controllable text generation, figures 1 and 2.',
		llama: 'Sizes from 7 billion parameters on.',
		mistral: 'A model of 7 billion parameters.',
		bloom: 'A model of 176 billion parameters.',
		recommenders: 'Matrix factorization on the ratings that are known.'
	} as Readonly<Record<SourceId, string>>
};

export type ArticleTexts = typeof en;

/** How far the reader is, in words; its numbers are still to be put in. */
export const tallyText = (
	{ tally }: ArticleTexts,
	{ decided, of }: { decided: number; of: number }
): string => (decided === 0 ? tally.none : decided < of ? tally.some : tally.all);

const ko: ArticleTexts = {
	title: '글 한 편을 한 문장씩',
	summary:
		'LoRA, LoHa, LoKr를 소개하는 글의 주장을 글의 순서대로 따라갑니다. 문장마다 맞는지 먼저 판단하고, 이 페이지의 판단과 비교한 다음, 실제로 계산해 확인합니다.',
	intro: [
		'Rankscope는 글 한 편에서 시작되었습니다. jiogenes 님이 PEFT, LoRA, LoHa, LoKr를 소개한 글입니다. 읽는 사람의 호기심을 깨우는 좋은 글이고, 마지막 줄에서 잘못된 점을 알려 달라고 청합니다. 그래서 이 사이트에서 확인할 수 있는 주장을 글의 순서대로, 저희의 말로 옮겨 적었습니다. 의견이나 언어 모델 전반에 대한 이야기는 뺐습니다.',
		'먼저 판단하십시오. 그러면 그 옆에 저희의 판단과 이유, 그리고 직접 확인할 수 있는 곳의 링크가 나타납니다.'
	],
	meanings: {
		stands: '쓰인 그대로 참',
		'needs-a-word': '일부만 참이거나 덧붙여야 참',
		wrong: '사실과 다름'
	},
	choices: { stands: '맞다', 'needs-a-word': '덧붙일 말이 있다', wrong: '틀리다' },
	marks: {
		stands: '맞는 말입니다.',
		'needs-a-word': '덧붙일 말이 있습니다.',
		wrong: '틀린 말입니다.'
	},
	decide: (number) => `주장 ${number}: 내 판단`,
	yours: '내 판단',
	ours: '저희 판단',
	same: '판단이 같습니다.',
	different: '판단이 다릅니다.',
	again: '다시 판단하기',
	sourcesOf: '출처:',
	showAll: '판단을 모두 보기',
	tally: {
		none: '주장 {of}개, 아직 판단 전입니다.',
		some: '{of}개 가운데 {decided}개 판단, 저희와 같은 것 {agreed}개.',
		all: '{of}개 모두 판단, 저희와 같은 것 {agreed}개.'
	},
	report: {
		claim: (number) => `주장 ${number}`,
		theirs: '제출한 판단',
		ours: '저희 판단',
		standing: { right: '판단이 같음', wrong: '판단이 다름', shown: '저희 판단을 먼저 봄' }
	},
	sections: {
		peft: 'PEFT란',
		before: 'LoRA 이전',
		lora: 'LoRA',
		loha: 'LoHa',
		lokr: 'LoKr',
		table: '마지막 표'
	},
	pictures: '사라진 그림들',
	picturesAbout:
		'저희가 가진 사본에는 그림이 남아 있지 않습니다. 다섯 개는 제목만, 여섯 개는 ‘Untitled’라는 말만 남았습니다. 앞뒤의 글을 바탕으로 다시 그렸고, 글에 덧붙일 말이 있는 곳은 그림에 넣었습니다.',
	sources: '출처',
	sourcesAbout: '이 페이지에서 무엇에 썼는지 함께 적었습니다.',
	uses: {
		lora: 'h = W₀x + BAx, 배율 α/r, 병합. 어댑터의 지연 시간 측정값과 프리픽스에 대한 서술.',
		fedpara: '명제 1과 2, 그리고 LoHa라는 이름의 바탕이 된 곱의 원래 목적.',
		lycoris: '이미지 모델을 위한, ΔW의 어댑터로서의 LoHa와 LoKr.',
		krona: 'LoKr보다 먼저 나온 크로네커 곱 어댑터.',
		peft: 'LoRA, LoHa, LoKr의 구현: 어느 블록을 통째로 두는지, α의 역할, 세는 방법.',
		adapters: '중간에 끼우는 층으로서의 어댑터, 그리고 ‘parameter-efficient’라는 말.',
		prefix: '입력 앞에 두는 학습되는 벡터.',
		zero: '학습할 때 파라미터 하나에 드는 바이트 수(3.1절).',
		survey: '텍스트 생성을 제어하는 방법의 갈래, 그림 1과 2.',
		llama: '파라미터 70억 개부터 시작하는 크기.',
		mistral: '파라미터 70억 개인 모델.',
		bloom: '파라미터 1,760억 개인 모델.',
		recommenders: '알려진 평점에만 맞추는 행렬 분해.'
	}
};

export const articleTexts: Readonly<Record<Language, ArticleTexts>> = { en, ko };
