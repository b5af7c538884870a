/** All problems: the only list. A task, the one word that a reader chooses, names its problem. */
import type { Values } from '$src/schema/field';
import { layerProblemFields } from './layer';
import { matrix } from './matrix';
import type { Problem } from './problem';
import { regression } from './regression';
import { parseTask } from './task';

export const problems = { matrix, regression } as const satisfies Record<string, Problem>;
export type ProblemName = keyof typeof problems;

/** The fields of every problem. */
export const problemFields = layerProblemFields;
export type ProblemValues = Values<typeof problemFields>;

/** The problem that a task belongs to. @throws RangeError if the text is no task */
export const problemNamed = (task: string): ProblemName =>
	parseTask(task).kind === 'regression' ? 'regression' : 'matrix';
