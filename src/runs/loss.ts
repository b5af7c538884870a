/** How a worker was lost, as a kind of failure that has a text. */
import type { FailureKind } from '$src/components/training/training';
import type { Loss } from '$src/experiments/line';

const kinds = { 'not-started': 'worker-failed', threw: 'worker-threw', silent: 'worker-silent' } as const;

export const kindOf = (how: Exclude<Loss['how'], 'stopped'>): FailureKind => kinds[how];
