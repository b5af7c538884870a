/** What the page rests on. Titles are the publications' own; what each is used for is said in texts.ts. */

export interface Source {
	/** What it is called in passing. */
	readonly short: string;
	readonly title: string;
	/** Authors, where it appeared, when. */
	readonly by: string;
	readonly address: string;
}

const arxiv = (id: string): string => `https://arxiv.org/abs/${id}`;

export const sources = {
	lora: {
		short: 'LoRA',
		title: 'LoRA: Low-Rank Adaptation of Large Language Models',
		by: 'Hu et al., ICLR 2022, arXiv 2106.09685',
		address: arxiv('2106.09685')
	},
	fedpara: {
		short: 'FedPara',
		title: 'FedPara: Low-Rank Hadamard Product for Communication-Efficient Federated Learning',
		by: 'Hyeon-Woo, Ye-Bin and Oh, ICLR 2022, arXiv 2108.06098',
		address: arxiv('2108.06098')
	},
	lycoris: {
		short: 'LyCORIS',
		title: 'Navigating Text-To-Image Customization: From LyCORIS Fine-Tuning to Model Evaluation',
		by: 'Yeh et al., ICLR 2024, arXiv 2309.14859',
		address: arxiv('2309.14859')
	},
	krona: {
		short: 'KronA',
		title: 'KronA: Parameter Efficient Tuning with Kronecker Adapter',
		by: 'Edalati et al., 2022, arXiv 2212.10650',
		address: arxiv('2212.10650')
	},
	peft: {
		short: 'PEFT',
		title: 'PEFT: State-of-the-art Parameter-Efficient Fine-Tuning',
		by: 'Hugging Face, version 0.21.0',
		address: 'https://github.com/huggingface/peft'
	},
	adapters: {
		short: 'Houlsby et al. 2019',
		title: 'Parameter-Efficient Transfer Learning for NLP',
		by: 'Houlsby et al., ICML 2019, arXiv 1902.00751',
		address: arxiv('1902.00751')
	},
	prefix: {
		short: 'Prefix-Tuning',
		title: 'Prefix-Tuning: Optimizing Continuous Prompts for Generation',
		by: 'Li and Liang, ACL 2021, arXiv 2101.00190',
		address: arxiv('2101.00190')
	},
	zero: {
		short: 'ZeRO',
		title: 'ZeRO: Memory Optimizations Toward Training Trillion Parameter Models',
		by: 'Rajbhandari et al., 2019, arXiv 1910.02054',
		address: arxiv('1910.02054')
	},
	survey: {
		short: 'Zhang et al. 2022',
		title: 'A Survey of Controllable Text Generation using Transformer-based Pre-trained Language Models',
		by: 'Zhang et al., 2022, arXiv 2201.05337',
		address: arxiv('2201.05337')
	},
	llama: {
		short: 'LLaMA',
		title: 'LLaMA: Open and Efficient Foundation Language Models',
		by: 'Touvron et al., 2023, arXiv 2302.13971',
		address: arxiv('2302.13971')
	},
	mistral: {
		short: 'Mistral 7B',
		title: 'Mistral 7B',
		by: 'Jiang et al., 2023, arXiv 2310.06825',
		address: arxiv('2310.06825')
	},
	bloom: {
		short: 'BLOOM',
		title: 'BLOOM: A 176B-Parameter Open-Access Multilingual Language Model',
		by: 'BigScience Workshop, 2022, arXiv 2211.05100',
		address: arxiv('2211.05100')
	},
	recommenders: {
		short: 'Koren et al. 2009',
		title: 'Matrix Factorization Techniques for Recommender Systems',
		by: 'Koren, Bell and Volinsky, IEEE Computer 42(8), 2009',
		address: 'https://doi.org/10.1109/MC.2009.263'
	}
} as const satisfies Record<string, Source>;

export type SourceId = keyof typeof sources;
