/** The one line of a lesson's figures to the worker that knows what large layers begin with; ended with the last figure. */
import { onDestroy } from 'svelte';
import type { Run } from '$src/receipt/run';
import type { Beginning } from '$src/experiments/beginning';
import { Latest } from './latest.svelte';

const connect = (): Worker =>
	new Worker(new URL('./beginning.worker.ts', import.meta.url), { type: 'module' });

const shared = new WeakMap<object, { readonly latest: Latest<Run, Beginning>; users: number }>();

/** Call while a component initialises. @param owner what the figures share, such as the LessonState */
export function shareBeginnings(owner: object): Latest<Run, Beginning> {
	const entry = shared.get(owner) ?? { latest: new Latest<Run, Beginning>(connect), users: 0 };
	entry.users += 1;
	shared.set(owner, entry);
	onDestroy(() => {
		entry.users -= 1;
		if (entry.users === 0) entry.latest.end();
	});
	return entry.latest;
}
