/** A race as a page tells it: its targets one after the other, under the names that the lessons give them, and who won. Pure. */
import { methods } from '$src/adapters/index';
import { own } from '$src/own';
import type { RaceRow } from '../value';
import type { LabTexts } from './texts';

export interface RaceGroup {
	readonly task: string;
	readonly title: string;
	readonly rows: readonly RaceRow[];
	/** The smallest error on this target; null where all diverged. */
	readonly least: number | null;
}

type Targets = LabTexts['values']['targets'];

/** What is called otherwise, such as a matrix of the notebook, keeps its name. */
export function targetName(task: string, [out, columns]: RaceRow['shape'], texts: Targets): string {
	const [kind = '', sizes = ''] = task.split(':');
	const [first = NaN, second = NaN] = sizes.split('x').map(Number);
	switch (kind) {
		case 'identity':
		case 'gaussian':
		case 'hadamard':
			return texts[kind];
		case 'low-rank':
			return texts.lowRank(first);
		case 'kron':
			return `${first}×${second} ⊗ ${out / first}×${columns / second}`;
		case 'block':
			return texts.blocks(first);
		case 'regression':
			return texts.regression(first);
		default:
			return task;
	}
}

/** Methods as papers write them; an adapter of the reader's own as it is called. */
export const racerName = (name: string): string => own<{ title: string }>(methods, name)?.title ?? name;

export function groupsOf(rows: readonly RaceRow[], texts: Targets): readonly RaceGroup[] {
	const groups = new Map<string, RaceRow[]>();
	for (const row of rows) {
		const group = groups.get(row.task);
		if (group) group.push(row);
		else groups.set(row.task, [row]);
	}
	return [...groups].map(([task, of]) => {
		const errors = of.flatMap(({ error }) => (error === null ? [] : [error]));
		const title = of[0] ? targetName(task, of[0].shape, texts) : task;
		return { task, title, rows: of, least: errors.length > 0 ? Math.min(...errors) : null };
	});
}

/** Who has the smallest error on how many targets, the most first; of equal errors each. */
export function winnersOf(
	groups: readonly RaceGroup[]
): readonly (readonly [name: string, targets: number])[] {
	const won = new Map<string, number>();
	for (const { rows, least } of groups)
		for (const { name, error } of rows)
			if (error !== null && error === least) won.set(name, (won.get(name) ?? 0) + 1);
	return [...won].toSorted(([, a], [, b]) => b - a).map(([name, targets]) => [racerName(name), targets]);
}
