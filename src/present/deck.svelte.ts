/** The screens of one page and the one that is shown. It marks elements; present.css hides what is marked. */
import { boxesOf } from '$src/components/tex/boxes';
import { piecesOf, screensOf, type Screen } from './screens';

/** Folded text that is part of a screen: an answer, as long as it is folded. Of an exercise, its solution; not its hints. */
const folded = (screen: Screen): HTMLDetailsElement[] =>
	screen.shown
		.filter((element) => !element.matches('[data-opening]'))
		.flatMap((element) => [
			...(element instanceof HTMLDetailsElement ? [element] : []),
			...[...element.querySelectorAll('details')].filter(
				(details) =>
					!details.closest('[data-figure]') &&
					!details.matches('[data-rule]') &&
					!details.matches('[data-exercise] details:not([data-solution])')
			)
		]);

export class Deck {
	#screens = $state.raw<readonly Screen[]>([]);

	constructor(readonly article: HTMLElement) {
		this.read();
	}

	get screens(): readonly Screen[] {
		return this.#screens;
	}

	/** Reads the page again: an exercise may have come or gone. */
	read(): void {
		this.#screens = screensOf(this.article);
	}

	/** @returns the position of a screen, or -1 */
	indexOf(id: string): number {
		return this.#screens.findIndex((screen) => screen.id === id);
	}

	show(screen: Screen): void {
		for (const piece of screen.shown) boxesOf(document).fill(piece);
		for (const piece of piecesOf(this.article))
			piece.toggleAttribute('data-off', !screen.shown.includes(piece) && !piece.matches('[data-notes]'));
		for (const notes of this.article.querySelectorAll<HTMLElement>('[data-notes]'))
			notes.toggleAttribute('data-on', screen.notes.includes(notes));
		const [list, step] = screen.step ? screen.shown.slice(-2) : [];
		if (list instanceof HTMLElement && step)
			list.style.setProperty('--steps-before', String([...list.children].indexOf(step)));
	}

	/** Opens or closes what is folded on a screen. */
	unfold(screen: Screen, open: boolean): void {
		for (const details of folded(screen)) details.open = open;
	}

	/** The page as one reads it. */
	clear(): void {
		for (const marked of this.article.querySelectorAll('[data-off], [data-on]')) {
			marked.removeAttribute('data-off');
			marked.removeAttribute('data-on');
		}
	}
}
