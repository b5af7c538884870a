/** Words of the home page's figure, in both languages. */
const en = {
	r1: 'Columns r₁ of the first mask',
	r2: 'Columns r₂ of the second mask',
	first: 'first mask',
	second: 'second mask',
	target: 'target',
	spectrum: 'Singular values',
	bars: 'filled: ΔW · outlined: target',
	colours: 'Green: measured here. Red: proven.',
	describeSpectrum: (measured: number, largest: string, bound: number) =>
		`Singular values of ΔW: ${measured} above the tolerance, the largest ${largest}; the bound is ${bound}.`,
	boundLabel: (bound: number) => `bound ${bound}`,
	numbers: 'Trained numbers',
	rank: 'Rank',
	error: 'Error (0: exact, 1: nothing done)',
	loha: 'LoHa',
	lora: (r: number) => `LoRA of the same price, r\u00a0=\u00a0${r}`,
	of: (all: string) => `of ${all}`,
	atMost: (bound: number) => `of at most ${bound}`,
	atLeast: (error: string) => `${error} at best`,
	watch: 'Watch it train',
	stop: 'Stop',
	reroll: 'New seed',
	failed: 'It could not be trained here.',
	again: 'Try again',
	open: 'Open this run in its lesson',
	shown: (r1: number, r2: number) => `r₁ = ${r1}, r₂ = ${r2}`,
	caption:
		'A LoHa adapter that trains in this page: two thin products, multiplied element by element. It pays for r₁ + r₂ columns and may reach rank r₁ · r₂, as far as the size of the matrix lets it. The target here is Gaussian and of full rank; where LoHa helps and where LoRA is better is what the lessons are about.',
	describe: (v: {
		r1: number;
		r2: number;
		count: string;
		bound: number;
		rank: number;
		error: string;
		lora: string;
	}) =>
		`LoHa with ${v.r1} and ${v.r2} columns: ${v.count} trained numbers, rank ${v.rank} of at most ${v.bound}, error ${v.error}. LoRA of the same price has rank ${v.r1 + v.r2} and an error of ${v.lora} at best.`
};

type Texts = typeof en;

const ko: Texts = {
	r1: '첫째 마스크의 열 수 r₁',
	r2: '둘째 마스크의 열 수 r₂',
	first: '첫째 마스크',
	second: '둘째 마스크',
	target: '목표',
	spectrum: '특잇값(singular value)',
	bars: '채운 막대: ΔW · 윤곽선: 목표',
	colours: '초록: 여기서 측정한 값. 빨강: 증명된 값.',
	describeSpectrum: (measured, largest, bound) =>
		`ΔW의 특잇값: 허용 오차보다 큰 것 ${measured}개, 가장 큰 값 ${largest}, 랭크 상한 ${bound}.`,
	boundLabel: (bound) => `상한 ${bound}`,
	numbers: '학습하는 파라미터 수',
	rank: '랭크',
	error: '오차(0: 정확히 일치, 1: 처음 그대로)',
	loha: 'LoHa',
	lora: (r) => `비용이 같은 LoRA, r\u00a0=\u00a0${r}`,
	of: (all) => `전체 ${all}개 중`,
	atMost: (bound) => `상한 ${bound}`,
	atLeast: (error) => `하한 ${error}`,
	watch: '학습 과정 보기',
	stop: '멈추기',
	reroll: '새 시드',
	failed: '여기서는 학습하지 못했습니다.',
	again: '다시 시도',
	open: '이 실행을 레슨에서 열기',
	shown: (r1, r2) => `r₁ = ${r1}, r₂ = ${r2}`,
	caption:
		'이 페이지 안에서 학습하는 LoHa 어댑터입니다. 얇은 행렬의 곱을 두 개 만들어 원소별로 곱합니다. 비용은 열 r₁ + r₂개만큼인데 랭크는 행렬의 크기를 넘지 않는 한 r₁ · r₂까지 가능합니다. 여기서 목표는 가우스 난수 행렬이고, 최대 랭크입니다. 언제 이 방법이 낫고 언제 LoRA가 나은지는 레슨에서 다룹니다.',
	describe: (v) =>
		`열이 ${v.r1}개와 ${v.r2}개인 LoHa: 학습하는 파라미터 ${v.count}개, 랭크 ${v.rank}(상한 ${v.bound}), 오차 ${v.error}. 비용이 같은 LoRA: 랭크 ${v.r1 + v.r2}, 오차 하한 ${v.lora}.`
};

export const homeTexts = { en, ko };
