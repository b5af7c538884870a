/** Runs timing.ts away from the page's thread: a request in; what is known so far out, round by round. */
import { serve } from '$src/experiments/serve';
import { measure, type TimingRequest, type Timings } from './timing';

serve<TimingRequest, Timings>(async (request, tell) => {
	tell(await measure(request, () => performance.now(), tell));
});
