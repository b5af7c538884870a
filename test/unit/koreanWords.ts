/**
 * Korean words that are not ours, each with what to write in its place, for whoever writes the next lesson. It is no
 * dictionary: a word stands here because a reader stumbled over it.
 */

export interface Refused {
	readonly pattern: RegExp;
	readonly remedy: string;
}

/** Refused wherever Korean is written. */
export const refused: readonly Refused[] = [
	{
		pattern: /(?<![\w^,./{])\d+만(?! 개| 번|큼)|= \d+\$만(?!큼)/u,
		remedy: '숫자 뒤의 만은 10,000으로 읽힌다: “34로 줄고”, “t = 0인 경우만”'
	},
	{ pattern: /(?<![가-힣])곧(?!바로)/u, remedy: '곧 → 즉, 금세' },
	{ pattern: /까닭/u, remedy: '까닭 → 이유' },
	{ pattern: /견[주줍줄준]/u, remedy: '견주다 → 비교하다' },
	{ pattern: /저마다/u, remedy: '저마다 → 각각, 각자' },
	{ pattern: /몫/u, remedy: '몫 → 비율' },
	{ pattern: /후보다/u, remedy: '“병합 후보다”는 후보로 읽힌다 → “병합한 것보다”' },
	{ pattern: /이 수들에서/u, remedy: '이 수들에서 → 지금 값으로 계산하면' },
	{ pattern: /옆의 글/u, remedy: '증명은 옆의 글입니다 → 증명은 옆 설명에 있습니다' },
	{ pattern: /인수(?! 행렬|분해)/u, remedy: '인수 → 인수 행렬(factor); 함수의 argument는 “괄호 안에 쓴 값”' },
	{ pattern: /(?:학습하는|동결한) 수(?![가-힣])/u, remedy: '학습하는 수, 동결한 수 → 파라미터' },
	{ pattern: /(?<![가-힣])수의 개수/u, remedy: '수의 개수 → 파라미터 수, 원소 수' },
	{ pattern: /(?<![가-힣])(?:값)?(?:싼|싸게|싸다|쌉니다|쌀까요)/u, remedy: '싸다 → 비용이 작다, 적다' },
	{ pattern: /값을 치|치르는 값|살 수 있|사려는/u, remedy: '사다, 값을 치르다 → 비용이 들다, 얻다' },
	{ pattern: /기준선|통상 기준/u, remedy: '기준, 선 → 허용 오차' },
	{ pattern: /테두리/u, remedy: '테두리 → 윤곽선' },
	{ pattern: /버튼/u, remedy: '버튼 → 단추' },
	{ pattern: /코사인 감소/u, remedy: '코사인 감소 → 코사인 감쇠' },
	{ pattern: /출발점|초기값/u, remedy: '출발점, 초기값 → 초기화, 초깃값' },
	{ pattern: /최[대소]값|함수값|꼭지점/u, remedy: '사이시옷: 최댓값, 최솟값, 함숫값, 꼭짓점' },
	{ pattern: /에카르트–영 값/u, remedy: '에카르트–영 값 → 에카르트–영 정리의 값' },
	{ pattern: /기저 (?:\$[^$]+\$|\S)개/u, remedy: '기저 k개 → 기저 벡터 k개' },
	{ pattern: /하한[^.]{0,24}넘(?:을|지)/u, remedy: '하한은 넘는 것이 아니다 → 더 내려갈 수 없다' },
	{ pattern: /단조롭/u, remedy: '단조롭다(monotonous) → 단조증가하다' },
	{ pattern: /뒤지지 않을까/u, remedy: '반대로 읽힌다 → 언제나 다른 방법 이상일까요?' },
	{ pattern: /붙잡/u, remedy: '붙잡다 → 고정하다' },
	{ pattern: /스케일/u, remedy: '스케일 → 배율(scale)' },
	{ pattern: /1차 근사/u, remedy: '1차 근사 → 일차 근사' },
	{ pattern: /전체 학습/u, remedy: '전체 학습 → 전체 파인튜닝(full fine-tuning)' },
	{ pattern: /분해 계수/u, remedy: '분해 계수는 분해한 식의 계수로 읽힌다 → 층을 나누는 수(factor)' },
	{ pattern: /단추(?:은|과|을|으로)(?![가-힣])/u, remedy: '단추은, 단추과 → 단추는, 단추와' },
	{ pattern: /(?<![가-힣])시합/u, remedy: '시합 → 경주(race)' },
	{ pattern: /훑어/u, remedy: '훑어보다는 대충 본다는 뜻이다 → 스윕(sweep)' },
	{ pattern: /랭크 감사/u, remedy: '감사는 고맙다는 말로 읽힌다 → 점검' },
	{ pattern: /실행(?:을)? 취소/u, remedy: '실행 취소는 학습(run)을 멈춘다는 말로 읽힌다 → 되돌리기' },
	{ pattern: /같은 파라미터로/u, remedy: '같은 파라미터는 값이 같다는 뜻이다 → 파라미터 수를 같게' },
	{ pattern: /[가-힣]세요(?![가-힣])/u, remedy: '…하세요 → …하십시오' },
	{ pattern: /LoKr(?:은|이|과|을)(?![가-힣])/u, remedy: 'LoKr은, LoKr이 → LoKr는, LoKr가' }
];

/** Spellings that stand in brackets or in the glossary, for whoever searches for them, and nowhere else. */
export const besides: readonly Refused[] = [
	{ pattern: /특이값/u, remedy: '특이값 → 특잇값' },
	{ pattern: /고유값/u, remedy: '고유값 → 고윳값' },
	{ pattern: /미세 ?조정/u, remedy: '미세 조정 → 파인튜닝' },
	{ pattern: /영공간/u, remedy: '영공간 → 핵' }
];

/** What a word is followed by where a lesson uses it first. */
export const glosses: readonly { readonly word: RegExp; readonly gloss: string }[] = [
	{ word: /특잇값(?! 분해)/u, gloss: '(singular value, 특이값)' },
	{ word: /고윳값/u, gloss: '(eigenvalue, 고유값)' },
	{ word: /정사영/u, gloss: '(orthogonal projection)' },
	{ word: /열공간/u, gloss: '(column space)' },
	{ word: /행렬식/u, gloss: '(determinant)' },
	{ word: /측도/u, gloss: '(measure)' },
	{ word: /일차결합/u, gloss: '(linear combination)' },
	{ word: /반둘레/u, gloss: '(half-perimeter)' },
	{ word: /심어 둔/u, gloss: '(planted)' },
	{ word: /양자화(?! 상수)/u, gloss: '(quantization)' }
];

/** What a search for another name of a thing finds in the glossary. */
export const synonyms = ['특이값', '계수(階數)', '미세 조정', '양자화'] as const;
