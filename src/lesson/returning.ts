/**
 * Coming back to a page: by Back or Forward, or from the same page in the other language. Each page is loaded anew, so
 * where the reader was is kept in the session storage of the tab; its settings are in the address.
 */
import { goToPlace, isPlace, placeOn, type Place } from './place';

const PLACES = 'rankscope.places';
const SWITCH = 'rankscope.switch';
/** Entries of the history whose places are kept. */
const MOST_PLACES = 50;
/** Milliseconds in which a page that was asked for has come. */
const SOON = 30_000;

/** What was kept, or null: a storage that is closed keeps nothing. */
function read(name: string): unknown {
	try {
		return JSON.parse(sessionStorage.getItem(name) ?? 'null');
	} catch {
		return null;
	}
}
function write(name: string, value: unknown): void {
	try {
		sessionStorage.setItem(name, JSON.stringify(value));
	} catch {
		// Then the page opens at its top.
	}
}

/** Of the entry of the history that is shown; SvelteKit numbers them. */
function entryOf(): string {
	const state: unknown = history.state;
	const entry = typeof state === 'object' && state !== null ? Object.entries(state) : [];
	return String(entry.find(([name]) => name === 'sveltekit:history')?.[1] ?? '');
}

type Kept = readonly (readonly [entry: string, place: unknown])[];
const isPair = (x: unknown): x is readonly [string, unknown] =>
	Array.isArray(x) && x.length === 2 && typeof x[0] === 'string';
const keptPlaces = (): Kept => {
	const found = read(PLACES);
	return Array.isArray(found) ? found.filter(isPair) : [];
};

/** Pages are folders: a server adds the last slash. */
const plain = (path: string): string => path.replace(/\/+$/, '');

/** The reader leaves this page for the same in the other language. @param path of that */
export function switchTo(path: string, page: HTMLElement): void {
	write(SWITCH, { path, at: Date.now(), place: placeOn(page) });
}

/** Has the page been asked for by switching the language? Once: then it is any page. */
function switched(): { readonly place: Place | null } | null {
	const found = read(SWITCH);
	write(SWITCH, null);
	if (typeof found !== 'object' || found === null) return null;
	const { path, at, place } = { path: '', at: 0, place: null, ...found };
	const isThis = plain(String(path)) === plain(location.pathname) && Date.now() - Number(at) < SOON;
	return isThis ? { place: isPlace(place) ? place : null } : null;
}

export interface Return {
	/** By Back, Forward or another language: what was finished is drawn again. A page that is reloaded begins anew. */
	readonly isBack: boolean;
	readonly place: Place | null;
}

let known: Return | undefined;

/** How the reader came to this page. In the browser. */
export function howCome(): Return {
	if (known) return known;
	const [navigation] = performance.getEntriesByType('navigation');
	const type = navigation && 'type' in navigation ? navigation.type : '';
	const other = switched();
	const [, place] = keptPlaces().find(([entry]) => entry === entryOf()) ?? [];
	const isAgain = type === 'back_forward' || type === 'reload';
	known = {
		isBack: other !== null || type === 'back_forward',
		place: other ? other.place : isAgain && isPlace(place) ? place : null
	};
	return known;
}

/** Goes to where the reader was, if they came back. @returns keeps no place any more */
export function keepPlace(page: HTMLElement): () => void {
	const { place } = howCome();
	if (place) goToPlace(page, place);
	const keep = (): void => {
		const others = keptPlaces().filter(([entry]) => entry !== entryOf());
		write(PLACES, [...others, [entryOf(), placeOn(page)]].slice(-MOST_PLACES));
	};
	window.addEventListener('beforeunload', keep);
	return () => window.removeEventListener('beforeunload', keep);
}
