/** A text cell is anybody's: what it shows are words, formulas, lists and tables, and nothing in it can act. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, blocksOf, LONGEST_TEXT, titleOf, type Block, type Inline } from '$src/lab/page/markdown';

const hrefs = (parts: readonly (Block | Inline)[]): readonly string[] => {
	const found: string[] = [];
	JSON.stringify(parts, (key, value: unknown) => {
		if (key === 'href') found.push(String(value));
		return value;
	});
	return found;
};

test('words, formulas, lists, tables and code are read', () => {
	const blocks = blocksOf(
		'# A *title*\n\nText with $r_1 r_2$ and `code`.\n\n$$\nA \\otimes B\n$$\n\n3. three\n4. four\n\n| a | b |\n|--|-:|\n| 1 | 2 |\n\n> said\n'
	);
	expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'maths', 'list', 'table', 'quote']);
	expect(JSON.stringify(blocks)).toContain('katex');
	expect(blocks[3]).toMatchObject({ start: 3 });
	expect(blocks[4]).toMatchObject({ align: [null, 'right'] });
});

test('bold beside Hangul is bold', () => {
	const [block] = blocksOf('**LoRA(로라)**는 얇습니다.');
	expect(block).toMatchObject({ children: [{ kind: 'strong' }, { kind: 'text', text: '는 얇습니다.' }] });
});

test('HTML is shown as the text that it is', () => {
	const [block, inline] = [blocksOf('<img src=x onerror=alert(1)>'), blocksOf('a <b onclick="x()">b</b> c')];
	expect(block).toEqual([
		{ kind: 'paragraph', children: [{ kind: 'text', text: '<img src=x onerror=alert(1)>' }] }
	]);
	expect(JSON.stringify(inline)).toContain('<b onclick=');
	expect(JSON.stringify([block, inline])).not.toContain('"html"');
});

test.each([
	'javascript:alert(1)',
	'JaVaScRiPt:alert(1)',
	'data:text/html,x',
	'vbscript:x',
	'blob:https://a/b',
	'file:///etc/passwd',
	'//host/x',
	'../other/',
	' javascript:1',
	'java\nscript:1'
])('a link to %s leads nowhere, and keeps its words', (url) => {
	const blocks = blocksOf(`[words](<${url.replaceAll('\n', '')}>)`);
	expect(hrefs(blocks)).toEqual([]);
	expect(JSON.stringify(blocks)).toContain('words');
	expect(addressOf(url)).toBeNull();
});

test('links to the web stay, pictures are their words, nothing is fetched', () => {
	expect(hrefs(blocksOf('[a](https://arxiv.org/abs/2106.09685) <http://example.org/>'))).toEqual([
		'https://arxiv.org/abs/2106.09685',
		'http://example.org/'
	]);
	expect(JSON.stringify(blocksOf('![a picture](https://example.org/x.png)'))).not.toContain('example.org');
});

test('TeX that cannot be read keeps its text, and trusts no command', () => {
	expect(blocksOf('$\\frac{1}$')).toMatchObject([
		{ children: [{ kind: 'maths', html: null, tex: '\\frac{1}' }] }
	]);
	for (const tex of [
		'\\href{javascript:alert(1)}{x}',
		'\\includegraphics{https://example.org/x.png}',
		'\\htmlId{a}{b}'
	])
		expect(JSON.stringify(blocksOf(`$${tex}$`))).not.toMatch(/href=|src=|id=\\?"a/);
	expect(blocksOf(`$${'x'.repeat(5000)}$`)).toMatchObject([{ children: [{ html: null }] }]);
});

test('whatever is written is read without an error, within a bounded time, and with safe links alone', () => {
	const piece = fc.constantFrom(
		...[
			'# ',
			'> ',
			'- ',
			'1. ',
			'*',
			'**',
			'_',
			'`',
			'```\n',
			'$',
			'$$\n',
			'[',
			'](',
			')',
			'![',
			'<',
			'>',
			'<!--'
		],
		...[
			'|',
			'\n|--|\n',
			'\n',
			'\n\n',
			'    ',
			'\\',
			'&lt;',
			'&#x6a;',
			'javascript:',
			'https://a.b/',
			'a',
			'가',
			'\0'
		]
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
			for (const href of hrefs(blocksOf(pieces.join('')))) expect(href).toMatch(/^https?:\/\//);
		}),
		{ numRuns: 2000 }
	);
});

test.each(['[', '*', '![', '_a', '`', '$', '> ', '- ', '<', '|', '[a](', '**a ', '\\', '&', '- > '])(
	'a text of nothing but %s is read in a moment',
	(piece) => {
		const text = piece.repeat(Math.floor(LONGEST_TEXT / piece.length));
		const began = performance.now();
		expect(blocksOf(text).length).toBeGreaterThan(0);
		expect(performance.now() - began).toBeLessThan(20_000);
	}
);

test('thousands of stars that end nothing are shown as they are written', () => {
	const text = 'a* b_ '.repeat(Math.floor(LONGEST_TEXT / 6));
	expect(blocksOf(text)).toEqual([{ kind: 'code', text }]);
});

test('a longer text than that is shown as it is written', () => {
	expect(blocksOf('a '.repeat(LONGEST_TEXT))).toMatchObject([{ kind: 'code' }]);
});

test('a notebook is called what its first heading says', () => {
	expect(titleOf('words\n\n## Why **LoHa** stalls ##\n# later')).toBe('Why LoHa stalls');
	expect(titleOf('no heading')).toBeNull();
	expect(titleOf('#  #')).toBe('#');
	// A hundred headings whose last word stands far behind the first: found at once, not after each space in between.
	const far = `# a${' '.repeat(LONGEST_TEXT - 10)}b`;
	for (let n = 0; n < 100; n++) expect(titleOf(far)?.length).toBe(far.length - 2);
});
