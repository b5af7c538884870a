/** Words of the lesson's figures, in both languages. */
import type { ImageError } from '$src/files/images';
import type { PictureName } from './parameters';
import { own } from '$src/own';

/** Name of a picture, or noise → how a sentence calls it. */
const called: Readonly<Record<string, string>> = {
	photo: 'the photo',
	digits: 'the picture of digits',
	noise: 'the noise'
};
const the = (name: string): string => own(called, name) ?? name;
const The = (name: string): string => the(name).replace(/^./, (first) => first.toUpperCase());

const en = {
	pictures: { photo: 'photo', digits: 'digits', own: 'your picture' } as Readonly<
		Record<PictureName | 'own', string>
	>,
	noise: 'noise',
	photoAndNoise: {
		caption:
			'A picture and noise of the same size, both cut after k terms of their SVD. The noise is made of the very pixels of the picture, shuffled. Below, the singular values of both.',
		describe: (v: { name: string; k: number; of: number; error: string; noise: string }) =>
			`At rank ${v.k} of ${v.of}, the approximation of ${the(v.name)} misses ${v.error} of it, that of the noise ${v.noise}.`,
		loadingText: (name: string) => `${The(name)} is being taken apart.`,
		k: 'Rank k',
		picture: 'Picture',
		original: (name: string, rows: number, columns: number) => `${name}, ${rows} × ${columns}`,
		approximation: (k: number) => `rank ${k}`,
		piece: (k: number) => `piece ${k}: column times row`,
		walk: 'Piece by piece',
		labelOriginal: (name: string) => `${The(name)} itself`,
		labelApproximation: (name: string, k: number) => `${The(name)} from its first ${k} terms`,
		loading: 'Taking it apart …',
		missing: 'Not there',
		columns: { what: 'At this rank' },
		rows: {
			error: 'Error measured, ‖A − Aₖ‖ / ‖A‖',
			floor: 'Eckart–Young: no matrix of rank ≤ k does better',
			rank: 'Rank measured',
			bound: 'Rank at most',
			numbers: 'Numbers, k(m+n)',
			all: 'All pixels, mn'
		},
		fewer: (ratio: string) => `${ratio} times fewer`,
		more: (ratio: string) => `${ratio} times more: k is past the break-even`,
		equal: 'equally many',
		about:
			'The error is measured on the pixels put together again, the Eckart–Young value comes from the singular values alone. That they agree is a check of both.',
		energy: {
			title: 'How it is measured, and how many terms keep a share of the energy',
			share: 'Share of the energy to keep, %',
			smallest: 'Smallest k that keeps it',
			about: (share: string, error: string) =>
				`The energy of a matrix is ‖A‖² = σ₁² + σ₂² + …. The smallest k is the first whose terms hold at least ${share} of it; then at most ${error} of ‖A‖ is missing.`
		},
		spectrum: 'Singular values',
		chart: {
			x: 'i',
			y: 'σᵢ, each line a tenth',
			kept: 'kept',
			cut: (k: number) => `k = ${k}`,
			breakEven: (k: string) => `break-even ${k}`,
			describe: (v: {
				name: string;
				k: number;
				first: string;
				noiseFirst: string;
				at: string;
				noiseAt: string;
				breakEven: string;
			}) =>
				`Singular values on a logarithmic scale. ${The(v.name)} starts at ${v.first} and the noise at ${v.noiseFirst}; at i = ${v.k} ${the(v.name)} is at ${v.at} and the noise at ${v.noiseAt}. Break-even lies at ${v.breakEven}.`
		},
		own: {
			title: 'Take a picture of your own',
			about:
				'It stays on this machine: it is read, shrunk to at most 256 pixels a side, turned gray and taken apart in this page.',
			choose: 'Choose a picture',
			drop: 'or drop it here, or on the pictures',
			shown: (name: string) => `Shown: ${name}`,
			back: 'Back to the pictures of the lesson'
		},
		failures: {
			image: (error: ImageError) => `That did not work. ${sentences.en[error.problem](error.got)}`,
			worker: (message: string) =>
				`The picture could not be taken apart (${message}). A content blocker may be stopping workers of this page.`,
			retry: 'Try again'
		}
	},
	sketch: {
		caption: 'What is missing of the picture at each rank: your sketch, then what was measured.',
		describe: (v: { guesses: string; shown: boolean; truth: string }) =>
			`Your sketch: ${v.guesses}. ${v.shown ? `Measured: ${v.truth}.` : 'What was measured is not shown yet.'}`,
		instruction: 'Drag the points, or draw across. With the keyboard: Tab to a point, then the arrow keys.',
		point: (k: number) => `Your guess at rank ${k}`,
		percent: (value: number) => `${value} percent missing`,
		x: 'rank k',
		y: 'missing',
		yours: 'your sketch',
		show: 'Show what was measured',
		hide: 'Hide it and sketch again',
		wait: 'The picture is still being taken apart.',
		verdict: {
			close: (by: string) => `Your sketch is off by ${by} percentage points on average: close.`,
			above: (by: string) =>
				`Your sketch is off by ${by} percentage points on average. The picture needs fewer terms than you thought.`,
			below: (by: string) =>
				`Your sketch is off by ${by} percentage points on average. The picture needs more terms than you thought.`,
			mixed: (by: string) =>
				`Your sketch is off by ${by} percentage points on average, above the curve in some places and below it in others.`,
			noise: (k: number, picture: string, noise: string) =>
				`At rank ${k} the picture misses ${picture}, its shuffled pixels ${noise}.`
		},
		guess: (k: number, percent: number) => `rank ${k}: ${percent}%`
	},
	budget: {
		caption:
			'Share out the budget: each direction takes between 0 and 1, all together at most k. What is the most you can capture?',
		describe: (v: { k: number; spent: string; captured: string; best: string }) =>
			`Budget ${v.k}, spent ${v.spent}. Captured ${v.captured} of at most ${v.best}.`,
		k: 'Budget k',
		matrix: 'Matrix A',
		matrices: { random: '8 × 6, from the seed', diagonal: 'diag(4, 3, 2, 1)' },
		away: 'How far B is from the best',
		share: (i: number) => `Share of direction ${i}`,
		spent: 'Spent',
		captured: 'Captured, Σ wᵢσᵢ²',
		best: 'The most possible',
		left: (left: string) => `${left} left`,
		none: 'all spent: take some away first',
		error: 'So ‖A − B‖² is at least',
		own: 'Back to the shares of B',
		area: 'The same shares, each as wide as its σᵢ²: what is filled is captured.',
		done: 'That is the most. Every unit of the budget sits on the largest σᵢ².',
		yours: 'your shares',
		ofB: 'the shares of B'
	}
};

const sentences = {
	en: {
		unreachable: (got) =>
			`The picture could not be loaded (${got}). Check the connection and reload the page.`,
		'too-large': (got) => `The file has ${got}; at most 20 MB can be read. Use a smaller picture.`,
		'not-an-image': (got) => `This is not a picture (${got}). Choose a PNG, JPEG or WebP.`,
		'too-thin': (got) =>
			`A picture of ${got} is too thin: at 256 pixels it would be less than 8 wide. Use a less elongated one.`,
		unreadable: (got) =>
			`This browser cannot read the picture (${got}). Save it as PNG or JPEG and try again.`
	},
	ko: {
		unreachable: (got) => `그림을 불러오지 못했습니다(${got}). 연결을 확인하고 페이지를 새로 고치십시오.`,
		'too-large': (got) => `파일 크기가 ${got}입니다. 20 MB까지만 읽을 수 있으니 더 작은 그림을 쓰십시오.`,
		'not-an-image': (got) => `그림 파일이 아닙니다(${got}). PNG, JPEG, WebP 가운데 하나를 고르십시오.`,
		'too-thin': (got) =>
			`${got} 그림은 너무 길쭉해서 긴 변을 256픽셀로 줄이면 짧은 변이 8픽셀보다 작아집니다. 덜 길쭉한 그림을 쓰십시오.`,
		unreadable: (got) =>
			`이 브라우저가 읽지 못하는 그림입니다(${got}). PNG나 JPEG로 저장해서 다시 시도하십시오.`
	}
} satisfies Record<'en' | 'ko', Record<ImageError['problem'], (got: string) => string>>;

export type LowRankTexts = typeof en;

const ko: LowRankTexts = {
	pictures: { photo: '사진', digits: '손글씨 숫자', own: '내 그림' },
	noise: '잡음',
	photoAndNoise: {
		caption:
			'그림 옆에 크기가 같은 잡음을 두고, 둘 다 특잇값 분해의 조각을 k개만 남겼습니다. 잡음은 그림의 픽셀을 그대로 뒤섞은 것입니다. 아래는 두 행렬의 특잇값입니다.',
		describe: (v) => `랭크 ${v.k}(최대 ${v.of})에서 상대 오차: ${v.name} ${v.error}, 잡음 ${v.noise}.`,
		loadingText: (name) => `${name}: 특잇값 분해를 계산하고 있습니다.`,
		k: '랭크 k',
		picture: '그림',
		original: (name, rows, columns) => `${name}, ${rows} × ${columns}`,
		approximation: (k) => `랭크 ${k}`,
		piece: (k) => `${k}번째 조각: 열 곱하기 행`,
		walk: '조각 하나씩',
		labelOriginal: (name) => `${name} 원본`,
		labelApproximation: (name, k) => `${name}의 앞 조각 ${k}개로 만든 근사`,
		loading: '분해하는 중 …',
		missing: '없음',
		columns: { what: '이 랭크에서' },
		rows: {
			error: '측정한 오차, ‖A − Aₖ‖ / ‖A‖',
			floor: '에카르트–영 정리의 값: 랭크가 k 이하이면 더 줄일 수 없음',
			rank: '측정한 랭크',
			bound: '랭크 상한',
			numbers: '저장하는 원소 수, k(m+n)',
			all: '픽셀 수, mn'
		},
		fewer: (ratio) => `${ratio}분의 1`,
		more: (ratio) => `${ratio}배로 더 많음: k가 손익분기점보다 큽니다`,
		equal: '똑같음',
		about:
			'오차는 다시 합친 픽셀에서 직접 잰 값이고, 에카르트–영 정리의 값은 특잇값만으로 계산한 값입니다. 둘이 일치하면 두 계산이 서로 확인됩니다.',
		energy: {
			title: '측정 방법, 에너지를 정한 비율만큼 남기는 조각 수',
			share: '남길 에너지의 비율, %',
			smallest: '이만큼 남기는 가장 작은 k',
			about: (share, error) =>
				`행렬의 에너지는 ‖A‖² = σ₁² + σ₂² + …입니다. 앞 조각 k개의 에너지가 처음으로 ${share} 이상이 되는 k를 찾습니다. 이때 상대 오차 ‖A − Aₖ‖ / ‖A‖는 ${error} 이하입니다.`
		},
		spectrum: '특잇값',
		chart: {
			x: 'i',
			y: 'σᵢ, 눈금 하나가 열 배',
			kept: '남김',
			cut: (k) => `k = ${k}`,
			breakEven: (k) => `손익분기 ${k}`,
			describe: (v) =>
				`로그 눈금으로 그린 특잇값. 첫째 값: ${v.name} ${v.first}, 잡음 ${v.noiseFirst}. i = ${v.k}에서: ${v.name} ${v.at}, 잡음 ${v.noiseAt}. 손익분기점은 ${v.breakEven}입니다.`
		},
		own: {
			title: '내 그림으로 해 보기',
			about:
				'그림은 이 기기를 떠나지 않습니다. 이 페이지 안에서 읽고, 긴 변을 256픽셀까지 줄이고, 회색조로 바꿔 분해합니다.',
			choose: '그림 고르기',
			drop: '또는 여기나 그림 위에 끌어다 놓기',
			shown: (name) => `지금 그림: ${name}`,
			back: '레슨의 그림으로 돌아가기'
		},
		failures: {
			image: (error) => `문제가 생겼습니다. ${sentences.ko[error.problem](error.got)}`,
			worker: (message) =>
				`그림을 분해하지 못했습니다(${message}). 콘텐츠 차단기가 이 페이지의 워커를 막고 있을 수 있습니다.`,
			retry: '다시 시도'
		}
	},
	sketch: {
		caption: '랭크에 따른 상대 오차입니다. 먼저 예상한 곡선, 그다음에 실제로 잰 곡선입니다.',
		describe: (v) =>
			`예상한 곡선: ${v.guesses}. ${v.shown ? `실제로 잰 값: ${v.truth}.` : '실제 값은 아직 가려 두었습니다.'}`,
		instruction: '점을 끌거나 그림 위를 죽 그으십시오. 키보드로는 Tab으로 점을 고르고 화살표로 움직입니다.',
		point: (k) => `랭크 ${k}에서 내 예상`,
		percent: (value) => `상대 오차 ${value}퍼센트`,
		x: '랭크 k',
		y: '상대 오차',
		yours: '내 예상',
		show: '실제로 잰 값 보기',
		hide: '가리고 다시 그리기',
		wait: '아직 그림을 분해하고 있습니다.',
		verdict: {
			close: (by) => `예상과 실제의 차이는 평균 ${by}%p. 거의 맞았습니다.`,
			above: (by) => `예상과 실제의 차이는 평균 ${by}%p. 생각보다 적은 조각으로도 그림을 알아볼 수 있습니다.`,
			below: (by) => `예상과 실제의 차이는 평균 ${by}%p. 생각보다 많은 조각이 필요합니다.`,
			mixed: (by) => `예상과 실제의 차이는 평균 ${by}%p. 예상이 실제보다 높은 곳도 있고 낮은 곳도 있습니다.`,
			noise: (k, picture, noise) => `랭크 ${k}에서 상대 오차: 그림 ${picture}, 뒤섞은 픽셀 ${noise}.`
		},
		guess: (k, percent) => `랭크 ${k}: ${percent}%`
	},
	budget: {
		caption:
			'예산을 나누어 보십시오. 방향마다 0에서 1까지, 모두 합해 k까지입니다. 가장 많이 담으려면 어떻게 나누어야 할까요?',
		describe: (v) => `예산 ${v.k}, 쓴 예산 ${v.spent}. 담긴 양 ${v.captured}, 최댓값 ${v.best}.`,
		k: '예산 k',
		matrix: '행렬 A',
		matrices: { random: '8 × 6, 시드로 뽑음', diagonal: 'diag(4, 3, 2, 1)' },
		away: 'B가 최선에서 떨어진 정도',
		share: (i) => `방향 ${i}의 비율`,
		spent: '쓴 예산',
		captured: '담긴 양, Σ wᵢσᵢ²',
		best: '담을 수 있는 최댓값',
		left: (left) => `${left} 남음`,
		none: '다 썼습니다. 먼저 다른 방향에서 덜어 내십시오',
		error: '따라서 ‖A − B‖²의 하한',
		own: 'B의 비율로 되돌리기',
		area: '같은 비율을 너비 σᵢ²으로 그렸습니다. 채워진 넓이가 담긴 양입니다.',
		done: '이것이 최댓값입니다. 예산이 모두 가장 큰 σᵢ²에 놓였습니다.',
		yours: '내가 나눈 비율',
		ofB: 'B의 비율'
	}
};

export const lowRankTexts: Readonly<Record<'en' | 'ko', LowRankTexts>> = { en, ko };
