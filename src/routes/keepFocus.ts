/**
 * Whoever works by keys keeps their place: when the control in focus vanishes or is switched off, mostly by its own
 * use, the focus goes to the control that took its place, or to the nearest one that is left, and not to the page's
 * beginning. A control that can stay should; this is for those that cannot.
 */

const CONTROLS = 'button, input, select, textarea, a[href], summary, [tabindex]';

const usable = (element: Element): element is HTMLElement =>
	element instanceof HTMLElement &&
	!element.matches(':disabled, [tabindex="-1"]') &&
	element.checkVisibility({ visibilityProperty: true });

/** Where a control stood: its ancestors from the inside, and in each the children that came after. */
interface Place {
	readonly parent: Element;
	readonly after: readonly Element[];
}

function placeOf(control: Element): Place[] {
	const places: Place[] = [];
	for (let at = control; at.parentElement && at.tagName !== 'MAIN'; at = at.parentElement) {
		const children = [...at.parentElement.children];
		places.push({ parent: at.parentElement, after: children.slice(children.indexOf(at) + 1) });
	}
	return places;
}

const controlsIn = (element: Element): Element[] => [
	...(element.matches(CONTROLS) ? [element] : []),
	...element.querySelectorAll(CONTROLS)
];

/** The control that came in place of the lost one, else the next one, else the one before: as near as there is one. */
function heir(places: readonly Place[], known: ReadonlySet<Element>): HTMLElement | undefined {
	for (const { parent, after } of places) {
		if (!parent.isConnected) continue;
		const here = controlsIn(parent).filter(usable);
		const came = here.find((control) => !known.has(control));
		const next = here.find((control) => after.some((sibling) => sibling.contains(control)));
		const found = came ?? next ?? here.at(-1);
		if (found) return found;
	}
	return undefined;
}

/** @returns stops it */
export function keepFocus(page: Document): () => void {
	let followed: EventTarget | null = null;
	let places: readonly Place[] = [];
	let known: ReadonlySet<Element> = new Set();
	const forget = (): void => {
		observer.disconnect();
		followed = null;
		places = [];
	};
	const observer = new MutationObserver(() => {
		if (page.activeElement !== page.body || places.length === 0) return;
		const next = heir(places, known);
		forget();
		next?.focus({ preventScroll: true });
	});
	const listening = new AbortController();
	const { signal } = listening;
	const follow = ({ target }: Event): void => {
		if (target === followed) return;
		forget();
		// With a pointer the eye keeps the place; and a focus that wanders would open what opens on focus.
		if (!(target instanceof HTMLElement) || !target.matches(':focus-visible')) return;
		const main = target.closest('main');
		if (!main) return;
		followed = target;
		places = placeOf(target);
		known = new Set(controlsIn(main));
		observer.observe(page.body, {
			childList: true,
			subtree: true,
			attributes: true,
			attributeFilter: ['disabled', 'hidden']
		});
	};
	page.addEventListener('focusin', follow, { signal });
	// Keys on what a pointer had focused.
	page.addEventListener('keydown', follow, { signal, capture: true });
	// What is left on purpose has no heir.
	page.addEventListener('pointerdown', forget, { signal });
	return () => {
		listening.abort();
		observer.disconnect();
	};
}
