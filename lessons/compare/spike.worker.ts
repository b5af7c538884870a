/** Decomposes W₀ + ΔW away from the page's thread: sizes of the update in, an answer for each out. */
import { serve } from '$src/experiments/serve';
import { spikesOf, type SpikeAnswer, type SpikeQuestion } from './spike';

serve<SpikeQuestion, readonly SpikeAnswer[]>((question, tell) => {
	tell(spikesOf(question));
});
