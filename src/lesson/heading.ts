/** A lesson's title, what it is about and its legend: its page hands them down, the opening of its prose shows them. */
import { getContext, setContext, type Snippet } from 'svelte';

const key = Symbol('heading');
export const provideHeading = (heading: Snippet): Snippet => setContext(key, heading);

/** The heading of the page that this component is part of. Call while it initialises. */
export function useHeading(): Snippet {
	const heading = getContext<Snippet | undefined>(key);
	if (!heading) throw new Error('useHeading: expected to be inside a lesson page');
	return heading;
}
