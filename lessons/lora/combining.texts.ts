/** Words of the figure on two adapters made into one, in both languages. */
const en = {
	fields: {
		gaugeAngle: 'Turn the factors of adapter 2 by',
		gaugeStretch: 'Stretch B₂, shrink A₂, by',
		combineShare: 'Weight w₂ (w₁ = 1 − w₂)'
	},
	caption:
		'Two adapters of rank 2 on an 8 × 8 layer, drawn from the seed. Other factors of the second one leave its ΔW₂ as it is. Line: the error of linear at each angle. Dashed: the same over random factors, from the means of the squares.',
	second: 'Adapter 2, written with other factors',
	made: 'The two as one',
	names: { B2: 'B₂M', A2: 'M⁻¹A₂', delta: 'ΔW₂', sum: 'wanted', cat: 'cat', linear: 'linear' },
	wanted: 'w₁ΔW₁ + w₂ΔW₂',
	error: 'error',
	rank: 'rank',
	title: 'Error of linear, of ‖w₁ΔW₁ + w₂ΔW₂‖',
	axis: 'angle, in degrees',
	describe: (angle: number, cat: string, linear: string) =>
		`The factors of the second adapter are turned by ${angle} degrees, its update is the same. Joined (cat), the error is ${cat}; with the factors added (linear), it is ${linear}.`
};

export type CombiningTexts = typeof en;

const ko: CombiningTexts = {
	fields: {
		gaugeAngle: '어댑터 2의 인수 행렬을 회전하는 각도',
		gaugeStretch: 'B₂는 키우고 A₂는 줄이는 배수',
		combineShare: '가중치 w₂ (w₁ = 1 − w₂)'
	},
	caption:
		'8 × 8 층의 랭크 2 어댑터 두 개를 시드로 뽑았습니다. 둘째 어댑터를 다른 인수 행렬 B₂M과 M⁻¹A₂로 써도 ΔW₂는 그대로입니다. 실선은 각도마다 잰 linear의 오차이고, 점선은 난수 인수 행렬 전체에서 제곱의 평균으로 구한 오차입니다.',
	second: '다른 인수 행렬로 쓴 어댑터 2',
	made: '둘을 하나로 합친 결과',
	names: { ...en.names, sum: '원하는 결과' },
	wanted: en.wanted,
	error: '오차',
	rank: '랭크',
	title: '‖w₁ΔW₁ + w₂ΔW₂‖ 대비 linear의 오차',
	axis: '각도(도)',
	describe: (angle, cat, linear) =>
		`둘째 어댑터의 인수 행렬을 ${angle}도 회전해도 변화량은 그대로입니다. 이어 붙이면(cat) 오차가 ${cat}이고, 인수 행렬끼리 더하면(linear) 오차가 ${linear}입니다.`
};

export const combiningTexts: Readonly<Record<'en' | 'ko', CombiningTexts>> = { en, ko };
