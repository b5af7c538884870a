/** Draws starts away from the page's thread: a layer in; one point for each method and rank out. */
import { serve } from '$src/experiments/serve';
import { starters, startPoint, startRanks, type StartPoint, type StartSpeedQuestion } from './startSpeed';

serve<StartSpeedQuestion, readonly StartPoint[]>((question, tell) => {
	tell(starters.flatMap((method) => startRanks.map((rank) => startPoint(method, rank, question))));
});
