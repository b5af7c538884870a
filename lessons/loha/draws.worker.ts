/** Runs draws.ts away from the page's thread: settings in; spectra out, a batch at a time. Stopped by ending it. */
import { serve } from '$src/experiments/serve';
import { adapterOf, drawSpectra, type DrawnSpectra, type DrawSettings } from './draws';

/** Milliseconds between two answers. */
const EVERY = 120;

serve<DrawSettings, readonly DrawnSpectra[]>((settings, tell) => {
	const made = adapterOf(settings);
	let [drawn, since]: [DrawnSpectra[], number] = [[], performance.now()];
	for (let draw = 0; draw < settings.draws; draw++) {
		drawn.push(drawSpectra(made, settings, draw));
		if (performance.now() - since < EVERY) continue;
		tell(drawn);
		[drawn, since] = [[], performance.now()];
	}
	tell(drawn);
});
