/** What the page says around exercises; what belongs to one exercise stands in its lesson. */
import { exact, quantity } from '$src/components/numbers/numbers';
import type { Form } from '$src/exercises/exercise';
import type { Counterexample, Hint, Near, Verdict } from '$src/exercises/judge';
import type { Language } from '$src/i18n';

/** Six digits tell two answers apart. */
const short = (x: number, language: Language): string => (Number.isNaN(x) ? '?' : quantity(x, language, 6));

const en = {
	exercise: (number: number) => `Exercise ${number}`,
	before: (n: number) =>
		n === 1 ? 'Exercise 1 stands in the derivation.' : `Exercises 1 to ${n} stand in the derivation.`,
	practise: 'Practise it',
	solved: 'solved',
	shown: 'solution read',
	check: 'Check',
	formula: (letters: readonly string[], matrices: boolean) =>
		`Your answer, with ${letters.join(', ')}. Write products as 2r or 2*r, ${matrices ? "a transpose as A', an elementwise product as A .* B." : 'roots as sqrt(r), roundings as ceil(r), the smaller as min(m, n).'}`,
	number: 'Your answer: a number, or arithmetic such as 2*8*(64+64).',
	read: 'Read as: ',
	up: (position: number) => `Move line ${position} up`,
	down: (position: number) => `Move line ${position} down`,
	hint: (n: number, of: number) => `Hint ${n} of ${of}`,
	solution: 'Solution',
	right: 'Right.',
	mistake: 'Not yet.',
	wrong: 'Not yet.',
	order: 'Not yet: some line stands too early.',
	near: {
		factor: 'Only a constant factor is off.',
		sign: 'Only the sign is off.',
		transposed: 'This is the transpose of what is asked for.',
		shape: 'The shape of the result is another one.',
		unit: 'Off by a power of 1000 or 1024: look at the unit.'
	} satisfies Record<Near, string>,
	counterexample: ({ given, yours, right }: Counterexample) =>
		`Try ${given.map(([name, value]) => `${name} = ${exact(value)}`).join(', ')}: yours gives ${short(yours, 'en')}, it should be ${short(right, 'en')}.`,
	form: {
		any: '',
		product: 'The value is right. Now write it as a product.',
		sum: 'The value is right. Now write it as a sum.',
		number: 'The value is right. Now work it out to one number.'
	} satisfies Record<Form, string>,
	hints: {
		empty: 'Type an answer first.',
		long: 'That is longer than 200 characters. The answer is short.',
		syntax: 'This cannot be read as a formula. Look at brackets and at signs that have nothing behind them.',
		syntaxAt: (at: number) =>
			`This cannot be read as a formula: something is missing or too much near character ${at}.`,
		unknown: (name: string, known: readonly string[]) =>
			known.length > 0
				? `“${name}” is none of the letters of this question: ${known.join(', ')}.`
				: `“${name}” is no number. This answer needs no letters.`,
		function: (name: string) =>
			`There is no function “${name}” here. There are sqrt, abs, min, max, floor, ceil, tr, norm, kron.`,
		arguments: (name: string) => `${name} has another number of arguments.`,
		shape: (shapes: string) => `The shapes do not fit: ${shapes}. (With sample sizes.)`,
		size: (shape: string) =>
			shape === ''
				? 'This takes too many operations to be worked out here. The answer is much shorter.'
				: `This would make a matrix of ${shape} (with sample sizes), too large to be worked out here. The answer is much smaller.`,
		infinite:
			'This has no finite value. Look for a division by zero, the root of a negative number, or a number that grows too large.'
	},
	uncounted: 'This was not counted.',
	principle: 'Which rule carries this step?',
	principleRight: 'Yes. That rule is the step.',
	principleWrong: (title: string) => `The step is ${title}.`
};

const ko: typeof en = {
	exercise: (number) => `연습 문제 ${number}`,
	before: (n) => (n === 1 ? '1번 문제는 유도 안에 있습니다.' : `1번부터 ${n}번까지는 유도 안에 있습니다.`),
	practise: '직접 해 보기',
	solved: '풀었습니다',
	shown: '풀이를 보았습니다',
	check: '확인',
	formula: (letters, matrices) =>
		`쓸 수 있는 문자: ${letters.join(', ')}. 곱은 2r 또는 2*r, ${matrices ? "전치는 A', 원소별 곱은 A .* B처럼 씁니다." : '제곱근은 sqrt(r), 올림은 ceil(r), 작은 쪽은 min(m, n)처럼 씁니다.'}`,
	number: '답을 숫자나 2*8*(64+64) 같은 식으로 쓰십시오.',
	read: '이렇게 읽었습니다: ',
	up: (position) => `${position}번째 줄을 위로`,
	down: (position) => `${position}번째 줄을 아래로`,
	hint: (n, of) => `힌트 ${n}/${of}`,
	solution: '풀이',
	right: '맞습니다.',
	mistake: '아직 아닙니다.',
	wrong: '아직 아닙니다.',
	order: '아직 아닙니다. 너무 앞에 놓인 줄이 있습니다.',
	near: {
		factor: '상수배만 다릅니다.',
		sign: '부호만 다릅니다.',
		transposed: '구하는 행렬의 전치입니다.',
		shape: '결과의 모양이 구하는 것과 다릅니다.',
		unit: '1000 또는 1024의 거듭제곱만큼 다릅니다. 단위를 확인하십시오.'
	},
	counterexample: ({ given, yours, right }) =>
		`${given.map(([name, value]) => `${name} = ${exact(value)}`).join(', ')}일 때, 쓰신 식의 값은 ${short(yours, 'ko')}, 바른 값은 ${short(right, 'ko')}입니다.`,
	form: {
		any: '',
		product: '값은 맞습니다. 이제 곱의 꼴로 써 보십시오.',
		sum: '값은 맞습니다. 이제 합의 꼴로 써 보십시오.',
		number: '값은 맞습니다. 이제 끝까지 계산해 수 하나로 쓰십시오.'
	},
	hints: {
		empty: '먼저 답을 쓰십시오.',
		long: '200자가 넘습니다. 답은 짧습니다.',
		syntax: '식으로 읽을 수 없습니다. 괄호와, 뒤에 아무것도 없는 기호를 살펴보십시오.',
		syntaxAt: (at) => `식으로 읽을 수 없습니다. ${at}번째 글자 근처에 빠졌거나 남는 것이 있습니다.`,
		unknown: (name, known) =>
			known.length > 0
				? `“${name}”: 이 문제에 없는 문자입니다. 쓸 수 있는 문자는 ${known.join(', ')}입니다.`
				: `“${name}”: 숫자가 아닙니다. 이 답에는 문자가 필요 없습니다.`,
		function: (name) =>
			`“${name}”: 없는 함수입니다. 쓸 수 있는 함수는 sqrt, abs, min, max, floor, ceil, tr, norm, kron입니다.`,
		arguments: (name) => `${name}: 괄호 안에 쓴 값의 개수가 맞지 않습니다.`,
		shape: (shapes) => `모양이 맞지 않습니다: ${shapes}. (크기는 표본으로 고른 것입니다.)`,
		size: (shape) =>
			shape === ''
				? '여기서 계산하기에는 연산이 너무 많습니다. 답은 훨씬 짧습니다.'
				: `${shape} 행렬이 나오는 식이라 여기서 계산하기에는 너무 큽니다. (크기는 표본으로 고른 것입니다.) 답은 훨씬 작습니다.`,
		infinite:
			'값이 유한하지 않습니다. 0으로 나누는 곳, 음수의 제곱근, 지나치게 커지는 수가 없는지 살펴보십시오.'
	},
	uncounted: '이 답은 시도 횟수에 넣지 않았습니다.',
	principle: '이 단계에 쓰인 규칙은 무엇일까요?',
	principleRight: '네, 바로 그 규칙입니다.',
	principleWrong: (title) => `이 단계의 규칙은 ‘${title}’입니다.`
};

export type ExerciseTexts = typeof en;
export const exerciseTexts: Record<Language, ExerciseTexts> = { en, ko };

function wordsForHint(hint: Hint, { hints }: ExerciseTexts): string {
	switch (hint.reason) {
		case 'empty':
		case 'long':
		case 'infinite':
			return hints[hint.reason];
		case 'syntax':
			return hint.at === null ? hints.syntax : hints.syntaxAt(hint.at + 1);
		case 'unknown':
			return hints.unknown(hint.detail, hint.known);
		case 'function':
		case 'arguments':
		case 'shape':
		case 'size':
			return hints[hint.reason](hint.detail);
	}
}

/** The line that opens a verdict; what the author wrote to a mistake comes behind it. */
export function wordsFor(verdict: Verdict, t: ExerciseTexts): string {
	switch (verdict.kind) {
		case 'right':
			return t.right;
		case 'mistake':
			return t.mistake;
		case 'form':
			return t.form[verdict.form];
		case 'hint':
			return `${wordsForHint(verdict.hint, t)} ${t.uncounted}`;
		case 'wrong': {
			const { near, counterexample } = verdict;
			return [t.wrong, near && t.near[near], counterexample && t.counterexample(counterexample)]
				.filter(Boolean)
				.join(' ');
		}
	}
}
