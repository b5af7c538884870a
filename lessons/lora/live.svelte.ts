/** The live adapter that this lesson's figures share. */
import { useLive, type LiveAdapter } from '$src/lesson/liveAdapter.svelte';
import { live, parameters } from './parameters';

/** Call while a component initialises. */
export const useLiveAdapter = (): LiveAdapter<typeof parameters> => useLive(parameters, live);
