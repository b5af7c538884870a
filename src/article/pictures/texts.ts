/** Names, captions and labels of the drawings, and what there is to see in words; in both languages. */
import type { Language } from '$src/i18n';

interface Words {
	readonly caption: string;
	readonly alternative: string;
}

export interface PictureTexts {
	branches: Words & { labels: { root: string; branches: readonly (readonly string[])[] } };
	overlap: Words & { labels: { control: string; tuning: string } };
	before: Words & {
		labels: Record<'attention' | 'adapter' | 'feedForward' | 'model' | 'prefix' | 'rest', string>;
	};
	approximation: Words;
	branch: Words & { labels: { frozen: string } };
	elementwise: Words;
	terms: Words;
	equalCost: Words;
	kronecker: Words;
	same: Words & {
		labels: Record<'lora' | 'lokr', (numbers: number, rank: number) => string>;
	};
	structures: Words;
}

const en: PictureTexts = {
	branches: {
		caption:
			'Figure 1. Ways to control what a language model writes, as the survey sorts them. The article is about the first.',
		alternative:
			'A tree. At the top controllable text generation; below it three branches: fine-tuning, retraining or refactoring, and post-processing. Fine-tuning is filled.',
		labels: {
			root: 'controllable text generation',
			branches: [['fine-tuning'], ['retraining or', 'refactoring'], ['post-', 'processing']]
		}
	},
	overlap: {
		caption:
			'Figure 2. Fine-tuning with few parameters is PEFT. In the article it lies inside text generation; here it also reaches beyond.',
		alternative:
			'A box for controllable text generation and a box for fine-tuning overlap. PEFT is a box inside fine-tuning, partly inside text generation and partly outside.',
		labels: { control: 'controllable text', tuning: 'fine-tuning' }
	},
	before: {
		caption:
			'Figure 3. Left, adapters stand in the way of the signal, one after another. Right, a trained prefix p takes places of the sequence.',
		alternative:
			'On the left, four boxes above each other: attention, adapter, feed-forward, adapter; arrows pass through all of them. On the right, a row of six places goes into the model; the first two belong to the prefix, four are left for the input.',
		labels: {
			attention: 'attention',
			adapter: 'adapter',
			feedForward: 'feed-forward',
			model: 'model, frozen',
			prefix: 'prefix',
			rest: 'what is left'
		}
	},
	approximation: {
		caption:
			'Figure 4. Low-rank approximation: A is replaced by Y · Zᵀ. The article leaves out the transpose.',
		alternative: 'A matrix A of m by n is about a tall thin Y, m by k, times a flat Z transposed, k by n.'
	},
	branch: {
		caption:
			'Figure 5. LoRA: x goes through the frozen W₀ and, beside it, through A and B. The scale s is our addition.',
		alternative:
			'From x two arrows: one into the frozen square W0, one into the flat A and from there into the thin B, times s. Both meet at a plus, and h comes out.',
		labels: { frozen: 'frozen' }
	},
	elementwise: {
		caption: 'Untitled, the first: the Hadamard product, entry by entry.',
		alternative: 'Two matrices of 3 by 3 and their elementwise product, with numbers.'
	},
	terms: {
		caption:
			'Untitled, the second: the terms of proof 1, here r₁\u00a0=\u00a03 and r₂\u00a0=\u00a04. Each cell has rank at most 1. With one letter for both sums only the filled ones remain.',
		alternative:
			'A grid of 3 by 4 cells. Rows are the terms of the first product, columns those of the second. The three cells on the diagonal are filled.'
	},
	equalCost: {
		caption:
			'Untitled, the third: rank bounds from the same number of parameters, 2R for LoRA and R² for LoHa. The tie is at R = 2.',
		alternative:
			'Pairs of bars for R from 1 to 4: LoRA is longer at 1, equal at 2, and LoHa longer from 3 on.'
	},
	kronecker: {
		caption: 'Untitled, the fourth: A ⊗ B. Each entry of A becomes a block, that entry times B.',
		alternative:
			'A matrix A of 2 by 2, a matrix B of 2 by 2, and their Kronecker product of 4 by 4 in four blocks.'
	},
	same: {
		caption:
			'Untitled, the fifth: the same numbers on a layer of 16 × 16, to scale. The article gives both the same rank.',
		alternative:
			'Two outlined squares of 16 by 16. The first has a strip of 16 numbers above it and one beside it; the second has two squares of 4 by 4 beside it.',
		labels: {
			lora: (numbers, rank) => `${numbers} numbers, rank ≤ ${rank}`,
			lokr: (numbers, rank) => `${numbers} numbers, rank ≤ ${rank}`
		}
	},
	structures: {
		caption:
			'Untitled, the last: the three beside each other. Each product is a matrix of the size of the layer.',
		alternative:
			'LoRA: a thin B and a flat A. LoHa: a thin and a flat matrix, times elementwise another thin and flat one. LoKr: two small squares with a Kronecker product between them.'
	}
};

const ko: PictureTexts = {
	branches: {
		caption: '그림 1. 언어 모델의 글을 제어하는 방법, 서베이 논문의 구분. 글이 다루는 것은 첫째 갈래입니다.',
		alternative:
			'나무 모양 그림. 맨 위에 텍스트 생성의 제어가 있고 아래에 파인튜닝, 재학습 또는 구조 변경, 후처리 세 갈래가 있습니다. 파인튜닝만 색을 채웠습니다.',
		labels: {
			root: '텍스트 생성의 제어 (CTG)',
			branches: [['파인튜닝'], ['재학습 또는', '구조 변경'], ['후처리']]
		}
	},
	overlap: {
		caption:
			'그림 2. 파라미터를 적게 쓰는 파인튜닝이 PEFT입니다. 글에서는 텍스트 생성 안에 있지만, 여기서는 그 밖까지 뻗어 있습니다.',
		alternative:
			'텍스트 생성의 제어 상자와 파인튜닝 상자가 겹쳐 있습니다. PEFT는 파인튜닝 안에 있고, 일부는 텍스트 생성 안에, 일부는 밖에 있습니다.',
		labels: { control: '텍스트 생성의 제어', tuning: '파인튜닝' }
	},
	before: {
		caption:
			'그림 3. 왼쪽: 어댑터는 신호가 지나는 길에 차례로 놓입니다. 오른쪽: 학습되는 프리픽스 p가 시퀀스의 자리를 차지합니다.',
		alternative:
			'왼쪽에는 어텐션, 어댑터, 피드포워드, 어댑터 상자가 아래에서 위로 쌓여 있고 화살표가 모두를 지납니다. 오른쪽에는 자리 여섯 개가 모델로 들어가는데, 처음 둘은 프리픽스이고 넷이 입력에 남습니다.',
		labels: {
			attention: '어텐션',
			adapter: '어댑터',
			feedForward: '피드포워드',
			model: '동결한 모델',
			prefix: '프리픽스',
			rest: '남은 자리'
		}
	},
	approximation: {
		caption: '그림 4. 저랭크 근사: A를 Y · Zᵀ로 바꿉니다. 글에는 전치가 빠져 있습니다.',
		alternative: 'm × n 행렬 A가 세로로 긴 m × k 행렬 Y와 가로로 긴 k × n 행렬 Z 전치의 곱에 가깝습니다.'
	},
	branch: {
		caption: '그림 5. LoRA: x는 동결한 W₀을 지나고, 옆에서는 A와 B를 지납니다. 배율 s는 저희가 더했습니다.',
		alternative:
			'x에서 화살표 두 개가 나옵니다. 하나는 동결한 정사각 행렬 W0으로, 하나는 납작한 A를 거쳐 얇은 B로 가고 s가 곱해집니다. 둘이 더해져 h가 나옵니다.',
		labels: { frozen: '동결' }
	},
	elementwise: {
		caption: 'Untitled, 첫째: 아다마르 곱, 원소끼리의 곱.',
		alternative: '3 × 3 행렬 두 개와 그 원소별 곱을 숫자로 보여 줍니다.'
	},
	terms: {
		caption:
			'Untitled, 둘째: 증명 1의 항들, 여기서는 r₁\u00a0=\u00a03, r₂\u00a0=\u00a04입니다. 칸마다 랭크가 1 이하입니다. 두 합에 같은 첨자를 쓰면 색을 채운 칸만 남습니다.',
		alternative:
			'3 × 4 격자. 행은 첫째 곱의 항, 열은 둘째 곱의 항입니다. 대각선의 칸 세 개에 색을 채웠습니다.'
	},
	equalCost: {
		caption:
			'Untitled, 셋째: 같은 파라미터 수에서 랭크의 상한, LoRA는 2R이고 LoHa는 R²입니다. R = 2에서 같습니다.',
		alternative: 'R = 1부터 4까지 막대 한 쌍씩. 1에서는 LoRA가 길고, 2에서는 같고, 3부터는 LoHa가 깁니다.'
	},
	kronecker: {
		caption: 'Untitled, 넷째: A ⊗ B. A의 원소 하나가 블록 하나가 되고, 그 블록은 원소에 B를 곱한 것입니다.',
		alternative: '2 × 2 행렬 A와 B, 그리고 네 블록으로 나뉜 4 × 4 크로네커 곱입니다.'
	},
	same: {
		caption:
			'Untitled, 다섯째: 16 × 16 층에 파라미터 수가 같은 LoRA와 LoKr를 비율대로 그렸습니다. 글에서는 둘의 랭크가 같다고 합니다.',
		alternative:
			'16 × 16 정사각형 윤곽선 두 개. 첫째는 위와 옆에 원소 16개짜리 띠가 하나씩 있고, 둘째는 옆에 4 × 4 정사각형이 두 개 있습니다.',
		labels: {
			lora: (numbers, rank) => `파라미터 ${numbers}개, 랭크 ≤ ${rank}`,
			lokr: (numbers, rank) => `파라미터 ${numbers}개, 랭크 ≤ ${rank}`
		}
	},
	structures: {
		caption: 'Untitled, 마지막: 나란히 놓은 셋. 어느 곱이든 결과는 층과 크기가 같은 행렬입니다.',
		alternative:
			'LoRA는 얇은 B와 납작한 A, LoHa는 얇고 납작한 행렬 한 쌍과 또 한 쌍의 원소별 곱, LoKr는 작은 정사각형 두 개의 크로네커 곱입니다.'
	}
};

export const pictureTexts: Readonly<Record<Language, PictureTexts>> = { en, ko };
