/** The adapters to start from (src/lab/starts.ts), as a page offers them: each with a name in its language. */
import { startsFrom } from '../starts';
import { own } from '$src/own';

export interface Start {
	readonly name: string;
	readonly title: string;
	/** Of an adapter cell. */
	readonly text: string;
}

/** Of what papers have no name for. */
const named: Readonly<Record<'en' | 'ko', Readonly<Record<string, string>>>> = {
	en: { 'tied-loha': 'LoHa, one factor tied', sum: 'a sum of two', product: 'a product of three' },
	ko: { 'tied-loha': '인수 행렬 하나를 묶은 LoHa', sum: '두 항의 합', product: '세 행렬의 곱' }
};

export const startsIn = (language: 'en' | 'ko'): readonly Start[] =>
	startsFrom.map(({ id, title, text }) => ({
		name: id,
		title: title ?? own(named[language], id) ?? id,
		text
	}));

/**
 * An adapter's text under a name that is free.
 * @param text `mine = …` and its shapes
 */
export function renamed(text: string, taken: ReadonlySet<string>): string {
	const [, stem = ''] = /^(\p{L}+)\d*\s*=/u.exec(text) ?? [];
	if (stem === '' || !taken.has(stem)) return text;
	for (let n = 2; ; n++) if (!taken.has(`${stem}${n}`)) return text.replace(/^\p{L}+\d*/u, `${stem}${n}`);
}
