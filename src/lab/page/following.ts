/**
 * What passes between page and worker is what is another, not the whole notebook: its cells on the way there, names on
 * the way back.
 */
import type { Cell } from '../notebook';
import type { LabSession } from '../session';
import type { LabValue } from '../value';
import type { Known } from './protocol';

/**
 * @param ids of all its cells, in order
 * @param others those that are new or another
 * @returns the notebook's cells; one that nobody has ever told of is left out
 */
export function notebookAfter(
	before: readonly Cell[],
	ids: readonly string[],
	others: readonly Cell[]
): readonly Cell[] {
	const cells = new Map([...before, ...others].map((cell) => [cell.id, cell]));
	return ids.flatMap((id) => cells.get(id) ?? []);
}

/** Which names have been told, so that they are told again where one is another, and not with each value. */
export class NamesTold {
	readonly #cells = new Map<string, string>();
	#told = '';
	#isOther = true;

	/** Cells have come, gone or changed places. */
	forget(): void {
		this.#isOther = true;
		this.#cells.clear();
	}

	/** @param ids of cells whose state is another @returns all names; null where they are what was told last */
	after(ids: readonly string[], session: Pick<LabSession, 'names' | 'state'>): readonly Known[] | null {
		for (const id of ids) {
			const now = session
				.state(id)
				.values.map(({ name, value }) => `${name} ${kindOf(value)}`)
				.join('\n');
			if (now === this.#cells.get(id)) continue;
			this.#cells.set(id, now);
			this.#isOther = true;
		}
		if (!this.#isOther) return null;
		this.#isOther = false;
		const names = session.names().map(known);
		const now = JSON.stringify(names);
		if (now === this.#told) return null;
		this.#told = now;
		return names;
	}
}

const kindOf = (value: LabValue): string => `${value.kind} ${shapeOf(value)}`;

const known = ({ name, value, cell }: ReturnType<LabSession['names']>[number]): Known => ({
	name,
	cell,
	kind: value?.kind ?? '',
	shape: value ? shapeOf(value) : ''
});

function shapeOf(value: LabValue): string {
	if ('shape' in value) return value.shape.join('×');
	if ('delta' in value) return value.delta.shape.join('×');
	return '';
}
