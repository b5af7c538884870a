/** The lesson as a notebook: one module of drawn weights with two adapters, what they cost, mixed, merged and taken out. The decoder itself is none of the lab's. */
import type { Language } from '$src/i18n';
import { countedFor } from './matrices';
import type { TransformerValues } from './parameters';

const words = {
	en: {
		title: '# Two adapters on one module',
		about:
			'A module of the size that attention has in the decoder, with drawn weights, and two LoRAs of rank $r$ with weights $w_1$, $w_2$. `difference` compares the merged module with the branches beside it; `lost` is what adding and subtracting leaves behind in 64-bit numbers.',
		cost: 'The modules that are chosen on the page have `sides` rows and columns in all:',
		spectrum: 'The singular values of the weights, and of the weights with both adapters:'
	},
	ko: {
		title: '# 모듈 하나에 붙인 두 어댑터',
		about:
			'디코더의 어텐션(attention)과 크기가 같은 모듈(module)에 난수 가중치를 두고, 랭크(rank)가 $r$인 LoRA 두 개를 가중치 $w_1$, $w_2$로 붙입니다. `difference`는 병합(merge)한 모듈과 갈래(branch)를 옆에 둔 모듈을 비교합니다. `lost`는 float64로 더했다가 뺀 뒤에 남는 차이입니다.',
		cost: '페이지에서 고른 모듈의 행과 열은 모두 `sides`개입니다.',
		spectrum: '원래 가중치의 특잇값(singular value, 특이값)과 두 어댑터를 더한 가중치의 특잇값입니다.'
	}
} as const;

export function notebookOf(values: TransformerValues, language: Language): string {
	const t = words[language];
	const { seed, weightA, weightB, rank } = values;
	return `${t.title}

\`\`\`control
r = ${Math.min(32, rank)} in 1..32
w1 = ${weightA} in -0.5..1.5
w2 = ${weightB} in -0.5..1.5
\`\`\`

${t.about}

\`\`\`expression
W0 = gaussian(32, 32, seed = ${seed}) / sqrt(32)
D1 = gaussian(32, r, seed = ${seed + 1})*gaussian(r, 32, seed = ${seed + 2}) / 32
D2 = gaussian(32, r, seed = ${seed + 3})*gaussian(r, 32, seed = ${seed + 4}) / 32
x = gaussian(32, 4, seed = ${seed + 5})
merged = W0 + w1*D1 + w2*D2
one = merged*x
beside = W0*x + w1*(D1*x) + w2*(D2*x)
difference = norm(one - beside)/norm(one)
lost = norm(merged - w1*D1 - w2*D2 - W0)/norm(W0)
both = rank(w1*D1 + w2*D2)
\`\`\`

${t.cost}

\`\`\`expression
sides = ${countedFor(values).sides}
numbers = r*sides
\`\`\`

${t.spectrum}

\`\`\`figure
spectrum(W0)
spectrum(merged)
\`\`\`
`;
}
