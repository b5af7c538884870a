/** Measures Jacobians away from the page's thread: a layer in; the points of all methods out. */
import { serve } from '$src/experiments/serve';
import { freedomOf, type FreedomPoint, type FreedomQuestion } from './freedom';

serve<FreedomQuestion, readonly FreedomPoint[]>((question, tell) => {
	tell(freedomOf(question));
});
