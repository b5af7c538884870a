/** Runs draws.ts away from the page's thread: settings in; spectra out, a batch at a time. Stopped by ending it. */
import { adapterOf, drawSpectra, type DrawnSpectra, type DrawSettings } from './draws';

export type DrawsAnswer =
	| { readonly kind: 'progress'; readonly drawn: readonly DrawnSpectra[] }
	| { readonly kind: 'done' }
	| { readonly kind: 'failed'; readonly message: string };

/** Milliseconds between two answers. */
const EVERY = 120;

const answer = (message: DrawsAnswer): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<DrawSettings>) => {
	try {
		const made = adapterOf(data);
		let [drawn, since]: [DrawnSpectra[], number] = [[], performance.now()];
		for (let draw = 0; draw < data.draws; draw++) {
			drawn.push(drawSpectra(made, data, draw));
			if (performance.now() - since < EVERY) continue;
			answer({ kind: 'progress', drawn });
			[drawn, since] = [[], performance.now()];
		}
		answer({ kind: 'progress', drawn });
		answer({ kind: 'done' });
	} catch (error) {
		answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
	}
});
