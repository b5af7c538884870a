/**
 * Where a reader is on a page, in terms that both languages have: a landmark, and how far it is from there to the next.
 * Headings are counted, since their ids are words.
 */

export interface Place {
	/** Such as figure:adapter, step:gauge or heading:3. */
	readonly landmark: string;
	/** 0 at the landmark, 1 at the next. */
	readonly share: number;
}

const marks = ['figure', 'step', 'predict', 'exercise', 'claim'] as const;
const headings = 'h1, h2, h3';

interface Landmark {
	readonly name: string;
	/** From the top of the document. */
	readonly top: number;
}

/** The line that one reads at, below the top of the window. */
const readingLine = (): number => window.innerHeight / 3;

function landmarksOf(page: HTMLElement): Landmark[] {
	let heading = 0;
	const selector = [headings, ...marks.map((mark) => `[data-${mark}]`)].join(', ');
	const found = [...page.querySelectorAll<HTMLElement>(selector)].flatMap((element): Landmark[] => {
		const mark = marks.find((known) => element.dataset[known] !== undefined);
		const name = mark ? `${mark}:${element.dataset[mark]}` : `heading:${heading++}`;
		// What is folded or hidden has no place.
		if (element.getClientRects().length === 0) return [];
		return [{ name, top: element.getBoundingClientRect().top + window.scrollY }];
	});
	const end = page.getBoundingClientRect().bottom + window.scrollY;
	// What opens a lesson stands side by side on a wide screen.
	found.sort((a, b) => a.top - b.top);
	return [{ name: 'top', top: 0 }, ...found, { name: 'end', top: end }];
}

/** Of several landmarks one behind the other, the last that is above a line, and the next. */
function around(landmarks: readonly Landmark[], at: number): readonly [Landmark, Landmark] | null {
	const next = landmarks.findIndex(({ top }) => top > at);
	const [a, b] = next < 1 ? landmarks.slice(-2) : [landmarks[next - 1], landmarks[next]];
	return a && b ? [a, b] : null;
}

export function placeOn(page: HTMLElement): Place | null {
	if (window.scrollY < 1) return null;
	const at = window.scrollY + readingLine();
	const found = around(landmarksOf(page), at);
	if (!found) return null;
	const [from, to] = found;
	const share = (at - from.top) / Math.max(1, to.top - from.top);
	return { landmark: from.name, share: Math.min(1, Math.max(0, share)) };
}

/** How far down the window is to be for a place; null where the page has no such landmark. */
function scrollFor(page: HTMLElement, { landmark, share }: Place): number | null {
	const landmarks = landmarksOf(page);
	const at = landmarks.findIndex(({ name }) => name === landmark);
	const [from, to] = landmarks.slice(at, at + 2);
	if (at < 0 || !from || !to) return null;
	return Math.max(0, from.top + share * (to.top - from.top) - readingLine());
}

/** Frames in which a page may still grow: what comes near the window is laid out only then. */
const MOST_FRAMES = 40;

/** Goes there and stays while the page grows, until the reader moves it themselves. */
export function goToPlace(page: HTMLElement, place: Place): void {
	let frames = 0;
	let still = 0;
	const moves = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const;
	const stop = (): void => {
		frames = MOST_FRAMES;
		for (const move of moves) window.removeEventListener(move, stop);
	};
	for (const move of moves) window.addEventListener(move, stop, { passive: true });
	const step = (): void => {
		if (frames >= MOST_FRAMES) return;
		frames += 1;
		const wanted = scrollFor(page, place);
		if (wanted === null) return stop();
		still = Math.abs(wanted - window.scrollY) < 1 ? still + 1 : 0;
		window.scrollTo({ top: wanted, behavior: 'instant' });
		if (still > 10) stop();
		else requestAnimationFrame(step);
	};
	step();
}

export const isPlace = (x: unknown): x is Place =>
	typeof x === 'object' &&
	x !== null &&
	'landmark' in x &&
	typeof x.landmark === 'string' &&
	x.landmark.length <= 100 &&
	'share' in x &&
	typeof x.share === 'number' &&
	x.share >= 0 &&
	x.share <= 1;
