/** What a field of text may hold, in Korean, by the English of its schema, which knows no language of a page. */
export const expectedKo: ReadonlyMap<string, string> = new Map([
	['names with commas, all-linear or all', '쉼표로 이은 이름, all-linear(embed와 head를 뺀 전부), all(전부)'],
	[
		'some of embed, q, k, v, o, up, down, head, or layers.0.q, layers.0.k …, all-linear, all',
		'embed, q, k, v, o, up, down, head나 layers.0.q, layers.0.k …를 쉼표로 이은 이름, all-linear(embed와 head를 뺀 전부), all(전부)'
	],
	[
		'1 to 15 words of . a some old red quiet tall fox crow smith child river tower lamp stone sees see seeks seek hides hide holds hold',
		'띄어 쓴 낱말 1개에서 15개까지: . a some old red quiet tall fox crow smith child river tower lamp stone sees see seeks seek hides hide holds hold'
	],
	['the config.json of a model, as JSON in one line', '모델의 config.json을 한 줄로 적은 JSON'],
	[
		"all-linear, default (PEFT's own for the model), all (with full), names such as q_proj,v_proj, or one regular expression",
		'all-linear, default(이 모델에서 PEFT의 기본값), all(전체 파인튜닝일 때), q_proj,v_proj처럼 쉼표로 이은 이름, 정규 표현식 하나'
	],
	['names such as embed_tokens,lm_head', 'embed_tokens,lm_head처럼 쉼표로 이은 이름'],
	[
		'up to 64 terms kl with dots between them, such as 11.12.21; nothing for none',
		'11.12.21처럼 점으로 이은 항 kl, 64개 이하. 항이 없으면 빈칸'
	],
	[
		'32, 60 or 108 whole numbers from -9 to 9 with dots between them',
		'점으로 이은 -9 이상 9 이하의 정수 32개, 60개 또는 108개'
	],
	[
		'up to 4 rows of up to 4 short numbers, such as 1 2;3 4',
		'1 2;3 4처럼 적은 행렬, 행과 열은 4개 이하, 각 수는 짧게'
	],
	[
		'up to 6 ranks from 0 to 99 with dots between them, such as 1.2.3.4.5.6',
		'1.2.3.4.5.6처럼 점으로 이은 0 이상 99 이하의 랭크, 6개 이하'
	],
	['rows of numbers, their rows ended by semicolons', '행마다 세미콜론으로 끊어 적은 수'],
	[
		'up to six numbers from 0 to 100 with dots between them, such as 100.50.0.0.0.0',
		'100.50.0.0.0.0처럼 점으로 이은 0 이상 100 이하의 수, 6개 이하'
	],
	[
		'up to six numbers from 0 to 100 with dots between them, such as 60.50.40.30.20.10',
		'60.50.40.30.20.10처럼 점으로 이은 0 이상 100 이하의 수, 6개 이하'
	],
	[
		'a corner and the target that it was pinned for, such as 2.8.16',
		'2.8.16처럼 점으로 이은 꼭짓점과, 그 꼭짓점을 고를 때의 목표'
	],
	[
		'the ten settings that a prediction was made for, such as 60.mixed.16.attention.same.80.7680.512.1.none',
		'60.mixed.16.attention.same.80.7680.512.1.none처럼 점으로 이은, 예상할 때의 설정 열 개'
	]
]);
