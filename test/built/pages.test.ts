/** What holds of every built page, whatever it is about. */
import { expect, test } from 'vitest';
import { claims } from '$src/article/claims';
import { addresses, allOf, boxesPutOff, languages, openedAt, pageAt } from './page';

test.each(addresses)('every heading level follows from the one before: %s', (address) => {
	const levels = allOf(pageAt(address), 'main :is(h1, h2, h3, h4)').map((heading) =>
		Number(heading.tagName.slice(1))
	);
	expect(levels[0]).toBe(1);
	levels.slice(1).forEach((level, i) => expect(level).toBeLessThanOrEqual((levels[i] ?? 0) + 1));
});

/** Attributes by which an element has a role, a name, a focus, or is pointed at: what accessibility rules are about. */
const meaningful =
	/^(id|role|tabindex|href|title|lang|alt|for|headers|autocomplete|accesskey|contenteditable|on.*|aria-.*)$/;

test.each(addresses)(
	'a formula is boxes that are hidden from readers, and MathML without roles, names or a focus: %s',
	(address) => {
		for (const formula of allOf(pageAt(address), '.katex')) {
			const [maths, boxes, ...others] = formula.children;
			expect([maths?.className, boxes?.className, others.length]).toEqual(['katex-mathml', 'katex-html', 0]);
			expect(boxes?.getAttribute('aria-hidden')).toBe('true');
			const inner = allOf(formula, '.katex-mathml *, .katex-html *');
			const found = inner.flatMap((element) =>
				element.getAttributeNames().filter((name) => meaningful.test(name))
			);
			expect(found).toEqual([]);
			for (const element of inner)
				expect(element.tagName).toMatch(/^(math|semantics|annotation|m[a-z]+|span|wbr|svg|path|line)$/i);
		}
	}
);

/** Of a lesson as it opens: browsers and their tools slow down with every one. */
const MOST_ELEMENTS = 8000;

test.each(addresses)(
	'a page opens without the boxes of what is far or folded, and has all of them: %s',
	(address) => {
		const page = openedAt(address);
		const boxes = boxesPutOff(page);
		const formulas = allOf(page, 'math[data-later]');
		expect(boxes).toHaveLength(formulas.length);
		for (const box of boxes)
			expect(box).toMatch(/^<span class="katex-html" aria-hidden="true">[^]*<\/span>$/);
		expect(allOf(page, '.katex math[data-later]')).toEqual([]);
		expect(allOf(page, '*').length).toBeLessThanOrEqual(MOST_ELEMENTS);
	}
);

test.each(languages)(
	'the article has all marks, reasons and pictures before any script has run: %s',
	(language) => {
		const page = pageAt(`/${language}/article/`);
		expect(allOf(page, '[data-claim] [data-mark]')).toHaveLength(claims.length);
		expect(allOf(page, '[data-claim] .reason')).toHaveLength(claims.length);
		expect(allOf(page, '[data-claim] .where a').length).toBeGreaterThan(0);
		expect(allOf(page, 'figure')).toHaveLength(11);
	}
);
