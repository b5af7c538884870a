/** Words of the federated simulation, in both languages. */
import type { FederatedSettings, FormName } from '$src/experiments/federated/fields';
import type { FederatedPhase } from './session.svelte';

type Fields = Readonly<Record<Exclude<keyof FederatedSettings, 'seed'>, string>>;
type Forms = Readonly<Record<FormName, string>>;

/** Where training is: the form under way, its round, of how many; and how many forms are trained. */
interface At {
	readonly form: string;
	readonly round: string;
	readonly rounds: string;
	readonly forms: string;
}

const en = {
	title: 'Why LoHa was born: a higher rank for the bytes that are sent',
	about:
		'The Hadamard product of two low-rank products comes from FedPara (Hyeon-Woo et al., arXiv 2108.06098). There it writes a weight matrix W itself, W = (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ), and not an update ΔW of a frozen one. The aim is federated learning: clients keep their pictures, train on them, and send weights. What is sent is what is trained: fewer numbers are fewer bytes. Low rank saves them too; what FedPara gains is rank: for the price of BA of rank 2R, its W can have rank R², which is more where R is above 2.',
	words:
		'A client is a machine with pictures of its own, a phone for example. A round is: the server sends weights out, every client trains, all send back, the server averages. IID (independent and identically distributed) says that every client has all ten digits in equal shares; with fewer digits each, clients learn different things.',
	setup:
		'Here a classifier 144 → 64 → 64 → 10 learns ten digits from nothing. The two wide matrices are trained with all entries, as BA of rank 2R, or as FedPara writes them with rank R each, which costs the same as BA. Head and biases are trained with all entries in all three. Each round, every client starts from the server’s averaged weights, trains by SGD on its own 96 pictures, and sends everything that it trained; the server averages (FedAvg, McMahan et al., arXiv 1602.05629).',
	averages:
		'The server averages factors, as the paper does. The mean of products, of the clients’ own W, is another matrix. The table says how large the difference was in the last round, as a share of that round’s step in W, and what the network with either names rightly; ranks are of the first layer.',
	unlike: {
		none: (of: string) =>
			`Here it did not matter in the last round: with either mean, low rank and FedPara each name as many of the ${of} pictures rightly.`,
		some: (pictures: string, of: string) =>
			`Here the mean of products changed the number of pictures named rightly in the last round by at most ${pictures} of ${of}.`
	},
	why: 'Why the two means differ',
	means:
		'Over the clients, mean(B·A) − mean(B)·mean(A) = mean((B − mean(B))·(A − mean(A))). It is zero where all clients have one B, or all one A, and grows with how far local training takes the clients apart. FedPara’s four factors add terms of three and four deviations. The mean of products has a rank of up to clients · 2R, or clients · R², so that with several clients factors of the size that is sent cannot carry it in general.',
	caption:
		'Share of 400 held-out pictures, of all ten digits equally often, that the averaged network names rightly, after each round. All three start from W with the same variance (2 / number of columns), train at the same rate and see the same batches. Each has its own colour and line: all entries solid, low rank dotted, FedPara dashed.',
	fields: {
		clients: 'Clients',
		digits: 'Digits of each client (10: all, IID)',
		rank: 'FedPara’s R (low rank: 2R)',
		epochs: 'Local epochs a round',
		rate: 'Learning rate',
		rounds: 'Rounds'
	} as Fields,
	forms: { full: 'all entries', 'low-rank': 'low rank', fedpara: 'FedPara' } as Forms,
	start: 'Train all three',
	stop: 'Stop',
	arrived: (form: string, isPromised: boolean) =>
		`Set as the receipt of this address says: its run is ${form}.${isPromised ? ' Train, and the page says whether it ends with the same bits.' : ''}`,
	another: (seed: number) => `Other pictures (seed ${seed})`,
	progress: 'Rounds done',
	phases: {
		idle: () => 'Not trained yet.',
		running: ({ form, round, rounds }) => `Training, ${form}: round ${round} of ${rounds}.`,
		stopped: ({ form, round, rounds }) => `Stopped, ${form}: round ${round} of ${rounds}.`,
		done: ({ forms, rounds }) => `Trained: ${forms} of 3 forms of W, ${rounds} rounds each.`,
		failed: ({ form, round, rounds }) => `Failed, ${form}: round ${round} of ${rounds}.`
	} as Readonly<Record<FederatedPhase, (at: At) => string>>,
	empty: 'Nothing is trained yet: the curves come while it trains.',
	accuracy: 'Named rightly',
	sent: 'Sent, up and down',
	round: 'Round',
	head: {
		form: 'W is',
		parameters: 'Trained numbers',
		bytes: 'Bytes a round',
		ofBytes: 'all clients, up and down',
		accuracy: 'Named rightly',
		until: (share: string) => `Sent until ${share} right`,
		ofFactors: 'Right, mean of factors',
		products: 'Right, mean of products',
		gap: 'Difference / step of W',
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
		'Here a higher rank need not win: our digits are easy and the network is small, so that low rank can do as well or better for the same bytes. The numbers show the trade, not the paper’s results: its networks are larger, its pictures are photographs, and its gain in bytes is measured there.'
};

export type FederatedTexts = typeof en;

const ko: FederatedTexts = {
	title: 'LoHa가 생겨난 이유: 같은 바이트로 더 높은 랭크',
	about:
		'두 저랭크 곱의 아다마르 곱은 FedPara(Hyeon-Woo 외, arXiv 2108.06098)에서 왔습니다. 이 논문은 동결한 가중치의 변화량 ΔW가 아니라 가중치 행렬 W 자체를 W = (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ)로 나타냅니다. 목적은 연합 학습(federated learning)입니다. 클라이언트(client)는 그림을 내보내지 않고 각자 학습한 뒤 가중치를 보냅니다. 학습하는 파라미터를 그대로 보내므로, 파라미터가 적으면 보내는 바이트도 적습니다. 여기까지는 저랭크 BA도 마찬가지입니다. FedPara의 이점은 랭크입니다. 랭크 2R인 BA와 같은 파라미터 수로 W의 랭크가 R²까지 될 수 있고, R이 2보다 크면 R²이 2R보다 큽니다.',
	words:
		'클라이언트는 개인 전화기처럼 자기 그림을 가지고 있는 기기입니다. 라운드(round)는 서버가 가중치를 보내고, 모든 클라이언트가 학습하여 돌려보내고, 서버가 평균을 내는 한 번의 과정입니다. IID(independent and identically distributed, 독립동일분포)는 모든 클라이언트에 열 가지 숫자가 고르게 있다는 뜻입니다. 각자 가진 숫자 종류가 적으면 클라이언트마다 다른 것을 배웁니다.',
	setup:
		'여기서는 144 → 64 → 64 → 10 분류기가 숫자 열 가지를 처음부터 배웁니다. 넓은 두 행렬은 모든 원소를 그대로 학습하거나, 랭크 2R의 BA로 나타내거나, FedPara처럼 랭크 R인 두 곱으로 나타냅니다. 뒤의 두 방법은 파라미터 수가 같습니다. 출력층(head)과 편향(bias)은 세 방법 모두 그대로 학습합니다. 라운드마다 모든 클라이언트가 서버에서 평균한 가중치로 시작하여 자기 그림 96장을 SGD로 학습하고, 학습한 것을 모두 보내면 서버가 평균을 냅니다(FedAvg, McMahan 외, arXiv 1602.05629).',
	averages:
		'서버는 논문과 같이 인수 행렬(factor)을 평균합니다. 클라이언트마다 만든 W를 평균한 것, 즉 곱의 평균은 이와 다른 행렬입니다. 표에는 마지막 라운드에서 두 평균의 차이가 얼마나 컸는지를 그 라운드에서 W가 움직인 크기에 대한 비율로 적고, 각 평균을 쓴 신경망이 맞힌 비율도 함께 적었습니다. 랭크는 첫 층에서 쟀습니다.',
	unlike: {
		none: (of) =>
			`이번 학습의 마지막 라운드에서는 이 차이가 맞힌 그림의 수에 영향을 주지 않았습니다. 저랭크에서도 FedPara에서도, 그림 ${of}장 가운데 맞힌 수는 어느 평균을 쓰든 같았습니다.`,
		some: (pictures, of) =>
			`이번 학습의 마지막 라운드에서는 어느 평균을 쓰는지에 따라 맞힌 그림의 수가 ${of}장 가운데 최대 ${pictures}장 달랐습니다.`
	},
	why: '두 평균이 다른 이유',
	means:
		'클라이언트에 대해 평균을 내면 mean(B·A) − mean(B)·mean(A) = mean((B − mean(B))·(A − mean(A)))입니다. 모든 클라이언트의 B가 같거나 A가 같으면 0이고, 클라이언트가 학습하면서 서로 멀어질수록 커집니다. 인수 행렬이 넷인 FedPara에서는 편차를 세 번, 네 번 곱한 항이 더해집니다. 곱의 평균은 랭크가 (클라이언트 수)·2R, FedPara에서는 (클라이언트 수)·R²까지 되므로, 클라이언트가 여럿이면 보내는 크기의 인수 행렬로는 일반적으로 나타낼 수 없습니다.',
	caption:
		'학습에 쓰지 않은 그림 400장(열 가지 숫자가 같은 수)에서 평균한 신경망이 맞힌 비율을 라운드마다 잽니다. 세 방법 모두 원소의 분산이 같은(2 ÷ 열의 수) W에서 시작하여 같은 학습률과 같은 배치로 학습합니다. 색과 선은 방법마다 다릅니다. ‘모든 원소’는 실선, ‘저랭크’는 점선, FedPara는 파선입니다.',
	fields: {
		clients: '클라이언트 수',
		digits: '클라이언트마다 가진 숫자 종류(10: 모두, IID)',
		rank: 'FedPara의 R(저랭크는 2R)',
		epochs: '라운드마다 로컬 에폭(epoch) 수',
		rate: '학습률',
		rounds: '라운드 수'
	},
	forms: { full: '모든 원소', 'low-rank': '저랭크', fedpara: 'FedPara' },
	start: '세 방법 학습하기',
	stop: '멈추기',
	arrived: (form, isPromised) =>
		`이 주소의 실행 기록대로 설정했습니다. 기록된 방법: ${form}.${isPromised ? ' 학습하면 기록과 비트까지 같게 끝났는지 알려 줍니다.' : ''}`,
	another: (seed) => `다른 그림으로(시드 ${seed})`,
	progress: '끝난 라운드',
	phases: {
		idle: () => '아직 학습하지 않았습니다.',
		running: ({ form, round, rounds }) => `학습 중(${form}): ${rounds}라운드 중 ${round}라운드`,
		stopped: ({ form, round, rounds }) => `멈춤(${form}): ${rounds}라운드 중 ${round}라운드`,
		done: ({ forms, rounds }) => `학습 완료: 세 방법 중 ${forms}개를 ${rounds}라운드씩 학습했습니다.`,
		failed: ({ form, round, rounds }) => `실패(${form}): ${rounds}라운드 중 ${round}라운드`
	},
	empty: '아직 학습하지 않았습니다. 학습하는 동안 곡선이 그려집니다.',
	accuracy: '맞힌 비율',
	sent: '주고받은 양',
	round: '라운드',
	head: {
		form: 'W를 나타내는 방법',
		parameters: '파라미터 수',
		bytes: '라운드당 바이트 수',
		ofBytes: '모든 클라이언트가 주고받은 양의 합',
		accuracy: '맞힌 비율',
		until: (share) => `${share}에 이를 때까지 보낸 양`,
		ofFactors: '맞힌 비율, 인수 행렬의 평균',
		products: '맞힌 비율, 곱의 평균',
		gap: '두 평균의 차이 ÷ W가 움직인 크기',
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
		'여기서는 랭크가 높다고 더 낫다는 보장이 없습니다. 이 숫자 그림은 구별하기 쉽고 신경망은 작아서, 같은 바이트로 저랭크가 비슷하거나 더 나을 수 있습니다. 따라서 여기의 수치는 바이트와 정확도의 관계를 보여 줄 뿐, 논문의 결과를 재현한 것이 아닙니다. 논문은 더 큰 신경망과 사진으로 통신량을 쟀습니다.'
};

export const federatedTexts: Readonly<Record<'en' | 'ko', FederatedTexts>> = { en, ko };
