/** The lesson as a notebook: bytes of training everything, and of a frozen model with LoRA, at what is set on the page. */
import type { Language } from '$src/i18n';
import { frozenBytes, trainedBytes } from './memory';
import type { PeftValues } from './parameters';

const words = {
	en: {
		title: '# What training keeps in memory',
		about:
			'Each trained number keeps itself, its gradient, perhaps a float32 copy, and the two moments of Adam: $k$ bytes. A frozen one keeps itself: $f$ bytes. The bytes are those of the precision that was set on the page; change them for another. LoRA of rank $r$ on an $m \\times n$ matrix trains $r(m + n)$ numbers.',
		result:
			'Without activations: everything trained takes $kN$ bytes, a frozen model with LoRA $fN + kP$. `saving` is how many times less that is; however small the adapter, it is never more than $k/f$.'
	},
	ko: {
		title: '# 학습할 때 메모리에 두는 것',
		about:
			'학습하는 파라미터(parameter) 하나마다 자신과 그래디언트(gradient), 때로는 float32 사본, Adam의 두 모멘트까지 모두 $k$바이트를 둡니다. 동결(freeze)한 파라미터는 자신만 두므로 $f$바이트입니다. 아래 바이트는 페이지에서 고른 정밀도의 값이니, 다른 정밀도로 계산하려면 고치십시오. 랭크(rank)가 $r$인 LoRA는 $m \\times n$ 행렬 하나에서 파라미터 $r(m + n)$개를 학습합니다.',
		result:
			'활성값(activation)을 빼면, 모두 학습할 때 $kN$바이트, 모델을 동결하고 LoRA를 학습할 때 $fN + kP$바이트가 듭니다. `saving`은 메모리가 몇 분의 1로 줄었는지를 나타내며, 어댑터(adapter)를 아무리 줄여도 $k/f$를 넘지 않습니다.'
	}
} as const;

export function notebookOf(values: PeftValues, language: Language): string {
	const t = words[language];
	const bytes = trainedBytes[values.scheme];
	const mlp = values.targets === 'all' ? ' + 2*(4hidden + hidden)' : '';
	return `${t.title}

\`\`\`control
billions = ${values.billions} in 1..200
r = ${values.rank} in 1..256
layers = ${values.layers} in 1..200
hidden = ${values.hidden} in 128..20480 step 128
\`\`\`

${t.about}

\`\`\`expression
weight = ${bytes.weight}
gradient = ${bytes.gradient}
copy = ${bytes.master}
moments = ${bytes.first} + ${bytes.second}
k = weight + gradient + copy + moments
f = ${frozenBytes(values.scheme, values.frozen)}
\`\`\`

\`\`\`expression
N = billions * 10^9
P = layers * r * (4*(hidden + hidden)${mlp})
share = P / N
\`\`\`

${t.result}

\`\`\`expression
full = k * N
peft = f * N + k * P
gibibytes = full / 2^30
saving = full / peft
atMost = k / f
\`\`\`
`;
}
