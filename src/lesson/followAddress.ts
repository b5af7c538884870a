/** Between a page's state and its address: what the address says is taken over, and every change is written into it. */
import { replaceState } from '$app/navigation';
import { page } from '$app/state';
import { mirrorNow, mirrorSoon } from './mirror';
import { howCome } from './returning';
import type { LessonState } from './state.svelte';

/** When the page is there. @returns leaves it */
export function followAddress(state: LessonState): () => void {
	state.load(new URLSearchParams(location.search));
	state.isBack = howCome().isBack;
	const write = (): void => {
		const query = state.query.toString();
		replaceState(`${location.pathname}${query && `?${query}`}${location.hash}`, page.state);
	};
	state.onchange = () => mirrorSoon(write);
	window.addEventListener('beforeunload', mirrorNow);
	return () => {
		window.removeEventListener('beforeunload', mirrorNow);
		mirrorNow();
	};
}
