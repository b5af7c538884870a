/** The lesson as a notebook: the race of the page, each method a run of its own with about as many parameters. */
import type { Language } from '$src/i18n';
import { callOf } from '$src/lab/page/arriving';
import { contestants, runOf } from './contestants';
import { tasks, type CompareValues } from './parameters';

const words = {
	en: {
		title: '# A race at equal parameters',
		equal:
			'Five methods on one target. What is held equal is what the page holds equal: about as many parameters as LoRA has at its rank, or the rank itself. HiRA and the full ΔW run along.',
		about:
			'Change the target: no method wins everywhere. Each runs here at one learning rate; the page gives each the best of three.',
		result: 'Parameters, rank bound, measured rank, and the error ‖ΔW − T‖²/‖T‖² of each:'
	},
	ko: {
		title: '# 파라미터 수를 맞춘 경주',
		equal:
			'목표 행렬(target matrix) 하나에 다섯 가지 방법을 맞춥니다. 페이지에서 고른 대로 파라미터(parameter) 수를 LoRA와 비슷하게 맞추거나 랭크(rank)를 똑같이 둡니다. HiRA와 ΔW 전체를 학습하는 방법은 비교하려고 함께 학습합니다.',
		about:
			'목표 행렬을 바꾸어 보십시오. 언제나 이기는 방법은 없습니다. 여기서는 학습률(learning rate) 하나로 학습하고, 페이지에서는 방법마다 학습률 세 가지 가운데 가장 좋은 것을 씁니다.',
		result: '방법마다 파라미터 수, 랭크 상한(upper bound), 측정한 랭크, 오차 ‖ΔW − T‖²/‖T‖²입니다.'
	}
} as const;

const SET = ['task', 'steps', 'lr', 'seed'] as const;

export function notebookOf(values: CompareValues, language: Language): string {
	const t = words[language];
	const runs = contestants.map((method) => {
		const call = callOf(runOf(method, values), method, SET);
		return [
			`${method}Run`,
			call.replace(/\)$/, `, ${SET.map((name) => `${name} = ${name}`).join(', ')})`)
		] as const;
	});
	const names = runs.map(([name]) => name);
	return `${t.title}

${t.equal}

\`\`\`control
task = "${values.task}" in ${tasks.map((task) => `"${task}"`).join(', ')}
steps = ${values.steps} in 100..5000 step 100
lr = ${values.lr} in 0.001..0.1 step 0.001
seed = ${values.seed} in ${Math.max(0, values.seed - 5)}..${values.seed + 5}
\`\`\`

${t.about}

\`\`\`experiment
${runs.map(([name, call]) => `${name} = ${call}`).join('\n')}
\`\`\`

${t.result}

\`\`\`expression
${names.map((name) => [`parameters(${name})`, `rankBound(${name})`, `${name}.rank`, `${name}.error`].join('\n')).join('\n')}
\`\`\`

\`\`\`figure
losses(${names.join(', ')})
spectrum(${names.join(', ')})
\`\`\`
`;
}
