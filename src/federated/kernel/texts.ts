/** Words of the figure of Proposition 3, in both languages. */
import type { kernelFields } from './kernel';

type Fields = Readonly<Record<keyof typeof kernelFields, string>>;

const en = {
	title: 'FedPara’s convolution, and a rank equality that does not hold',
	about:
		'Proposition 1 of FedPara (arXiv 2108.06098): rank(P ⊙ Q) ≤ rank P · rank Q, so that (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ) has a rank of at most R². A convolution’s kernel W has four axes [O, I, K₁, K₂]; written so as a matrix [O, I·K₁·K₂] it would need Y with I·K₁·K₂ rows. Proposition 3 keeps the axes. T ×₁ X multiplies T by X along axis 1: every column of T along that axis becomes X times it; ×₂ does so along axis 2. Then W = (T₁ ×₁ X₁ ×₂ Y₁) ⊙ (T₂ ×₁ X₂ ×₂ Y₂) with cores T, small kernels of R × R × K₁ × K₂, with X of O × R and Y of I × R, R ≤ min(O, I). The paper states rank W₍₁₎ = rank W₍₂₎ ≤ R², where W₍ₙ₎ is W unfolded to a matrix with axis n as its rows.',
	caption:
		'Ranks of the four unfoldings of one kernel, measured in float64 from factors drawn from N(0, 1), beside what no factors exceed. The equations are evaluated on the same factors.',
	fields: {
		kernelOut: 'O, channels out',
		kernelIn: 'I, channels in',
		kernelRank: 'R',
		kernelHeight: 'K₁, height',
		kernelWidth: 'K₂, width',
		kernelSeed: 'Seed'
	} as Fields,
	another: 'Other factors',
	table: 'Ranks of the unfoldings',
	head: {
		mode: 'Unfolding',
		shape: 'Matrix',
		rank: 'Measured rank',
		bound: 'Upper bound',
		states: 'The paper'
	},
	states: (square: string) => `≤ R² = ${square}, and equal`,
	statesNothing: 'says nothing',
	verdict: {
		same: (first: string, square: string) =>
			`Here both ranks are ${first} (R² = ${square}): the equality holds at these sizes.`,
		different: (first: string, second: string, square: string) =>
			`Here the ranks are ${first} and ${second}: both are at most R² = ${square}, and they are not equal.`
	},
	why: 'One product T ×₁ X ×₂ Y unfolds to X·T₍₁₎·(Y ⊗ identity)ᵀ, of rank at most R along axis 1, and likewise along axis 2. Unfolding a Hadamard product is the Hadamard product of the unfoldings, so that Proposition 1 gives R² for both. An unfolding has no more rank than rows: O for the first, I for the second. For almost all factors the ranks are min(O, R², I·K₁·K₂) and min(I, R², O·K₁·K₂). So for almost all factors they are equal wherever R² ≤ min(O, I); beyond that they need not be.',
	priced: (tensor: string, matrix: string, whole: string) =>
		`Trained numbers: ${tensor} in this form, ${matrix} by Proposition 1 on the matrix [O, I·K₁·K₂], ${whole} for all entries.`
};

export type KernelTexts = typeof en;

const ko: KernelTexts = {
	title: 'FedPara의 합성곱과 성립하지 않는 랭크 등식',
	about:
		'FedPara(arXiv 2108.06098)의 명제 1은 rank(P ⊙ Q) ≤ rank P · rank Q입니다. 따라서 (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ)의 랭크는 R² 이하입니다. 합성곱 커널 W에는 축이 넷 있습니다([O, I, K₁, K₂]). 이를 [O, I·K₁·K₂] 행렬로 보고 이 형태로 쓰면 Y의 행이 I·K₁·K₂개 필요합니다. 명제 3은 축을 그대로 둡니다. T ×₁ X는 T에서 축 1 방향의 벡터마다 X를 곱하는 연산이고, ×₂는 축 2 방향의 벡터마다 곱합니다. 이 기호로 W = (T₁ ×₁ X₁ ×₂ Y₁) ⊙ (T₂ ×₁ X₂ ×₂ Y₂)로 나타냅니다. 코어 텐서(core tensor) T는 크기가 R × R × K₁ × K₂인 작은 커널입니다. X는 O × R, Y는 I × R이고 R ≤ min(O, I)입니다. W₍ₙ₎을 축 n이 행이 되도록 W를 펼친(unfolding) 행렬이라 할 때, 논문은 rank W₍₁₎ = rank W₍₂₎ ≤ R²이라고 적었습니다.',
	caption:
		'N(0, 1)에서 뽑은 인수 행렬(factor)로 만든 커널 하나를 네 가지로 펼쳐 float64로 잰 랭크와, 어떤 인수 행렬로도 넘을 수 없는 상한입니다. 등식과 부등식도 같은 값으로 계산합니다.',
	fields: {
		kernelOut: 'O, 출력 채널',
		kernelIn: 'I, 입력 채널',
		kernelRank: 'R',
		kernelHeight: 'K₁, 높이',
		kernelWidth: 'K₂, 너비',
		kernelSeed: '시드'
	},
	another: '다른 인수 행렬로',
	table: '펼친 행렬의 랭크',
	head: { mode: '펼친 행렬', shape: '크기', rank: '측정한 랭크', bound: '상한', states: '논문의 주장' },
	states: (square) => `R² = ${square} 이하이고 서로 같음`,
	statesNothing: '언급 없음',
	verdict: {
		same: (first, square) =>
			`지금 값으로 계산하면 두 랭크가 모두 ${first}입니다(R² = ${square}). 이 크기에서는 등식이 성립합니다.`,
		different: (first, second, square) =>
			`지금 값으로 계산하면 두 랭크는 ${first}, ${second}입니다. 둘 다 R² = ${square} 이하이지만 서로 같지 않습니다.`
	},
	why: '곱 하나 T ×₁ X ×₂ Y를 축 1로 펼치면 X·T₍₁₎·(Y ⊗ 단위행렬)ᵀ이므로 랭크가 R 이하이고, 축 2로 펼쳐도 마찬가지입니다. 아다마르 곱을 펼친 것은 펼친 행렬의 아다마르 곱이므로, 명제 1에 따라 두 랭크 모두 R² 이하입니다. 그런데 펼친 행렬의 랭크는 행의 수, 즉 첫째는 O, 둘째는 I를 넘지 못합니다. 거의 모든 인수 행렬에서 두 랭크는 각각 min(O, R², I·K₁·K₂), min(I, R², O·K₁·K₂)입니다. 따라서 R² ≤ min(O, I)이면 거의 모든 인수 행렬에서 둘이 같지만, 그 밖에서는 다를 수 있습니다.',
	priced: (tensor, matrix, whole) =>
		`학습하는 파라미터: 이 방법은 ${tensor}개, [O, I·K₁·K₂] 행렬에 명제 1을 쓰면 ${matrix}개, 모든 원소를 학습하면 ${whole}개.`
};

export const kernelTexts: Readonly<Record<'en' | 'ko', KernelTexts>> = { en, ko };
