/** Words of the map of methods and of the strip of years, in both languages. Titles of papers stay as they are. */
import type { Family, MethodId } from './methods';

interface MethodWords {
	readonly name: string;
	/** Authors and title; empty where there is no one paper. */
	readonly paper: string;
	/** What is trained. */
	readonly trains: string;
	/** What is to be known beside it. */
	readonly note: string;
}

/** What every language shares: names and papers. */
const papers: Readonly<Record<Exclude<MethodId, 'full'>, Pick<MethodWords, 'name' | 'paper'>>> = {
	adapter: {
		name: 'Adapter',
		paper: 'Houlsby et al., Parameter-Efficient Transfer Learning for NLP'
	},
	prefix: {
		name: 'Prefix-tuning',
		paper: 'Li, Liang, Prefix-Tuning: Optimizing Continuous Prompts for Generation'
	},
	'p-tuning': { name: 'P-tuning', paper: 'Liu et al., GPT Understands, Too' },
	prompt: {
		name: 'Prompt tuning',
		paper: 'Lester et al., The Power of Scale for Parameter-Efficient Prompt Tuning'
	},
	bitfit: {
		name: 'BitFit',
		paper:
			'Ben Zaken et al., BitFit: Simple Parameter-efficient Fine-tuning for Transformer-based Masked Language-models'
	},
	ia3: {
		name: '(IA)³',
		paper:
			'Liu et al., Few-Shot Parameter-Efficient Fine-Tuning is Better and Cheaper than In-Context Learning'
	},
	lora: { name: 'LoRA', paper: 'Hu et al., LoRA: Low-Rank Adaptation of Large Language Models' },
	loha: {
		name: 'FedPara, LoHa',
		paper:
			'Hyeon-Woo et al., FedPara: Low-Rank Hadamard Product for Communication-Efficient Federated Learning'
	},
	lokr: {
		name: 'LyCORIS, LoKr',
		paper: 'Yeh et al., Navigating Text-To-Image Customization: From LyCORIS Fine-Tuning to Model Evaluation'
	},
	qlora: { name: 'QLoRA', paper: 'Dettmers et al., QLoRA: Efficient Finetuning of Quantized LLMs' },
	dora: { name: 'DoRA', paper: 'Liu et al., DoRA: Weight-Decomposed Low-Rank Adaptation' }
};

const MONTH = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

const en = {
	method: 'Method',
	caption:
		'How one can fine-tune: choose a method. The counts are for the model of the first figure, with the same r as rank, as width of the bottleneck, or as number of virtual tokens.',
	describe: (name: string, family: string, asDrawn: boolean) =>
		`A map of methods, ${asDrawn ? 'nested as in the article' : 'goal and method apart'}. Chosen: ${name}${family && `, which ${family}`}.`,
	asDrawn: 'Nest it as the article does',
	tuning: 'Fine-tuning',
	peft: 'PEFT: few numbers are trained',
	ctg: 'Controllable text generation (CTG)',
	siblings: ['Retraining or refactoring', 'Post-processing'],
	goalsTitle: 'What for?',
	goals: ['follow instructions', 'control the text (CTG)', 'classify', 'make images in a style'],
	howTitle: 'How?',
	right:
		'What one wants and how one trains are two questions. Controlled text is one answer to the first; each of these methods serves the others too.',
	wrong:
		'A survey of CTG (Zhang et al., arXiv 2201.05337) sorts ways to control text into these three, and for its purpose that is right. As a map of PEFT it misleads: most of these methods were not made to control text, and the same LoRA tunes a classifier or an image model.',
	families: {
		layers: 'adds layers',
		inputs: 'adds inputs',
		selection: 'trains a part',
		scaling: 'rescales',
		update: 'adds an update'
	} as Readonly<Record<Family, string>>,
	labels: {
		trains: 'Trains',
		note: 'To know',
		count: 'Trained numbers',
		share: 'Share of N',
		memory: 'Memory without activations'
	},
	unknown: 'depends on the encoder',
	perMatrix: 'per matrix',
	percent: (share: string) => `${share}%`,
	submitted: (year: number, month: number, arxiv: string) =>
		`arXiv ${arxiv}, ${MONTH.format(Date.UTC(year, month - 1))}`,
	words: {
		full: {
			name: 'Full fine-tuning',
			paper: '',
			trains: 'Every number of the model.',
			note: 'Each task ends with its own copy of the whole model.'
		},
		adapter: {
			...papers.adapter,
			trains: 'Two small bottlenecks a layer, h → r → h, in series behind attention and behind the MLP.',
			note: 'They stay in the path, so the network is deeper. The LoRA paper (table 1) measures 20–30% more latency at batch 1, and 2–3% at batch 32 and length 512 with smaller adapters.'
		},
		prefix: {
			...papers.prefix,
			trains: 'Keys and values of r virtual tokens, in every layer.',
			note: 'The prefix takes up places of the sequence. More of it is not always better: the LoRA paper finds the quality non-monotonic, and only suspects the lost length.'
		},
		'p-tuning': {
			...papers['p-tuning'],
			trains: 'Embeddings of virtual tokens at the input, through a small encoder.',
			note: 'The encoder is part of what is trained.'
		},
		prompt: {
			...papers.prompt,
			trains: 'Embeddings of r virtual tokens, at the input alone.',
			note: 'One set of numbers for the whole model and none a layer. They too take up places of the sequence.'
		},
		bitfit: {
			...papers.bitfit,
			trains: 'The biases that the model already has.',
			note: 'The one method here that really updates a part of the parameters. A model without biases, such as Llama, leaves it nothing to train; the count is for one that has them all.'
		},
		ia3: {
			...papers.ia3,
			trains: 'One factor for each key, each value and each inner number of the MLP.',
			note: 'The factors can be multiplied into the weights afterwards.'
		},
		lora: {
			...papers.lora,
			trains: 'B and A beside chosen matrices: ΔW = sBA, of rank at most r.',
			note: 'Merged into the weights it costs no latency. Presented at ICLR 2022.'
		},
		loha: {
			...papers.loha,
			trains: 'Two pairs of factors; ΔW is the elementwise product of their products.',
			note: 'Two months after LoRA, and for another purpose: FedPara parametrises W itself, to send fewer bytes in federated learning. As an adapter of ΔW it is LoHa of LyCORIS (arXiv 2309.14859).'
		},
		lokr: {
			...papers.lokr,
			trains: 'Two small blocks; ΔW is their Kronecker product.',
			note: 'KronA (arXiv 2212.10650) used the product before, with two full factors. At large r both blocks are full and r no longer counts.'
		},
		qlora: {
			...papers.qlora,
			trains: 'What LoRA trains, over frozen weights that are kept in 4 bits.',
			note: 'The one method here that makes the frozen weights themselves smaller.'
		},
		dora: {
			...papers.dora,
			trains: 'LoRA for the directions of the rows of W, and a length for each row.',
			note: 'In PEFT a matrix of m × n has m lengths, one for each output, beside LoRA’s numbers. The paper writes one for each column.'
		}
	} as Readonly<Record<MethodId, MethodWords>>,
	years: {
		caption:
			'When each was first put on arXiv; the number of the paper says year and month. Choosing one shows it on the map above.',
		describe: (first: number, last: number, name: string) =>
			`Methods from ${first} to ${last}, by month. Chosen: ${name}.`,
		library: 'The PEFT library of Hugging Face appears',
		label: 'Years'
	}
};

export type MapTexts = typeof en;

const ko: MapTexts = {
	method: '방법',
	caption:
		'파인튜닝하는 여러 방법입니다. 하나를 골라 보십시오. 개수는 첫 그림의 모델에서 센 것이고, 같은 r을 랭크로, 병목의 너비로, 또는 가상 토큰의 개수로 씁니다.',
	describe: (name, family, asDrawn) =>
		`방법의 지도. ${asDrawn ? '원문처럼 포개어 그림' : '목적과 방법을 나누어 그림'}. 고른 방법: ${name}${family && ` (${family})`}.`,
	asDrawn: '원문처럼 포개어 그리기',
	tuning: '파인튜닝',
	peft: 'PEFT: 적은 파라미터만 학습',
	ctg: '제어 가능한 텍스트 생성(controllable text generation, CTG)',
	siblings: ['재학습 또는 구조 변경', '후처리'],
	goalsTitle: '무엇을 위해?',
	goals: ['지시 따르기', '생성하는 글의 제어(CTG)', '분류', '원하는 화풍의 그림'],
	howTitle: '어떻게?',
	right:
		'무엇을 바라는가와 어떻게 학습하는가는 서로 다른 물음입니다. 글의 제어는 첫째 물음의 한 가지 답이고, 이 방법들은 다른 목적에도 그대로 쓰입니다.',
	wrong:
		'CTG를 정리한 논문(Zhang et al., arXiv 2201.05337)은 글을 제어하는 방법을 이 셋으로 나눕니다. 그 논문의 목적에는 맞습니다. 그러나 PEFT의 지도로 읽으면 오해가 생깁니다. 이 방법은 대부분 글을 제어하려고 만든 것이 아니고, 똑같은 LoRA로 분류기나 이미지 모델도 파인튜닝합니다.',
	families: {
		layers: '층을 더함',
		inputs: '입력을 더함',
		selection: '일부만 학습',
		scaling: '배율을 곱함',
		update: '변화량을 더함'
	},
	labels: {
		trains: '학습하는 것',
		note: '알아 둘 것',
		count: '학습하는 파라미터 수',
		share: 'N에서 차지하는 비율',
		memory: '활성값을 뺀 메모리'
	},
	unknown: '인코더에 따라 다름',
	perMatrix: '(행렬마다)',
	percent: (share) => `${share}%`,
	submitted: (year, month, arxiv) => `arXiv ${arxiv}, ${year}년 ${month}월`,
	words: {
		full: {
			name: '전체 파인튜닝',
			paper: '',
			trains: '모델의 모든 파라미터.',
			note: '과제마다 모델 전체의 사본이 하나씩 생깁니다.'
		},
		adapter: {
			...papers.adapter,
			trains: '층마다 작은 병목 두 개(h → r → h). 어텐션 뒤와 MLP 뒤에 직렬로 넣습니다.',
			note: '추론할 때도 경로에 남으므로 네트워크가 깊어집니다. LoRA 논문(표 1)에서 잰 지연 시간(latency)은 배치 1에서 20–30%, 더 작은 어댑터로 잰 배치 32·길이 512에서 2–3% 늘어납니다.'
		},
		prefix: {
			...papers.prefix,
			trains: '모든 층에서, 가상 토큰 r개의 키와 값.',
			note: '프리픽스가 시퀀스의 자리를 차지합니다. 많다고 늘 좋은 것은 아닙니다. LoRA 논문에 따르면 토큰을 늘릴 때 품질은 한 방향으로만 변하지 않습니다. 길이가 줄어든 탓이라는 설명은 추측으로만 적혀 있습니다.'
		},
		'p-tuning': {
			...papers['p-tuning'],
			trains: '입력에 넣는 가상 토큰의 임베딩. 작은 인코더를 거칩니다.',
			note: '인코더도 함께 학습합니다.'
		},
		prompt: {
			...papers.prompt,
			trains: '입력에만 넣는 가상 토큰 r개의 임베딩.',
			note: '층마다 두지 않고 모델 전체에 한 벌만 둡니다. 이 토큰도 시퀀스의 자리를 차지합니다.'
		},
		bitfit: {
			...papers.bitfit,
			trains: '모델에 이미 있는 편향(bias).',
			note: '여기서 파라미터의 “일부를 업데이트”한다는 말이 글자 그대로 맞는 방법은 BitFit뿐입니다. Llama처럼 편향이 없는 모델에는 학습할 것이 없습니다. 개수는 편향이 모두 있는 모델에서 센 것입니다.'
		},
		ia3: {
			...papers.ia3,
			trains: '키, 값, MLP 안쪽 벡터의 성분마다 하나씩 곱하는 배율.',
			note: '학습이 끝나면 배율을 가중치에 곱해 넣을 수 있습니다.'
		},
		lora: {
			...papers.lora,
			trains: '고른 행렬 옆의 B와 A. ΔW = sBA이고 랭크는 r 이하입니다.',
			note: '가중치에 병합하면 지연 시간이 늘지 않습니다. ICLR 2022에서 발표되었습니다.'
		},
		loha: {
			...papers.loha,
			trains: '인수 행렬 두 쌍. ΔW는 두 곱의 원소별 곱입니다.',
			note: 'LoRA보다 두 달 늦고, 목적도 다릅니다. FedPara는 연합 학습에서 보낼 바이트를 줄이려고 W 자체를 이렇게 씁니다. ΔW의 어댑터로 쓰는 것은 LyCORIS의 LoHa(arXiv 2309.14859)입니다.'
		},
		lokr: {
			...papers.lokr,
			trains: '작은 블록 두 개. ΔW는 둘의 크로네커 곱입니다.',
			note: '크로네커 곱은 인수 행렬 두 개를 통째로 둔 KronA(arXiv 2212.10650)에서 먼저 썼습니다. r이 크면 두 블록을 모두 통째로 두므로 r이 개수에 영향을 주지 않습니다.'
		},
		qlora: {
			...papers.qlora,
			trains: 'LoRA와 같습니다. 다만 동결한 가중치를 4비트로 둡니다.',
			note: '여기서 동결한 가중치 자체를 양자화해 줄이는 방법은 QLoRA뿐입니다.'
		},
		dora: {
			...papers.dora,
			trains: 'W의 행마다, 방향은 LoRA로, 길이는 파라미터 하나로 학습합니다.',
			note: 'PEFT에서 m × n 행렬의 길이는 출력마다 하나씩 m개이며, 이만큼이 LoRA에 더해집니다. 논문에서는 열마다 하나씩입니다.'
		}
	},
	years: {
		caption:
			'arXiv에 처음 올라온 때입니다. 논문 번호에 연도와 달이 들어 있습니다. 하나를 고르면 위 지도에 나타납니다.',
		describe: (first, last, name) => `${first}년부터 ${last}년까지의 방법, 달 순서. 고른 방법: ${name}.`,
		library: '허깅페이스의 PEFT 라이브러리 공개',
		label: '연도'
	}
};

export const mapTexts: Readonly<Record<'en' | 'ko', MapTexts>> = { en, ko };
