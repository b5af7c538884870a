/** Words of the lesson's figures, in both languages. */
import { methodOptions, type Run } from '$src/receipt/run';
import { shapeOfBlocks, type Contestant } from './contestants';
import type { CompareValues } from './parameters';
import { orderOf, rankings, type Ranked, type Verdict } from './ranking';
import type { LanePhase } from './race.svelte';
import type { SweepPhase } from './sweep.svelte';

type Names = Readonly<Record<Contestant, string>>;
type Words = Readonly<Record<string, string>>;
type Shown = Verdict & { readonly guessed: boolean };

const names: Readonly<Record<Ranked, string>> = { lora: 'LoRA', loha: 'LoHa', lokr: 'LoKr' };
const orders = (open: string): Words => ({
	open,
	...Object.fromEntries(
		rankings.map((order) => [
			order,
			orderOf(order)
				.map((m) => names[m])
				.join(' < ')
		])
	)
});
/** LoRA, LoHa = LoKr … */
const inPlaces = ({ places }: Shown): string =>
	places.map((place) => place.map((method) => names[method]).join(' ≈ ')).join(' < ');
const three = (x: number): string => x.toFixed(2);

function sizeOf(run: Run): string {
	const { method, rank, rank2, out, in: columns } = run;
	switch (method) {
		case 'lora':
			return `r = ${rank}`;
		case 'loha':
			return `r₁ = ${rank}, r₂ = ${rank2 === 0 ? rank : rank2}`;
		case 'lokr':
			return shapeOfBlocks(methodOptions(run));
		case 'full':
			return `${out}×${columns}`;
	}
}

const en = {
	methods: { lora: 'LoRA', loha: 'LoHa', lokr: 'LoKr', full: 'full ΔW' } as Names,
	sizeOf,
	structures: {
		lora: 'A thin matrix B times a wide matrix A.',
		loha: 'The elementwise product of X1 times Y1 transposed and X2 times Y2 transposed.',
		lokr: 'The Kronecker product of a block A and a block B.',
		full: 'All elements of ΔW.'
	} as Names,
	fields: {
		out: 'Outputs m',
		in: 'Inputs n',
		rank: 'Rank r of LoRA',
		equal: 'Hold equal',
		blocks: 'Blocks of LoKr',
		task: 'Target T, 64 × 64',
		guess: 'Your ranking, smallest error first',
		axis: 'Over the parameters',
		steps: 'Steps',
		lr: 'Learning rate, the same for all',
		backend: 'Run on',
		seed: 'Seed',
		gridMost: 'r₁ and r₂ up to',
		gridSteps: 'Steps a cell',
		shade: 'Colour by',
		r1: 'r₁',
		r2: 'r₂'
	} as Readonly<Record<keyof CompareValues, string>>,
	equal: { parameters: 'the number of parameters', rank: 'the rank r' } as Words,
	blocks: {
		auto: 'nearest to the budget',
		'2x2': '2×2 ⊗ 32×32',
		'4x4': '4×4 ⊗ 16×16',
		'8x8': '8×8 ⊗ 8×8'
	} as Words,
	tasks: {
		identity: 'identity',
		gaussian: 'Gaussian',
		'low-rank:8': 'rank 8',
		'kron:2x2': '2×2 ⊗ 32×32',
		'kron:8x8': '8×8 ⊗ 8×8',
		'block:8': 'eight blocks',
		'hadamard:4': 'planted Hadamard'
	} as Words,
	rankings: orders('not ranked yet'),
	axes: { error: 'error', rank: 'rank' } as Words,
	shades: { error: 'error', rank: 'rank', parameters: 'parameters' } as Words,
	lane: {
		phases: {
			waiting: '',
			preparing: 'preparing',
			training: 'training',
			done: 'done',
			stopped: 'stopped',
			failed: 'failed'
		} as Readonly<Record<LanePhase, string>>,
		parameters: 'Parameters',
		bound: 'Rank at most',
		measured: 'Rank measured',
		floor: 'Floor of the error',
		error: 'Error',
		spectrumBound: (bound: number) => `≤ ${bound}`,
		describeSpectrum: (rank: number, bound: number) =>
			`Singular values of ΔW beside those of the target: ${rank} above the tolerance, at most ${bound} possible.`
	},
	race: {
		caption:
			'Three structures and all of ΔW, one target, one seed, the same steps. Filled bars are the spectrum of ΔW, the outline is the target’s; dashed red is what is proven: no rank beyond it, no error below it.',
		target: 'The target',
		start: 'Run the race',
		progress: 'Steps of the race',
		preparing: (method: string) => `Preparing ${method}`,
		running: (method: string, i: number, of: number) => `Training ${method} (${i} of ${of})`,
		settings: (steps: number, rate: string) =>
			`${steps} steps of Adam, learning rate ${rate} with cosine decay, α = r.`,
		verdict: (v: Shown): string => {
			const order = `By error: ${inPlaces(v)}.`;
			if (!v.guessed) return `${order} You had not ranked them; do it before the next race.`;
			const [miss] = v.misses;
			if (!miss) return `${order} As you ranked them.`;
			const right = v.pairs - v.misses.length;
			return `${order} Of ${v.pairs} pairs you had ${right} in the right order. The widest miss: you put ${names[miss.before]} before ${names[miss.after]}, and its error is larger${Number.isFinite(miss.by) ? ` by ${three(miss.by)}` : ''}.`;
		},
		about:
			'Error: ‖ΔW − T‖² / ‖T‖². Rank: singular values above the tolerance of float64, from the factors themselves. Errors closer than 0.005 share a place. Full ΔW runs along as a check and is not ranked.',
		more: 'How they train, and their losses',
		forget: 'Clear the plot',
		describe: (target: string, lanes: string) =>
			`A race of LoRA, LoHa, LoKr and full ΔW on the target “${target}”. ${lanes || 'Nothing has run yet.'}`,
		describeLane: (method: string, error: string, rank: number) => `${method}: error ${error}, rank ${rank}.`
	},
	losses: {
		title: 'Loss ½‖ΔW − T‖² by step, as a share of the loss at ΔW = 0; steps on a logarithmic axis',
		none: 'No loss yet: nothing has run.',
		line: (method: string, first: string, last: string) => `${method}: loss from ${first} to ${last}.`
	},
	scatter: {
		errorTitle: 'Error by number of parameters, for this target',
		rankTitle: 'Rank by number of parameters, for this target',
		x: 'parameters',
		floors: 'proven floor',
		bounds: 'proven bound',
		pareto: 'nothing here beats these',
		exact: 'an exact LoHa, planted',
		limit: (method: string) => method,
		point: (method: string, parameters: string, error: string, rank: number) =>
			`${method}, ${parameters} parameters: error ${error}, rank ${rank}`,
		describe: (count: number, axis: string) =>
			`Plot of ${axis} over the number of parameters with the proven limits of each method and ${count} finished runs, which are buttons.`
	},
	details: {
		title: 'The chosen run',
		none: 'Each run leaves a point in the plot. Choose a point to see its spectrum and the receipt that repeats it. Points stay while you change r, so run the race at several.',
		numbers: (parameters: string) => `${parameters} parameters.`,
		rank: 'Rank',
		error: 'Error',
		trained: (steps: number, rate: string) => `${steps} steps, learning rate ${rate}.`,
		speed: (perSecond: string) => `${perSecond} steps a second.`,
		receipt: 'The same run on the command line of this project, bit for bit on the same backend:',
		copy: 'Copy',
		copied: 'Copied.',
		refused: 'The browser did not allow it; select the line instead.'
	},
	table: {
		caption:
			'On the left the table as it is often printed, for a square weight d × d and at equal r; struck out is what does not hold. On the right the counts and bounds of the methods themselves.',
		article: 'As often printed (d × d, equal r)',
		ours: (equal: string) => `m × n, equal: ${equal}`,
		numbers: 'Parameters',
		rank: 'Rank at most',
		square: 'The left table has one d only: it says nothing of a layer with m ≠ n.',
		blocks:
			'LoKr has two full blocks here, of the shapes whose count is nearest to the budget in ratio. It cannot always come near: blocks must divide m and n.',
		peft: 'LoKr as PEFT builds it at this r: the most square blocks, and B in two thin factors while r is smaller than half its larger side.',
		row: (method: string, parameters: string, bound: string) =>
			`${method}: ${parameters} parameters, rank at most ${bound}.`
	},
	sweep: {
		caption:
			'LoHa with every pair of ranks, on the target that is chosen above. Click a cell, or move r₁ and r₂.',
		start: (cells: number) => `Train ${cells} adapters`,
		progress: 'Cells of the grid',
		phases: {
			idle: () => 'Not run yet',
			running: (done: number, of: number) => `${done} of ${of}`,
			stopped: (done: number, of: number) => `Stopped at ${done} of ${of}`,
			done: (done: number, _of: number, seconds: number) => `${done} adapters in ${seconds} s`,
			failed: (done: number, of: number) => `Failed at ${done} of ${of}`
		} as Readonly<Record<SweepPhase, (done: number, of: number, seconds: number) => string>>,
		together: (count: number) => (count > 1 ? `${count} at a time` : 'one at a time'),
		underWay: (step: number, of: number) => `on its way: step ${step} of ${of}`,
		diverged: 'diverged',
		map: 'Heat map of the grid; its numbers are in the table below.',
		legend: {
			error: 'full colour: error 0 · pale: error 1',
			rank: 'full colour: rank 64 · pale: rank 0',
			parameters: 'the fuller, the more parameters'
		},
		table: 'The grid as a table',
		describe: (done: number, of: number, best: string) => `${done} of ${of} cells have been trained. ${best}`,
		best: (r1: number, r2: number, error: string) =>
			`The smallest error so far is ${error}, at r1 = ${r1}, r2 = ${r2}.`
	}
};

export type CompareTexts = typeof en;

const ko: CompareTexts = {
	methods: { lora: 'LoRA', loha: 'LoHa', lokr: 'LoKr', full: 'ΔW 전체' },
	sizeOf,
	structures: {
		lora: '얇은 행렬 B와 납작한 행렬 A의 곱.',
		loha: 'X1과 Y1 전치의 곱, X2와 Y2 전치의 곱을 원소별로 곱한 것.',
		lokr: '블록 A와 블록 B의 크로네커 곱.',
		full: 'ΔW의 모든 원소.'
	},
	fields: {
		out: '출력 m',
		in: '입력 n',
		rank: 'LoRA의 랭크 r',
		equal: '무엇을 같게 할까',
		blocks: 'LoKr의 블록',
		task: '목표 행렬 T, 64 × 64',
		guess: '내가 매긴 순위, 오차가 작은 것부터',
		axis: '세로축',
		steps: '스텝',
		lr: '학습률, 모두 같게',
		backend: '실행할 곳',
		seed: '시드',
		gridMost: 'r₁과 r₂의 최댓값',
		gridSteps: '칸마다 스텝',
		shade: '색의 뜻',
		r1: 'r₁',
		r2: 'r₂'
	},
	equal: { parameters: '파라미터 수', rank: '랭크 r' },
	blocks: {
		auto: '예산에 가장 가깝게',
		'2x2': '2×2 ⊗ 32×32',
		'4x4': '4×4 ⊗ 16×16',
		'8x8': '8×8 ⊗ 8×8'
	},
	tasks: {
		identity: '단위행렬',
		gaussian: '가우스 난수',
		'low-rank:8': '랭크 8',
		'kron:2x2': '2×2 ⊗ 32×32',
		'kron:8x8': '8×8 ⊗ 8×8',
		'block:8': '블록 여덟 개',
		'hadamard:4': '심어 둔 아다마르 곱'
	},
	rankings: orders('아직 매기지 않음'),
	axes: { error: '오차', rank: '랭크' },
	shades: { error: '오차', rank: '랭크', parameters: '파라미터 수' },
	lane: {
		phases: {
			waiting: '',
			preparing: '준비 중',
			training: '학습 중',
			done: '끝',
			stopped: '멈춤',
			failed: '실패'
		},
		parameters: '파라미터 수',
		bound: '랭크 상한',
		measured: '측정한 랭크',
		floor: '오차 하한',
		error: '오차',
		spectrumBound: (bound) => `≤ ${bound}`,
		describeSpectrum: (rank, bound) =>
			`목표 행렬의 특잇값과 나란히 놓은 ΔW의 특잇값. 허용 오차보다 큰 것 ${rank}개, 가능한 최대 개수 ${bound}.`
	},
	race: {
		caption:
			'세 가지 구조와 ΔW 전체를 같은 목표, 같은 시드, 같은 스텝으로 학습시킵니다. 채운 막대는 ΔW의 스펙트럼, 윤곽선은 목표의 스펙트럼입니다. 붉은 파선은 증명된 한계입니다. 랭크는 그보다 커질 수 없고, 오차는 그보다 작아질 수 없습니다.',
		target: '목표 행렬',
		start: '경주 시작',
		progress: '경주의 스텝',
		preparing: (method) => `${method} 준비 중`,
		running: (method, i, of) => `${method} 학습 중 (${of}개 중 ${i}번째)`,
		settings: (steps, rate) => `Adam ${steps}스텝, 학습률 ${rate}(코사인 감쇠), α = r.`,
		verdict: (v) => {
			const order = `오차 순서: ${inPlaces(v)}.`;
			if (!v.guessed) return `${order} 순위를 매기지 않았습니다. 다음 경주에서는 먼저 매겨 보십시오.`;
			const [miss] = v.misses;
			if (!miss) return `${order} 매긴 순위 그대로입니다.`;
			const right = v.pairs - v.misses.length;
			return `${order} 두 개씩 짝지은 ${v.pairs}쌍 가운데 순서가 맞은 것은 ${right}쌍입니다. 가장 크게 어긋난 쌍은 ${names[miss.before]} < ${names[miss.after]}${Number.isFinite(miss.by) ? `이고, 실제로는 앞의 오차가 ${three(miss.by)}만큼 더 큽니다.` : '입니다.'}`;
		},
		about:
			'오차는 ‖ΔW − T‖² / ‖T‖²입니다. 랭크는 인수 행렬에서 float64로 구한 특잇값 가운데 허용 오차보다 큰 것의 개수입니다. 오차의 차이가 0.005보다 작으면 같은 순위로 봅니다. ΔW 전체는 확인용으로 함께 달리며 순위에는 넣지 않습니다.',
		more: '학습 방법과 손실',
		forget: '그림 비우기',
		describe: (target, lanes) =>
			`LoRA, LoHa, LoKr, ΔW 전체의 경주. 목표 행렬: ${target}. ${lanes || '아직 아무것도 실행하지 않았습니다.'}`,
		describeLane: (method, error, rank) => `${method}: 오차 ${error}, 랭크 ${rank}.`
	},
	losses: {
		title: '스텝에 따른 손실 ½‖ΔW − T‖². ΔW = 0일 때 손실의 몇 배인지 나타내며, 가로축은 로그 눈금입니다',
		none: '아직 손실이 없습니다. 아무것도 실행하지 않았습니다.',
		line: (method, first, last) => `${method}: 손실 ${first}에서 ${last}까지.`
	},
	scatter: {
		errorTitle: '이 목표에서 파라미터 수에 따른 오차',
		rankTitle: '이 목표에서 파라미터 수에 따른 랭크',
		x: '파라미터 수',
		floors: '증명된 하한',
		bounds: '증명된 상한',
		pareto: '이 점들을 이기는 점은 없음',
		exact: '심어 둔 정확한 LoHa',
		limit: (method) => method,
		point: (method, parameters, error, rank) =>
			`${method}, 파라미터 ${parameters}개: 오차 ${error}, 랭크 ${rank}`,
		describe: (count, axis) =>
			`파라미터 수에 따른 ${axis === 'error' ? '오차' : '랭크'} 그림. 방법마다 증명된 한계가 있고, 끝난 실행 ${count}개가 단추로 놓여 있습니다.`
	},
	details: {
		title: '고른 실행',
		none: '실행 하나가 점 하나로 남습니다. 점을 고르면 스펙트럼과, 똑같이 되풀이할 수 있는 실행 기록(receipt)이 나옵니다. r을 바꿔도 점은 남으니 여러 r에서 경주해 보십시오.',
		numbers: (parameters) => `파라미터 ${parameters}개.`,
		rank: '랭크',
		error: '오차',
		trained: (steps, rate) => `${steps}스텝, 학습률 ${rate}.`,
		speed: (perSecond) => `초당 ${perSecond}스텝.`,
		receipt: '이 프로젝트의 명령줄에서 되풀이하려면 (같은 백엔드에서는 비트까지 같습니다):',
		copy: '복사',
		copied: '복사했습니다.',
		refused: '브라우저가 허락하지 않았습니다. 줄을 직접 선택하십시오.'
	},
	table: {
		caption:
			'왼쪽은 흔히 보는 표입니다. 정사각 가중치 d × d를 같은 r에서 비교하며, 줄을 그은 칸은 성립하지 않습니다. 오른쪽은 방법의 정의에서 그대로 센 수와 상한입니다.',
		article: '흔히 보는 표 (d × d, 같은 r)',
		ours: (equal) => `m × n, 같게 둔 것: ${equal}`,
		numbers: '파라미터 수',
		rank: '랭크 상한',
		square: '왼쪽 표에는 d 하나뿐이라 m ≠ n인 층에 대해서는 말해 주는 것이 없습니다.',
		blocks:
			'여기서 LoKr는 블록 두 개를 통째로 두고, 파라미터 수의 비가 예산에 가장 가까운 모양을 씁니다. 블록의 변은 m이나 n의 약수여야 하므로 늘 가까운 값이 있지는 않습니다.',
		peft: '이 r에서 PEFT가 만드는 LoKr입니다. 블록은 정사각형에 가장 가깝게 잡고, r이 B의 긴 변의 절반보다 작으면 B를 얇은 행렬 두 개로 나눕니다.',
		row: (method, parameters, bound) => `${method}: 파라미터 ${parameters}개, 랭크 상한 ${bound}.`
	},
	sweep: {
		caption:
			'위에서 고른 목표 행렬에 LoHa를 랭크의 모든 쌍으로 학습시킵니다. 칸을 누르거나 r₁과 r₂를 움직이십시오.',
		start: (cells) => `어댑터 ${cells}개 학습`,
		progress: '격자의 칸',
		phases: {
			idle: () => '아직 실행 전',
			running: (done, of) => `${of}칸 중 ${done}칸`,
			stopped: (done, of) => `${of}칸 중 ${done}칸에서 멈춤`,
			done: (done, _of, seconds) => `어댑터 ${done}개, ${seconds}초`,
			failed: (done, of) => `${of}칸 중 ${done}칸에서 실패`
		},
		together: (count) => (count > 1 ? `동시에 ${count}개씩` : '하나씩 차례로'),
		underWay: (step, of) => `학습 중: ${of}스텝 중 ${step}`,
		diverged: '발산',
		map: '격자의 열지도. 값은 아래 표에 있습니다.',
		legend: {
			error: '진한 색: 오차 0 · 옅은 색: 오차 1',
			rank: '진한 색: 랭크 64 · 옅은 색: 랭크 0',
			parameters: '진할수록 파라미터가 많음'
		},
		table: '격자를 표로 보기',
		describe: (done, of, best) => `${of}칸 중 ${done}칸을 학습했습니다. ${best}`,
		best: (r1, r2, error) => `지금까지 가장 작은 오차는 ${error} (r1 = ${r1}, r2 = ${r2}).`
	}
};

export const compareTexts: Readonly<Record<'en' | 'ko', CompareTexts>> = { en, ko };
