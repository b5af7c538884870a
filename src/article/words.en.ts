/** The article's claims in our words, and what we think of each, in English. `{name}` is a number of numbers.ts. */
import type { ClaimWords } from './claim';
import type { ClaimId } from './claims';

export const en: Readonly<Record<ClaimId, ClaimWords>> = {
	branch: {
		claim:
			'Fine-tuning is one branch of controllable text generation, and PEFT is the part of that branch that trains few parameters.',
		reason:
			'The survey that the article cites does count fine-tuning among the ways to control what a model writes. But PEFT serves fine-tuning of any kind, image models too, so it overlaps with that branch and does not lie inside it.',
		see: 'The map as the article nests it, and taken apart'
	},
	'sixty-billion': {
		claim: 'Large models of this kind easily exceed 60 billion parameters.',
		reason:
			'Some do: BLOOM has 176 billion. But others that the article itself lists come with 7 billion, where Llama starts and Mistral was published. In 32-bit floats, 7 billion weights take {small} GB, and 60 billion take {large} GB.',
		see: 'The memory bar for 7 billion parameters'
	},
	'two-to-three': {
		claim:
			'Full fine-tuning needs memory for weights, gradients, optimizer states and input data: as a rule two to three times that of the weights.',
		reason:
			'Plain SGD keeps {sgd} numbers for each parameter and SGD with momentum {momentum}, but Adam, the usual choice, keeps {adam}: weight, gradient and two moments. What comes on top is not so much the input as the activations, which the backward pass needs.',
		see: 'What one trained number costs'
	},
	'seven-hundred': {
		claim: 'So full fine-tuning of a 60B model takes 60B × 4 bytes × 3, about 700 GB.',
		reason:
			'The product is right: {three} GB, which is {binary} GiB. With Adam in 32 bits it would be {adam} GB, and mixed precision with a master copy of the weights has {mixed} bytes for each parameter as well, all of it before activations.',
		see: 'The step with 720 GB and 960 GB'
	},
	'some-parameters': {
		claim: 'PEFT fine-tunes by updating only some, a small part, of the model’s parameters.',
		reason:
			'Some methods do, but LoRA updates none of the parameters that the model had: it adds new ones and trains only these. On a layer of 1024 × 1024 at r = 8 it adds {added} numbers and leaves {frozen} as they were.',
		see: 'Look for the methods that train a part'
	},
	'adapter-latency': {
		claim: 'Adapters are layers in between: the network gets deeper, so training and inference take longer.',
		reason:
			'The layers do run one after another, but what that costs depends on their size and on the load. The LoRA paper (table 1) measured 2–3% more at batch 32 with small adapters; with larger ones 5–8% more at batch 16, and 20–30% more at batch 1.',
		see: 'Time adapters at batch 32, then at batch 1'
	},
	'prefix-length': {
		claim: 'Prefix-tuning takes part of the input sequence for what it trains, so less of it is left.',
		reason:
			'The trained vectors take places in the sequence, and a model with a fixed length has that many fewer for the task. The LoRA paper names the same drawback.',
		see: 'A prefix of 16 tokens beside its sequence'
	},
	'more-prefix': {
		claim: 'The longer the prefix, the worse the result.',
		reason:
			'The LoRA paper (section 3) finds that the result does not change in one direction only: in its table 15, 32, 256 and 512 prefix tokens reach 55.9%, 63.1% and 55.9% on WikiSQL. That the lost length is to blame, the paper only suspects.',
		see: 'The step that says what a prefix does to attention'
	},
	'arxiv-only': {
		claim: 'LoRA was published by Microsoft in 2021, on arXiv only.',
		reason:
			'It was presented at ICLR 2022, a conference that reviews its papers. The arXiv version of June 2021 came first.',
		see: 'Step through to the merge; the note on the paper follows it'
	},
	factorization: {
		claim:
			'To understand LoRA one only needs low-rank approximation, which recommender systems call matrix factorization.',
		reason:
			'Both look for two thin factors. But a recommender fits only the entries that somebody has rated, so its answer is in general not the truncated SVD, which is the best approximation of a matrix that is known in full.',
		see: 'The theorem on the best approximation'
	},
	'y-times-z': {
		claim:
			'Low-rank approximation replaces A by the product of two matrices of smaller rank, Y of m × k and Z of n × k.',
		reason:
			'With these shapes the product is YZᵀ; YZ does not even fit unless n = k. At m = n = 1024 and k = 8 the two have {thin} numbers instead of {full}.',
		see: 'The step where B = YZᵀ is projected'
	},
	'approximates-weight': {
		claim: 'LoRA approximates the original weight matrix by the product of two others.',
		reason:
			'It is the update that is such a product; W₀ keeps its rank and all its numbers. At the start B = 0, so ΔW = 0, and the layer computes exactly what it did before.',
		see: 'Watch ΔW grow beside a frozen W₀'
	},
	'fewer-numbers': {
		claim:
			'A weight of 1024 × 1024 has 1,048,576 numbers to update; LoRA of rank 1 has 2,048, which is 512 times fewer.',
		reason:
			'r(m + n) is {lora} here and mn is {full}, so the quotient is {times}. These are trained numbers, not bytes of memory.',
		see: 'Count it, then change the layer'
	},
	'smaller-rank': {
		claim: 'The smaller the rank, the more memory is saved.',
		reason:
			'It is, but soon that hardly matters, because the frozen weights stay. Training a 60B model with Adam goes from {before} GB to {frozen} GB of 16-bit weights and {trained} GB for the rest, if 0.1% as many numbers are trained: {times} times less, and a still smaller rank can save no more than those {trained} GB.',
		see: 'The memory bar at r = 1; then raise r'
	},
	forward: {
		claim: 'In a formula, LoRA is h = W₀x + ΔWx = W₀x + BAx.',
		reason:
			'The scale s = α/r is missing: h = W₀x + s·BAx. At α = 16 it is {few} for r = 4 and {many} for r = 64, and it decides how far one step of a given learning rate moves the layer.',
		see: 'The first step, with α = 16 and r = 4'
	},
	'which-weights': {
		claim: 'W₀ is one of query, key, value, embedding and feed-forward, written W_q, W_k, W_v, W_o and W_ff.',
		reason:
			'W_o is not the embedding but the output projection of attention. And W_ff is not square like the others: on 768 → 3072, LoRA of rank 8 has {wide} numbers, on 768 → 768 it has {square}.',
		see: 'Count a feed-forward layer'
	},
	parallel: {
		claim: 'As LoRA computes its branch in parallel, there is no more latency in training and in inference.',
		reason:
			'In training the branch must stay apart: on 1024 × 1024 at r = 8 that is {extra} multiplications on top of the layer’s {layer}, in two more products one after the other. It is merging, W₀ + sBA in one matrix, that takes the latency out of inference.',
		see: 'Merge, and measure both'
	},
	federated: {
		claim:
			'The LoHa paper is not purely about PEFT; it is about approximating large models for federated learning.',
		reason:
			'That paper is FedPara, and what it parametrises is the weight W itself, so that fewer bytes travel. LoHa, the adapter of an update ΔW, comes from LyCORIS.',
		see: 'Train LoHa as an adapter'
	},
	elementwise: {
		claim: 'The Hadamard product is the elementwise product.',
		reason:
			'For two matrices of one shape, (P ⊙ Q)ᵢⱼ = pᵢⱼqᵢⱼ. Multiplied like this, two matrices of rank 3 can make one of rank {rank}.',
		see: 'Two masks of 9 × 9, multiplied entry by entry'
	},
	'rank-preserved': {
		claim:
			'For LoHa it is proved how an elementwise product preserves the rank of the original weight matrix.',
		reason:
			'What is proved is an upper bound, r₁r₂, and the cheapest pair (r₁, r₂) for a bound. For 100 × 100 and r₁ = r₂ = 10 the bound is {bound}; that a product has the rank of its bound is true for almost all factors, not for all.',
		see: 'The step that says what “almost all” means'
	},
	'proposition-1': {
		claim: 'Proposition 1: if r₁, r₂ ≤ min(m, n), then W = (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ) has rank at most r₁r₂.',
		reason:
			'It stands, and holds without the condition too. For 9 × 9 and r₁ = r₂ = 3 the bound is {bound}; left unsaid is that almost all factors reach min(m, n, r₁r₂).',
		see: 'The step with the bound'
	},
	'proof-1': {
		claim:
			'Its proof: W = Σⱼ Σⱼ (x₁ⱼy₁ⱼᵀ) ⊙ (x₂ⱼy₂ⱼᵀ) is a sum of r₁ × r₂ matrices, hence the rank is at most r₁r₂.',
		reason:
			'Two sums need two letters: with j for both, {diagonal} terms remain of {terms} at r₁ = r₂ = 3. And a count of terms bounds a rank only once each term is seen to have rank 1 at most, as the product of (x₁ₖ ⊙ x₂ₗ) and (y₁ₖ ⊙ y₂ₗ)ᵀ.',
		see: 'The missing step, with the terms k = l added alone'
	},
	'proposition-2': {
		claim:
			'Proposition 2: among r₁r₂ ≥ R² the least (r₁ + r₂)(m + n) is at r₁ = r₂ = R, and it is 2R(m + n).',
		reason:
			'For R = 4 on 1024 × 1024 it is {cost}, and the number of cheapest pairs is {pairs}. For a target that is no square, such as 10, there are {ties}.',
		see: 'Drag the corner of the rectangle'
	},
	'proof-2': {
		claim: 'Its proof: (r₁ + r₂)(m + n) ≥ 2√(r₁r₂)(m + n) ≥ 2R(m + n), with equality only at r₁ = r₂ = R.',
		reason:
			'First the inequality of the means, then the constraint; both gaps close only there. At R = 4 on 1024 × 1024, (2, 8) costs {uneven} numbers and (4, 4) costs {even}.',
		see: 'Both gaps at (2, 8)'
	},
	brackets: {
		claim: 'In a formula, LoHa is h = W₀x + (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ)x.',
		reason:
			'It needs brackets, [(X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ)]x. As it is written, x is multiplied by the second matrix first, and a matrix of m × n has no elementwise product with a column.',
		see: 'The step that applies W to x'
	},
	'r-squared': {
		claim: 'So LoHa can have rank up to R² where LoRA has at most 2R.',
		reason:
			'That is so at equal numbers of parameters and up to min(m, n): at R = 8 on 1024 × 1024 it is {loha} against {lora}. But at R = 2 both have {tie}, at R = 1 LoRA is ahead with {more} against {less}, and a higher bound is not yet a better fit.',
		see: 'LoHa against LoRA at the tie, R = 2'
	},
	blocks: {
		claim:
			'In A ⊗ B each entry of A acts as a weight of a copy of B, and the result is a matrix stacked from matrices.',
		reason: 'Block (i, j) is aᵢⱼB. So {numbers} numbers, A of 2 × 2 and B of 2 × 2, make a matrix of 4 × 4.',
		see: 'Fill the blocks one by one'
	},
	'same-rank': {
		claim: 'With the Kronecker product one gets LoRA’s rank from far fewer parameters.',
		reason:
			'The rank is not LoRA’s: two factors of √d × √d have rank up to √d · √d = d. At d = 1024 that is {lokr} from {numbers} numbers, from which LoRA gets rank {lora}.',
		see: 'The same 32 numbers in three shapes; predict the ranks'
	},
	'first-kronecker': {
		claim: 'This paper was the first to use the Kronecker product in the way of LoRA.',
		reason:
			'KronA did so earlier, in 2022, with two full factors. What LoKr adds is the choice of the split, a right block of low rank, and convolutions.',
		see: 'The choice of the split'
	},
	'table-counts': {
		claim: 'The table counts parameters: 2rd for LoRA, 4rd for LoHa, 2 · (√d × √d) = 2d for LoKr.',
		reason:
			'All three are for a square weight; for m × n they are r(m + n), 2r(m + n) and ac + bd, on 768 → 3072 at r = 8 {lora} and {loha}, and {lokr} for two full blocks. And full rank at 2d numbers needs a d that is a square: at 768 there are blocks with {twice}, of 24 × 32 and 32 × 24, but their rank is at most {rank}, and the squarest blocks of PEFT have full rank with {blocks}.',
		see: 'The table on 768 → 3072'
	},
	'table-ranks': {
		claim: 'The table of largest ranks has r for LoRA and r² for LoHa.',
		reason:
			'As bounds both are right, up to min(m, n), but at the same r LoHa has twice the numbers: {loha} against {lora} at r = 8 on 1024 × 1024. With as many numbers as LoRA its bound is {fair}, not {unfair}.',
		see: 'The table at equal parameters'
	},
	'table-lokr': {
		claim: 'The table of largest ranks has r for LoKr.',
		reason:
			'Two full factors have no r in them: on 1024 × 1024 PEFT’s LoKr has {numbers} numbers and rank up to {rank} at r = 16 and at r = 64. With a right block of low rank the bound is √d · r, at r = 8 {low}.',
		see: 'The step that says when LoKr is full'
	},
	successors: {
		claim: 'LoHa and LoKr are successors of LoRA, made to improve on it.',
		reason:
			'As adapters both come from LyCORIS, which does build on LoRA. But LoHa’s product is that of FedPara, which appeared two months after LoRA and for another purpose. The three are families side by side, and which one leaves the smallest error depends on the target.',
		see: 'Rank them, then let them race'
	}
};
