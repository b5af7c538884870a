/** Changes of a notebook that something other than typing makes. */
import { controlAt, formatControl } from './language/control';
import { statementsOf } from './language/statement';
import type { Notebook } from './notebook';

/** The notebook with a control set in its text; the same one where it has no such control, or it cannot be so. */
export function withControl(notebook: Notebook, name: string, value: number | string): Notebook {
	let isChanged = false;
	const cells = notebook.cells.map((cell) => {
		if (cell.kind !== 'control') return cell;
		let { text } = cell;
		// From the last line up, so that places before it stay.
		for (const { name: own, from, text: line, body } of [...statementsOf(cell.kind, cell.text)].reverse()) {
			if (own !== name || body.kind !== 'control') continue;
			const control = controlAt(body.control, value);
			if (!control || control.value === body.control.value) continue;
			text = text.slice(0, from) + formatControl(control) + text.slice(from + line.length);
		}
		if (text === cell.text) return cell;
		isChanged = true;
		return { ...cell, text };
	});
	return isChanged ? { cells } : notebook;
}
