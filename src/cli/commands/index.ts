/** All commands: the only list. */
import type { Command } from '../command';
import { approximate } from './approximate';
import { count } from './count';
import { inspect } from './inspect';
import { formula } from './formula';
import { kron, nearestKron } from './kron';
import { optimum } from './optimum';
import { plan } from './plan';
import { rank } from './rank';
import { replay } from './replay';
import { sweep } from './sweep';
import { train } from './train';

export const commands: readonly Command[] = [
	count,
	rank,
	optimum,
	approximate,
	kron,
	nearestKron,
	formula,
	plan,
	train,
	sweep,
	replay,
	inspect
];
