/** Words of the board, in both languages: its buttons, and a sentence for each structure that it can find. */
import type { Move } from './board';
import type { Finding, Side } from './structure';

type Sentences = { readonly [K in Finding['kind']]: (found: Extract<Finding, { kind: K }>) => string };

const productOf = (side: Side): string => (side === 'X' ? 'P = X₁ • X₂' : 'Q = Y₁ • Y₂');
const subscripts = '₀₁₂₃₄₅₆₇₈₉';
/** X1 → X₁ */
const pretty = (name: string): string => `${name[0] ?? ''}${subscripts[Number(name[1])] ?? ''}`;
const one = (side: Side): string => `${side}₁`;
const two = (side: Side): string => `${side}₂`;

const en = {
	caption:
		'Edit any number, or press a button. The rank is exact: whole numbers, no rounding. What is named is what was checked on these numbers.',
	describe: (v: { m: number; n: number; rank: number; bound: number; findings: string }) =>
		`A board of ${v.m} × ${v.n} whole numbers. W has rank ${v.rank}; the bound is ${v.bound}. ${v.findings}`,
	size: 'Board',
	sizeOf: (m: number, n: number, r1: number, r2: number) => `${m}×${n}, r₁ = ${r1}, r₂ = ${r2}`,
	start: 'Start from',
	starts: { example: 'the example, det W = 25', masks: 'blocks and repeats', random: 'random numbers' },
	change: 'Do something to it',
	moves: {
		tie: 'X₂ ← X₁',
		share: 'One more column of X₁ into X₂',
		mix: 'X₂ ← sums of columns of X₁',
		repeat: 'Second column of X₁ ← first',
		zero: 'First column of X₁ ← 0',
		symmetric: 'Y₁ ← X₁, Y₂ ← X₂'
	} satisfies Record<Move, string> as Readonly<Record<Move, string>>,
	entry: (factor: string, row: number, column: number) => `${factor}, row ${row}, column ${column}`,
	product: 'W = (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ)',
	rank: 'Rank of W, exact',
	bound: 'Rank bound',
	parameters: 'Numbers in the factors',
	tried: 'Boards tried',
	broken: 'Bound broken',
	reached: 'Reached: the rank is all that the bound allows.',
	reachedByProven: 'What is named below explains the rank exactly.',
	strict: (rank: number, bound: number) => `Strict: rank ${rank}, and the bound would allow ${bound}.`,
	unexplained: (rank: number, proven: number) =>
		`None of this explains rank ${rank}: what was found allows ${proven}. P and Q have the rank for it, but PQᵀ loses some on the way.`,
	nothing: 'No structure was found that lowers the bound.',
	upTo: (bound: number) => `rank ≤ ${bound}`,
	findings: {
		zero: ({ factor, columns }) =>
			`Zero column in ${pretty(factor)}: ${columns.join(', ')}. Every term with it is zero.`,
		repeated: ({ factor, pairs }) =>
			`Repeated column in ${pretty(factor)}: ${pairs.map(([a, b]) => `${b} is a multiple of ${a}`).join(', ')}. Their terms merge.`,
		dependent: ({ factor, rank }) =>
			`The columns of ${pretty(factor)} are dependent: it has rank ${rank}, so its mask has no more.`,
		tied: ({ side, r }) =>
			`Tied: ${two(side)} = ${one(side)}. x_k ⊙ x_l = x_l ⊙ x_k leaves r(r+1)/2 products, here ${(r * (r + 1)) / 2}.`,
		shared: ({ side, p }) =>
			p === 1
				? `${one(side)} and ${two(side)} share one column (up to a factor). One costs nothing: p(p−1)/2 = 0.`
				: `${one(side)} and ${two(side)} share p = ${p} columns (up to factors): p(p−1)/2 = ${(p * (p - 1)) / 2} products are repeats.`,
		span: ({ side, d }) =>
			`The columns of ${one(side)} and ${two(side)} span spaces with ${d} dimensions in common. As if ${d} columns were shared.`,
		masks: ({ ranks }) => `The masks have ranks ${ranks[0]} and ${ranks[1]} only.`,
		rows: ({ side, rows }) => {
			const [p, w] = [productOf(side), side === 'X' ? 'row' : 'column'];
			return rows.length === 1
				? `Row ${rows.join()} of ${p} is zero, and with it ${w} ${rows.join()} of W.`
				: `Rows ${rows.join(', ')} of ${p} are zero, and with them ${w}s ${rows.join(', ')} of W.`;
		},
		products: ({ side, rank }) =>
			`${productOf(side)} has rank ${rank} only: its columns are dependent, for none of the reasons that this page looks for.`,
		capped: ({ size }) => `Capped: W has only min(m, n) = ${size} rows or columns.`
	} satisfies Sentences as Sentences
};

export type BoardTexts = typeof en;

const ko: BoardTexts = {
	caption:
		'숫자를 고치거나 단추를 눌러 보십시오. 정수로 계산하므로 반올림이 없고, 랭크는 정확한 값입니다. 아래에 나오는 구조는 모두 지금 숫자에서 실제로 확인한 것입니다.',
	describe: (v) => `정수 ${v.m} × ${v.n} 칠판. W의 랭크 ${v.rank}, 상한 ${v.bound}. ${v.findings}`,
	size: '칠판 크기',
	sizeOf: (m, n, r1, r2) => `${m}×${n}, r₁ = ${r1}, r₂ = ${r2}`,
	start: '여기서 시작',
	starts: { example: 'det W = 25인 예', masks: '블록과 반복', random: '난수' },
	change: '건드려 보기',
	moves: {
		tie: 'X₂ ← X₁',
		share: 'X₁의 열 하나를 더 X₂에 복사',
		mix: 'X₂ ← X₁의 열들의 합',
		repeat: 'X₁의 둘째 열 ← 첫째 열',
		zero: 'X₁의 첫째 열 ← 0',
		symmetric: 'Y₁ ← X₁, Y₂ ← X₂'
	},
	entry: (factor, row, column) => `${factor}, ${row}행 ${column}열`,
	product: 'W = (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ)',
	rank: 'W의 랭크, 정확한 값',
	bound: '랭크 상한',
	parameters: '인수 행렬의 원소 수',
	tried: '시험한 칠판',
	broken: '상한이 깨진 횟수',
	reached: '상한에 도달했습니다. 랭크가 상한과 같습니다.',
	reachedByProven: '아래에 적은 구조만으로 랭크가 정확히 설명됩니다.',
	strict: (rank, bound) => `상한보다 작습니다: 랭크 ${rank}, 상한 ${bound}.`,
	unexplained: (rank, proven) =>
		`찾은 구조만으로는 설명되지 않습니다: 랭크 ${rank}, 찾은 구조가 허용하는 값 ${proven}. P와 Q의 랭크는 충분하지만 곱 PQᵀ에서 줄었습니다.`,
	nothing: '상한을 낮추는 구조를 찾지 못했습니다.',
	upTo: (bound) => `랭크 ≤ ${bound}`,
	findings: {
		zero: ({ factor, columns }) =>
			`${pretty(factor)}에 영벡터 열이 있습니다: ${columns.join(', ')}번 열. 이 열로 만든 항은 모두 0입니다.`,
		repeated: ({ factor, pairs }) =>
			`${pretty(factor)}에 되풀이되는 열이 있습니다: ${pairs.map(([a, b]) => `${b}번 열은 ${a}번 열의 배수`).join(', ')}. 두 열의 항들이 하나로 합쳐집니다.`,
		dependent: ({ factor, rank }) =>
			`${pretty(factor)}의 열들이 일차종속입니다. 이 인수 행렬의 랭크는 ${rank}, 마스크의 랭크도 그 이하입니다.`,
		tied: ({ side, r }) =>
			`묶임: ${two(side)} = ${one(side)}. x_k ⊙ x_l = x_l ⊙ x_k이므로 서로 다른 곱은 r(r+1)/2 = ${(r * (r + 1)) / 2}개뿐입니다.`,
		shared: ({ side, p }) =>
			p === 1
				? `${one(side)}, ${two(side)}에 공통인 열이 하나 있습니다(상수배 포함). 하나뿐이면 랭크가 작아지지 않습니다: p(p−1)/2 = 0.`
				: `${one(side)}, ${two(side)}에 공통인 열이 p = ${p}개 있습니다(상수배 포함). 되풀이되는 곱: p(p−1)/2 = ${(p * (p - 1)) / 2}개.`,
		span: ({ side, d }) =>
			`${one(side)}의 열공간과 ${two(side)}의 열공간이 ${d}차원에서 겹칩니다. 열 ${d}개를 공유할 때와 같습니다.`,
		masks: ({ ranks }) => `두 마스크의 랭크가 각각 ${ranks[0]}, ${ranks[1]}뿐입니다.`,
		rows: ({ side, rows }) =>
			`${productOf(side)}에 영벡터 행이 있습니다: ${rows.join(', ')}번 행. W에서도 ${rows.join(', ')}번 ${side === 'X' ? '행' : '열'}의 원소는 모두 0입니다.`,
		products: ({ side, rank }) =>
			`${productOf(side)}의 랭크가 ${rank}뿐입니다. 열들이 일차종속이지만, 여기서 찾아내는 구조 때문은 아닙니다.`,
		capped: ({ size }) => `크기에 막혔습니다: min(m, n) = ${size}.`
	}
};

export const boardTexts = { en, ko };

/** The sentence for what was found. */
export function sentenceOf(found: Finding, { findings }: BoardTexts): string {
	switch (found.kind) {
		case 'zero':
			return findings.zero(found);
		case 'repeated':
			return findings.repeated(found);
		case 'dependent':
			return findings.dependent(found);
		case 'tied':
			return findings.tied(found);
		case 'shared':
			return findings.shared(found);
		case 'span':
			return findings.span(found);
		case 'rows':
			return findings.rows(found);
		case 'masks':
			return findings.masks(found);
		case 'products':
			return findings.products(found);
		case 'capped':
			return findings.capped(found);
	}
}
