/** How far the window is scrolled, as a share of how far it can be: windows of two sizes show the same place. */

const room = (): number => document.documentElement.scrollHeight - innerHeight;

/** 0 at the top, 1 at the end; rounded, so that it is not sent for every pixel. */
export const scrolled = (): number => {
	const share = room() > 0 ? scrollY / room() : 0;
	return Math.round(100 * Math.min(1, Math.max(0, share))) / 100;
};

export const scrollToShare = (share: number): void => window.scrollTo(0, share * Math.max(0, room()));

/** Pixels that nobody misses: the space under a screen. */
const SLACK = 48;
/** What of a window is new after a page: a line or two of the old one stays. */
const PAGE = 0.8;

/** Is there more of the screen below (1) or above (-1)? */
export const isMore = (direction: 1 | -1): boolean => (direction === 1 ? room() - scrollY : scrollY) > SLACK;

/** @param covered pixels of the window that the bar covers */
export function pageOn(direction: 1 | -1, covered: number): void {
	const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
	window.scrollBy({
		top: direction * PAGE * (innerHeight - covered),
		behavior: still ? 'instant' : 'smooth'
	});
}
