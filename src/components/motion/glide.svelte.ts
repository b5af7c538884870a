/**
 * Numbers that move to where they belong instead of leaping there: what a picture draws while it changes. The state
 * itself changes at once; only what is drawn of it comes after. Who wants less motion sees the states alone.
 */
import { cubicInOut } from 'svelte/easing';
import { prefersReducedMotion, Tween } from 'svelte/motion';
import { untrack } from 'svelte';

/** A number that is drawn, and read anew while it moves. */
export interface Gliding {
	readonly current: number;
}

/**
 * Follows a number. Call while a component initialises.
 * @param target where it belongs @param duration ms of a move; 0 where less motion is wanted
 */
export const glide = (target: () => number, duration: number): Gliding =>
	Tween.of(target, { duration: () => (prefersReducedMotion.current ? 0 : duration), easing: cubicInOut });

/** As glide, of many numbers at once: as many before as after. */
export const glideAll = (
	target: () => readonly number[],
	duration: number
): { readonly current: readonly number[] } =>
	Tween.of(target, { duration: () => (prefersReducedMotion.current ? 0 : duration), easing: cubicInOut });

/**
 * From 0 to 1 each time that something new has come; 1 at first. Call while a component initialises.
 * @param key says whether it is new; null where nothing is there @param duration ms; 0 where less motion is wanted
 */
export function arrival(key: () => string | null, duration: number): Gliding {
	const tween = new Tween(1, { easing: cubicInOut });
	let before = untrack(key);
	$effect.pre(() => {
		const now = key();
		if (now === before) return;
		before = now;
		void tween.set(1, { duration: 0 });
		if (now === null || prefersReducedMotion.current) return;
		void tween.set(0, { duration: 0 });
		void tween.set(1, { duration });
	});
	return tween;
}

/** What of a move from 0 to 1 belongs to its part between two times. @returns from 0 to 1 */
export const part = (at: number, from: number, to: number): number =>
	Math.min(1, Math.max(0, (at - from) / (to - from)));
