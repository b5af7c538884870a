/** The lesson as a notebook: what an adapter in the chain costs in time, and that a branch that is merged costs none. */
import type { Language } from '$src/i18n';
import type { BeforeLoraValues } from './parameters';

const words = {
	en: {
		title: '# A chain costs time, a branch that merges costs none',
		about:
			'In a model of a machine, a product costs $c$ to start, counted in multiplications, and then one for each multiplication. A block is one product of $d \\times d$; a serial adapter waits for it and adds two thin ones. `overhead` is how much longer the block takes: near 2 while starting is all that counts, near $2r/d$ once the batch is large.',
		merge:
			'LoRA stands beside the block, and one matrix does the work of both. What is left between the two ways is rounding:'
	},
	ko: {
		title: '# 직렬 어댑터에는 시간이 들고, 병합하는 갈래에는 들지 않습니다',
		about:
			'컴퓨터를 단순하게 나타낸 모델입니다. 행렬 곱 하나를 시작하는 데 곱셈 $c$번만큼의 시간이 들고, 그다음에는 곱셈 한 번에 1이 듭니다. 블록 하나는 $d \\times d$ 행렬과의 곱 하나이고, 직렬 어댑터(adapter)는 이 곱이 끝난 뒤 얇은 행렬을 두 번 더 곱합니다. `overhead`는 그래서 더 걸리는 시간의 비율입니다. 시작 비용이 대부분이면 2에, 배치(batch)가 크면 $2r/d$에 가깝습니다.',
		merge:
			'LoRA는 블록 옆의 갈래(branch)이므로 병합(merge)하면 행렬 하나가 두 일을 모두 합니다. 두 방법으로 계산한 값의 차이는 반올림 오차뿐입니다.'
	}
} as const;

export function notebookOf(
	{ batch, width, rank, start, seed }: BeforeLoraValues,
	language: Language
): string {
	const t = words[language];
	return `${t.title}

\`\`\`control
b = ${batch} in 1..32
d = ${width} in 32..256 step 32
r = ${rank} in 1..16
start = ${start} in 0..7
\`\`\`

${t.about}

\`\`\`expression
c = 10^start
merged = c + b*d^2
serial = 3c + b*(d^2 + 2r*d)
overhead = serial/merged - 1
thin = 2r/d
\`\`\`

${t.merge}

\`\`\`expression
W0 = gaussian(d, d, seed = ${seed}) / sqrt(d)
A = gaussian(r, d, seed = ${seed + 1}) / sqrt(d)
B = gaussian(d, r, seed = ${seed + 2}) / sqrt(r)
x = gaussian(d, b, seed = ${seed + 3})
branch = W0*x + 2*(B*(A*x))
one = (W0 + 2*(B*A))*x
difference = norm(branch - one)/norm(branch)
\`\`\`
`;
}
