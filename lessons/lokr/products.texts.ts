/** Words of the figures on the product itself: the nearest one, the vec trick, and the two masks. */
import type { Problem } from './typed';

const en = {
	nearest: {
		caption: 'The Kronecker product nearest to a matrix: the nearest matrix of rank one to R(M).',
		describe: (v: { matrix: string; blocks: string; error: string }) =>
			`M is ${v.matrix}. The nearest product ${v.blocks} is at distance ${v.error}.`,
		matrices: { diagonal: 'diag(4, 3, 2, 1)', counting: '1 … 16', own: 'my own' } as Readonly<
			Record<string, string>
		>,
		rowPerBlock: 'a row for each block',
		spectrum: 'Singular values of R(M): the first is kept',
		kept: 'kept',
		describeSpectrum: (values: string) => `Singular values of R(M): ${values}.`,
		error: 'Distance ‖M − A ⊗ B‖',
		share: 'Share of ‖M‖² that is left',
		own: {
			label: 'Your matrix, as CSV: one row a line',
			how: (most: number) =>
				`Commas, semicolons, tabs or spaces between the numbers; up to ${most} × ${most}. It stays on this machine, and in the address of this page.`,
			problem: (problem: Problem): string => {
				switch (problem.kind) {
					case 'empty':
						return 'There is no number in it yet. What was read last is shown.';
					case 'too-many':
						return 'That is too large for this page.';
					case 'too-large':
						return `${problem.rows} × ${problem.columns} is too large for this page: at most 16 × 16.`;
					case 'beyond':
						return 'A number in it is larger than 10⁹, or smaller than 10⁻¹⁰⁰ and not 0: too far for this page.';
					case 'ragged':
						return `Line ${problem.line} has ${problem.got} numbers, the first one ${problem.expected}: make the rows equally long.`;
					case 'no-number':
						return problem.got === ''
							? `Line ${problem.line}, number ${problem.column} is empty.`
							: `Line ${problem.line}, number ${problem.column}: “${problem.got}” is not a decimal number.`;
					case 'separator':
						return `Line ${problem.line}: “${problem.cell}” has a second sign between numbers in it. Write decimal points, 1.5, and one sign between numbers.`;
					case 'quote':
						return `Line ${problem.line}: a quotation mark is not closed.`;
				}
			}
		}
	},
	vec: {
		caption: 'x = 1, 2, 3, … cut into the rows of X; what comes out, read row by row, is (A ⊗ B)x.',
		describe: (x: string, y: string) => `A ⊗ B takes ${x} to ${y}, and so does A X B transposed.`,
		rows: 'x, row by row',
		rowsAgain: 'the result, row by row',
		short: 'Multiplications for A(XBᵀ)',
		formed: 'Multiplications with A ⊗ B formed'
	},
	masks: {
		caption: 'A, each entry spread over a block, times B, repeated in each block, element by element.',
		describe: (a: number, b: number, both: number) =>
			`A ⊗ J has rank ${a}, J ⊗ B has rank ${b}; their elementwise product A ⊗ B has rank ${both}.`,
		rank: 'rank'
	}
};

const ko: typeof en = {
	nearest: {
		caption: '행렬에 가장 가까운 크로네커 곱, 즉 R(M)에 가장 가까운 랭크 1 행렬입니다.',
		describe: (v) => `M은 ${v.matrix}. 가장 가까운 ${v.blocks} 곱까지의 거리: ${v.error}.`,
		matrices: { diagonal: 'diag(4, 3, 2, 1)', counting: '1 … 16', own: '내 행렬' },
		rowPerBlock: '블록 하나가 한 행',
		spectrum: 'R(M)의 특잇값: 첫째만 남김',
		kept: '남김',
		describeSpectrum: (values) => `R(M)의 특잇값: ${values}.`,
		error: '거리 ‖M − A ⊗ B‖',
		share: '‖M‖² 가운데 남는 비율',
		own: {
			label: '내 행렬 (CSV, 한 줄이 한 행)',
			how: (most) =>
				`숫자 사이에는 쉼표, 세미콜론, 탭, 빈칸을 쓸 수 있습니다. ${most} × ${most}까지. 이 기기와 이 페이지의 주소에만 남습니다.`,
			problem: (problem) => {
				switch (problem.kind) {
					case 'empty':
						return '아직 숫자가 없습니다. 마지막으로 읽은 행렬을 보여 줍니다.';
					case 'too-many':
						return '이 페이지에는 너무 큽니다.';
					case 'too-large':
						return `${problem.rows} × ${problem.columns} 행렬은 이 페이지에 너무 큽니다. 16 × 16까지 됩니다.`;
					case 'beyond':
						return '10⁹보다 크거나, 0이 아니면서 10⁻¹⁰⁰보다 작은 수가 있습니다. 이 페이지에서는 다루지 않습니다.';
					case 'ragged':
						return `첫 행에는 숫자가 ${problem.expected}개인데 ${problem.line}번째 줄에는 ${problem.got}개 있습니다. 행의 길이를 맞춰 주십시오.`;
					case 'no-number':
						return problem.got === ''
							? `${problem.line}번째 줄의 ${problem.column}번째 칸이 비어 있습니다.`
							: `${problem.line}번째 줄의 ${problem.column}번째 칸에 있는 “${problem.got}”: 십진수로 읽을 수 없습니다.`;
					case 'separator':
						return `${problem.line}번째 줄의 “${problem.cell}”: 구분 기호가 섞여 있습니다. 소수는 1.5처럼 점으로 쓰고, 수 사이에는 한 가지 기호만 써 주십시오.`;
					case 'quote':
						return `${problem.line}번째 줄에 닫히지 않은 따옴표가 있습니다.`;
				}
			}
		}
	},
	vec: {
		caption: 'x = 1, 2, 3, …을 X의 행으로 잘라 넣습니다. 결과를 행 순서로 읽으면 (A ⊗ B)x가 됩니다.',
		describe: (x, y) => `A ⊗ B를 ${x}에 곱하면 ${y}. AXBᵀ로 계산해도 같습니다.`,
		rows: 'x를 행 순서로',
		rowsAgain: '결과를 행 순서로',
		short: 'A(XBᵀ)의 곱셈 횟수',
		formed: 'A ⊗ B를 만들어 둔 경우의 곱셈 횟수'
	},
	masks: {
		caption: 'A의 원소를 블록만큼 펼친 것과 블록마다 되풀이한 B를 원소끼리 곱합니다.',
		describe: (a, b, both) => `A ⊗ J의 랭크 ${a}, J ⊗ B의 랭크 ${b}. 원소끼리 곱한 A ⊗ B의 랭크 ${both}.`,
		rank: '랭크'
	}
};

export const productsTexts = { en, ko };
