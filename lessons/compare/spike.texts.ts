/** Words of the figure on what an update leaves in the spectrum, in both languages. */
const en = {
	caption:
		'Singular values of W₀ + ΔW, 200 × 200. W₀ is Gaussian, its own values fill [0, 2] as the grey line says. ΔW has k equal singular values θ = ‖ΔW‖/√k in random directions. Red: what the theorem expects for a fixed k and a large n. Green: measured here.',
	values: 'Singular values of W₀ + ΔW',
	count: 'how many',
	alignment: 'cos² of the first singular vector with ΔW',
	theta: 'θ, each singular value of ΔW',
	each: 'θ',
	outlier: 'largest singular value',
	left: 'cos², left',
	right: 'cos², right',
	expected: 'expected',
	nearest: 'nearest vector of W₀, |cos|',
	describe: (theta: string, value: string, expected: string, share: string) =>
		`ΔW has singular values of ${theta}. The largest of W₀ + ΔW is ${value}, expected ${expected}; its left singular vector has cos² = ${share} with the directions of ΔW.`
};

export type SpikeTexts = typeof en;

const ko: SpikeTexts = {
	caption:
		'200 × 200 행렬 W₀ + ΔW의 특잇값입니다. W₀은 가우스 난수 행렬이고, W₀의 특잇값은 회색 선이 나타내는 분포로 [0, 2]를 채웁니다. ΔW에는 똑같은 특잇값이 k개 있고(θ = ‖ΔW‖/√k), 그 방향은 난수로 뽑습니다. 붉은색은 k를 고정하고 n이 클 때 정리에서 예측한 값, 초록색은 여기서 측정한 값입니다.',
	values: 'W₀ + ΔW의 특잇값',
	count: '개수',
	alignment: '첫 특이벡터와 ΔW 방향 사이의 cos²',
	theta: 'ΔW의 특잇값 θ',
	each: 'θ',
	outlier: '가장 큰 특잇값',
	left: 'cos², 왼쪽',
	right: 'cos², 오른쪽',
	expected: '이론값',
	nearest: '가장 가까운 W₀의 특이벡터, |cos|',
	describe: (theta, value, expected, share) =>
		`ΔW의 특잇값이 ${theta}일 때 W₀ + ΔW의 가장 큰 특잇값: ${value}, 이론값: ${expected}. 그 왼쪽 특이벡터와 ΔW 방향 사이의 cos²: ${share}.`
};

export const spikeTexts: Readonly<Record<'en' | 'ko', SpikeTexts>> = { en, ko };
