/** What stands in the way of a budget, in the language of the page: what was found, and what to do. */
import { ConfigError } from '../families/config';
import { wantedText, type WantedWords } from '../families/wanted';
import type { PlanProblem } from '../budget/error';
import type { Trouble } from './result';

type Said = Readonly<Record<PlanProblem, (got: string) => string>> & {
	readonly config: (error: ConfigError) => string;
	readonly type: (got: string, types: string) => string;
};

const en: Said = {
	'none-found': (got) => `The model has no module called ${got}. Choose among the names below the field.`,
	pattern: (got) => `This expression cannot be matched here: ${got}. Write the names out.`,
	'not-supported': (got) => `PEFT does not put this method on ${got}. Leave it out, or take another method.`,
	options: () => 'These settings do not fit the matrices. Change the rank or the factor.',
	all: () => 'Only training all of the model takes every module. Name some, or take all-linear.',
	'no-default': () => 'PEFT has no default for this kind of model. Name modules, or take all-linear.',
	experts: () =>
		'PEFT refuses DoRA on experts. Name modules of the attention, such as q_proj and v_proj, or take LoRA.',
	quantized: () => 'Quantized weights stay frozen. Take 16 bits to train the model itself.',
	twice: (got) => `A module is adapted or saved whole, not both: ${got}.`,
	'too-many': (got) => `${got} matrices are too many to count one by one. Name fewer modules.`,
	'save-full': () =>
		'Where all is trained there is nothing to save beside it. Empty the field of saved modules.',
	'save-unknown': (got) =>
		`The model has no module called ${got} to save. Names are those below the field of modules, such as lm_head.`,
	config: ({ wanted, got }) =>
		`This config.json cannot be read: expected ${wantedText(wanted)}, got ${got}. Take it as it was published.`,
	type: (got, types) => `A model of the kind ${got} is not counted here. Known are ${types}.`
};

const wantedKo: WantedWords = {
	json: () => 'JSON',
	object: () => 'JSON 객체',
	length: (_, most) => `${most}자 이하`,
	type: (field, types) => `${field}에 ${types} 가운데 하나`,
	decoder: () => '디코더 모델',
	integer: (field, most) => `${field}에 1 이상 ${most} 이하인 정수`,
	flag: (field) => `${field}에 true 또는 false`,
	text: (field) => `${field}에 문자열`,
	share: (field) => `${field}에 0 이상 1 이하인 수`,
	names: (field) => `${field}에 이름 하나로 된 목록`,
	labels: (field) => `${field}에 클래스 이름 하나 이상`,
	divides: (field, width) => `${field}에 ${width}의 약수`,
	exactly: (field, value) => `${field}에 ${value}`,
	most: (field, bound) => `${field}에 ${bound} 이하인 수`,
	with: (field, names) => `${field}에 ${names} 가운데 하나`
};

const ko: Said = {
	'none-found': (got) => `이 모델에는 ${got} 모듈이 없습니다. 입력란 아래의 이름에서 고르십시오.`,
	pattern: (got) => `이 표현식은 여기서 쓸 수 없습니다: ${got}. 이름을 하나씩 적으십시오.`,
	'not-supported': (got) =>
		`PEFT에서 ${got} 모듈에는 이 방법을 쓸 수 없습니다. 모듈을 빼거나 다른 방법을 고르십시오.`,
	options: () => '이 설정은 행렬의 크기와 맞지 않습니다. 랭크나 factor를 바꾸십시오.',
	all: () =>
		'모듈을 모두(all) 고르는 것은 전체 파인튜닝에서만 가능합니다. 이름을 적거나 all-linear로 바꾸십시오.',
	'no-default': () => '이 종류의 모델에는 PEFT의 기본값이 없습니다. 이름을 적거나 all-linear로 바꾸십시오.',
	experts: () =>
		'PEFT에서 전문가(expert)에는 DoRA를 쓸 수 없습니다. q_proj, v_proj처럼 어텐션의 모듈을 적거나 LoRA를 고르십시오.',
	quantized: () => '양자화한 가중치는 동결됩니다. 모델 전체를 학습하려면 16비트를 고르십시오.',
	twice: (got) => `한 모듈에 어댑터를 붙이면서 그 모듈을 통째로 학습해 저장할 수는 없습니다: ${got}.`,
	'too-many': (got) => `행렬이 ${got}개여서 하나씩 세기에는 너무 많습니다. 모듈을 줄이십시오.`,
	'save-full': () => '전체 파인튜닝에서는 따로 저장할 모듈이 없습니다. modules_to_save 입력란을 비우십시오.',
	'save-unknown': (got) =>
		`이 모델에는 저장할 ${got} 모듈이 없습니다. lm_head처럼 적용 모듈의 입력란 아래에 있는 이름을 적으십시오.`,
	config: ({ wanted, got }) =>
		`이 config.json은 읽을 수 없습니다. 있어야 할 값: ${wantedText(wanted, wantedKo)}. 파일의 값: ${got === 'nothing' ? '없음' : got}. 공개된 그대로의 파일을 넣으십시오.`,
	type: (got, types) => `${got} 종류의 모델은 여기서 계산하지 못합니다. 계산할 수 있는 종류: ${types}.`
};

const said = { en, ko };

/** @param types kinds of model that are known, in one text */
export function problemText(trouble: Trouble, language: 'en' | 'ko', types: string): string {
	const t = said[language];
	if (trouble instanceof ConfigError)
		return trouble.wanted.kind === 'type' ? t.type(trouble.got, types) : t.config(trouble);
	return t[trouble.problem](trouble.about);
}
