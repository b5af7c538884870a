/** Runs timing.ts away from the page's thread: a request in; what is known so far out, round by round. */
import { measure, type TimingRequest, type Timings } from './timing';

export type TimingAnswer =
	| { readonly kind: 'progress' | 'done'; readonly timings: Timings }
	| { readonly kind: 'failed'; readonly message: string };

const answer = (message: TimingAnswer): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<TimingRequest>) => {
	measure(
		data,
		() => performance.now(),
		(timings) => answer({ kind: 'progress', timings })
	).then(
		(timings) => answer({ kind: 'done', timings }),
		(error: unknown) =>
			answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
	);
});
