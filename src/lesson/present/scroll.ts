/** How far the window is scrolled, as a share of how far it can be: windows of two sizes show the same place. */

const room = (): number => document.documentElement.scrollHeight - innerHeight;

/** 0 at the top, 1 at the end; rounded, so that it is not sent for every pixel. */
export const scrolled = (): number => {
	const share = room() > 0 ? scrollY / room() : 0;
	return Math.round(100 * Math.min(1, Math.max(0, share))) / 100;
};

export const scrollToShare = (share: number): void => window.scrollTo(0, share * Math.max(0, room()));
