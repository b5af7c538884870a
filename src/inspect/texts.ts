/** Words of the page that opens adapters, in both languages. What it says of files stands in notes.texts.ts. */
import type { Language } from '$src/i18n';
import type { OtherKind } from '$src/files/others';
import type { ScaleSource } from '$src/files/dialects/dialect';
import type { Explained } from './explained';
import type { Column } from './table';

const en = {
	title: 'Open an adapter',
	summary:
		'Drop a LoRA, LoHa or LoKr file: which rank each module really has, where its strength lies, and what could be cut.',
	place: {
		label: 'Files of the adapter',
		drop: 'Drop a PEFT folder, a folder of checkpoints, a .safetensors file or a .zip here.',
		file: 'Choose files',
		folder: 'Choose a folder',
		privacy: 'The file is read on this machine, piece by piece. Nothing is sent anywhere.',
		another: 'Open another'
	},
	what: 'PEFT, kohya, LyCORIS and diffusers are recognised by what is in the file. Every ΔW is measured through its factors in float64; the full matrix is formed only where it is the smaller thing.',
	stages: {
		reading: 'Reading the index…',
		measuring: (done: string, all: string) => `${done} of ${all} modules measured`,
		stopped: (done: string, all: string) => `Stopped: ${done} of ${all} modules measured.`,
		done: (all: string) => `${all} modules measured.`,
		refused: 'This cannot be measured',
		failed: 'The measurement broke off',
		failedAbout: 'What was measured before stands below. Open the file again to start anew.',
		stop: 'Stop',
		again: 'Measure again'
	},
	among: 'Adapter',
	alpha: 'α, where no file says it',
	useAlpha: 'Use α',
	numbers: {
		dialect: 'written by',
		modules: 'modules',
		parameters: 'numbers of the adapter',
		others: 'full numbers beside it',
		bytes: 'bytes of the adapter',
		norm: '‖ΔW‖ of all'
	},
	notes: 'Good to know of this file',
	othersTitle: 'Full weights beside the adapter',
	others: {
		'saved-module': 'modules saved whole',
		bias: 'biases',
		'base-weight': 'weights of the base model',
		'token-rows': 'rows of tokens, whole',
		magnitude: 'magnitudes of DoRA',
		other: 'of other methods'
	} as Readonly<Record<OtherKind, string>>,
	map: {
		title: 'Layer by module',
		caption:
			'One cell a module: the stronger the colour, the larger the number. Choose one to see its spectrum.',
		measure: 'Colour shows',
		measures: {
			used: 'rank for 99% of the energy, as a share of the bound',
			stable: 'stable rank',
			norm: '‖ΔW‖'
		},
		describe: (layers: string, kinds: string, most: string) =>
			`${layers} layers by ${kinds} kinds of modules. The largest value is at ${most}.`
	},
	table: {
		title: 'Modules',
		label: 'Table of the modules, scrolls sideways',
		columns: {
			name: 'module',
			method: 'method',
			shape: 'shape of ΔW',
			parameters: 'numbers',
			scale: 's',
			rank: 'rank / bound',
			stable: 'stable rank',
			energy: 'rank for 99%',
			norm: '‖ΔW‖'
		} as Readonly<Record<Column, string>>,
		meaning: (head: string) => `${head}: what it means`,
		all: (count: string) => `Show all ${count}`,
		saveCsv: 'Save as CSV',
		saveJson: 'Save as JSON',
		unmeasured: 'not measured',
		waiting: '…'
	},
	detail: {
		title: 'One module',
		choose: 'Choose a module in the table or in the map.',
		spectrum: (name: string, rank: string, bound: string) =>
			`Singular values of ΔW of ${name}: rank ${rank}, bound ${bound}.`,
		bound: (bound: string) => `bound ${bound}`,
		caption: 'Singular values of ΔW, largest first. Right of the dashed line nothing can rise.',
		rank: 'numerical rank',
		rankBound: 'bound',
		stable: 'stable rank',
		entropy: 'entropy rank',
		energies: ['rank for 90% of Σσ²', 'rank for 95%', 'rank for 99%'],
		norm: '‖ΔW‖',
		scale: 's',
		from: 'where s comes from',
		experts: 'experts in it',
		lesson: (method: string) => `${method}’s derivation on this module’s own matrices`,
		lessonToy: (method: string) => `How ${method} makes such a matrix`,
		lowRank: 'The best approximation of this ΔW, derived on its own numbers',
		parameters: 'parameters',
		each: 'Each name above leads to the step that explains its number.',
		defined: {
			parameters: 'Numbers of the factors of this module',
			rank: 'Singular values above the tolerance',
			rankBound: 'No factors of these shapes make a larger rank',
			stable: 'Σσ²/σ₁²: how many directions carry the energy, were they as strong as the first',
			entropy: 'exp of the entropy of the shares σᵢ/Σσ',
			energy: 'The fewest directions that hold so much of Σσ²',
			norm: '‖ΔW‖ = √Σσ²',
			scale: 'The factor before the product of the factors'
		} as Readonly<Record<Explained, string>>
	},
	saveFigure: {
		svg: 'Save as SVG',
		png: 'Save as PNG',
		failed: 'The browser cannot paint this drawing; save it as SVG.'
	},
	sources: {
		'alpha/r': 'α/r of the configuration',
		'alpha/sqrt(r)': 'α/√r of the configuration (rsLoRA)',
		'alpha/(init_r + 1e-5)': 'α/(init_r + 10⁻⁵), as AdaLoRA has it',
		'alpha of the file/r': 'α in the file, by r of the tensors',
		'alpha of the file/dim': 'α in the file, by the network’s dim (rs_lora)',
		'both blocks full: 1': '1: both blocks are full, LyCORIS ignores α',
		'alpha given/r': 'α that you typed, by r',
		'not known: 1': 'not known, taken as 1'
	} as Readonly<Record<ScaleSource, string>>,
	cut: {
		title: 'What could be cut',
		about:
			'The smallest LoRA that keeps 99% of the energy Σσ² of a module, against what the module stores now. The error that it leaves is at most 10% of ‖ΔW‖.',
		saved: 'bytes that could go',
		share: 'share of the adapter',
		none: 'Nothing: every module needs what it has.',
		dead: (names: string) => `ΔW is zero, the module does nothing: ${names}`,
		spikes: (names: string) => `Almost one direction (stable rank up to 1.1): ${names}`,
		line: (name: string, from: string, to: string, saved: string) =>
			`${name}: rank ${from} → ${to}, ${saved} fewer`,
		more: (count: string) => `and ${count} more`
	}
};
export type InspectTexts = typeof en;

const ko: InspectTexts = {
	title: '어댑터 열어 보기',
	summary:
		'LoRA, LoHa, LoKr 파일을 열면 모듈마다 실제 랭크가 얼마인지, 변화량이 어디에서 큰지, 무엇을 줄일 수 있는지 보여 줍니다.',
	place: {
		label: '어댑터 파일',
		drop: 'PEFT 폴더, 체크포인트 폴더, .safetensors 파일, .zip 파일을 여기에 놓으십시오.',
		file: '파일 고르기',
		folder: '폴더 고르기',
		privacy: '파일은 이 기기에서 필요한 만큼만 읽고, 아무것도 밖으로 보내지 않습니다.',
		another: '다른 파일 열기'
	},
	what: 'PEFT, kohya, LyCORIS, diffusers 가운데 어느 쪽이 저장했는지는 파일의 내용으로 알아냅니다. ΔW는 인수 행렬을 써서 float64에서 측정하고, 전체 행렬은 그쪽이 더 작을 때만 만듭니다.',
	stages: {
		reading: '텐서 목록을 읽고 있습니다 …',
		measuring: (done, all) => `모듈 ${all}개 가운데 ${done}개를 측정했습니다`,
		stopped: (done, all) => `멈췄습니다. 모듈 ${all}개 가운데 ${done}개를 측정했습니다.`,
		done: (all) => `모듈 ${all}개를 모두 측정했습니다.`,
		refused: '측정할 수 없는 파일입니다',
		failed: '측정이 중간에 끊겼습니다',
		failedAbout: '그때까지 측정한 값은 아래에 남아 있습니다. 처음부터 다시 하려면 파일을 다시 여십시오.',
		stop: '멈추기',
		again: '다시 측정하기'
	},
	among: '어댑터',
	alpha: '파일에 없을 때 쓸 α',
	useAlpha: '이 α로 다시 측정',
	numbers: {
		dialect: '저장한 도구',
		modules: '모듈 수',
		parameters: '어댑터의 파라미터 수',
		others: '함께 저장된 가중치의 원소 수',
		bytes: '어댑터의 크기',
		norm: '전체 ‖ΔW‖'
	},
	notes: '이 파일에 대해 알아 둘 점',
	othersTitle: '어댑터와 함께 저장된 가중치',
	others: {
		'saved-module': '통째로 저장된 모듈',
		bias: '편향',
		'base-weight': '기반 모델의 가중치',
		'token-rows': '통째로 저장된 토큰 임베딩의 행',
		magnitude: 'DoRA의 크기 벡터',
		other: '다른 방법의 텐서'
	},
	map: {
		title: '층과 모듈',
		caption: '칸 하나가 모듈 하나이고, 값이 클수록 색이 진합니다. 칸을 고르면 스펙트럼이 나옵니다.',
		measure: '색으로 볼 값',
		measures: {
			used: '에너지의 99%에 필요한 랭크(상한에 대한 비율)',
			stable: '안정 랭크(stable rank)',
			norm: '‖ΔW‖'
		},
		describe: (layers, kinds, most) =>
			`층 ${layers}개, 모듈 종류 ${kinds}가지. 가장 큰 값은 ${most}에 있습니다.`
	},
	table: {
		title: '모듈',
		label: '모듈 표, 옆으로 넘겨 볼 수 있습니다',
		columns: {
			name: '모듈',
			method: '방법',
			shape: 'ΔW의 모양',
			parameters: '파라미터 수',
			scale: 's',
			rank: '랭크 / 상한',
			stable: '안정 랭크',
			energy: '99% 랭크',
			norm: '‖ΔW‖'
		},
		meaning: (head) => `${head}의 뜻`,
		all: (count) => `${count}개 모두 보기`,
		saveCsv: 'CSV로 저장',
		saveJson: 'JSON으로 저장',
		unmeasured: '측정하지 않음',
		waiting: '…'
	},
	detail: {
		title: '모듈 하나',
		choose: '표나 그림에서 모듈을 고르십시오.',
		spectrum: (name, rank, bound) => `${name}의 ΔW 특잇값: 랭크 ${rank}, 상한 ${bound}.`,
		bound: (bound) => `상한 ${bound}`,
		caption: 'ΔW의 특잇값을 큰 것부터 늘어놓았습니다. 파선 오른쪽의 특잇값은 모두 0입니다.',
		rank: '수치 랭크(numerical rank)',
		rankBound: '상한',
		stable: '안정 랭크',
		entropy: '엔트로피 랭크',
		energies: ['Σσ²의 90%에 필요한 랭크', '95%에 필요한 랭크', '99%에 필요한 랭크'],
		norm: '‖ΔW‖',
		scale: 's',
		from: 's의 출처',
		experts: '그 안의 전문가(expert) 수',
		lesson: (method) => `이 모듈의 행렬로 계산하는 ${method} 유도`,
		lessonToy: (method) => `이런 행렬을 만드는 방법: ${method} 레슨`,
		lowRank: '이 ΔW의 값으로 보는 최선의 저랭크 근사(low-rank approximation) 유도',
		parameters: '파라미터 수',
		each: '위의 이름을 고르면 그 값을 설명하는 단계가 열립니다.',
		defined: {
			parameters: '이 모듈의 인수 행렬이 갖는 원소 수',
			rank: '허용 오차보다 큰 특잇값의 개수',
			rankBound: '모양이 이런 인수 행렬로 얻을 수 있는 랭크의 상한',
			stable: 'Σσ²/σ₁²: 모든 방향이 첫째만큼 크다고 할 때 에너지를 나누어 갖는 방향의 수',
			entropy: '비율 σᵢ/Σσ의 엔트로피에 지수 함수를 취한 값',
			energy: 'Σσ² 가운데 그 비율을 담는 데 필요한 방향의 최소 개수',
			norm: '‖ΔW‖ = √Σσ²',
			scale: '인수 행렬의 곱 앞에 붙는 수'
		}
	},
	saveFigure: {
		svg: 'SVG로 저장',
		png: 'PNG로 저장',
		failed: '이 브라우저에서는 그림을 PNG로 바꾸지 못합니다. SVG로 저장하십시오.'
	},
	sources: {
		'alpha/r': '설정 파일의 α/r',
		'alpha/sqrt(r)': '설정 파일의 α/√r (rsLoRA)',
		'alpha/(init_r + 1e-5)': 'AdaLoRA의 α/(init_r + 10⁻⁵)',
		'alpha of the file/r': '파일에 든 α를 텐서의 r로 나눈 값',
		'alpha of the file/dim': '파일에 든 α를 네트워크의 dim으로 나눈 값 (rs_lora)',
		'both blocks full: 1': '1: 두 블록을 모두 통째로 두면 LyCORIS는 α를 쓰지 않음',
		'alpha given/r': '입력한 α를 r로 나눈 값',
		'not known: 1': '알 수 없어 1로 둠'
	},
	cut: {
		title: '줄일 수 있는 것',
		about:
			'모듈마다 에너지 Σσ²의 99%를 남기는 가장 작은 LoRA를 지금 저장된 크기와 비교했습니다. 그때 남는 오차는 ‖ΔW‖의 10%를 넘지 않습니다.',
		saved: '줄일 수 있는 크기',
		share: '어댑터에서 차지하는 비율',
		none: '없습니다. 모든 모듈에 지금 크기가 필요합니다.',
		dead: (names) => `ΔW가 0이라 아무 일도 하지 않는 모듈: ${names}`,
		spikes: (names) => `거의 한 방향뿐인 모듈(안정 랭크 1.1 이하): ${names}`,
		line: (name, from, to, saved) => `${name}: 랭크 ${from} → ${to}, ${saved} 감소`,
		more: (count) => `그 밖에 ${count}개`
	}
};
export const inspectTexts: Readonly<Record<Language, InspectTexts>> = { en, ko };
