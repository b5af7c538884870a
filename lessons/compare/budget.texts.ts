/** Words of the figure in which one budget flows from method to method, in both languages. */
const en = {
	caption:
		'The factors of one method after another on the 64 × 64 layer of the race, to scale: an area of one is one number. LoRA’s budget is cut into four pieces, and the same four flow on. LoKr’s blocks come in few sizes: where they cost more or less than the budget, the pieces grow or shrink on the way.',
	walk: 'Let it flow',
	numbers: 'Numbers',
	bound: 'Rank bound',
	describe: (method: string, factors: string, numbers: string, bound: number) =>
		`${method}: ${factors}; ${numbers} numbers, rank at most ${bound}.`
};

export type BudgetTexts = typeof en;

const ko: BudgetTexts = {
	caption:
		'경주에 쓰는 64 × 64 층에서 각 방법의 인수 행렬을 같은 비율로 그렸습니다. 넓이 1이 파라미터 하나입니다. LoRA의 예산을 네 조각으로 나누면, 같은 네 조각이 다른 방법의 인수 행렬로 옮겨 갑니다. LoKr의 블록은 고를 수 있는 크기가 몇 가지뿐이어서, 파라미터 수가 예산과 다르면 옮겨 가면서 조각의 넓이도 달라집니다.',
	walk: '예산 옮겨 보기',
	numbers: '파라미터 수',
	bound: '랭크 상한',
	describe: (method, factors, numbers, bound) =>
		`${method}: ${factors}. 파라미터 수 ${numbers}, 랭크 상한 ${bound}.`
};

export const budgetTexts: Readonly<Record<'en' | 'ko', BudgetTexts>> = { en, ko };
