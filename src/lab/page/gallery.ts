/** The notebooks that a page offers to open, and the one that a first visit opens with. */

import { examples } from '../examples/index';

/** A notebook that comes with the site. */
export interface Example {
	readonly id: string;
	readonly title: string;
	/** Its Markdown. */
	readonly load: () => Promise<string>;
}

export const examplesIn = (language: 'en' | 'ko'): readonly Example[] =>
	examples.map(({ id, title, markdown }) => ({
		id,
		title: title[language],
		load: () => markdown(language)
	}));

const first = (title: string, words: string, after: string): string =>
	`# ${title}

${words}

\`\`\`control
r = 2 in 1..8
\`\`\`

\`\`\`adapter
hybrid = (A*B) .* (C*D) + P*Q
A: 64xr, B: rx64, C: 64xr, D: rx64 zeros, P: 64x1 zeros, Q: 1x64
\`\`\`

\`\`\`experiment
run = train(hybrid, task = "gaussian", steps = 400, lr = 0.02, seed = 3)
\`\`\`

${after}

\`\`\`expression
rho = rank(run.delta)
n = parameters(hybrid)
\`\`\`

\`\`\`figure
spectrum(run), against = rankBound(hybrid)
\`\`\`
`;

/** What a reader sees who has no notebook yet: an adapter of nobody's, trained and measured. */
export const welcomeIn = (language: 'en' | 'ko'): string =>
	language === 'en'
		? first(
				'An adapter of one’s own',
				'Each cell below is live. Move $r$, or change the formula of the adapter: what depends on it runs again. To begin with LoRA, LoHa, LoKr or another known one, choose it under “Start from …” at the end of the page.',
				'The measured rank $\\rho$ is never above the bound that follows from the formula.'
			)
		: first(
				'직접 만드는 어댑터',
				'$r$을 움직이거나 어댑터(adapter)의 식을 고쳐 보십시오. 그 값을 쓰는 셀(cell)이 모두 다시 계산됩니다. LoRA, LoHa, LoKr처럼 알려진 어댑터에서 시작하려면 페이지 끝의 “예시 어댑터로 시작 …”에서 고르십시오.',
				'측정한 랭크(rank) $\\rho$는 식에서 나오는 상한(upper bound)을 넘지 않습니다.'
			);
