/** Words of the race, in both languages: its ranking, its course and its outcome. */
import { fixed } from '$src/components/numbers/numbers';
import { orderOf, rankings, type Ranked, type RaceOutcome } from './ranking';

type Shown = RaceOutcome & { readonly guessed: boolean; readonly watched: boolean };

const names: Readonly<Record<Ranked, string>> = { lora: 'LoRA', loha: 'LoHa', lokr: 'LoKr' };
const orders = (open: string): Readonly<Record<string, string>> => ({
	open,
	...Object.fromEntries(
		rankings.map((order) => [
			order,
			orderOf(order)
				.map((m, place) => `${place + 1} ${names[m]}`)
				.join(', ')
		])
	)
});
/** LoRA < LoHa ≈ LoKr … */
const inPlaces = ({ places }: Shown): string =>
	places.map((place) => place.map((method) => names[method]).join(' ≈ ')).join(' < ');

const en = {
	rankings: orders('not ranked yet'),
	caption:
		'One target, one seed, the same steps; of each method the best learning rate of those tried. Filled: the spectrum of ΔW; outlined: the target’s; dashed red: what is proven.',
	target: 'The target',
	start: 'Watch it',
	pass: 'Show results',
	goOn: 'Go on',
	held: 'Trained: rank them.',
	trained: 'Trained.',
	training: (done: number, of: number) => `Training: ${done} of ${of}`,
	progress: 'Steps of the race',
	preparing: (method: string) => `Preparing ${method}`,
	running: (method: string, i: number, of: number) => `Training ${method} (${i} of ${of})`,
	settings: (steps: number, rates: string) =>
		`${steps} steps of Adam at learning rates ${rates} with cosine decay, α = r; the best of each counts.`,
	verdict: (v: Shown): string => {
		const order = `By error: ${inPlaces(v)}.`;
		if (!v.guessed && !v.watched) return order;
		if (!v.guessed) return `${order} You had not ranked them; do it before the next race.`;
		const [miss] = v.misses;
		if (!miss) return `${order} As you ranked them.`;
		const right = v.pairs - v.misses.length;
		return `${order} Of ${v.pairs} pairs you had ${right} in the right order. The widest miss: you put ${names[miss.before]} before ${names[miss.after]}, and its error is larger${Number.isFinite(miss.by) ? ` by ${fixed(miss.by, 'en', 2)}` : ''}.`;
	},
	about:
		'Error: ‖ΔW − T‖² / ‖T‖². Rank: singular values above the tolerance of float64, from the factors themselves. Errors closer than 0.005 share a place. HiRA, ΔW = W₀ ⊙ BA, runs along for comparison and full ΔW as a check; neither is ranked.',
	more: 'Training and losses',
	forget: 'Clear the plot',
	describe: (target: string, lanes: string) =>
		`A race of LoRA, LoHa, LoKr, HiRA and full ΔW on the target “${target}”. ${lanes || 'Nothing has run yet.'}`,
	describeLane: (method: string, error: string, rank: number) => `${method}: error ${error}, rank ${rank}.`
};

export type RaceTexts = typeof en;

const ko: RaceTexts = {
	rankings: orders('아직 매기지 않음'),
	caption:
		'목표, 시드, 스텝 수가 모두 같고, 방법마다 시도한 학습률 가운데 가장 좋은 결과를 보여 줍니다. 채운 막대는 ΔW의 스펙트럼, 윤곽선은 목표의 스펙트럼, 붉은 파선은 증명된 상한과 하한입니다.',
	target: '목표 행렬',
	start: '학습 과정 보기',
	pass: '결과 보기',
	goOn: '이어서 학습',
	held: '학습 완료: 순위를 매겨 보십시오.',
	trained: '학습 완료',
	training: (done, of) => `학습 중: ${done} / ${of}`,
	progress: '경주의 스텝',
	preparing: (method) => `${method} 준비 중`,
	running: (method, i, of) => `${method} 학습 중 (${of}개 중 ${i}번째)`,
	settings: (steps, rates) =>
		`Adam ${steps}스텝, 학습률 ${rates}(코사인 감쇠), α = r. 방법마다 오차가 가장 작은 실행으로 비교합니다.`,
	verdict: (v) => {
		const order = `오차 순서: ${inPlaces(v)}.`;
		if (!v.guessed && !v.watched) return order;
		if (!v.guessed) return `${order} 순위를 매기지 않았습니다. 다음 경주에서는 먼저 매겨 보십시오.`;
		const [miss] = v.misses;
		if (!miss) return `${order} 매긴 순위 그대로입니다.`;
		const right = v.pairs - v.misses.length;
		return `${order} ${v.pairs}쌍 가운데 순서를 맞힌 것은 ${right}쌍입니다. 가장 크게 어긋난 예상: ${names[miss.before]} < ${names[miss.after]}.${Number.isFinite(miss.by) ? ` 실제로는 앞의 오차가 ${fixed(miss.by, 'ko', 2)}만큼 더 큽니다.` : ''}`;
	},
	about:
		'오차는 ‖ΔW − T‖² / ‖T‖²입니다. 랭크는 인수 행렬에서 float64로 구한 특잇값 가운데 허용 오차보다 큰 것의 개수입니다. 오차의 차이가 0.005보다 작으면 같은 순위로 봅니다. HiRA(ΔW = W₀ ⊙ BA)는 비교하려고, ΔW 전체는 확인하려고 함께 학습시키며 순위에는 넣지 않습니다.',
	more: '학습 방법과 손실',
	forget: '그림 비우기',
	describe: (target, lanes) =>
		`LoRA, LoHa, LoKr, HiRA, ΔW 전체의 경주. 목표 행렬: ${target}. ${lanes || '아직 아무것도 실행하지 않았습니다.'}`,
	describeLane: (method, error, rank) => `${method}: 오차 ${error}, 랭크 ${rank}.`
};

export const raceTexts = { en, ko };
