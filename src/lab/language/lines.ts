/** What lines of every kind of cell have in common: where they end, what a name is, and which names a phrase reads. */
import type { Phrase } from '$src/formula/typed';

/** `name =` at the beginning of a line. */
export const DEFINED = /^\s*(\p{L}[\p{L}\p{N}_₀-₉]*)\s*=(?!=)/u;
export const NAME = /^\p{L}[\p{L}\p{N}]{0,39}$/u;

/** r_1 and r₁ are r1, as in formulas. */
export const plainName = (written: string): string =>
	written
		.replaceAll(/[₀-₉]/g, (sub) => String(sub.charCodeAt(0) - 0x2080))
		.replaceAll(/_(\d)/g, '$1')
		.normalize('NFC');

export interface Line {
	readonly from: number;
	readonly text: string;
}

/** A line goes on where a bracket is open. */
export function linesOf(text: string): readonly Line[] {
	const lines: Line[] = [];
	let [from, depth, isQuoted] = [0, 0, false];
	const end = (to: number): void => {
		const line = text.slice(from, to);
		const space = /^\s*/.exec(line)?.[0].length ?? 0;
		if (line.trim() !== '') lines.push({ from: from + space, text: line.trim() });
		from = to + 1;
	};
	for (let n = 0; n < text.length; n++) {
		const sign = text[n] ?? '';
		if (sign === '"') isQuoted = !isQuoted;
		if (sign === '\n') isQuoted = false;
		if (isQuoted) continue;
		if ('([{（'.includes(sign)) depth += 1;
		if (')]}）'.includes(sign)) depth = Math.max(0, depth - 1);
		if (sign === '\n' && depth === 0) end(n);
	}
	end(text.length);
	return lines;
}

/** The names that a phrase reads, each once. */
export function inputsOf(phrase: Phrase): readonly string[] {
	const found = new Set<string>();
	const visit = (p: Phrase): void => {
		switch (p.kind) {
			case 'symbol':
				found.add(p.name);
				break;
			case 'call':
				p.args.forEach(visit);
				break;
			case 'named':
				visit(p.value);
				break;
			case 'member':
				visit(p.of);
				break;
			case 'range':
				visit(p.from);
				visit(p.to);
				break;
			case 'number':
			case 'text':
				break;
		}
	};
	visit(phrase);
	return [...found];
}
