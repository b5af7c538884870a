/** Cells → their lines, read again where the text is another; and which lines of an open notebook go on as they are. */
import { statementsOf, tooMany, type Statement } from './language/statement';
import type { LineNode } from './node';
import type { Cell } from './notebook';

/** Lines of a notebook: more is told where it stands. */
const MOST_LINES = 4000;

export interface Reading {
	readonly id: string;
	readonly statements: readonly Statement[];
}

/** What was read of each cell last. */
export class Readings {
	#known: ReadonlyMap<string, { readonly cell: Cell; readonly statements: readonly Statement[] }> = new Map();

	/** Of cells whose text is that of before, the very same statements. */
	of(cells: readonly Cell[]): readonly Reading[] {
		let room = MOST_LINES;
		const all = cells.map((cell) => {
			const statements = this.#statementsOf(cell);
			const isFitting = statements.length <= room;
			if (isFitting) room -= statements.length;
			return { cell, statements: isFitting ? statements : [tooMany(cell.text, MOST_LINES)], isFitting };
		});
		this.#known = new Map(all.filter(({ isFitting }) => isFitting).map((one) => [one.cell.id, one]));
		return all.map(({ cell: { id }, statements }) => ({ id, statements }));
	}

	#statementsOf({ id, kind, text }: Cell): readonly Statement[] {
		const known = this.#known.get(id);
		return known?.cell.kind === kind && known.cell.text === text
			? known.statements
			: statementsOf(kind, text);
	}
}

/**
 * @param cells of before
 * @returns `claimed`: statement → the line of before that it is, in its own cell if it can be; `free`: lines that are none
 */
export function goingOn(
	wanted: readonly Reading[],
	cells: ReadonlyMap<string, readonly LineNode[]>
): { readonly claimed: ReadonlyMap<Statement, LineNode>; readonly free: ReadonlySet<LineNode> } {
	const free = new Set([...cells.values()].flat());
	const claimed = new Map<Statement, LineNode>();
	for (const { id, statements } of wanted) {
		for (const statement of statements) {
			const isIt = (node: LineNode): boolean => free.has(node) && isSame(node, statement);
			const found = cells.get(id)?.find(isIt) ?? [...free].find(isIt);
			if (!found) continue;
			free.delete(found);
			claimed.set(statement, found);
		}
	}
	return { claimed, free };
}

/** The same line, or a control that is set to what its line now says. */
function isSame({ statement, control }: LineNode, other: Statement): boolean {
	const { body } = other;
	if (statement === other && !control) return true;
	if (statement.body.kind !== body.kind || statement.name !== other.name) return false;
	if (control && body.kind === 'control') return JSON.stringify(control) === JSON.stringify(body.control);
	return statement.text === other.text;
}
