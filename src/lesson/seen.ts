/** Work that waits until it is looked at. */
import { whole } from '$src/components/pieces/queue';

/**
 * Does something once a place is seen, or nearly, of a page that has taken over what its address says.
 * @param margin of the window, as CSS writes it; default none @returns calls it off
 */
export function whenSeen(place: Element, work: () => void, margin = '0px'): () => void {
	let isOff = false;
	const observer = new IntersectionObserver(
		(entries) => {
			if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
			observer.disconnect();
			work();
		},
		{ rootMargin: margin }
	);
	void whole().then(() => {
		if (!isOff) observer.observe(place);
	});
	return () => {
		isOff = true;
		observer.disconnect();
	};
}
