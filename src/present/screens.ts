/**
 * The screens of a lesson, read off its page: the title, a heading with what comes after it, and each figure,
 * prediction, exercise, step of a derivation, or run of remarks by itself. A screen's id is the same in every language
 * where it names a directive; texts are numbered.
 */

export type ScreenKind = 'title' | 'text' | 'figure' | 'predict' | 'exercise' | 'callout' | 'step';
/** What a screen is on the path of 50 minutes. */
export const marks = ['prediction', 'figure', 'question'] as const;
export type Mark = (typeof marks)[number];

export interface Screen {
	readonly id: string;
	readonly kind: ScreenKind;
	/** The heading above it, or what a step says in bold. */
	readonly title: string;
	/** What is visible on it, with the elements that contain it. */
	readonly shown: readonly Element[];
	readonly notes: readonly HTMLElement[];
	readonly mark: Mark | null;
	/** Derivation and step, of a step. */
	readonly step: readonly [derivation: string, step: string] | null;
}

interface Draft {
	id: string;
	kind: ScreenKind;
	title: string;
	shown: Element[];
	notes: HTMLElement[];
	step: readonly [string, string] | null;
}

/** The elements of a screen of its own kind: selector → kind, and the attribute that names it. */
const own: readonly (readonly [selector: string, kind: ScreenKind, attribute: string])[] = [
	['[data-figure]', 'figure', 'data-figure'],
	['[data-predict]', 'predict', 'data-predict'],
	['[data-exercise]', 'exercise', 'data-exercise']
];

const textOf = (element: Element | null): string =>
	element?.textContent?.trim().replaceAll(/\s+/g, ' ') ?? '';

/** What a step says in bold, its maths as it is drawn: without the MathML that says it a second time. */
function titleOf(step: Element): string {
	const bold = [...step.querySelectorAll('p > strong')].find((strong) => !strong.closest('[data-exercise]'));
	const copy = bold?.cloneNode(true);
	if (!(copy instanceof Element)) return '';
	for (const maths of copy.querySelectorAll('.katex-mathml')) maths.remove();
	return textOf(copy);
}

/** What a lesson opens on is one part of its page, and several screens. */
const isOpening = (element: Element | null): boolean => element?.matches('[data-opening]') ?? false;
const withOpening = (element: Element): Element[] =>
	element.parentElement && isOpening(element.parentElement) ? [element.parentElement, element] : [element];

const isHeading = (element: Element | undefined): boolean => /^H[23]$/.test(element?.tagName ?? '');

const markOf = (notes: readonly HTMLElement[]): Mark | null =>
	marks.find((mark) => notes.some(({ dataset }) => dataset['path'] === mark)) ?? null;

/** @param article a lesson's page @returns its screens, from the title on */
export function screensOf(article: HTMLElement): Screen[] {
	const header = article.querySelector('header');
	const prose = article.querySelector('.prose');
	if (!header || !prose) return [];
	const drafts: Draft[] = [];
	let section = textOf(header.querySelector('h1'));
	const counts = new Map<ScreenKind, number>();
	const numbered = (kind: ScreenKind): string => {
		const count = (counts.get(kind) ?? 0) + 1;
		counts.set(kind, count);
		return `${kind}-${count}`;
	};
	const add = (
		id: string,
		kind: ScreenKind,
		shown: Element[],
		title = section,
		step: Draft['step'] = null
	): void => void drafts.push({ id, kind, title, shown, notes: [], step });
	/** A heading that has no text to stand over: it goes on the screen that comes after it. */
	const takeHeading = (): Element[] => {
		const last = drafts.at(-1);
		if (last?.kind !== 'text' || last.shown.length > 1 || last.notes.length > 0) return [];
		if (!isHeading(last.shown[0])) return [];
		drafts.pop();
		return last.shown;
	};
	add('title', 'title', [header]);

	for (const child of [...prose.children].flatMap((part) =>
		isOpening(part) ? [...part.children] : [part]
	)) {
		if (child === header || child.matches('.legend')) continue;
		const last = drafts.at(-1);
		if (child instanceof HTMLElement && child.matches('[data-notes]')) {
			last?.notes.push(child);
			continue;
		}
		const list = child.querySelector(':scope > [data-derivation]');
		if (list) {
			const derivation = list.getAttribute('data-derivation') ?? '';
			let above = takeHeading();
			for (const step of list.querySelectorAll(':scope > [data-step]')) {
				const id = step.getAttribute('data-step') ?? '';
				add(`step-${derivation}.${id}`, 'step', [...above, child, list, step], titleOf(step) || section, [
					derivation,
					id
				]);
				above = [];
				drafts.at(-1)?.notes.push(...step.querySelectorAll<HTMLElement>('[data-notes]'));
			}
			continue;
		}
		const alone = own.find(([selector]) => child.matches(selector));
		if (alone) {
			add(`${alone[1]}-${child.getAttribute(alone[2]) ?? ''}`, alone[1], [...takeHeading(), child]);
			continue;
		}
		if (isHeading(child)) section = textOf(child);
		const kind = child.matches('[data-callout]') ? 'callout' : 'text';
		if (!isHeading(child) && last?.kind === kind) last.shown.push(child);
		else add(numbered(kind), kind, [...(isHeading(child) ? [] : takeHeading()), child]);
	}
	return drafts.map((draft) => ({
		...draft,
		shown: draft.shown.flatMap(withOpening),
		mark: markOf(draft.notes)
	}));
}

/** Everything of the page that a screen may or may not show: what is on no screen, too. */
export function piecesOf(article: HTMLElement): Element[] {
	const steps = ':scope > .prose > .derivation > *, :scope > .prose > .derivation > [data-derivation] > *';
	const opening = ':scope > .prose > [data-opening] > *';
	return [
		...article.querySelectorAll(
			`:scope > *:not(.prose, [role="status"], [data-symbol-card]), :scope > .prose > *, ${opening}, ${steps}`
		)
	];
}
