/** The one training session that the figures of a lesson share, offered to whoever follows the page (followed.ts). */
import { onDestroy } from 'svelte';
import { offer, type Followed } from './followed';
import { TrainingSession } from './training.svelte';

/** Milliseconds of a run that is to be watched. */
const WATCHED = 2000;

interface Shared {
	readonly session: TrainingSession;
	readonly followed: Followed;
	users: number;
}

function newEntry(): Shared {
	const session = new TrainingSession();
	const followed: Followed = {
		get runs() {
			return session.run && session.phase !== 'idle' ? [session.run] : [];
		},
		get starts() {
			return session.starts;
		},
		get stopped() {
			return session.phase === 'stopped';
		},
		get busy() {
			return session.busy;
		},
		start: ([run]) => {
			if (run) void session.start(run, WATCHED);
		},
		stop: () => session.stop(),
		reset: () => session.reset()
	};
	return { session, followed, users: 0 };
}

const shared = new WeakMap<object, Shared>();

/**
 * The one session of a lesson's figures, ended with the last of them. Call while a component initialises.
 * @param owner what the figures share, such as the LessonState
 */
export function shareTraining(owner: object): TrainingSession {
	const entry = shared.get(owner) ?? newEntry();
	entry.users += 1;
	shared.set(owner, entry);
	offer(owner, 'run', entry.followed);
	onDestroy(() => {
		entry.users -= 1;
		if (entry.users > 0) return;
		shared.delete(owner);
		entry.session.dispose();
	});
	return entry.session;
}
