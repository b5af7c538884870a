/** What stands in the way of a budget, in the language of the page: what was found, and what to do. */
import { ConfigError } from '../families/config';
import type { PlanProblem } from '../budget/error';
import type { Trouble } from './result';

type Said = Readonly<Record<PlanProblem, (got: string) => string>> & {
	readonly config: (expected: string, got: string) => string;
	readonly type: (got: string, types: string) => string;
};

const en: Said = {
	'none-found': (got) => `The model has no module called ${got}. Choose among the names below the field.`,
	pattern: (got) => `This expression cannot be matched here: ${got}. Write the names out.`,
	'not-supported': (got) => `PEFT does not put this method on ${got}. Leave it out, or take another method.`,
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
	config: (expected, got) =>
		`This config.json cannot be read: expected ${expected}, got ${got}. Take it as it was published.`,
	type: (got, types) => `A model of the kind ${got} is not counted here. Known are ${types}.`
};

const ko: Said = {
	'none-found': (got) => `이 모델에는 ${got} 모듈이 없습니다. 입력란 아래의 이름에서 고르십시오.`,
	pattern: (got) => `이 표현식은 여기서 쓸 수 없습니다: ${got}. 이름을 하나씩 적으십시오.`,
	'not-supported': (got) =>
		`PEFT에서 ${got} 모듈에는 이 방법을 쓸 수 없습니다. 모듈을 빼거나 다른 방법을 고르십시오.`,
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
	config: (expected, got) =>
		`이 config.json은 읽을 수 없습니다. 필요한 값: ${expected}, 받은 값: ${got}. 공개된 그대로의 파일을 넣으십시오.`,
	type: (got, types) => `${got} 종류의 모델은 여기서 계산하지 못합니다. 계산할 수 있는 종류: ${types}.`
};

const said = { en, ko };

/** @param types kinds of model that are known, in one text */
export function problemText(trouble: Trouble, language: 'en' | 'ko', types: string): string {
	const t = said[language];
	if (trouble instanceof ConfigError)
		return trouble.expected.startsWith('model_type one of')
			? t.type(trouble.got, types)
			: t.config(trouble.expected, trouble.got);
	// Behind the name stands why, in the words of the command line.
	const [name = trouble.got] = trouble.got.split(', which');
	return t[trouble.problem](trouble.problem === 'not-supported' ? (name.split(',')[0] ?? name) : trouble.got);
}
