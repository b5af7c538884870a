import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compile, parse } from 'svelte/compiler';
import { afterAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { lessonToSvelte } from '$src/markdown/preprocessor.js';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'lesson-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'OwnFigure.svelte'), '<p>a figure</p>');

const file = join(folder, 'en.md');
const front = '---\ntitle: A title\nsummary: "One: two"\nminutes: 5\n---\n';
const svelteOf = (prose: string, language = 'en'): string =>
	lessonToSvelte(front + prose, join(folder, `${language}.md`), root);
/** What never changes stands in the prerendered page only. */
const STILL = /\{@html import\.meta\.env\.SSR \|\| import\.meta\.env\.DEV \? ("(?:[^"\\]|\\.)*") : ' '\}/g;
/** As the prerendered page has it. */
const written = (source: string): string =>
	source.replaceAll(STILL, (_, text: string) => String(JSON.parse(text)));
/** As the browser's script has it. */
const inScript = (source: string): string => source.replaceAll(STILL, '');
/** As the prerendered page has it, M for each formula. */
function withoutMaths(source: string): string {
	const { document } = parseHTML(
		`<!doctype html><html><body>${written(source).split('</script>').at(-1)}</body></html>`
	);
	for (const formula of document.querySelectorAll('.katex')) formula.replaceWith('M');
	return document.body.innerHTML;
}
/** The source, compiled as the site does it. */
const compiled = (prose: string): string => compile(svelteOf(prose), { generate: 'server' }).js.code;

describe('a lesson in Markdown', () => {
	test('becomes a component with its front matter', () => {
		expect(svelteOf('Hello.')).toContain('{"title":"A title","summary":"One: two","minutes":"5"}');
		expect(compiled('Hello.')).toContain('Hello.');
	});

	test('typesets maths with braces while building, inline and displayed', () => {
		const source = svelteOf('Half: $\\frac{a}{b}$.\n\n$$\n\\sum_{i=1}^{r} \\sigma_i\n$$\n');
		expect(source).toContain('{@html import.meta.env.SSR');
		expect(source).toContain('class=\\"katex');
		expect(source).toMatch(/<DisplayMath html=\{/);
		expect(() => compile(source, { generate: 'server' })).not.toThrow();
	});

	test('keeps a comma, a particle and a bracket on the line of the formula that they belong to', () => {
		const source = svelteOf('Take ($x$, then) $y$의 값, $z$ and $\\Delta W = 0$이므로 $a + b + c + d = e$.');
		expect(withoutMaths(source)).toContain(
			'Take <span class="close">(M,</span> then) <span class="close">M의</span> 값, M and <span class="close">M이므로</span> <span class="close">M.</span>'
		);
		// The long one may be broken between its boxes, and nowhere else.
		expect(source.split('<wbr>')).toHaveLength(5);
	});

	test('keeps a number with its unit and a short product on one line', () => {
		expect(svelteOf('It takes 960 GB, a 16 × 16 matrix and r = 8.')).toContain(
			'It takes 960\u00a0GB, a 16\u00a0×\u00a016 matrix and r\u00a0=\u00a08.'
		);
	});

	test('keeps a particle on the line of the bracket that it follows', () => {
		expect(svelteOf('너비(width)는 (작게) 잡습니다.')).toContain('너비(width)\u2060는 (작게) 잡습니다.');
	});

	test('exports what the page asks to predict, in its order', () => {
		const ask = (id: string) => `:::predict{id="${id}" answer="b" choices="a|b"}\nWhich?\n:::\n\n`;
		expect(svelteOf(ask('two') + ask('one'))).toContain(
			`export const predictions = ${JSON.stringify(
				['two', 'one'].map((id) => ({ id, choices: ['a', 'b'], answer: 'b' }))
			)};`
		);
	});

	test('prints quotation marks curly, beside formulas and emphasis too, and leaves code and apostrophes right', () => {
		expect(withoutMaths(svelteOf('He said "no", *"why?"* and ("$A$" isn\'t `"B"`).'))).toContain(
			'He said “no”, <em>“why?”</em> and <span class="close">(“M”</span> isn’t <code>"B"</code>).'
		);
	});

	test('leads from the first use of a term to the glossary, and from no other', () => {
		const source = written(
			svelteOf('# Rank\n\nThe rank is small. The rank stays. A [rank](x) and a `rank`; low-rank is no use.')
		);
		expect(source).toContain(
			'The <a href="../glossary/#rank" class="term">rank</a> is small. The rank stays.'
		);
		expect(source.match(/class="term"/g)).toHaveLength(1);
		const korean = written(svelteOf('저랭크인 행렬의 랭크는 작습니다.', 'ko'));
		expect(korean).toContain('저랭크인 행렬의 <a href="../glossary/#rank" class="term">랭크</a>는');
	});

	test('leaves the first use of a term to what a reader sees, not to notes', () => {
		const source = written(svelteOf(':::notes{}\n- Ask for the rank.\n:::\n\nThe rank is small.'));
		expect(source).toContain('Ask for the rank.');
		expect(source).toContain('The <a href="../glossary/#rank" class="term">rank</a> is small.');
	});

	test('leaves prose and formulas to the prerendered page: the browser’s script has the directives, and what they are given', () => {
		const source = svelteOf(
			'## Title\n\nProse, $x$.\n\n:::more{title="Given"}\nInside, $y$.\n:::\n\n- A claim. :badge[proved] And on.\n'
		);
		expect(written(source)).toMatch(/Title.*Prose.*Inside.*claim.*And on/s);
		const script = inScript(source);
		expect(script).not.toMatch(/Title|Prose|Inside|claim|And on|katex/);
		expect(script).toMatch(/<More title=\{"Given"\}>.*<Badge label=\{"proved"\}/s);
		expect(() => compile(source, { generate: 'client' })).not.toThrow();
	});

	test('keeps bold beside Hangul', () => {
		expect(svelteOf('**Dawn(돈)**은 빠릅니다.')).toContain('<strong>Dawn(돈)</strong>은');
	});

	test('shows the figure of its own folder, and a directive of the site, with their attributes', () => {
		const source = svelteOf('::own-figure{max="3"}\n\n:::more{title="Why {so}?"}\nInside.\n:::\n');
		expect(source).toContain("import OwnFigure from './OwnFigure.svelte'");
		expect(source).toContain('<OwnFigure max={"3"}>');
		expect(source).toContain('<More title={"Why {so}?"}>');
		expect(source).toMatch(/import More from '.*src\/lesson\/directives\/More\.svelte'/);
	});

	test('hands the words of a badge over as text', () => {
		expect(svelteOf('A claim. :badge[proved]')).toContain('<Badge label={"proved"} />');
	});

	test('takes a colon in running text for a colon', () => {
		expect(svelteOf('The ratio a:b is 3:4.')).toContain('The ratio a:b is 3:4.');
	});

	describe('names the rules of a step by their ids', () => {
		const step = '::::step{id="a" rule="cyclic-trace, bilinearity"}\nText.\n::::\n';

		test('hands over id, title and proof of each, in their order, and imports no other', () => {
			const source = svelteOf(step);
			expect(source).toContain(
				'<Step id={"a"} rules={[{ id: "cyclic-trace", title: ruleCyclicTrace.title, Proof: RuleCyclicTrace }, { id: "bilinearity", title: ruleBilinearity.title, Proof: RuleBilinearity }]}>'
			);
			const imported = [...source.matchAll(/import Rule.* from '.*lessons\/rules\/(.*)';/g)].map(
				([, name]) => name
			);
			expect(imported).toEqual(['cyclic-trace.en.md', 'bilinearity.en.md']);
			expect(() => compile(source, { generate: 'server' })).not.toThrow();
		});

		test('takes the files of the language of the page', () => {
			const source = lessonToSvelte(front + step, join(folder, 'ko.md'), root);
			expect(source).toMatch(
				/import RuleCyclicTrace, \{ metadata as ruleCyclicTrace \} from '.*\/cyclic-trace\.ko\.md'/
			);
			expect(source).not.toContain('.en.md');
		});

		test('imports a rule once that two steps use', () => {
			expect(svelteOf(step + step.replace('"a"', '"b"')).match(/import RuleCyclicTrace/g)).toHaveLength(1);
		});

		test('wants a title of a rule, and neither summary nor minutes', () => {
			const rule = join(root, 'lessons/rules/some-rule.en.md');
			expect(lessonToSvelte('---\ntitle: A rule\n---\nProof.', rule, root)).toContain('{"title":"A rule"}');
			expect(() => lessonToSvelte('---\nminutes: 1\n---\n', rule, root)).toThrow(/:1:1: expected title/);
		});
	});

	test('lets no brace of the prose start an expression, wherever it stands', () => {
		const piece = fc.constantFrom(
			...['{', '}', '{#if x}', '{@html a}', '`{b}`', '[c](#{d})', '![e {f}](g.png)', '[h](i "j {k}")'],
			...['# {l}', '| {m} |\n|---|\n| {n} |', '<', '&', ' ', '\n', '\n\n', '- ', '> ', 'o', '**{p}**']
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
				const { fragment } = parse(inScript(svelteOf(pieces.join(''))), { modern: true });
				expect(JSON.stringify(fragment)).not.toMatch(/"type":"(Identifier|IfBlock|HtmlTag)"/);
			}),
			{ numRuns: 300, seed: 4 }
		);
	});
});

describe('a mistake of the author stops the build at file:line:column', () => {
	test.each([
		['a directive without a component', 'One.\n\n::no-figure{}\n', /:8:1: .*"no-figure".*NoFigure\.svelte/],
		['maths that cannot be typeset', 'One $\\frac{a}$.', /:6:5: /],
		['Hangul outside of \\text', 'One $랭크$.', /:6:5: /],
		[
			'a rule without a file, with those that there are',
			'One.\n\n:::step{id="a" rule="bilinearity, no-rule"}\n:::\n',
			/:8:1: .*"no-rule".*no-rule\.en\.md.* bilinearity, .*cyclic-trace, /
		],
		['a step without a rule', ':::step{id="a"}\n:::\n', /:6:1: step: expected rule=/],
		['a step with an empty rule', ':::step{id="a" rule=""}\n:::\n', /:6:1: step: .*got ""/],
		['a rule named twice', ':::step{id="a" rule="bilinearity,bilinearity"}\n:::\n', /:6:1: step: .*twice/],
		['an attribute that is no name', '::own-figure{on:click="x"}', /:6:1: .*on:click/]
	])('%s', (_, prose, expected) => {
		expect(() => svelteOf(prose)).toThrow(expected);
	});

	test.each([
		['no front matter', 'Hello', /:1:1: expected front matter/],
		['front matter without an end', '---\ntitle: A', /:1:1: expected a closing ---/],
		['a line of it that is no pair', '---\ntitle: A\n!\n---\n', /:3:1: expected "key: value"/],
		['a missing summary', '---\ntitle: A\nminutes: 3\n---\n', /:1:1: expected summary/]
	])('%s', (_, content, expected) => {
		expect(() => lessonToSvelte(content, file, root)).toThrow(expected);
	});
});

test('the components that lessons may always use are there', () => {
	for (const name of ['Badge', 'Callout', 'Derivation', 'Equation', 'More', 'Predict', 'Step']) {
		expect(existsSync(join(root, `src/lesson/directives/${name}.svelte`))).toBe(true);
	}
});
