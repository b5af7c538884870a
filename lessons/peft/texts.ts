/** Words of the memory figure, in both languages. Those of the map are in map.texts.ts. */
import type { Part } from './memory';

type Parts = Readonly<Record<Part, string>>;

interface Shown {
	readonly full: string;
	readonly fullGpus: number;
	/** Empty while the answer is hidden. */
	readonly lora: string;
	readonly loraGpus: number;
	readonly guess: string;
}

const en = {
	fields: {
		billions: 'Size of the model N, in billions of numbers',
		scheme: 'Precision',
		rank: 'Rank r',
		targets: 'Matrices with an adapter',
		frozen: 'Frozen weights',
		layers: 'Layers L',
		hidden: 'Width h',
		sequence: 'Tokens s of a text',
		batch: 'Texts at once b',
		recompute: 'Activations'
	},
	schemes: {
		mixed: 'mixed, 16 and 32 bits',
		fp32: 'float32',
		bf16: 'everything in bfloat16'
	},
	rarer: 'Rarer precisions',
	targets: { attention: 'attention', all: 'attention and MLP' },
	frozen: { same: 'as in training', nf4: '4 bits (QLoRA)' },
	recompute: {
		none: 'keep all',
		selective: 'attention table twice',
		full: 'each layer twice'
	},
	parts: {
		weights: 'Weights of the model',
		adapter: 'Weights of the adapter',
		gradients: 'Gradients',
		master: 'float32 copy of the weights',
		moments: 'Adam’s moments m and v',
		activations: 'Activations'
	} as Parts,
	caption:
		'Memory of one training run, part by part, and 80 GB GPUs as its ruler. Purple is the state of what is trained; grey is there either way. Drag the end of the second bar to where you expect it, then look.',
	describe: (v: Shown) =>
		`Two bars to one scale. Full fine-tuning: ${v.full}, ${v.fullGpus} GPUs of 80 GB. ${
			v.lora
				? `LoRA: ${v.lora}, ${v.loraGpus} GPUs${v.guess ? `; the reader expected ${v.guess}` : ''}.`
				: `LoRA is still hidden; the handle stands at ${v.guess}.`
		}`,
	full: 'Full fine-tuning',
	lora: (r: number) => `LoRA, r = ${r}`,
	atLeast: (gpus: number) => (gpus === 1 ? 'fits one GPU by this count' : `at least ${gpus} GPUs`),
	ruler: (gpus: number) => (gpus === 1 ? 'One mark: a GPU of 80 GB' : `One mark: ${gpus} GPUs of 80 GB`),
	ask: 'Where will the bar of LoRA end? Drag the handle, or use the arrow keys.',
	handle: (gb: string, percent: string) => `${gb}, ${percent}% of full fine-tuning`,
	yours: (gb: string) => `your prediction: ${gb}`,
	show: 'That is my prediction: show it',
	again: 'Predict again',
	madeFor: (settings: string) => `You predicted for other settings (${settings}).`,
	verdict: {
		close: (guess: string, truth: string) => `You said ${guess}; it is ${truth}. Well predicted.`,
		low: (guess: string, truth: string, gap: string) =>
			`You said ${guess}; it is ${truth}, ${gap} more than you thought. Something large has stayed.`,
		high: (guess: string, truth: string, gap: string) =>
			`You said ${guess}; it is ${truth}, ${gap} less than you thought. More has vanished.`
	},
	gone: (gone: string, own: string, weights: string, activations: string) =>
		`Gone is the training state of the frozen numbers, ${gone}; the adapter brings ${own} of its own. What stays: weights ${weights}, activations ${activations}.`,
	times: (memory: string, numbers: string) =>
		`So ${memory} times less memory, with ${numbers} times fewer trained numbers.`,
	more: (numbers: string) =>
		`At this setting LoRA does not save memory: it trains one number for every ${numbers} of the model.`,
	hidden: '?',
	head: { part: 'Part', each: 'Bytes each, if trained', full: 'Full', lora: 'LoRA' },
	total: 'Sum',
	withoutActivations: 'Sum without activations',
	trained: 'Trained numbers P',
	fewer: 'N / P',
	ratio: 'Memory, full / LoRA',
	details: 'Model, adapter and batch',
	shapeNote: (size: string) => `Layers of this shape have 12Lh² = ${size} billion numbers.`,
	shapeOff: (size: string, n: number) =>
		`Layers of this shape have 12Lh² = ${size} billion numbers, but N is set to ${n} billion: one of them is off.`,
	usual: 'Take the usual shape for N'
};

export type PeftTexts = typeof en;

const ko: PeftTexts = {
	fields: {
		billions: '모델의 파라미터 수 N, 10억 개 단위',
		scheme: '정밀도',
		rank: '랭크 r',
		targets: '어댑터를 붙일 행렬',
		frozen: '동결한 가중치',
		layers: '층의 수 L',
		hidden: '너비 h',
		sequence: '글 하나의 토큰 수 s',
		batch: '한 번에 넣는 글의 수 b',
		recompute: '활성값'
	},
	schemes: {
		mixed: '혼합 정밀도 (16·32비트)',
		fp32: 'float32',
		bf16: '모두 bfloat16'
	},
	rarer: '드물게 쓰는 정밀도',
	targets: { attention: '어텐션', all: '어텐션과 MLP' },
	frozen: { same: '학습할 때와 같게', nf4: '4비트 (QLoRA)' },
	recompute: {
		none: '모두 저장',
		selective: '어텐션 표만 다시 계산',
		full: '층마다 다시 계산'
	},
	parts: {
		weights: '모델의 가중치',
		adapter: '어댑터의 가중치',
		gradients: '그래디언트',
		master: '가중치의 float32 사본',
		moments: 'Adam의 모멘트 m, v',
		activations: '활성값'
	},
	caption:
		'학습 한 번에 드는 메모리를 부분별로 쌓고, 80 GB GPU를 자로 삼았습니다. 보라색은 학습하는 파라미터에 딸린 상태이고, 회색은 어느 쪽이든 있어야 하는 것입니다. 둘째 막대의 끝이 어디일지 손잡이로 정한 다음 확인하십시오.',
	describe: (v) =>
		`같은 축척의 막대 두 개. 전체 파인튜닝: ${v.full}, 80 GB GPU ${v.fullGpus}개. ${
			v.lora
				? `LoRA: ${v.lora}, GPU ${v.loraGpus}개.${v.guess ? ` 독자의 예상: ${v.guess}.` : ''}`
				: `LoRA 막대는 아직 가려져 있고, 손잡이의 위치: ${v.guess}.`
		}`,
	full: '전체 파인튜닝',
	lora: (r) => `LoRA, r = ${r}`,
	atLeast: (gpus) => (gpus === 1 ? '이 계산으로는 GPU 한 개에 들어감' : `GPU 최소 ${gpus}개`),
	ruler: (gpus) => (gpus === 1 ? '눈금 하나: 80 GB GPU 한 개' : `눈금 하나: 80 GB GPU ${gpus}개`),
	ask: 'LoRA의 막대는 어디서 끝날까요? 손잡이를 끌거나 화살표 키로 옮기십시오.',
	handle: (gb, percent) => `${gb}, 전체 파인튜닝의 ${percent}%`,
	yours: (gb) => `내 예상: ${gb}`,
	show: '예상을 정했습니다. 결과 보기',
	again: '다시 예상하기',
	madeFor: (settings) => `예상은 다른 설정(${settings})에서 한 것입니다.`,
	verdict: {
		close: (guess, truth) => `예상 ${guess}, 실제 ${truth}. 잘 맞혔습니다.`,
		low: (guess, truth, gap) =>
			`예상 ${guess}, 실제 ${truth}. 예상보다 ${gap} 더 듭니다. 큰 부분이 그대로 남아 있기 때문입니다.`,
		high: (guess, truth, gap) =>
			`예상 ${guess}, 실제 ${truth}. 예상보다 ${gap} 덜 듭니다. 생각보다 많은 것이 사라졌습니다.`
	},
	gone: (gone, own, weights, activations) =>
		`사라진 것: 동결한 파라미터에 딸린 학습 상태 ${gone}. 어댑터에 새로 드는 것: ${own}. 그대로 남은 것: 가중치 ${weights}, 활성값 ${activations}.`,
	times: (memory, numbers) => `학습하는 파라미터는 ${numbers}분의 1, 메모리는 ${memory}분의 1로 줄었습니다.`,
	more: (numbers) =>
		`이 설정에서 LoRA는 메모리를 줄이지 못합니다. 모델의 파라미터 ${numbers}개마다 하나씩 새로 학습하기 때문입니다.`,
	hidden: '?',
	head: { part: '부분', each: '학습할 때 하나에 드는 바이트', full: '전체', lora: 'LoRA' },
	total: '합계',
	withoutActivations: '활성값을 뺀 합계',
	trained: '학습하는 파라미터 수 P',
	fewer: 'N / P',
	ratio: '메모리, 전체 / LoRA',
	details: '모델, 어댑터, 배치',
	shapeNote: (size) => `이런 층들의 파라미터 수: 12Lh² = ${size} × 10⁹.`,
	shapeOff: (size, n) =>
		`이런 층들의 파라미터 수는 12Lh² = ${size} × 10⁹인데, 설정한 N은 ${n} × 10⁹입니다. 둘이 맞지 않습니다.`,
	usual: 'N에 맞는 흔한 모양으로 바꾸기'
};

export const peftTexts: Readonly<Record<'en' | 'ko', PeftTexts>> = { en, ko };
