/** Words of the federated simulation, in both languages. */
import type { FormName } from '$src/experiments/federated/classifier';
import type { FederatedSettings } from '$src/experiments/federated/fields';
import type { FederatedPhase } from './session.svelte';

type Fields = Readonly<Record<Exclude<keyof FederatedSettings, 'seed'>, string>>;
type Forms = Readonly<Record<FormName, string>>;

const en = {
	title: 'Why LoHa was born: fewer bytes to send',
	about:
		'The Hadamard product of two low-rank products comes from FedPara (Hyeon-Woo et al., arXiv 2108.06098). There it writes a weight matrix W itself, W = (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ), and not an update ΔW of a frozen one. The aim is federated learning: clients keep their pictures, train on them, and send weights. What is sent is what is trained, so a parametrization with fewer numbers sends fewer bytes each round.',
	setup:
		'Here a classifier 144 → 64 → 64 → 10 learns ten digits from nothing. The two wide matrices are trained whole, as BA of rank 2R, or as FedPara writes them with rank R each, which costs the same as BA. Head and biases are whole in all three. Each round, every client starts from the mean, trains by SGD on its own 96 pictures, and sends everything that it trained; the server averages (FedAvg, McMahan et al., arXiv 1602.05629).',
	means:
		'The server averages factors, as the paper does. The mean of products is another matrix: over the clients, mean(B·A) − mean(B)·mean(A) = mean((B − mean(B))·(A − mean(A))). It is zero where all clients have one B, or all one A, and grows with how far local training takes the clients apart. FedPara’s four factors add terms of three and four deviations. The mean of products has a rank of up to clients · 2R, or clients · R², so that with several clients factors of the size that is sent cannot carry it in general. The table says how large the difference was in the last round, as a share of that round’s step in W; ranks are of the first layer.',
	caption:
		'Share of 400 held-out pictures, of all ten digits equally often, that the averaged network names rightly, after each round. All three start from W with the same variance (2 over the columns), train at the same rate and see the same batches.',
	fields: {
		clients: 'Clients',
		digits: 'Digits of each client (10: all, IID)',
		rank: 'FedPara’s R (low rank: 2R)',
		epochs: 'Local epochs a round',
		rate: 'Learning rate',
		rounds: 'Rounds'
	} as Fields,
	forms: { full: 'whole', 'low-rank': 'low rank', fedpara: 'FedPara' } as Forms,
	start: 'Train all three',
	stop: 'Stop',
	another: (seed: number) => `Other pictures (seed ${seed})`,
	progress: 'Rounds done',
	phases: {
		idle: () => 'Not trained yet.',
		running: (done: string, of: string) => `Round ${done} of ${of}.`,
		stopped: (done: string, of: string) => `Stopped after ${done} of ${of} rounds.`,
		done: (_done: string, of: string) => `Trained: ${of} rounds.`,
		failed: (done: string, of: string) => `Failed after ${done} of ${of} rounds.`
	} as Readonly<Record<FederatedPhase, (done: string, of: string) => string>>,
	empty: 'Nothing is trained yet: the curves come while it trains.',
	accuracy: 'Named rightly',
	sent: 'Sent, up and down',
	round: 'Round',
	head: {
		form: 'W is',
		parameters: 'Trained numbers',
		bytes: 'Bytes a round',
		accuracy: 'Named rightly',
		until: (share: string) => `Sent until ${share}`,
		ofFactors: 'Right, mean of factors',
		products: 'Right, mean of products',
		gap: 'Difference',
		rank: 'Rank of W (bound)',
		rankOfMean: 'Rank, mean of products'
	},
	table: 'Federated training, form by form',
	meansTable: 'Mean of factors and mean of products',
	notReached: 'not reached',
	missing: (digits: string) =>
		`No client has the digits ${digits}: nothing can be learnt of them. More clients, or more digits each, cover all ten.`,
	curve: (form: string, accuracy: string, sent: string) =>
		`${form}: ${accuracy} named rightly, ${sent} sent.`,
	failedForm: (form: string) => `${form}:`,
	honest:
		'Our digits are easy and the network is small, so the numbers show the trade, not the paper’s results: its networks are larger, its pictures are photographs, and its gain in bytes is measured there.'
};

export type FederatedTexts = typeof en;

const ko: FederatedTexts = {
	title: 'LoHa가 생겨난 이유: 보내는 바이트 줄이기',
	about:
		'두 저랭크 곱의 아다마르 곱은 FedPara(Hyeon-Woo 외, arXiv 2108.06098)에서 왔습니다. 이 논문은 동결한 가중치의 변화량 ΔW가 아니라 가중치 행렬 W 자체를 W = (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ)로 나타냅니다. 목적은 연합 학습(federated learning)입니다. 클라이언트는 그림을 내보내지 않고 각자 학습한 뒤 가중치를 보냅니다. 학습하는 파라미터를 그대로 보내므로, 파라미터가 적은 매개변수화(parametrization)는 라운드마다 보내는 바이트도 적습니다.',
	setup:
		'여기서는 144 → 64 → 64 → 10 분류기가 숫자 열 가지를 처음부터 배웁니다. 넓은 두 행렬은 전체를 그대로 학습하거나, 랭크 2R의 BA로 나타내거나, FedPara처럼 랭크 R인 두 곱으로 나타냅니다. 뒤의 두 방법은 파라미터 수가 같습니다. 출력층(head)과 편향(bias)은 세 방법 모두 그대로 학습합니다. 라운드마다 모든 클라이언트가 평균에서 출발하여 자기 그림 96장을 SGD로 학습하고, 학습한 것을 모두 보내면 서버가 평균을 냅니다(FedAvg, McMahan 외, arXiv 1602.05629).',
	means:
		'서버는 논문과 같이 인수 행렬(factor)을 평균합니다. 곱의 평균은 이와 다른 행렬입니다. 클라이언트에 대해 평균을 내면 mean(B·A) − mean(B)·mean(A) = mean((B − mean(B))·(A − mean(A)))입니다. 모든 클라이언트의 B가 같거나 A가 같으면 0이고, 클라이언트가 학습하면서 서로 멀어질수록 커집니다. 인수 행렬이 넷인 FedPara에서는 편차를 세 번, 네 번 곱한 항이 더해집니다. 곱의 평균은 랭크가 (클라이언트 수)·2R, FedPara에서는 (클라이언트 수)·R²까지 되므로, 클라이언트가 여럿이면 보내는 크기의 인수 행렬로는 일반적으로 나타낼 수 없습니다. 마지막 라운드에서 이 차이가 얼마나 컸는지, 그 라운드에서 W가 움직인 크기에 대한 비율로 표에 적었습니다. 랭크는 첫 층에서 쟀습니다.',
	caption:
		'학습에 쓰지 않은 그림 400장(열 가지 숫자가 같은 수)에서 평균한 신경망이 맞힌 비율을 라운드마다 잽니다. 세 방법 모두 원소의 분산이 같은(2 ÷ 열의 수) W에서 시작하여 같은 학습률과 같은 배치로 학습합니다.',
	fields: {
		clients: '클라이언트 수',
		digits: '클라이언트마다 가진 숫자 종류(10: 모두, IID)',
		rank: 'FedPara의 R(저랭크는 2R)',
		epochs: '라운드마다 로컬 에폭(epoch) 수',
		rate: '학습률',
		rounds: '라운드 수'
	},
	forms: { full: '전체', 'low-rank': '저랭크', fedpara: 'FedPara' },
	start: '세 방법 학습하기',
	stop: '멈추기',
	another: (seed) => `다른 그림으로(시드 ${seed})`,
	progress: '끝난 라운드',
	phases: {
		idle: () => '아직 학습하지 않았습니다.',
		running: (done, of) => `${of}라운드 중 ${done}라운드`,
		stopped: (done, of) => `${of}라운드 중 ${done}라운드에서 멈춤`,
		done: (_done, of) => `학습 끝: ${of}라운드`,
		failed: (done, of) => `${of}라운드 중 ${done}라운드에서 실패`
	},
	empty: '아직 학습하지 않았습니다. 학습하는 동안 곡선이 그려집니다.',
	accuracy: '맞힌 비율',
	sent: '주고받은 양',
	round: '라운드',
	head: {
		form: 'W를 나타내는 방법',
		parameters: '파라미터 수',
		bytes: '라운드당 바이트 수',
		accuracy: '맞힌 비율',
		until: (share) => `${share}까지 보낸 양`,
		ofFactors: '맞힌 비율, 인수 행렬의 평균',
		products: '맞힌 비율, 곱의 평균',
		gap: '두 평균의 차이',
		rank: 'W의 랭크(상한)',
		rankOfMean: '곱의 평균의 랭크'
	},
	table: '방법별 연합 학습 결과',
	meansTable: '인수 행렬의 평균과 곱의 평균',
	notReached: '이르지 못함',
	missing: (digits) =>
		`숫자 ${digits}의 그림을 가진 클라이언트가 없어 배울 수 없습니다. 클라이언트 수나 숫자 종류를 늘리면 열 가지가 모두 들어갑니다.`,
	curve: (form, accuracy, sent) => `${form}: 맞힌 비율 ${accuracy}, 주고받은 양 ${sent}.`,
	failedForm: (form) => `${form}:`,
	honest:
		'이 숫자 그림은 쉽고 신경망은 작습니다. 따라서 바이트와 정확도의 관계를 보여 줄 뿐, 논문의 결과를 재현한 것이 아닙니다. 논문은 더 큰 신경망과 사진으로 통신량을 쟀습니다.'
};

export const federatedTexts: Readonly<Record<'en' | 'ko', FederatedTexts>> = { en, ko };
