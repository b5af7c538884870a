/** A lesson is read in one sitting: what is on its main path is counted, the rest is folded. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { order } from '$lessons/order';
import { mainPath } from '../../src/markdown/mainPath.js';

const most = 1500;
const page = (body: string): string =>
	`---\ntitle: 'One'\nsummary: 'two three'\nminutes: 1\n---\n\n${body}\n`;
const wordsOf = (body: string): number => mainPath(page(body)).total - 3;

describe('what is on the main path', () => {
	test('are words, and formulas in a line as one word each, in headings, lists, call-outs and links alike', () => {
		expect(
			wordsOf('## A heading\n\n- one $a + b$, *two*\n\n:::callout{kind="x"}\n[three four](x)\n:::')
		).toBe(7);
	});

	test('is no displayed equation, no badge and no sign between words', () => {
		expect(wordsOf('one :badge[proved]\n\n$$\na + b\n$$\n\n— … =')).toBe(1);
	});

	test('are a prediction with its choices, and of an exercise the question and what there is to choose from', () => {
		expect(wordsOf(':::predict{id="p" answer="a" choices="a|b c"}\nwho\n:::')).toBe(4);
		const { exercises } = mainPath(
			page('::::exercise{id="e"}\nwhy so\n\n:::option{id="o"}\none\n:::\n\n:::hint\nno no\n:::\n::::')
		);
		expect(exercises).toBe(3);
	});

	test('is not what is folded, what only a lecturer sees, or what stands for a step while the reader practises', () => {
		expect(wordsOf(':::more{title="a b"}\none two\n:::\n\n:::notes{}\nthree\n:::')).toBe(0);
		const { derivation } = mainPath(
			page(
				'::::::derivation{id="d"}\n:::::step{id="s"}\n::::exercise{id="e"}\nwhy\n::::\n\none two\n:::::\n::::::'
			)
		);
		expect(derivation).toBe(2);
	});
});

for (const lesson of order)
	for (const language of ['en', 'ko'])
		test(`the lesson ${lesson} (${language}) has at most ${most} words on its main path`, () => {
			const url = new URL(`../../lessons/${lesson}/${language}.md`, import.meta.url);
			expect(mainPath(readFileSync(url, 'utf8')).total).toBeLessThanOrEqual(most);
		});
