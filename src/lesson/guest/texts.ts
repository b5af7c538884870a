/** What is said of a real module that stands in a lesson, in both languages. */
import type { Language } from '$src/i18n';

interface GuestTexts {
	readonly title: (module: string) => string;
	readonly whole: (shape: string, file: string) => string;
	readonly part: (part: string, shape: string, file: string) => string;
	/** LoKr: leading rows and columns of each block. */
	readonly blocks: (part: string, shape: string, file: string) => string;
	/** The lesson on best approximations: a block of ΔW itself. */
	readonly block: (part: string, shape: string, file: string) => string;
	readonly cutRank: (part: string, whole: string) => string;
	readonly others: string;
	/** In place of `others`, there. */
	readonly competitor: string;
	readonly board: string;
	readonly changed: string;
	/** In place of `changed`, in the lesson on best approximations. */
	readonly otherMatrix: string;
	readonly again: string;
	readonly back: string;
}

export const guestTexts: Readonly<Record<Language, GuestTexts>> = {
	en: {
		title: (module) => `The derivation stands on ${module}`,
		whole: (shape, file) => `Its factors are those of ${file}: ΔW is ${shape}, all of it.`,
		part: (part, shape, file) =>
			`Its factors are those of ${file}: the leading rows and columns, so the leading ${part} of a ΔW of ${shape}. Every step holds for a block as it does for all of it.`,
		blocks: (part, shape, file) =>
			`Its blocks are those of ${file}, their leading rows and columns. Their product is the part ${part} of a ΔW of ${shape} that these rows and columns make; every step holds for it as it does for all of ΔW.`,
		block: (part, shape, file) =>
			`A is the leading ${part} of the ΔW of ${shape} in ${file}, worked out from its factors. Singular values and rank are those of this block, not of ΔW.`,
		cutRank: (part, whole) =>
			`Of its ${whole} ranks the first ${part} are shown, so it is not the block of ΔW itself.`,
		others:
			'What is in no adapter file (W₀, inputs, labels, other factors) is drawn from the seed as ever; figures that train, train toys of these sizes.',
		competitor: 'The competitor B is drawn from the seed as ever, and the figures keep their pictures.',
		board:
			'The board shows its numbers rounded, in units in which the largest is 9.9; the derivation has all their digits.',
		changed: 'Sizes were changed, so the lesson’s own matrices are shown.',
		otherMatrix: 'Another matrix or another k was chosen, so the lesson’s own matrix is shown.',
		again: 'Show the module again',
		back: 'Back to the toy'
	},
	ko: {
		title: (module) => `지금 유도에 쓰는 모듈: ${module}`,
		whole: (shape, file) => `인수 행렬을 ${file}에서 읽어 ΔW(${shape}) 전체를 보여 줍니다.`,
		part: (part, shape, file) =>
			`${file}에서 읽은 인수 행렬의 앞쪽 행과 열만 써서 ΔW(${shape})의 앞쪽 ${part} 블록을 보여 줍니다. 전체에 성립하는 식은 블록에도 그대로 성립합니다.`,
		blocks: (part, shape, file) =>
			`${file}에서 읽은 두 블록의 앞쪽 행과 열만 씁니다. 둘의 크로네커 곱은 ΔW(${shape})에서 그 행과 열로 이루어진 ${part} 부분입니다. 전체에 성립하는 식은 이 부분에도 그대로 성립합니다.`,
		block: (part, shape, file) =>
			`${file}에 있는 ΔW(${shape})를 인수 행렬로 계산해 그 앞쪽 ${part} 블록을 A로 씁니다. 특잇값과 랭크는 ΔW 전체가 아니라 이 블록의 것입니다.`,
		cutRank: (part, whole) =>
			`랭크 ${whole} 가운데 앞쪽 ${part}까지만 보여 주므로 ΔW의 블록 자체는 아닙니다.`,
		others:
			'어댑터 파일에 없는 것(W₀, 입력, 레이블, 다른 인수 행렬)은 평소처럼 시드로 뽑습니다. 학습하는 그림에서는 모듈이 아니라 크기가 같은 예제를 학습합니다.',
		competitor: 'A와 비교하는 행렬 B는 평소처럼 시드로 뽑습니다. 사진이 나오는 그림은 바뀌지 않습니다.',
		board:
			'블록 그림에는 가장 큰 값이 9.9가 되도록 단위를 바꾸고 반올림한 값이 나오지만, 유도에서는 모든 자릿수를 씁니다.',
		changed: '크기가 바뀌어 레슨의 예제 행렬을 보여 줍니다.',
		otherMatrix: '행렬이나 k가 바뀌어 레슨의 예제 행렬을 보여 줍니다.',
		again: '모듈 다시 보기',
		back: '예제로 돌아가기'
	}
};
