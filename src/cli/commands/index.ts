/** All commands: the only list. */
import type { Command } from '../command';
import { approximate } from './approximate';
import { count } from './count';
import { compareAdapters } from './compareAdapters';
import { exportRun } from './export';
import { inspect } from './inspect';
import { merge } from './merge';
import { resize } from './resize';
import { watch } from './watch';
import { federated } from './federated';
import { formula } from './formula';
import { kron, nearestKron } from './kron';
import { notebook } from './notebook';
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
	federated,
	replay,
	inspect,
	compareAdapters,
	resize,
	merge,
	watch,
	exportRun,
	notebook
];
