/** Formulas whose boxes were put off (putOff.ts): each gets them back before a reader sees it, and all of them on paper. */

import { boxesIn } from './putOff';

/** Of the page's height, above and below: a formula this near is about to be seen. */
const NEAR = '100%';

/** A formula that waits for its boxes. */
const LATER = 'math[data-later]';

class Boxes {
	/** Formula → its boxes, KaTeX's own markup as it was built into the page. */
	readonly #waiting = new Map<Element, string>();
	/** All classes that some of them have. */
	readonly #classes = new Set<string>();
	readonly #observer: IntersectionObserver;

	constructor(readonly page: Document) {
		const text = page.querySelector('script[data-boxes]')?.textContent ?? '';
		for (const [, names = ''] of text.matchAll(/class="([^"]*)"/g))
			for (const name of names.split(' ')) this.#classes.add(name);
		const formulas = page.querySelectorAll(LATER);
		this.#observer = new IntersectionObserver(
			(entries) => {
				for (const { isIntersecting, target } of entries) if (isIntersecting) this.#put(target);
			},
			{ rootMargin: `${NEAR} 0px` }
		);
		boxesIn(text).forEach((boxes, i) => {
			const formula = formulas[i];
			if (!formula) return;
			this.#waiting.set(formula, boxes);
			this.#observer.observe(formula);
		});
	}

	/** Puts the boxes of all formulas below. */
	fill(root: ParentNode): void {
		for (const formula of root.querySelectorAll(LATER)) this.#put(formula);
	}

	/** Has a formula, of those that wait, boxes of this class or these classes? @param selector such as .mathbf.text */
	has(selector: string): boolean {
		const names = selector.match(/(?<=\.)[\w-]+/g) ?? [];
		return names.length > 0 && names.every((name) => this.#classes.has(name));
	}

	/** Before a fold opens, what is in it is there; so is all of it before it is printed. @returns ends it */
	attend(): () => void {
		const attending = new AbortController();
		const { signal } = attending;
		const open = ({ target }: Event): void => {
			const fold = target instanceof Element && target.closest('summary')?.closest('details');
			if (fold) this.fill(fold);
		};
		this.page.addEventListener('click', open, { capture: true, signal });
		addEventListener('beforeprint', () => this.fill(this.page), { signal });
		return () => {
			attending.abort();
			this.#observer.disconnect();
		};
	}

	#put(formula: Element): void {
		const boxes = this.#waiting.get(formula);
		this.#observer.unobserve(formula);
		this.#waiting.delete(formula);
		formula.removeAttribute('data-later');
		if (boxes === undefined) return;
		const [whole, maths] = [this.page.createElement('span'), this.page.createElement('span')];
		[whole.className, maths.className] = ['katex', 'katex-mathml'];
		formula.replaceWith(whole);
		maths.append(formula);
		whole.append(maths);
		whole.insertAdjacentHTML('beforeend', boxes);
	}
}

const known = new WeakMap<Document, Boxes>();

/** The boxes of a page: one holder, whoever asks. */
export function boxesOf(page: Document): Boxes {
	const boxes = known.get(page) ?? new Boxes(page);
	known.set(page, boxes);
	return boxes;
}
