/** Formulas whose boxes were put off (putOff.ts): each gets them back before a reader sees it, and all of them on paper. */

/** Of the page's height, above and below: a formula this near is about to be seen. */
const NEAR = '100%';

class Boxes {
	/** Formula → its boxes. */
	readonly #waiting = new Map<Element, Node>();
	readonly #observer: IntersectionObserver;

	constructor(readonly page: Document) {
		const boxes = page.querySelector<HTMLTemplateElement>('template[data-boxes]')?.content.children ?? [];
		const formulas = page.querySelectorAll('.katex.later');
		this.#observer = new IntersectionObserver(
			(entries) => {
				for (const { isIntersecting, target } of entries) if (isIntersecting) this.#put(target);
			},
			{ rootMargin: `${NEAR} 0px` }
		);
		[...boxes].forEach((box, i) => {
			const formula = formulas[i];
			if (!formula) return;
			this.#waiting.set(formula, box);
			this.#observer.observe(formula);
		});
	}

	/** Puts the boxes of all formulas below. */
	fill(root: ParentNode): void {
		for (const formula of root.querySelectorAll('.katex.later')) this.#put(formula);
	}

	/** Faces ask which of their boxes are there; those that wait are asked too. @param selector of one box */
	has(selector: string): boolean {
		for (const boxes of this.#waiting.values())
			if (boxes instanceof Element && boxes.querySelector(selector)) return true;
		return false;
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
		formula.classList.remove('later');
		if (boxes) formula.append(boxes);
	}
}

const known = new WeakMap<Document, Boxes>();

/** The boxes of a page: one holder, whoever asks. */
export function boxesOf(page: Document): Boxes {
	const boxes = known.get(page) ?? new Boxes(page);
	known.set(page, boxes);
	return boxes;
}
