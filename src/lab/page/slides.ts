/** Slides of a notebook, for the presenter's window and for those of the audience: one cell is shown, how far it is scrolled, whom a window follows. */

const room = (of: HTMLElement): number => of.scrollHeight - of.clientHeight;

/** 0 at the top, 1 at the end; rounded, so that it is not sent for every pixel. */
export const scrolledIn = (of: HTMLElement): number =>
	room(of) > 0 ? Math.round(100 * Math.min(1, Math.max(0, of.scrollTop / room(of)))) / 100 : 0;

export const scrollTo = (of: HTMLElement, share: number): void => {
	of.scrollTop = share * Math.max(0, room(of));
};

/** Marks the cell at a place as the one that is shown; null: none. */
export function markSlide(article: HTMLElement, place: number | null): void {
	for (const [n, cell] of article.querySelectorAll('[data-cell]').entries())
		cell.toggleAttribute('data-slide', n === place);
}

/** What stands around the slides is nobody's to press. @returns puts it back as it was */
export function quietAround(article: HTMLElement): () => void {
	const around = [...document.querySelectorAll<HTMLElement>('body *')].filter(
		(element) =>
			!element.contains(article) &&
			!article.contains(element) &&
			element.parentElement?.contains(article) === true
	);
	for (const element of around) element.inert = true;
	return () => {
		for (const element of around) element.inert = false;
	};
}

/** @param search of an address @returns the channel of the presenter whom this window follows; '' for nobody */
export const channelIn = (search: string): string =>
	/^[a-z0-9]{1,16}$/.exec(new URLSearchParams(search).get('audience') ?? '')?.[0] ?? '';
