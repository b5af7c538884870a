/** What an expression is, as text: two of one signature are the same node for node, whatever their values are. */
import { topological, type Expression } from './expression';
import { formatNotation } from './notation';

/** Leaves by name and shape; names and TeX of ops, which compute nothing, are not in it. */
export function signatureOf(roots: readonly Expression[]): string {
	const ids = new Map<Expression, number>();
	const idOf = (e: Expression): string => String(ids.get(e) ?? '');
	const lines = topological(roots).map((e) => {
		ids.set(e, ids.size);
		if (e.kind === 'leaf') return `${JSON.stringify(e.name)} ${e.shape.join()}`;
		const sizes = [...e.sizes].map(([letter, size]) => `${letter}${size}`);
		return [
			formatNotation(e.notation),
			sizes.join(),
			e.reduce,
			JSON.stringify(e.body),
			...e.args.map(idOf)
		].join(' ');
	});
	return [...lines, roots.map(idOf).join(' ')].join('\n');
}
