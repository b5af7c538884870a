/** Words of the figure on the dimensions that a method reaches, in both languages. */
const en = {
	fields: { freeRank: 'Price r: r(m + n) numbers', freeOut: 'Rows m', freeIn: 'Columns n' },
	caption:
		'Dimensions of the set of matrices that a method reaches. Red: the formulas. Dots: the rank of the Jacobian at random factors, worked out on this page; filled where the matrix itself has full rank.',
	title: 'Dimensions reached',
	axis: 'price r, numbers over m + n',
	all: 'every matrix',
	trained: 'numbers trained',
	table: 'LoRA and LoHa at this price, LoKr at its own',
	method: 'method',
	numbers: 'numbers',
	rank: 'rank',
	dimension: 'dimensions',
	measured: 'measured',
	none: '–',
	describe: (r: number, rows: readonly string[], all: number) =>
		`At r = ${r}, of ${all} dimensions in all: ${rows.join('; ')}.`,
	row: (name: string, numbers: number, rank: number, dimension: number) =>
		`${name} with ${numbers} numbers has rank ${rank} and reaches ${dimension}`
};

export type FreedomTexts = typeof en;

const ko: FreedomTexts = {
	fields: { freeRank: '비용 r, 파라미터 r(m + n)개', freeOut: '행 수 m', freeIn: '열 수 n' },
	caption:
		'각 방법으로 나타낼 수 있는 행렬의 집합이 몇 차원인지 보여 줍니다. 붉은 선은 공식의 값이고, 점은 인수 행렬을 난수로 뽑아 이 페이지에서 계산한 야코비 행렬(Jacobian)의 랭크입니다. 속을 채운 점에서는 행렬 자체가 최대 랭크입니다.',
	title: '나타낼 수 있는 집합의 차원',
	axis: '비용 r, 파라미터 수 ÷ (m + n)',
	all: '모든 행렬',
	trained: '학습하는 파라미터 수',
	table: '이 비용의 LoRA와 LoHa, 비용이 정해진 LoKr',
	method: '방법',
	numbers: '파라미터 수',
	rank: '랭크',
	dimension: '차원',
	measured: '측정',
	none: '–',
	describe: (r, rows, all) => `r = ${r}, 전체 ${all}차원: ${rows.join('; ')}.`,
	row: (name, numbers, rank, dimension) => `${name}: 파라미터 ${numbers}개, 랭크 ${rank}, ${dimension}차원`
};

export const freedomTexts: Readonly<Record<'en' | 'ko', FreedomTexts>> = { en, ko };
