/** All dialects, in the order in which a file is asked: the only list. */
import type { Clues, Dialect } from './dialect';
import { diffusers } from './diffusers';
import { kohya } from './kohya';
import { lycoris } from './lycoris';
import { peft } from './peft';

export const dialects: readonly Dialect[] = [peft, lycoris, kohya, diffusers];

/** Who wrote the file, or null where no tensor of an adapter is in it. */
export const dialectOf = (clues: Clues): Dialect | null =>
	dialects.find((dialect) => dialect.recognises(clues)) ?? null;
