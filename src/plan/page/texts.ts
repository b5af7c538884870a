/** Words of the page, in both languages. What is wrong with a setting is said in problems.ts. */
import type { MemoryPart } from '../budget/memory';
import type { PlanMethod } from '../budget/fields';

type Parts = Readonly<Record<MemoryPart, string>>;
type Methods = Readonly<Record<PlanMethod, string>>;

const en = {
	title: 'The budget of a real model',
	summary:
		'What an adapter costs on a model that exists: numbers, file, memory part by part, the GPUs that hold it, and the rank that the cost buys.',
	fields: {
		model: 'Model',
		config: 'Your own config.json',
		method: 'Method',
		modules: 'Modules',
		rank: 'Rank r',
		factor: 'LoKr factor',
		decomposeBoth: 'LoKr: split the left block too',
		save: 'Modules saved whole (modules_to_save)',
		precision: 'Frozen matrices',
		state: 'What is trained is kept in',
		optimizer: 'Optimizer',
		batch: 'Batch',
		length: 'Tokens of a text',
		checkpointing: 'Gradient checkpointing',
		target: 'Wanted rank bound T'
	},
	methods: { lora: 'LoRA', dora: 'DoRA', loha: 'LoHa', lokr: 'LoKr', full: 'all of it' } as Methods,
	precisions: { '16': '16 bits', '8': '8 bits', '4': '4 bits (NF4)' },
	schemes: { fp32: 'float32, as in PEFT', mixed: '16 bits and a float32 copy', bf16: 'bfloat16' },
	optimizers: { adamw: 'AdamW', 'adamw-8bit': 'AdamW, 8 bits', sgd: 'SGD, no momentum' },
	ownModel: (type: string) => `your config.json (${type})`,
	paste: 'Paste a config.json',
	pasteAbout: (types: string) =>
		`The file that lies beside the weights of a model on a hub. It stays on this machine. Kinds that are counted: ${types}.`,
	chooseFile: 'Choose a file',
	pasted: 'Read. The page now counts your model.',
	allLinear: 'all-linear',
	peftDefault: "PEFT's default",
	modulesAbout:
		'Choose names, or type them with commas between them, or one regular expression, by the rules of PEFT.',
	more: 'Optimizer, kinds of number, saved modules',
	caption:
		'Memory of one training run on one GPU, part by part, to one scale with what is printed on GPUs. Purple is the state of what is trained.',
	describe: (trainable: string, share: string, memory: string, gpus: string) =>
		`${trainable} trained numbers, ${share} of all. Memory ${memory}. ${gpus}`,
	trained: 'Trained numbers',
	total: 'All numbers',
	share: 'Share (trainable%)',
	file: 'Adapter file',
	fileFull: 'Weights to save',
	memory: 'Memory',
	parts: {
		weights: 'Weights of the model',
		adapter: 'Weights of the adapter',
		gradients: 'Gradients',
		moments: 'Moments of the optimizer',
		master: 'float32 copy',
		activations: 'Activations'
	} as Parts,
	partHead: 'Part',
	bytesHead: 'Bytes',
	tooSmall: 'too small',
	larger: (names: string) => `Larger ones hold it too: ${names}.`,
	noGpu: 'No single GPU of this list holds it.',
	smallest: (name: string) => `The smallest GPU of this list that holds it: ${name}.`,
	printed: 'PEFT prints',
	budgetTitle: 'The methods at this budget',
	budgetCaption: (numbers: string) =>
		`Each method with the highest rank that trains no more than ${numbers} numbers on these modules. A rank bound is what ΔW can reach, not what training finds.`,
	budgetHead: {
		method: 'Method',
		rank: 'Rank r',
		trained: 'Trained',
		bound: 'Rank bound a module',
		file: 'File',
		memory: 'Memory'
	},
	take: 'Take it',
	takeOf: (method: string, rank: number) => `Take ${method} of rank ${rank}`,
	now: 'now set',
	whole: 'cannot spend more at this factor',
	fewer: 'without the experts: PEFT gives them LoRA alone',
	tooDear: (numbers: string) => `rank 1 already trains ${numbers}`,
	refused: 'PEFT does not put it on these modules',
	buysTitle: 'What the budget buys',
	buysCaption:
		'Proposition 2 of FedPara, on these modules: LoRA of rank r and LoHa of r₁ + r₂ = r cost the same, and the bound of LoHa is the product.',
	buysText: (numbers: string, sides: string, sum: string) =>
		`Σ(m + n) = ${sides} fits ${sum} times into ${numbers} numbers: so r = ${sum} for LoRA, r₁ + r₂ = ${sum} for LoHa.`,
	buysHead: { lora: 'LoRA, bound r', loha: 'LoHa, bound r₁r₂', tied: 'LoHa in PEFT, r₁ = r₂' },
	pair: (r1: number, r2: number) => `r₁ = ${r1}, r₂ = ${r2}`,
	noPair: 'one factor alone is no LoHa',
	wanted: (t: string, sum: string, cost: string, lora: string) =>
		`A bound of ${t} costs r₁ + r₂ = ${sum}, ${cost} numbers on these modules; with LoRA ${lora}.`,
	pairs: (pairs: string) => `Optimal pairs (r₁, r₂): ${pairs}.`,
	capped: (cap: string) => `The least of the matrices has min(m, n) = ${cap}: more buys nothing there.`,
	proof: 'The proof, step by step',
	modulesTitle: 'Module by module',
	modulesCaption:
		'What is trained: the name with * for the number of the layer, W as out × in, how many there are, numbers and rank bound of one.',
	modulesHead: {
		name: 'Module',
		shape: 'Shape',
		count: 'Count',
		each: 'Numbers of one',
		bound: 'Rank bound'
	},
	modulesScroll: 'Table of modules',
	otherNumbers: 'norms, biases and other numbers that are no matrix',
	measuredTitle: 'Counted and measured',
	measuredCaption:
		"Llama 3.2 3B on MetaMathQA, tested on GSM8K: PEFT's own comparison, one L40S, batch 4, at most 768 tokens, bfloat16. Numbers and files agree to the last digit; the peak of the memory is measured there and counted here.",
	measuredHead: {
		run: 'Run',
		trained: 'Trained',
		file: 'File',
		peak: 'Peak measured',
		counted: 'Counted',
		off: 'Off by',
		accuracy: 'Accuracy'
	},
	measuredScroll: 'Table of measured runs',
	onModules: (modules: string) => `on ${modules}`,
	measuredNote:
		'Where all is trained the parts do not stand at one time: activations are freed while gradients fill, so the sum is above the peak. Accuracy follows neither the numbers nor the bound.',
	measuredSource:
		'Source: huggingface/peft, method_comparison/MetaMathQA/results, state of 2026-08-21; runs of 2026-07-14 to 2026-08-11.',
	setRun: 'Set it',
	setRunOf: (name: string) => `Set the budget to ${name}`,
	sourcesTitle: 'How it is counted, and from what',
	source: (title: string, source: string) => `Shape of ${title}: ${source}.`,
	checked: (numbers: string, source: string) => `Others count ${numbers} numbers as well: ${source}.`,
	how: [
		'Numbers: the factors of the method on every module that is meant. PEFT gives the fused gate_up_proj of experts twice the rank, and so does this page.',
		'Frozen weights: 2 bytes. 8 bits: 1 byte and 4 bytes a row (LLM.int8()); 4 bits: NF4 with double quantization, 4.127 bits. Only the matrices of the layers are quantized; embeddings, head, norms, biases and routers stay in 16 bits.',
		'State: float32 is 4 + 4 + 8 bytes a trained number (weight, gradient, two moments of AdamW), mixed 2 + 2 + 4 + 8, bfloat16 2 + 2 + 4. AdamW in 8 bits keeps a byte a moment, and 4 bytes for each 2,048.',
		'Activations: what PyTorch keeps for the backward pass, tensor by tensor, with attention that keeps no table. A frozen layer keeps nothing of its input, a trained one all of it; a float32 adapter keeps a float32 copy of what its module reads, LoHa and LoKr keep ΔW, DoRA the outputs. The logits count with their gradients. Checkpointing keeps the input of each layer and one layer at a time.',
		'Left out: what the framework adds, fragments, the CUDA context, a KV cache.'
	],
	reset: 'Reset'
};

export type PlanTexts = typeof en;

const ko: PlanTexts = {
	title: '실제 모델의 예산',
	summary:
		'실제 모델에 어댑터를 붙이면 파라미터가 몇 개이고 파일은 얼마나 큰지, 메모리는 어디에 얼마나 드는지, 어느 GPU면 충분한지, 그 비용으로 랭크를 얼마나 얻는지 계산합니다.',
	fields: {
		model: '모델',
		config: '직접 넣는 config.json',
		method: '방법',
		modules: '적용 모듈(target modules)',
		rank: '랭크 r',
		factor: 'LoKr에서 층을 나누는 수(factor)',
		decomposeBoth: 'LoKr에서 A도 저랭크로',
		save: '통째로 학습해 저장할 모듈(modules_to_save)',
		precision: '동결한 행렬',
		state: '학습하는 파라미터의 자료형',
		optimizer: '옵티마이저',
		batch: '배치 크기',
		length: '시퀀스의 토큰 수',
		checkpointing: '그래디언트 체크포인팅(gradient checkpointing)',
		target: '원하는 랭크 상한 T'
	},
	methods: { lora: 'LoRA', dora: 'DoRA', loha: 'LoHa', lokr: 'LoKr', full: '전체 파인튜닝' },
	precisions: { '16': '16비트', '8': '8비트', '4': '4비트 (NF4)' },
	schemes: { fp32: 'float32 (PEFT의 기본)', mixed: '16비트와 float32 사본 (혼합 정밀도)', bf16: 'bfloat16' },
	optimizers: { adamw: 'AdamW', 'adamw-8bit': 'AdamW, 8비트', sgd: 'SGD, 모멘텀 없음' },
	ownModel: (type) => `직접 넣은 config.json (${type})`,
	paste: 'config.json 붙여 넣기',
	pasteAbout: (types) =>
		`모델 허브에 가중치와 함께 올라와 있는 파일입니다. 이 기기 밖으로 나가지 않습니다. 계산할 수 있는 종류: ${types}.`,
	chooseFile: '파일 고르기',
	pasted: '읽었습니다. 이제 이 모델로 계산합니다.',
	allLinear: 'all-linear',
	peftDefault: 'PEFT의 기본값',
	modulesAbout: '이름을 고르거나, 쉼표로 이어 적거나, 정규 표현식 하나를 적으십시오. 규칙은 PEFT와 같습니다.',
	more: '옵티마이저, 자료형, 통째로 학습할 모듈',
	caption:
		'GPU 한 개에서 한 번 학습할 때 드는 메모리를 부분별로 쌓고, GPU에 적힌 용량과 같은 축척으로 비교합니다. 보라색은 학습하는 파라미터와 그 학습 상태(training state)입니다.',
	describe: (trainable, share, memory, gpus) =>
		`학습하는 파라미터 ${trainable}개, 전체의 ${share}. 메모리 ${memory}. ${gpus}`,
	trained: '학습하는 파라미터',
	total: '전체 파라미터',
	share: '비율 (trainable%)',
	file: '어댑터 파일',
	fileFull: '저장할 가중치',
	memory: '메모리',
	parts: {
		weights: '모델의 가중치',
		adapter: '어댑터의 가중치',
		gradients: '그래디언트',
		moments: '옵티마이저의 모멘트',
		master: 'float32 사본',
		activations: '활성값'
	},
	partHead: '부분',
	bytesHead: '크기',
	tooSmall: '용량 부족',
	larger: (names) => `용량이 더 큰 GPU도 있습니다: ${names}.`,
	noGpu: '이 목록에는 한 개로 충분한 GPU가 없습니다.',
	smallest: (name) => `이 목록에서 용량이 충분한 가장 작은 GPU: ${name}.`,
	printed: 'PEFT의 출력',
	budgetTitle: '같은 예산으로 비교한 방법',
	budgetCaption: (numbers) =>
		`이 모듈들에서 파라미터를 ${numbers}개까지 학습할 수 있을 때 방법마다 고를 수 있는 가장 큰 랭크 r입니다. 랭크 상한은 ΔW가 가질 수 있는 최대 랭크이며, 학습해서 실제로 나오는 랭크가 아닙니다.`,
	budgetHead: {
		method: '방법',
		rank: '랭크 r',
		trained: '파라미터',
		bound: '모듈당 랭크 상한',
		file: '파일',
		memory: '메모리'
	},
	take: '적용',
	takeOf: (method, rank) => `${method}, 랭크 ${rank} 적용`,
	now: '지금 설정',
	whole: '이 factor로는 파라미터를 더 쓸 수 없음',
	fewer: '전문가(expert) 제외: PEFT에서는 LoRA만 가능',
	tooDear: (numbers) => `랭크가 1이어도 파라미터가 ${numbers}개`,
	refused: 'PEFT에서 이 모듈에는 쓸 수 없음',
	buysTitle: '이 예산으로 얻는 것',
	buysCaption:
		'FedPara의 명제 2를 이 모듈들에 적용했습니다. 랭크가 r인 LoRA와 r₁ + r₂ = r인 LoHa는 비용이 같고, LoHa의 상한은 두 랭크의 곱입니다.',
	buysText: (numbers, sides, sum) =>
		`Σ(m + n) = ${sides}의 ${sum}배까지 파라미터 ${numbers}개에 들어갑니다. 따라서 LoRA는 r = ${sum}, LoHa는 r₁ + r₂ = ${sum}입니다.`,
	buysHead: { lora: 'LoRA, 상한 r', loha: 'LoHa, 상한 r₁r₂', tied: 'PEFT의 LoHa, r₁ = r₂' },
	pair: (r1, r2) => `r₁ = ${r1}, r₂ = ${r2}`,
	noPair: 'LoHa에는 r₁ + r₂ ≥ 2가 필요함',
	wanted: (t, sum, cost, lora) =>
		`랭크 상한을 ${t}까지 올리는 최소 비용은 r₁ + r₂ = ${sum}이고, 이 모듈들에서는 파라미터 ${cost}개입니다. LoRA라면 ${lora}개가 듭니다.`,
	pairs: (pairs) => `최적인 쌍 (r₁, r₂): ${pairs}.`,
	capped: (cap) =>
		`가장 작은 행렬은 min(m, n) = ${cap}이므로, 그 행렬에서는 비용을 더 들여도 상한이 오르지 않습니다.`,
	proof: '증명을 단계별로 보기',
	modulesTitle: '모듈별 계산',
	modulesCaption:
		'학습하는 모듈입니다. 이름의 * 자리에는 층 번호가 들어가고, W의 모양은 출력 × 입력입니다. 파라미터 수와 랭크 상한은 모듈 하나의 값입니다.',
	modulesHead: {
		name: '모듈',
		shape: '모양',
		count: '개수',
		each: '모듈당 파라미터',
		bound: '랭크 상한'
	},
	modulesScroll: '모듈 표',
	otherNumbers: '정규화 층, 편향 등 행렬이 아닌 파라미터',
	measuredTitle: '계산과 측정',
	measuredCaption:
		'Llama 3.2 3B를 MetaMathQA로 학습하고 GSM8K로 평가한, PEFT의 방법 비교입니다. L40S 한 개, 배치 4, 최대 768토큰, bfloat16으로 실행했습니다. 파라미터 수와 파일 크기는 마지막 자리까지 일치합니다. 메모리는 그 비교에서 측정한 최댓값과 여기서 계산한 값을 나란히 적었습니다.',
	measuredHead: {
		run: '실험',
		trained: '파라미터',
		file: '파일',
		peak: '메모리 최댓값(측정)',
		counted: '메모리(계산)',
		off: '차이',
		accuracy: '정확도'
	},
	measuredScroll: '측정한 실험 표',
	onModules: (modules) => `적용 모듈: ${modules}`,
	measuredNote:
		'전체 파인튜닝에서는 모든 부분이 한꺼번에 최대가 되지 않습니다. 그래디언트가 채워지는 동안 활성값이 해제되므로, 계산한 합계가 측정한 최댓값보다 큽니다. 파라미터가 많거나 랭크 상한이 크다고 정확도가 더 높은 것은 아닙니다.',
	measuredSource:
		'출처: huggingface/peft, method_comparison/MetaMathQA/results, 2026-08-21 기준. 실험 날짜는 2026-07-14부터 2026-08-11까지입니다.',
	setRun: '적용',
	setRunOf: (name) => `${name}의 설정으로 바꾸기`,
	sourcesTitle: '계산 방법과 출처',
	source: (title, source) => `${title}의 구조: ${source}.`,
	checked: (numbers, source) => `다른 곳에서 센 파라미터 수도 ${numbers}개입니다: ${source}.`,
	how: [
		'파라미터: 적용 모듈마다 인수 행렬의 원소를 셉니다. 전문가(expert)의 gate_up_proj는 두 행렬을 합친 것이어서 PEFT가 랭크를 두 배로 하고, 이 페이지도 그렇게 합니다.',
		'동결한 가중치: 하나에 2바이트입니다. 8비트는 1바이트와 행마다 4바이트(LLM.int8()), 4비트는 이중 양자화(double quantization)한 NF4로 4.127비트입니다. 층의 행렬만 양자화하고 임베딩, 출력층, 정규화, 편향, 라우터는 16비트로 둡니다.',
		'학습 상태: 파라미터 하나에 float32는 4 + 4 + 8바이트(가중치, 그래디언트, AdamW의 모멘트 둘), 혼합 정밀도는 2 + 2 + 4 + 8, bfloat16은 2 + 2 + 4바이트입니다. 8비트 AdamW는 모멘트마다 1바이트와 2,048개마다 4바이트를 씁니다.',
		'활성값: 역전파를 위해 PyTorch가 남겨 두는 텐서를 하나씩 셉니다. 어텐션은 점수 행렬을 남기지 않는 구현으로 봅니다. 동결한 층은 입력을 남기지 않고, 학습하는 층은 입력을 모두 남깁니다. float32 어댑터는 모듈 입력의 float32 사본을, LoHa와 LoKr는 ΔW를, DoRA는 출력을 남깁니다. 로짓(logit)은 그래디언트까지 셉니다. 체크포인팅을 켜면 층마다 입력만 남고, 나머지는 한 층씩 다시 계산합니다.',
		'세지 않은 것: 프레임워크가 더 쓰는 메모리, 메모리 단편화(fragmentation), CUDA 컨텍스트, KV 캐시.'
	],
	reset: '처음 설정으로'
};

export const planTexts: Readonly<Record<'en' | 'ko', PlanTexts>> = { en, ko };
