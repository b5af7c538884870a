/** Keys that are pressed in an audience's window: the full screen is its own, what else a clicker sends goes to the presenter. */
import type { AudienceEnd } from './ends';
import { toggleFullscreen } from './fullscreen';
import { actionOf } from './keys';
import { remote } from './message';

/** @param end undefined while nobody is connected: then a key does nothing, and the page does not scroll either */
export function pressedInAudience(event: KeyboardEvent, end: AudienceEnd | undefined): void {
	const action = event.target instanceof Element && event.target.closest('a') ? null : actionOf(event);
	if (action === null) return;
	event.preventDefault();
	const asked = remote.find((known) => known === action);
	if (action === 'fullscreen') toggleFullscreen();
	else if (asked) end?.press(asked);
}
