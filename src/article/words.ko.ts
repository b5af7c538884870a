/** 글의 주장과 그에 대한 판단, 한국어. `{name}`은 numbers.ts의 수입니다. */
import type { ClaimWords } from './claim';
import type { ClaimId } from './claims';

export const ko: Readonly<Record<ClaimId, ClaimWords>> = {
	branch: {
		claim:
			'파인튜닝(fine-tuning)은 제어 가능한 텍스트 생성(controllable text generation, CTG)의 한 갈래이고, 그 가운데 파라미터를 적게 쓰는 것이 PEFT이다.',
		reason:
			'글이 인용한 서베이 논문이 파인튜닝을 그 갈래에 넣은 것은 맞습니다. 그러나 PEFT는 이미지 모델을 포함해 어떤 파인튜닝에나 쓰이므로, 그 갈래 안에 들어 있는 것이 아니라 일부만 겹칩니다.',
		see: '글처럼 그린 지도와 나누어 그린 지도'
	},
	'sixty-billion': {
		claim: '이런 거대 모델의 파라미터는 60B, 곧 600억 개를 가볍게 넘는다.',
		reason:
			'글이 나열한 모델 가운데 여럿에 7B, 곧 70억 개짜리가 있습니다. Llama는 7B부터 시작하고 Mistral은 Mistral 7B로 발표되었는데, 32비트로 저장하면 가중치만으로 7B는 {small} GB, 60B는 {large} GB입니다.',
		see: '파라미터 70억 개일 때의 메모리 막대'
	},
	'two-to-three': {
		claim:
			'전체 파인튜닝에는 가중치, 그래디언트(gradient), 옵티마이저 상태, 입력 데이터의 메모리가 필요하고, 보통 가중치의 2~3배이다.',
		reason:
			'파라미터 하나마다 SGD는 수 {sgd}개, 모멘텀을 쓰는 SGD는 {momentum}개를 저장하지만, 가장 많이 쓰는 Adam은 가중치와 그래디언트, 모멘트 두 개까지 {adam}개를 저장합니다. 여기에 더해지는 것은 입력 데이터라기보다 역전파에 필요한 활성값(activation)입니다.',
		see: '학습하는 수 하나에 드는 메모리'
	},
	'seven-hundred': {
		claim: '그래서 60B 모델을 전체 파인튜닝하려면 60B × 4바이트 × 3, 약 700 GB가 필요하다.',
		reason:
			'곱셈은 맞아서 {three} GB, 다른 단위로는 {binary} GiB입니다. 다만 32비트 Adam이라면 {adam} GB이고, 가중치 사본을 두는 혼합 정밀도(mixed precision)에서도 파라미터 하나에 {mixed}바이트가 들며, 활성값은 아직 넣지 않았습니다.',
		see: '720 GB와 960 GB가 나오는 단계'
	},
	'some-parameters': {
		claim: 'PEFT는 모든 파라미터를 업데이트하지 않고 모델의 파라미터 가운데 일부만 업데이트한다.',
		reason:
			'그런 방법도 있지만 LoRA는 모델이 갖고 있던 파라미터를 하나도 바꾸지 않고, 새 파라미터를 덧붙여 그것만 학습합니다. 1024 × 1024 층에 r = 8이면 더하는 수는 {added}개이고, 원래 있던 {frozen}개는 그대로입니다.',
		see: '일부만 학습하는 방법 찾아보기'
	},
	'adapter-latency': {
		claim: '어댑터(adapter)는 중간에 층을 끼우므로 네트워크가 깊어지고, 학습도 추론도 느려진다.',
		reason:
			'끼운 층을 차례로 지나야 하는 것은 맞지만, 얼마나 느려지는지는 조건에 달려 있습니다. LoRA 논문(표 1)의 측정으로는 배치 32, 길이 512에서 2~3%, 배치 1에서 20~30% 늘었습니다.',
		see: '배치 32에서, 그다음 배치 1에서 어댑터의 시간 재어 보기'
	},
	'prefix-length': {
		claim: '프리픽스 튜닝(prefix-tuning)은 입력 시퀀스의 일부를 학습에 쓰므로 쓸 수 있는 입력이 짧아진다.',
		reason:
			'학습하는 벡터가 시퀀스의 자리를 차지하므로, 길이가 정해진 모델에서는 과제에 쓸 자리가 그만큼 줄어듭니다. LoRA 논문도 같은 단점을 듭니다.',
		see: '토큰 16개짜리 프리픽스와 시퀀스'
	},
	'more-prefix': {
		claim: '프리픽스를 많이 붙일수록 성능이 떨어진다.',
		reason:
			'LoRA 논문(3절)에 따르면 성능은 학습하는 파라미터가 늘 때 한 방향으로 변하지 않고 오르내립니다. 짧아진 입력이 원인이라는 것도 그 논문에서는 추측입니다.',
		see: '프리픽스가 어텐션에 하는 일을 말하는 단계'
	},
	'arxiv-only': {
		claim: 'LoRA는 2021년 마이크로소프트가 발표했고, 아카이브(arXiv)에만 올라와 있다.',
		reason:
			'심사를 거치는 학회인 ICLR 2022에서 발표되었습니다. 2021년 6월의 arXiv 판은 그보다 먼저 나온 것입니다.',
		see: '병합 단계로 가기, 논문 설명은 그 뒤에 있음'
	},
	factorization: {
		claim:
			'LoRA를 이해하려면 저랭크 근사(low-rank approximation)만 알면 되고, 추천 시스템에서는 이것을 행렬 분해(matrix factorization)라고 한다.',
		reason:
			'얇은 인수 두 개를 찾는다는 점은 같습니다. 그러나 추천 시스템은 평점이 있는 칸에만 맞추므로, 그 답은 모든 원소를 아는 행렬의 가장 좋은 근사인 절단 특잇값 분해(truncated SVD)와 대개 다릅니다.',
		see: '가장 좋은 근사에 대한 정리'
	},
	'y-times-z': {
		claim: '저랭크 근사는 행렬 A를 랭크가 더 작은 두 행렬, m × k인 Y와 n × k인 Z의 곱으로 바꾸는 것이다.',
		reason:
			'이 모양이라면 곱은 YZᵀ이고, YZ는 n = k가 아니면 곱할 수도 없습니다. m = n = 1024, k = 8일 때 두 행렬에 든 수는 {thin}개로, {full}개인 A보다 적습니다.',
		see: 'B = YZᵀ을 정사영하는 단계'
	},
	'approximates-weight': {
		claim: 'LoRA는 원래 가중치 행렬을 다른 두 행렬의 곱으로 근사한다.',
		reason:
			'두 행렬의 곱으로 쓰는 것은 변화량(update)이고, W₀은 랭크도 값도 그대로입니다. 처음에는 B = 0이라 ΔW = 0이므로 층의 계산 결과가 이전과 똑같습니다.',
		see: '동결한 W₀ 옆에서 ΔW가 자라는 모습'
	},
	'fewer-numbers': {
		claim: '1024 × 1024 가중치라면 업데이트할 수가 1,048,576개인데, 랭크 1인 LoRA는 2,048개로 512분의 1이다.',
		reason:
			'r(m + n)은 {lora}, mn은 {full}이고, 나누면 {times}입니다. 학습하는 수의 개수이지 메모리의 바이트 수는 아닙니다.',
		see: '세어 본 다음 층을 바꾸어 보기'
	},
	'smaller-rank': {
		claim: '랭크가 작을수록 메모리 절감 효과가 커진다.',
		reason:
			'맞지만 동결한 가중치가 남기 때문에 곧 차이가 거의 없어집니다. 학습하는 수가 모델의 0.1%라면 Adam으로 60B 모델을 학습하는 메모리는 {before} GB에서 16비트 가중치 {frozen} GB와 나머지 {trained} GB로 줄어 약 {times}분의 1이 되고, 랭크를 더 낮춰 아낄 수 있는 것은 그 {trained} GB뿐입니다.',
		see: 'r = 1일 때의 메모리 막대, 그다음 r 올려 보기'
	},
	forward: {
		claim: 'LoRA를 수식으로 쓰면 h = W₀x + ΔWx = W₀x + BAx이다.',
		reason:
			'배율 s = α/r이 빠졌습니다. 바른 식은 h = W₀x + s·BAx이고, α = 16일 때 s는 r = 4에서 {few}, r = 64에서 {many}이며, 같은 학습률에서 한 스텝이 층을 얼마나 움직이는지 정합니다.',
		see: 'α = 16, r = 4로 보는 첫 단계'
	},
	'which-weights': {
		claim:
			'W₀은 쿼리(query), 키(key), 값(value), 임베딩, 피드포워드 행렬 가운데 하나이고, 기호로는 W_q, W_k, W_v, W_o, W_ff이다.',
		reason:
			'W_o는 임베딩이 아니라 어텐션의 출력 투영입니다. W_ff는 나머지와 달리 정사각도 아니어서, 랭크 8인 LoRA의 수는 768 → 3072에서 {wide}개, 768 → 768에서 {square}개입니다.',
		see: '피드포워드 층에서 세어 보기'
	},
	parallel: {
		claim: 'LoRA는 입력을 병렬로 계산하므로 학습과 추론에서 지연 시간(latency)이 사라진다.',
		reason:
			'학습할 때는 갈래가 따로 있어야 하고, 1024 × 1024 층에 r = 8이면 층의 곱셈 {layer}번에 {extra}번이 더 들며 차례로 하는 곱이 두 개 늘어납니다. 추론의 지연 시간을 없애는 것은 병렬 계산이 아니라 W₀ + sBA를 한 행렬로 만드는 병합(merge)입니다.',
		see: '병합하고 둘 다 재어 보기'
	},
	federated: {
		claim:
			'LoHa 논문은 순수하게 PEFT를 위한 것이 아니라, 연합 학습(federated learning)을 위해 거대 모델을 근사하는 논문이다.',
		reason:
			'그 논문은 FedPara이고, 주고받는 바이트를 줄이려고 가중치 W 자체를 두 저랭크 곱의 원소별 곱으로 나타냅니다. 변화량 ΔW의 어댑터인 LoHa는 LyCORIS에서 나왔습니다.',
		see: 'LoHa를 어댑터로 학습시키기'
	},
	elementwise: {
		claim: '아다마르 곱(Hadamard product)은 원소별 곱(element-wise product)과 같다.',
		reason:
			'모양이 같은 두 행렬에서 (P ⊙ Q)ᵢⱼ = pᵢⱼqᵢⱼ입니다. 이렇게 곱하면 랭크 3인 행렬 두 개로 랭크 {rank}까지 만들 수 있습니다.',
		see: '9 × 9 마스크 두 개를 원소끼리 곱하기'
	},
	'rank-preserved': {
		claim: 'LoHa는 원소별 곱으로 원래 가중치 행렬의 랭크를 어떻게 보존하는지 수학적으로 증명했다.',
		reason:
			'증명된 것은 상한 r₁r₂와, 어떤 상한을 가장 싸게 얻는 (r₁, r₂)입니다. 100 × 100에서 r₁ = r₂ = 10이면 상한은 {bound}인데, 곱의 랭크가 상한과 같다는 것은 거의 모든 인수에서 참일 뿐, 모든 인수에서 참은 아닙니다.',
		see: '‘거의 모든’의 뜻을 말하는 단계'
	},
	'proposition-1': {
		claim: '명제 1: r₁, r₂ ≤ min(m, n)이면 W = (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ)의 랭크는 r₁r₂ 이하이다.',
		reason:
			'맞고, 조건이 없어도 성립합니다. 9 × 9에서 r₁ = r₂ = 3이면 상한은 {bound}이며, 거의 모든 인수가 min(m, n, r₁r₂)에 도달한다는 사실은 글에 없습니다.',
		see: '상한이 나오는 단계'
	},
	'proof-1': {
		claim: '증명 1: W = Σⱼ Σⱼ (x₁ⱼy₁ⱼᵀ) ⊙ (x₂ⱼy₂ⱼᵀ)은 행렬 r₁ × r₂개의 합이므로 랭크가 r₁r₂ 이하이다.',
		reason:
			'합이 두 개면 글자도 두 개여야 하는데, r₁ = r₂ = 3일 때 둘 다 j로 쓰면 항 {terms}개 가운데 {diagonal}개만 남습니다. 또 항의 개수가 랭크의 상한이 되려면 항마다 (x₁ₖ ⊙ x₂ₗ)(y₁ₖ ⊙ y₂ₗ)ᵀ이라서 랭크가 1 이하라는 것을 먼저 보여야 합니다.',
		see: 'k = l인 항만 더한 채로 보는 빠진 단계'
	},
	'proposition-2': {
		claim: '명제 2: r₁r₂ ≥ R²일 때 (r₁ + r₂)(m + n)의 최적해는 r₁ = r₂ = R이고 최적값은 2R(m + n)이다.',
		reason:
			'1024 × 1024에서 R = 4이면 최적값은 {cost}, 가장 싼 짝의 개수는 {pairs}입니다. 10처럼 제곱수가 아닌 목표에서는 그런 짝이 {ties}개 있습니다.',
		see: '직사각형의 꼭짓점 끌어 보기'
	},
	'proof-2': {
		claim: '증명 2: (r₁ + r₂)(m + n) ≥ 2√(r₁r₂)(m + n) ≥ 2R(m + n)이고, 등호는 r₁ = r₂ = R일 때만 성립한다.',
		reason:
			'앞은 산술·기하 평균 부등식, 뒤는 제약 조건이고, 두 틈이 모두 닫히는 곳은 거기뿐입니다. 1024 × 1024에서 R = 4일 때 (2, 8)에는 수 {uneven}개, (4, 4)에는 {even}개가 듭니다.',
		see: '(2, 8)에서 벌어진 두 틈'
	},
	brackets: {
		claim: 'LoHa를 수식으로 쓰면 h = W₀x + (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ)x이다.',
		reason:
			'[(X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ)]x처럼 괄호가 필요합니다. 쓰인 대로라면 x를 둘째 행렬에 먼저 곱하는데, m × n 행렬과 열 하나는 원소별로 곱할 수 없습니다.',
		see: 'W를 x에 적용하는 단계'
	},
	'r-squared': {
		claim: '따라서 LoRA의 최대 랭크가 2R일 때 LoHa는 최대 R²까지 랭크를 가질 수 있다.',
		reason:
			'파라미터 수가 같고 min(m, n)을 넘지 않는 동안은 맞아서, 1024 × 1024에서 R = 8이면 {loha} 대 {lora}입니다. 그러나 R = 2에서는 둘 다 {tie}, R = 1에서는 {less} 대 {more}, 곧 LoRA가 앞서고, 상한이 높다고 더 잘 맞는 것도 아닙니다.',
		see: '비기는 곳, R = 2에서 견주는 LoHa와 LoRA'
	},
	blocks: {
		claim:
			'A ⊗ B에서 A의 원소는 저마다 행렬 B에 곱하는 가중치처럼 작용하고, 결과는 행렬을 다시 행렬처럼 쌓은 행렬이다.',
		reason:
			'(i, j) 블록이 aᵢⱼB입니다. 그래서 2 × 2인 A와 2 × 2인 B, 곧 수 {numbers}개로 4 × 4 행렬을 만듭니다.',
		see: '블록을 하나씩 채워 보기'
	},
	'same-rank': {
		claim: '크로네커 곱(Kronecker product)을 쓰면 LoRA와 랭크는 같으면서 파라미터 수를 훨씬 줄일 수 있다.',
		reason:
			'랭크는 같지 않습니다. √d × √d 인수 두 개의 랭크는 √d · √d = d까지 가능해서, d = 1024이면 수 {numbers}개로 랭크 {lokr}까지 얻고, 같은 개수로 LoRA가 얻는 랭크는 {lora}입니다.',
		see: '같은 수 32개, 세 가지 모양의 랭크 예상하기'
	},
	'first-kronecker': {
		claim: '크로네커 곱을 LoRA 방법론에 쓴 것은 이 논문이 처음이다.',
		reason:
			'통째로 둔 인수 두 개로 KronA가 2022년에 먼저 썼습니다. LoKr는 여기에 나누는 방법의 선택, 저랭크인 오른쪽 블록, 합성곱을 더했습니다.',
		see: '나누는 방법 고르기'
	},
	'table-counts': {
		claim: '표의 파라미터 수: LoRA는 2rd, LoHa는 4rd, LoKr는 2 · (√d × √d) = 2d이다.',
		reason:
			'셋 다 정사각 가중치의 식이고 m × n이라면 r(m + n), 2r(m + n), ac + bd이므로, 768 → 3072에서 r = 8이면 LoRA {lora}개, LoHa {loha}개, 두 블록을 통째로 둔 LoKr {lokr}개입니다. 2d가 되려면 d가 제곱수여야 하는데, 768에서는 {twice}개여야 할 것이 PEFT가 고르는 가장 정사각형에 가까운 블록으로는 {blocks}개입니다.',
		see: '768 → 3072에서 보는 표'
	},
	'table-ranks': {
		claim: '표의 최대 랭크: LoRA는 r, LoHa는 r²이다.',
		reason:
			'min(m, n)까지는 상한으로서 둘 다 맞지만, r이 같으면 LoHa의 수가 두 배여서 1024 × 1024에서 r = 8일 때 {loha}개 대 {lora}개입니다. LoRA와 같은 개수라면 상한은 {unfair}에서 {fair}까지 내려갑니다.',
		see: '파라미터 수를 맞춘 표'
	},
	'table-lokr': {
		claim: '표의 최대 랭크: LoKr는 r이다.',
		reason:
			'통째로 둔 인수 두 개에는 r이 없어서, 1024 × 1024에서 PEFT의 LoKr는 r = 16이든 r = 64이든 수 {numbers}개에 랭크 상한 {rank}입니다. 오른쪽 블록이 저랭크라면 상한은 √d · r이고, r = 8에서 {low}입니다.',
		see: 'LoKr의 랭크가 가득 차는 조건'
	},
	successors: {
		claim: 'LoHa와 LoKr는 LoRA를 개선한 후속작이다.',
		reason:
			'LoHa의 곱은 FedPara에서 왔는데, 이 논문은 LoRA보다 두 달 뒤에 다른 목적으로 나왔습니다. 셋은 나란히 있는 세 갈래이고, 어느 것의 오차가 가장 작은지는 목표 행렬에 달려 있습니다.',
		see: '순위를 매긴 다음 겨루게 하기'
	}
};
