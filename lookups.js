/**
 * Rules of ours that need types. One: no name that may be any text is looked up in an object's prototype. `record[name]`
 * answers `constructor` with a part of every object; `own(record, name)` (src/own.ts) and a Map do not. Names that the
 * compiler knows to be among a few, and positions, are no such names. Two: a property that a component declares and never takes is passed in vain.
 * scripts/lookups.mjs asks both of every file.
 */
import ts from 'typescript';

export const ANY_TEXT =
	'Any text may be this name, even constructor: own(record, name) of src/own.ts, or a Map.';

/** @param {ts.Type} type @returns {boolean} */
const isAnyText = (type) =>
	type.isUnion()
		? type.types.some(isAnyText)
		: (type.flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) !== 0;

/**
 * Look-ups by any text in a file.
 * @param {ts.Program} program @param {ts.SourceFile} file one of its files
 * @returns {string[]} each as it is written
 */
export function lookupsIn(program, file) {
	const checker = program.getTypeChecker();
	/** @type {string[]} */
	const found = [];
	/** @param {ts.Node} node */
	const visit = (node) => {
		if (ts.isElementAccessExpression(node) && !ts.isLiteralExpression(node.argumentExpression)) {
			const type = checker.getTypeAtLocation(node.argumentExpression);
			if (isAnyText(checker.getBaseConstraintOfType(type) ?? type)) found.push(node.getText(file));
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

/**
 * Properties that a component declares and does not take from $props().
 * @param {ts.Program} program @param {ts.SourceFile} file a component as TypeScript
 * @returns {string[]} their names
 */
export function propsInVain(program, file) {
	const checker = program.getTypeChecker();
	/** @type {string[]} */
	const found = [];
	/** @param {ts.Node} node */
	const visit = (node) => {
		if (
			ts.isVariableDeclaration(node) &&
			ts.isObjectBindingPattern(node.name) &&
			node.type &&
			node.initializer?.getText(file) === '$props()' &&
			node.name.elements.every(({ dotDotDotToken }) => !dotDotDotToken)
		) {
			const taken = new Set(
				node.name.elements.map(({ propertyName, name }) => (propertyName ?? name).getText(file))
			);
			const declared = checker.getPropertiesOfType(checker.getTypeFromTypeNode(node.type));
			found.push(...declared.map(({ name }) => name).filter((name) => !taken.has(name)));
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}
