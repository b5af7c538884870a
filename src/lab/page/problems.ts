/** What a mistake in a cell is, in the page's words; the core's own sentence, which names shapes and operation, stands beside it. */
import type { CellError } from '../session';
import { mistakeKo } from './mistakes.ko';

interface Words {
	readonly line: (n: number) => string;
	readonly missing: (names: string) => string;
	/** Of a letter in an adapter. */
	readonly undeclared: (name: string) => string;
	readonly twice: (names: string) => string;
	readonly circle: (names: string) => string;
	readonly upstream: (names: string) => string;
	readonly formula: string;
	readonly train: string;
	readonly stopped: string;
}

const en: Words = {
	line: (n) => `Line ${n}: `,
	missing: (names) => `no cell defines ${names}.`,
	undeclared: (name) => `${name} has no shape, and no cell defines it. Declare it, such as ${name}: 64x8.`,
	twice: (names) => `more than one cell defines ${names}. Rename one of them.`,
	circle: (names) => `${names} need each other: a circle. One of them has to do without the others.`,
	upstream: (names) => `waits for ${names}, where there is a mistake.`,
	formula: 'this cannot be read or worked out.',
	train: 'this cannot be trained.',
	stopped: 'Stopped.'
};

const ko: Words = {
	line: (n) => `${n}번째 줄: `,
	missing: (names) => `정의한 셀이 없는 이름: ${names}.`,
	undeclared: (name) => `모양도 없고 정의한 셀도 없는 문자: ${name}. ${name}: 64x8처럼 모양을 적으십시오.`,
	twice: (names) => `여러 셀에서 정의한 이름: ${names}. 하나만 남기고 이름을 바꾸십시오.`,
	circle: (names) =>
		`순환 참조(circular reference): ${names}. 서로를 써서 정의했습니다. 하나는 나머지를 쓰지 않고 정의하십시오.`,
	upstream: (names) => `먼저 오류를 고쳐야 하는 이름: ${names}.`,
	formula: '읽거나 계산할 수 없는 식입니다.',
	train: '학습할 수 없습니다.',
	stopped: '멈췄습니다.'
};

const words: Readonly<Record<'en' | 'ko', Words>> = { en, ko };

/** From 1: the line of a place in a text. */
const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** The core's line as a sentence; a name that it begins with stays as it is. */
const sentenceOf = (message: string, isBehind: boolean): string => {
	const begun = isBehind ? message : message.replace(/^expected/, 'Expected');
	return /[.!?]$/.test(begun) ? begun : `${begun}.`;
};

/** @returns the page's sentence, and the core's English one where the page has no words for all of it */
export function mistakeText(
	{ reason, message, names = [], at }: CellError,
	text: string,
	language: 'en' | 'ko'
): { readonly what: string; readonly detail: string } {
	const say = words[language];
	const listed = names.join(', ');
	const isLong = text.includes('\n');
	const where = at !== null && isLong ? say.line(lineOf(text, at)) : '';
	switch (reason) {
		case 'missing':
			if (message.startsWith('expected a shape'))
				return { what: `${where}${say.undeclared(listed)}`, detail: '' };
			return { what: `${where}${say.missing(listed)}`, detail: '' };
		case 'twice':
		case 'circle':
		case 'upstream':
			return names.length > 0
				? { what: `${where}${say[reason](listed)}`, detail: '' }
				: { what: where, detail: message };
		case 'stopped':
			return { what: say.stopped, detail: '' };
		case 'formula':
		case 'train': {
			const said = language === 'ko' ? mistakeKo(message) : sentenceOf(message, where !== '');
			return said === null
				? { what: `${where}${say[reason]}`, detail: message }
				: { what: `${where}${said}`, detail: '' };
		}
	}
}
