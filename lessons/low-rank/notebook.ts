/** The lesson as a notebook: the matrix of its derivation, its best approximation of rank k, and what that leaves out. */
import type { Language } from '$src/i18n';
import { significant } from '$src/math/significant';
import { toRows } from '$src/math/tensor';
import { environmentFor, sizesOf } from './matrices';
import type { LowRankValues } from './parameters';

const words = {
	en: {
		title: '# The best approximation of rank k',
		about:
			'The matrix of the derivation on the page, to twelve digits. Put another in its place, such as `gaussian(40, 30)` or `target("low-rank:4", 40, 30)`.',
		error:
			'`error` is measured from the approximation itself, `least` is what Eckart and Young say of the singular values that were left out. No matrix of rank $k$ does better. Two thin factors have fewer numbers than the matrix while $k$ is below `breakEven`.',
		spectrum: 'Low rank works exactly where this decays:'
	},
	ko: {
		title: '# 랭크가 k인 가장 좋은 근사',
		about:
			'페이지의 유도에 나온 행렬을 유효숫자 열두 자리로 옮겼습니다. `gaussian(40, 30)`이나 `target("low-rank:4", 40, 30)` 같은 다른 행렬로 바꾸어 보십시오.',
		error:
			'`error`는 근사 행렬에서 직접 계산한 상대 오차(relative error)이고, `least`는 에카르트–영 정리(Eckart–Young theorem)에 따라 버린 특잇값(singular value, 특이값)에서 얻은 오차입니다. 랭크(rank)가 $k$ 이하인 어떤 행렬도 오차가 이보다 작을 수 없습니다. $k$가 `breakEven`보다 작으면 얇은 두 인수 행렬(factor)의 원소가 원래 행렬보다 적습니다.',
		spectrum: '저랭크 근사(low-rank approximation)는 아래의 특잇값이 빨리 줄어들 때에만 잘됩니다.'
	}
} as const;

const written = (value: number): string => String(significant(value, 12));

export function notebookOf(values: LowRankValues, language: Language): string {
	const t = words[language];
	const A = environmentFor(values).get('A');
	if (!A) throw new Error('low-rank: expected the matrix A, got none');
	const { k, p } = sizesOf(values);
	const rows = toRows(A).map((row) => row.map(written).join(' '));
	return `${t.title}

\`\`\`control
k = ${k} in 1..${p - 1}
\`\`\`

${t.about}

\`\`\`expression
A = matrix("${rows.join('; ')}")
\`\`\`

${t.error}

\`\`\`expression
nearest = best(A, k)
error = norm(A - nearest)/norm(A)
sigma = singularValues(A)
least = sqrt(max(0, norm(A)^2 - norm(singularValues(nearest))^2))/norm(A)
rho = rank(nearest)
breakEven = A.rows*A.columns/(A.rows + A.columns)
\`\`\`

${t.spectrum}

\`\`\`figure
spectrum(A), against = k
heatmap(A)
heatmap(nearest)
\`\`\`
`;
}
