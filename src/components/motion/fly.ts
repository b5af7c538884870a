/** A copy of a small picture that flies from one place of the page to another, and is gone when it has come. */
import { prefersReducedMotion } from 'svelte/motion';

/**
 * @param picture what is drawn there now; it stays @param to where the copy goes, in the page's view
 * @param duration ms; nothing flies where less motion is wanted
 */
export function fly(picture: HTMLCanvasElement, to: DOMRect, duration: number): void {
	const from = picture.getBoundingClientRect();
	if (prefersReducedMotion.current || from.width === 0 || to.width === 0) return;
	const copy = document.createElement('canvas');
	[copy.width, copy.height] = [picture.width, picture.height];
	copy.getContext('2d')?.drawImage(picture, 0, 0);
	copy.ariaHidden = 'true';
	Object.assign(copy.style, {
		position: 'fixed',
		left: `${from.left}px`,
		top: `${from.top}px`,
		width: `${from.width}px`,
		height: `${from.height}px`,
		imageRendering: 'pixelated',
		pointerEvents: 'none',
		transformOrigin: '0 0',
		outline: '1px solid var(--focus)'
	});
	document.body.append(copy);
	const there = `translate(${to.left - from.left}px, ${to.top - from.top}px) scale(${to.width / from.width}, ${to.height / from.height})`;
	const flight = copy.animate([{ transform: 'none' }, { transform: there }], {
		duration,
		easing: 'ease-in-out'
	});
	const land = (): void => copy.remove();
	flight.onfinish = land;
	flight.oncancel = land;
}
