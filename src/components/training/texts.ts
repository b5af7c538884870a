/** What a training panel says, in both languages, in every state. */
import { failureTexts, type FailureTexts } from './failures.texts';

export interface TrainingTexts {
	readonly watch: string;
	readonly watchHint: string;
	readonly moment: string;
	readonly atStep: (step: number) => string;
	readonly stop: string;
	readonly reroll: string;
	readonly rerollHint: string;
	readonly lab: string;
	readonly settings: string;
	readonly fields: Readonly<Record<'steps' | 'lr' | 'optimizer' | 'schedule' | 'backend' | 'seed', string>>;
	/** Choice value → how it is written. */
	readonly choices: Readonly<Record<string, string>>;
	readonly phases: Readonly<
		Record<'idle' | 'preparing' | 'training' | 'stopped' | 'done' | 'failed', string>
	>;
	readonly step: string;
	readonly loss: string;
	readonly stepsPerSecond: string;
	readonly backend: string;
	readonly adapter: string;
	readonly notYet: string;
	readonly lossTitle: string;
	readonly lossSummary: (step: number, first: string, last: string) => string;
	readonly noLoss: string;
	readonly previous: string;
	readonly dispatches: (count: number) => string;
	readonly replayed: Readonly<Record<'identical' | 'different', string>>;
	/** Beside the digest of the receipt that opened the page. */
	readonly expected: Readonly<Record<'identical' | 'different', string>>;
	readonly recalled: string;
	/** Behind the settings' title: there it says why. */
	readonly whyThere: (device: 'webgpu' | 'cpu') => string;
	readonly because: (reason: string) => string;
	readonly resumed: (step: number, reason: string, device: 'webgpu' | 'cpu') => string;
	readonly onCpu: string;
	/** Rates a second, as they are written. */
	readonly chosen: (cpu: string, webgpu: string) => string;
	readonly compiling: string;
	/** The trained factors as files for PEFT. */
	readonly peft: Readonly<Record<'save' | 'hint' | 'done' | 'cannot' | 'failed', string>>;
	readonly lose: string;
	readonly loseHint: string;
	readonly lowerRate: (rate: string) => string;
	readonly searching: string;
	/** A rate that was tried, over so many steps. */
	readonly tried: (rate: string, steps: number, of: number) => string;
	readonly triedInVain: (rates: string) => string;
	readonly reload: string;
	readonly failedAt: (step: number) => string;
	readonly said: string;
	readonly failures: FailureTexts;
}

const en: TrainingTexts = {
	watch: 'Watch it train',
	watchHint: 'The same run, bit for bit, in slow motion; then wind it back and forth',
	moment: 'Wind back',
	atStep: (step) => `step ${step}`,
	stop: 'Stop',
	reroll: 'New seed',
	rerollHint: 'Other random numbers: another target, another start',
	lab: 'Open this run in the lab',
	settings: 'How it trains',
	fields: {
		steps: 'Steps',
		lr: 'Learning rate',
		optimizer: 'Optimizer',
		schedule: 'Schedule',
		backend: 'Run on',
		seed: 'Seed'
	},
	choices: {
		adam: 'Adam',
		sgd: 'SGD',
		constant: 'constant',
		cosine: 'cosine decay',
		auto: 'the faster one',
		webgpu: 'WebGPU',
		cpu: 'CPU'
	},
	phases: {
		idle: 'Ready',
		preparing: 'Preparing',
		training: 'Training',
		stopped: 'Stopped',
		done: 'Done',
		failed: 'Failed'
	},
	step: 'Step',
	loss: 'Loss',
	stepsPerSecond: 'Steps a second',
	backend: 'Runs on',
	adapter: 'Device',
	notYet: 'not run yet',
	lossTitle: 'Loss by step',
	lossSummary: (step, first, last) => `Loss over ${step} steps, from ${first} to ${last}.`,
	noLoss: 'No loss yet: nothing has been trained.',
	previous: 'grey: the run before',
	dispatches: (count) => (count <= 1 ? 'many steps in one GPU dispatch' : `${count} GPU dispatches a step`),
	replayed: {
		identical: 'The same run as before: every bit is the same.',
		different:
			'The same run as before, but the numbers differ. That should not happen: please report this link.'
	},
	expected: {
		identical: 'It ended as the receipt of this address says: every bit is the same.',
		different:
			'It ended with other bits than the receipt of this address says. On WebGPU another device may round otherwise; on the CPU that should not happen: please report this link.'
	},
	recalled:
		'Trained earlier in this tab, and drawn again as it ended. Watch it train again, and the bits are compared.',
	whyThere: (device) => (device === 'cpu' ? 'why on the CPU' : 'why on WebGPU'),
	because: (reason) => `On the CPU, because: ${reason}`,
	resumed: (step, reason, device) =>
		`${reason} Training went on from step ${step} on ${device === 'cpu' ? 'the CPU' : 'WebGPU'}.`,
	onCpu: 'Train on the CPU',
	chosen: (cpu, webgpu) =>
		`Chosen by measurement: about ${cpu} steps a second on this CPU, ${webgpu} on WebGPU.`,
	compiling:
		'WebGPU has not answered yet; it may still be compiling its shaders. Until both have been measured, runs go to the CPU.',
	peft: {
		save: 'Save for PEFT',
		hint: 'The trained factors as a folder that PEFT loads, in a zip',
		done: 'Saved. The files were read back and gave the same ΔW.',
		cannot: 'PEFT has one rank for both products of LoHa: make r₁ and r₂ equal to save it.',
		failed:
			'It could not be saved: what was written did not read back as what was trained, or the code for it did not load.'
	},
	lose: 'Take the GPU away',
	loseHint: 'While a run is on WebGPU: loses its device, as a driver that crashes does',
	lowerRate: (rate) => `Train with ${rate}`,
	searching: 'Trying lower learning rates on this run …',
	tried: (rate, steps, of) =>
		steps === of
			? `Tried with ${rate}: over all ${of} steps the loss stays a number, and falls.`
			: `Tried with ${rate}: over the first ${steps} of ${of} steps the loss stays a number, and falls; further was not tried.`,
	triedInVain: (rates) => `Tried with ${rates}: none of them trains this run either.`,
	reload: 'Reload the page',
	failedAt: (step) => `at step ${step}`,
	said: 'What the machine said',
	failures: failureTexts.en
};

const ko: TrainingTexts = {
	watch: '학습 과정 보기',
	watchHint: '비트 하나까지 똑같은 실행을 느린 속도로 보여 줍니다. 끝나면 앞뒤로 돌려 볼 수 있습니다',
	moment: '되돌려 보기',
	atStep: (step) => `스텝 ${step}`,
	stop: '멈춤',
	reroll: '새 시드',
	rerollHint: '난수를 바꿉니다. 목표 행렬과 초깃값이 달라집니다',
	lab: '이 실행을 실험실에서 열기',
	settings: '학습 설정',
	fields: {
		steps: '스텝 수',
		lr: '학습률',
		optimizer: '옵티마이저',
		schedule: '학습률 스케줄',
		backend: '계산 장치',
		seed: '시드'
	},
	choices: {
		adam: 'Adam',
		sgd: 'SGD',
		constant: '일정',
		cosine: '코사인 감쇠',
		auto: '더 빠른 쪽',
		webgpu: 'WebGPU',
		cpu: 'CPU'
	},
	phases: {
		idle: '준비됨',
		preparing: '준비 중',
		training: '학습 중',
		stopped: '멈춤',
		done: '완료',
		failed: '실패'
	},
	step: '스텝',
	loss: '손실',
	stepsPerSecond: '초당 스텝',
	backend: '계산 장치',
	adapter: '하드웨어',
	notYet: '아직 실행 전',
	lossTitle: '스텝에 따른 손실',
	lossSummary: (step, first, last) => `${step}스텝 동안의 손실. 처음 ${first}, 마지막 ${last}.`,
	noLoss: '아직 학습하지 않아 손실이 없습니다.',
	previous: '회색: 직전 실행',
	dispatches: (count) =>
		count <= 1 ? '여러 스텝을 GPU 디스패치 한 번으로 계산' : `스텝마다 GPU 디스패치 ${count}회`,
	replayed: {
		identical: '직전과 같은 실행입니다. 비트 하나까지 똑같습니다.',
		different: '직전과 같은 실행인데 결과가 다릅니다. 있어서는 안 되는 일이니 이 링크를 알려 주십시오.'
	},
	expected: {
		identical: '이 주소의 실행 기록과 똑같이 끝났습니다. 비트 하나까지 같습니다.',
		different:
			'이 주소의 실행 기록과는 다른 비트로 끝났습니다. WebGPU에서는 기기에 따라 반올림이 다를 수 있습니다. CPU에서는 있어서는 안 되는 일이니 이 링크를 알려 주십시오.'
	},
	recalled:
		'이 탭에서 앞서 학습한 결과를 그대로 다시 그렸습니다. 학습 과정을 다시 보면 비트까지 같은지 비교합니다.',
	whyThere: (device) => (device === 'cpu' ? 'CPU를 쓰는 이유' : 'WebGPU를 쓰는 이유'),
	because: (reason) => `CPU에서 실행합니다. ${reason}`,
	resumed: (step, reason, device) =>
		`${reason} 스텝 ${step}부터 ${device === 'cpu' ? 'CPU' : 'WebGPU'}에서 이어서 학습했습니다.`,
	onCpu: 'CPU로 학습',
	chosen: (cpu, webgpu) =>
		`재어 보고 더 빠른 쪽을 골랐습니다. 초당 CPU 약 ${cpu}스텝, WebGPU 약 ${webgpu}스텝.`,
	compiling:
		'WebGPU가 아직 응답하지 않습니다. 셰이더를 컴파일하는 중일 수 있습니다. 둘 다 재어 볼 때까지는 CPU에서 실행합니다.',
	peft: {
		save: 'PEFT용으로 저장',
		hint: '학습한 인수 행렬을 PEFT가 읽는 폴더로 묶어 zip 파일로 저장합니다',
		done: '저장했습니다. 파일을 다시 읽어 ΔW가 같은 것을 확인했습니다.',
		cannot: 'PEFT는 LoHa의 두 곱에 같은 랭크를 씁니다. 저장하려면 r₁과 r₂를 같게 하십시오.',
		failed:
			'저장하지 못했습니다. 파일을 다시 읽은 ΔW가 학습한 것과 다르거나, 필요한 코드를 불러오지 못했습니다.'
	},
	lose: 'GPU 빼앗기',
	loseHint: 'WebGPU에서 학습하는 동안 장치를 잃게 합니다. 드라이버가 멈췄을 때와 같은 상황입니다',
	lowerRate: (rate) => `학습률 ${rate}에서 학습`,
	searching: '이 실행을 더 낮은 학습률로 시험하고 있습니다 …',
	tried: (rate, steps, of) =>
		steps === of
			? `학습률 ${rate}에서 시험해 보니 ${of}스텝 내내 손실이 발산하지 않고 줄어듭니다.`
			: `학습률 ${rate}에서 시험해 보니 ${of}스텝 가운데 처음 ${steps}스텝 동안 손실이 발산하지 않고 줄어듭니다. 그 뒤는 시험하지 않았습니다.`,
	triedInVain: (rates) => `학습률 ${rates}에서도 시험했지만 이 실행은 학습되지 않습니다.`,
	reload: '페이지 새로 고침',
	failedAt: (step) => `스텝 ${step}에서`,
	said: '장치가 보낸 메시지',
	failures: failureTexts.ko
};

export const trainingTexts: Readonly<Record<'en' | 'ko', TrainingTexts>> = { en, ko };
