/** The lesson as a notebook: a pair of ranks as area and half-perimeter, the cheapest sum, and pairs of one cost that train. */
import type { Language } from '$src/i18n';
import { callOf } from '$src/lab/page/arriving';
import { fitPairs, fitRun } from './fit';
import type { OptimumValues } from './parameters';

const words = {
	en: {
		title: '# The bound is an area, the cost a half-perimeter',
		about:
			'A LoHa of ranks $r_1$, $r_2$ is bounded by their product and costs $(r_1 + r_2)(m + n)$. To reach $r_1r_2 \\ge T$, the sum must be at least $\\lceil 2\\sqrt{T} \\rceil$; `reaches` is 1 where this pair does, `spare` is how much more it costs than need be.',
		lora: 'A LoRA with as many parameters has rank $r_1 + r_2$:',
		runs: 'One cost, four ways to share it out: nine columns, $r_1 + r_2 = 9$. The bound is largest where they are nearly equal. Whether that fits best is measured:'
	},
	ko: {
		title: '# 넓이는 상한, 반둘레는 비용',
		about:
			'랭크(rank)가 $r_1$, $r_2$인 LoHa의 랭크 상한(upper bound)은 두 랭크의 곱이고, 비용은 $(r_1 + r_2)(m + n)$입니다. $r_1r_2 \\ge T$이려면 합이 $\\lceil 2\\sqrt{T} \\rceil$ 이상이어야 합니다. 지금 쌍이 $T$에 이르면 `reaches`가 1이고, `spare`는 최솟값보다 더 드는 비용입니다.',
		lora: '파라미터(parameter) 수가 같은 LoRA의 랭크는 $r_1 + r_2$입니다.',
		runs: '비용은 같고 나누는 방법만 다른 네 쌍입니다. 열 9개를 나누므로 $r_1 + r_2 = 9$입니다. 두 랭크가 비슷할수록 상한이 큽니다. 오차도 그럴 때 가장 작은지는 학습해서 확인합니다.'
	}
} as const;

export function notebookOf(values: OptimumValues, language: Language): string {
	const t = words[language];
	const runs = fitPairs.map((pair) => {
		const run = fitRun(pair, values);
		return [`pair${pair.join('and')}`, callOf(run, run.method, ['task', 'seed'])] as const;
	});
	const calls = runs.map(([name, call]) => `${name} = ${call.replace(/\)$/, ', task = task, seed = seed)')}`);
	return `${t.title}

\`\`\`control
T = ${values.target} in 1..64
r1 = ${values.r1} in 1..16
r2 = ${values.r2} in 1..16
m = ${values.out} in 2..48
n = ${values.in} in 2..48
\`\`\`

${t.about}

\`\`\`expression
bound = rankBound(loha, out = m, in = n, rank = r1, rank2 = r2)
cost = parameters(loha, out = m, in = n, rank = r1, rank2 = r2)
reaches = min(1, floor(r1*r2/T))
least = ceil(2sqrt(T))
lowerBound = 2sqrt(T)*(m + n)
spare = cost - least*(m + n)
\`\`\`

${t.lora}

\`\`\`expression
loraCost = parameters(lora, out = m, in = n, rank = r1 + r2)
loraBound = rankBound(lora, out = m, in = n, rank = r1 + r2)
\`\`\`

${t.runs}

\`\`\`control
task = "${values.fitTask}" in "low-rank:8", "gaussian"
seed = ${values.seed} in ${range(values.seed)}
\`\`\`

\`\`\`experiment
${calls.join('\n')}
\`\`\`

\`\`\`expression
${runs.map(([name]) => `${name}.error`).join('\n')}
\`\`\`

\`\`\`figure
losses(${runs.map(([name]) => name).join(', ')})
\`\`\`
`;
}

/** Seeds around one, for a control. */
const range = (seed: number): string => `${Math.max(0, seed - 5)}..${seed + 5}`;
