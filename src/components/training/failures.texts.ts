/** What a training panel says of every failure, in both languages. */
import type { FailureKind } from './training';

/** What happened, in one sentence, and what the reader can do. */
export type FailureTexts = Readonly<Record<FailureKind, { readonly what: string; readonly remedy: string }>>;

const en: FailureTexts = {
	'no-webgpu': {
		what: 'This browser has no WebGPU.',
		remedy:
			'Everything here also runs on the CPU. For the GPU, open the page in a current Chrome, Edge, Firefox or Safari.'
	},
	'no-adapter': {
		what: 'WebGPU found no graphics adapter.',
		remedy:
			'Everything here also runs on the CPU. For the GPU, turn on hardware acceleration in the browser’s settings.'
	},
	'device-refused': {
		what: 'The graphics adapter refused to give a device.',
		remedy: 'Close other pages that use the GPU and try again, or train on the CPU.'
	},
	'shader-error': {
		what: 'A shader did not compile. That is our mistake, not yours.',
		remedy: 'Train on the CPU, and please report this page’s link with what the machine said.'
	},
	'out-of-memory': {
		what: 'There is not enough memory left for this run.',
		remedy: 'Choose a smaller layer or close other pages. A run that the GPU refused may fit on the CPU.'
	},
	'no-answer': {
		what: 'The GPU did not answer.',
		remedy:
			'Train on the CPU. To try the GPU again, close other pages that use it or restart the browser, and choose WebGPU by name.'
	},
	'gpu-error': {
		what: 'The GPU answered with an error that we did not expect.',
		remedy: 'Train on the CPU, and please report this page’s link with what the machine said.'
	},
	'device-lost': {
		what: 'The GPU was lost while training.',
		remedy: 'Train again; if it is lost again, train on the CPU.'
	},
	'no-wasm': {
		what: 'This browser does not run WebAssembly with SIMD, which training on the CPU needs.',
		remedy: 'Use a browser from 2023 or later, or allow WebAssembly (lockdown modes turn it off).'
	},
	diverged: {
		what: 'Training diverged: the loss is no longer a number.',
		remedy: 'The steps were too long. Lower the learning rate and train again.'
	},
	'bad-request': {
		what: 'This run is not possible.',
		remedy: 'Change the setting that is named below.'
	},
	'worker-failed': {
		what: 'The part of the page that trains could not be loaded.',
		remedy:
			'Reload the page: the site may have been renewed since you opened it. If it happens again, a content blocker may be stopping workers.'
	},
	'worker-threw': {
		what: 'The part of the page that trains stopped with an error that we did not expect.',
		remedy: 'Train again. If it happens again, please report this page’s link with what the machine said.'
	},
	'worker-silent': {
		what: 'The part of the page that trains answered no more and was replaced.',
		remedy: 'Train again. If it happens again, choose a smaller layer.'
	}
};

const ko: FailureTexts = {
	'no-webgpu': {
		what: '이 브라우저에는 WebGPU가 없습니다.',
		remedy:
			'여기 있는 것은 모두 CPU로도 실행됩니다. GPU를 쓰려면 최신 Chrome, Edge, Firefox, Safari에서 여십시오.'
	},
	'no-adapter': {
		what: 'WebGPU가 그래픽 장치를 찾지 못했습니다.',
		remedy: '여기 있는 것은 모두 CPU로도 실행됩니다. GPU를 쓰려면 브라우저 설정에서 하드웨어 가속을 켜십시오.'
	},
	'device-refused': {
		what: '그래픽 장치를 열 수 없었습니다.',
		remedy: 'GPU를 쓰는 다른 페이지를 닫고 다시 해 보거나, CPU로 학습하십시오.'
	},
	'shader-error': {
		what: '셰이더가 컴파일되지 않았습니다. 저희 쪽 잘못입니다.',
		remedy: 'CPU로 학습하시고, 이 페이지의 링크와 아래 내용을 알려 주십시오.'
	},
	'out-of-memory': {
		what: '이 실행에 쓸 메모리가 모자랍니다.',
		remedy: '층을 작게 하거나 다른 페이지를 닫으십시오. GPU에서 안 되는 실행도 CPU에서는 될 수 있습니다.'
	},
	'no-answer': {
		what: 'GPU가 응답하지 않았습니다.',
		remedy:
			'CPU로 학습하십시오. GPU를 다시 써 보려면, GPU를 쓰는 다른 페이지를 닫거나 브라우저를 다시 시작한 뒤 WebGPU를 직접 고르십시오.'
	},
	'gpu-error': {
		what: 'GPU에서 예상하지 못한 오류가 났습니다.',
		remedy: 'CPU로 학습하시고, 이 페이지의 링크와 아래 내용을 알려 주십시오.'
	},
	'device-lost': {
		what: '학습하는 동안 GPU 연결이 끊겼습니다.',
		remedy: '다시 학습해 보십시오. 또 끊기면 CPU로 학습하십시오.'
	},
	'no-wasm': {
		what: 'CPU 학습에 필요한 웹어셈블리(WebAssembly) SIMD를 이 브라우저에서 쓸 수 없습니다.',
		remedy: '2023년 이후의 브라우저에서 열거나, 잠금 모드 등에서 꺼진 웹어셈블리를 허용하십시오.'
	},
	diverged: {
		what: '학습이 발산했습니다. 손실이 유한한 값이 아닙니다.',
		remedy: '한 스텝이 너무 컸습니다. 학습률을 낮추고 다시 학습하십시오.'
	},
	'bad-request': {
		what: '이 설정으로는 실행할 수 없습니다.',
		remedy: '아래에 적힌 설정을 바꾸십시오.'
	},
	'worker-failed': {
		what: '학습을 맡은 워커를 불러오지 못했습니다.',
		remedy:
			'페이지를 연 뒤에 사이트가 바뀌었을 수 있으니 새로 고치십시오. 계속되면 콘텐츠 차단기가 워커를 막고 있을 수 있습니다.'
	},
	'worker-threw': {
		what: '학습을 맡은 워커가 예상하지 못한 오류로 멈췄습니다.',
		remedy: '다시 학습해 보십시오. 또 멈추면 이 페이지의 링크와 아래 내용을 알려 주십시오.'
	},
	'worker-silent': {
		what: '학습을 맡은 워커가 응답하지 않아 새 워커로 바꿨습니다.',
		remedy: '다시 학습해 보십시오. 되풀이되면 층을 작게 하십시오.'
	}
};

export const failureTexts: Readonly<Record<'en' | 'ko', FailureTexts>> = { en, ko };
