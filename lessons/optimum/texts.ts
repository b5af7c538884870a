/** Words of the lesson's figures, in both languages. */
import type { RankPair } from '$src/adapters/optimum';

export const pairText = ([r1, r2]: RankPair): string => `(${r1}, ${r2})`;

interface LatticeState {
	readonly pair: string;
	readonly area: number;
	readonly sum: number;
	readonly target: number;
	readonly reached: boolean;
	readonly measured: number;
	/** Empty while the answer is hidden. */
	readonly best: string;
}

const en = {
	fields: {
		target: 'At least so many terms, T',
		r1: 'Width r₁',
		r2: 'Height r₂',
		out: 'Outputs m',
		in: 'Inputs n',
		fitTask: 'Target of ΔW',
		fitGuess: 'Which pair will leave the least error?',
		backend: 'Run on',
		equalR: 'R: LoHa has r₁ = r₂ = R, LoRA r = 2R',
		layerOut: 'Outputs m',
		layerIn: 'Inputs n'
	},
	lattice: {
		caption:
			'Each cell is one term of rank one, so the area bounds the rank. Drag the corner, or use the sliders. The two coloured sides are what you pay for.',
		describe: (v: LatticeState) =>
			`A rectangle from the origin to the corner ${v.pair}: ${v.area} terms, half-perimeter ${v.sum}. The target of ${v.target} is ${v.reached ? 'reached' : 'not reached'}. Measured rank ${v.measured}.${v.best && ` Hyperbola and level line are drawn; the cheapest half-perimeter is ${v.best}.`}`,
		legend: {
			terms: 'terms r₁r₂',
			guess: 'your guess',
			hyperbola: (target: number) => `r₁r₂ = ${target}`,
			level: (sum: number) => `r₁ + r₂ = ${sum}`,
			best: 'cheapest'
		},
		area: 'Terms (area)',
		reached: (target: number) => `reaches ${target}`,
		short: (missing: number) => `${missing} too few`,
		sum: 'Half-perimeter',
		cheapest: 'the least for T',
		least: (sum: number) => `the least for T: ${sum}`,
		parameters: 'Numbers to train',
		bound: 'Rank bound',
		capped: (cap: number) => `no more than min(m, n) = ${cap}`,
		measured: 'Rank measured',
		measuredAbout: (m: number, n: number) => `random ${m} × ${n}, float64`,
		ask: (target: number) =>
			`Where is the cheapest corner with at least ${target} terms? Put the corner there.`,
		pin: 'Pin my guess',
		show: 'Show without a guess',
		walk: 'Slide along the hyperbola',
		again: 'Hide, guess again',
		verdict: {
			short: (pair: string, area: number, target: number) =>
				`Your guess ${pair} has ${area} terms, fewer than the ${target} that were asked for.`,
			dear: (pair: string, sum: number, least: number, target: number) =>
				`Your guess ${pair} reaches ${target} at half-perimeter ${sum}; ${least} is enough.`,
			right: (pair: string, sum: number, count: number, target: number) =>
				count === 1
					? `Your guess ${pair} is the cheapest for ${target}: half-perimeter ${sum}.`
					: `Your guess ${pair} is one of ${count} cheapest for ${target}: half-perimeter ${sum}.`
		},
		answer: (sum: number, pairs: string, count: number, target: number) =>
			count === 1
				? `For T = ${target} one corner costs the least, ${sum}: ${pairs}.`
				: `For T = ${target} there are ${count} corners that cost the least, ${sum}: ${pairs}.`,
		beyond: (target: number, cap: number) =>
			`No matrix of this layer has rank ${target}: from ${cap} on, more terms buy no more rank.`,
		layer: 'The layer that is measured',
		reroll: 'Draw other factors'
	},
	point: {
		yours: (pair: string, area: number, target: number) =>
			`The equations below are evaluated at your corner ${pair}: ${area} ≥ ${target}.`,
		nearest: (pair: string, area: number, target: number, used: string, usedArea: number) =>
			`Your corner ${pair} breaks the constraint: ${area} ≥ ${target} is false, so nothing follows for it. The equations below are evaluated at the nearest corner that keeps it, ${used}: ${usedArea} ≥ ${target}.`
	},
	chain: {
		caption:
			'The whole proof on one scale, at your corner. Where the constraint holds, no bar is longer than the one above it.',
		describe: (v: { pair: string; cost: string; square: string; least: string; feasible: boolean }) =>
			`At the corner ${v.pair}: cost ${v.cost}; a square of the same area ${v.square}; a square of area T ${v.least}. ${v.feasible ? 'They descend.' : 'The second is shorter than the third, because the corner breaks the constraint.'}`,
		cost: 'what the corner costs',
		square: 'a square of the same area',
		least: 'a square of area T',
		isSquare: 'First gap: none, the rectangle is a square.',
		notSquare: (gap: string) => `First gap: ${gap}, because the rectangle is no square.`,
		exact: 'Second gap: none, the area is exactly T.',
		larger: (gap: string) => `Second gap: ${gap}, because the area is larger than T.`,
		fails: (area: number, target: number) =>
			`The second inequality fails at this corner: its area ${area} is less than T = ${target}, and the step needs r₁r₂ ≥ T.`
	},
	lora: {
		caption: (m: number, n: number) =>
			`Rank bounds for the same number of parameters, 2R(m+n), on the ${m} × ${n} layer of the first figure.`,
		describe: (v: { R: number; loha: number; lora: number; cap: number }) =>
			`At R = ${v.R} LoHa is bounded by ${v.loha} and LoRA by ${v.lora}; neither can pass ${v.cap}.`,
		parameters: 'Numbers',
		bound: 'Bound',
		measured: 'Measured',
		wins: 'For the same numbers LoHa can reach the higher rank.',
		loses: 'For the same numbers LoRA can reach the higher rank.',
		tie: 'A tie: R² = 2R.',
		bothCapped: (cap: number) => `Both are full: ${cap} is the largest rank of this layer.`
	},
	fit: {
		caption: (size: number, steps: number) =>
			`Four ways to share out nine columns: the same cost, other bounds. Each is trained for ${steps} steps of Adam on a ${size} × ${size} layer.`,
		describe: (errors: string) =>
			errors === '' ? 'Nothing has been trained yet.' : `Relative errors that are left: ${errors}.`,
		tasks: { 'low-rank:8': 'a matrix of rank 8', gaussian: 'a Gaussian matrix' },
		open: 'no guess yet',
		bound: (bound: number) => `bound ${bound}`,
		error: 'error ‖ΔW − T‖² / ‖T‖²',
		floorName: 'its floor',
		floor: (floor: string) => `floor ${floor}`,
		notYet: 'not run yet',
		step: (step: number, of: number) => `step ${step} of ${of}`,
		run: 'Train all four',
		runAgain: 'Train all four again',
		best: (pair: string, bound: number) => `${pair} left the least error, with the bound ${bound}.`,
		right: 'As you expected.',
		wrong: (pair: string) => `You expected ${pair}.`
	},
	fullRank: {
		caption: 'Corollary 1: the least R for which the bound no longer forbids full rank.',
		describe: (v: { cap: number; R: number; tied: string; full: string }) =>
			`Full rank is ${v.cap}. The least R is ${v.R}; it costs ${v.tied} numbers, all of ΔW ${v.full}.`,
		least: 'Least R',
		tied: 'LoHa at r₁ = r₂ = R',
		free: 'LoHa at the cheapest pair',
		full: 'All of ΔW, mn',
		saves: (saved: string) => `${saved} fewer numbers than ΔW itself.`,
		costs: (more: string) => `${more} more numbers than ΔW itself, or none saved: the layer is too small.`
	}
};

export type OptimumTexts = typeof en;

const ko: OptimumTexts = {
	fields: {
		target: '항의 최소 개수 T',
		r1: '가로 r₁',
		r2: '세로 r₂',
		out: '출력 m',
		in: '입력 n',
		fitTask: 'ΔW의 목표 행렬',
		fitGuess: '오차가 가장 작은 쌍은 어느 것일까요?',
		backend: '실행할 곳',
		equalR: 'R: LoHa는 r₁ = r₂ = R, LoRA는 r = 2R',
		layerOut: '출력 m',
		layerIn: '입력 n'
	},
	lattice: {
		caption:
			'칸 하나가 랭크 1인 항 하나이므로 넓이가 랭크의 상한입니다. 꼭짓점을 끌거나 슬라이더를 움직여 보십시오. 색칠한 두 변이 비용입니다.',
		describe: (v) =>
			`원점에서 꼭짓점 ${v.pair}까지의 직사각형. 항 ${v.area}개, 두 변의 합 ${v.sum}. 목표 ${v.target}: ${v.reached ? '도달' : '미달'}. 측정한 랭크 ${v.measured}.${v.best && ` 쌍곡선과 등위선이 그려져 있고, 두 변의 합의 최솟값은 ${v.best}.`}`,
		legend: {
			terms: '항 r₁r₂개',
			guess: '내 예상',
			hyperbola: (target) => `r₁r₂ = ${target}`,
			level: (sum) => `r₁ + r₂ = ${sum}`,
			best: '최적해'
		},
		area: '항의 개수 (넓이)',
		reached: (target) => `목표 ${target} 도달`,
		short: (missing) => `${missing}개 부족`,
		sum: '두 변의 합 (반둘레)',
		cheapest: '목표를 채우는 최솟값',
		least: (sum) => `목표를 채우는 최솟값: ${sum}`,
		parameters: '학습하는 파라미터 수',
		bound: '랭크 상한',
		capped: (cap) => `min(m, n) = ${cap} 이하`,
		measured: '측정한 랭크',
		measuredAbout: (m, n) => `${m} × ${n} 난수, float64`,
		ask: (target) =>
			`항이 ${target}개 이상이면서 비용이 가장 작은 꼭짓점은 어디일까요? 꼭짓점을 그곳에 놓으십시오.`,
		pin: '내 예상으로 고정',
		show: '예상 없이 보기',
		walk: '쌍곡선을 따라 움직이기',
		again: '가리고 다시 예상',
		verdict: {
			short: (pair, area, target) => `예상한 ${pair}: 항이 ${area}개뿐이어서 목표 ${target}에 못 미칩니다.`,
			dear: (pair, sum, least, target) =>
				`예상한 ${pair}: 항이 ${target}개 이상이고 두 변의 합은 ${sum}입니다. 그런데 최솟값은 ${least}입니다.`,
			right: (pair, sum, count, target) =>
				count === 1
					? `예상한 ${pair}: 목표 ${target}의 최적해입니다. 두 변의 합은 ${sum}.`
					: `예상한 ${pair}: 목표 ${target}의 최적해 ${count}개 가운데 하나입니다. 두 변의 합은 ${sum}.`
		},
		answer: (sum, pairs, count, target) =>
			count === 1
				? `T = ${target}일 때 최적해는 하나뿐입니다. 두 변의 합 ${sum}: ${pairs}.`
				: `T = ${target}일 때 최적해는 모두 ${count}개입니다. 두 변의 합 ${sum}: ${pairs}.`,
		beyond: (target, cap) =>
			`이 층에는 랭크 ${target}인 행렬이 없습니다. ${cap}부터는 항을 늘려도 랭크가 더 커지지 않습니다.`,
		layer: '랭크를 재는 층',
		reroll: '인수 행렬 다시 뽑기'
	},
	point: {
		yours: (pair, area, target) => `아래 등식은 지금 꼭짓점 ${pair}에서 계산합니다. ${area} ≥ ${target}.`,
		nearest: (pair, area, target, used, usedArea) =>
			`지금 꼭짓점 ${pair}에서는 제약 조건이 깨집니다. 첫 부등식 ${area} ≥ ${target}부터 성립하지 않으므로 여기서는 아무 결론도 나오지 않습니다. 그래서 아래 등식은 제약 조건을 지키는 가장 가까운 꼭짓점 ${used}에서 계산합니다. ${usedArea} ≥ ${target}.`
	},
	chain: {
		caption:
			'지금 꼭짓점에서 증명 전체를 같은 눈금으로 그렸습니다. 제약 조건이 지켜지는 한, 아래 막대는 위 막대보다 길어질 수 없습니다.',
		describe: (v) =>
			`꼭짓점 ${v.pair}: 비용 ${v.cost}, 넓이가 같은 정사각형이면 ${v.square}, 넓이가 T인 정사각형이면 ${v.least}. ${v.feasible ? '차례로 줄어듭니다.' : '꼭짓점이 제약 조건을 어겨서 둘째 막대가 셋째보다 짧습니다.'}`,
		cost: '지금 꼭짓점의 비용',
		square: '넓이가 같은 정사각형',
		least: '넓이가 T인 정사각형',
		isSquare: '첫째 차이는 없습니다. 이미 정사각형입니다.',
		notSquare: (gap) => `첫째 차이 ${gap}: 정사각형이 아니어서 더 드는 비용입니다.`,
		exact: '둘째 차이는 없습니다. 넓이가 정확히 T입니다.',
		larger: (gap) => `둘째 차이 ${gap}: 넓이가 T보다 커서 더 드는 비용입니다.`,
		fails: (area, target) =>
			`이 꼭짓점에서는 둘째 부등식이 성립하지 않습니다. 이 단계에는 r₁r₂ ≥ T가 필요한데, 넓이 ${area} < T = ${target}입니다.`
	},
	lora: {
		caption: (m, n) => `파라미터를 똑같이 2R(m+n)개 쓸 때의 랭크 상한. 첫 그림의 ${m} × ${n} 층입니다.`,
		describe: (v) => `R = ${v.R}일 때 LoHa의 상한 ${v.loha}, LoRA의 상한 ${v.lora}. 둘 다 ${v.cap} 이하.`,
		parameters: '파라미터 수',
		bound: '상한',
		measured: '측정',
		wins: '파라미터 수가 같을 때 LoHa의 상한이 더 큽니다.',
		loses: '파라미터 수가 같을 때 LoRA의 상한이 더 큽니다.',
		tie: '두 상한이 같습니다. R² = 2R.',
		bothCapped: (cap) => `둘 다 최대 랭크입니다. 이 층에서 가능한 가장 큰 랭크는 ${cap}입니다.`
	},
	fit: {
		caption: (size, steps) =>
			`열(column) 9개를 나누는 네 가지 방법. 비용은 같고 상한은 다릅니다. ${size} × ${size} 층에서 Adam으로 ${steps}스텝씩 학습시킵니다.`,
		describe: (errors) => (errors === '' ? '아직 학습시키지 않았습니다.' : `남은 상대 오차: ${errors}.`),
		tasks: { 'low-rank:8': '랭크 8 행렬', gaussian: '가우스 난수 행렬' },
		open: '아직 예상 없음',
		bound: (bound) => `상한 ${bound}`,
		error: '오차 ‖ΔW − T‖² / ‖T‖²',
		floorName: '오차 하한',
		floor: (floor) => `하한 ${floor}`,
		notYet: '실행 전',
		step: (step, of) => `${of}스텝 중 ${step}`,
		run: '넷 모두 학습',
		runAgain: '넷 모두 다시 학습',
		best: (pair, bound) => `오차가 가장 작은 쌍: ${pair}, 상한 ${bound}.`,
		right: '예상대로입니다.',
		wrong: (pair) => `예상한 쌍: ${pair}.`
	},
	fullRank: {
		caption: '따름정리 1: 상한이 최대 랭크 이상이 되는 가장 작은 R입니다.',
		describe: (v) => `최대 랭크 ${v.cap}. 가장 작은 R은 ${v.R}, 파라미터 수 ${v.tied}, ΔW 전체 ${v.full}.`,
		least: '가장 작은 R',
		tied: 'r₁ = r₂ = R인 LoHa',
		free: '최적해를 쓴 LoHa',
		full: 'ΔW 전체, mn',
		saves: (saved) => `ΔW 자체보다 ${saved}개 적습니다.`,
		costs: (more) => `ΔW 자체보다 ${more}개 더 많습니다. 층이 작아서 줄어들지 않습니다.`
	}
};

export const optimumTexts: Readonly<Record<'en' | 'ko', OptimumTexts>> = { en, ko };
