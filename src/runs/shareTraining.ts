/** The one hand (hand.svelte.ts) that the figures of a lesson share, offered to whoever follows the page (followed.ts). */
import { onDestroy } from 'svelte';
import { offer, type Followed } from './followed';
import { Hand } from './hand.svelte';

interface Shared {
	readonly hand: Hand;
	readonly followed: Followed;
	users: number;
}

function newEntry(): Shared {
	const hand = new Hand();
	const followed: Followed = {
		get runs() {
			// What follows the controls needs no word: they are the same in both windows.
			return hand.isWatched && hand.run ? [hand.run] : [];
		},
		get starts() {
			return hand.starts;
		},
		get stopped() {
			return hand.isWatched && hand.phase === 'stopped';
		},
		get busy() {
			return hand.busy;
		},
		start: ([run]) => {
			if (run) void hand.start(run);
		},
		stop: () => hand.stop(),
		reset: () => hand.reset()
	};
	return { hand, followed, users: 0 };
}

const shared = new WeakMap<object, Shared>();

/**
 * The one of a lesson's figures, ended with the last of them. Call while a component initialises.
 * @param owner what the figures share, such as the LessonState
 */
export function shareTraining(owner: object): Hand {
	const entry = shared.get(owner) ?? newEntry();
	entry.users += 1;
	shared.set(owner, entry);
	offer(owner, 'run', entry.followed);
	onDestroy(() => {
		entry.users -= 1;
		if (entry.users > 0) return;
		shared.delete(owner);
		entry.hand.dispose();
	});
	return entry.hand;
}
