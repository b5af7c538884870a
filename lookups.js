/**
 * A lint rule: no name that may be any text is looked up in an object's prototype. `record[name]` answers
 * `constructor` with a part of every object; `own(record, name)` (src/own.ts) and a Map do not. Names that the
 * compiler knows to be among a few, and positions, are no such names.
 */
import ts from 'typescript';

const message = 'Any text may be this name, even constructor: own(record, name) of src/own.ts, or a Map.';

/** @param {ts.Type} type @returns {boolean} */
const isAnyText = (type) =>
	type.isUnion()
		? type.types.some(isAnyText)
		: (type.flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) !== 0;

/** @type {import('eslint').Rule.RuleModule} */
const own = {
	meta: {
		type: 'problem',
		schema: [],
		docs: { description: 'look-ups by any text find own properties only' }
	},
	create(context) {
		const { program, esTreeNodeToTSNodeMap: nodes } = context.sourceCode.parserServices;
		const checker = program.getTypeChecker();
		return {
			MemberExpression(node) {
				if (!node.computed || node.property.type === 'Literal') return;
				const type = checker.getTypeAtLocation(nodes.get(node.property));
				if (isAnyText(checker.getBaseConstraintOfType(type) ?? type)) context.report({ node, message });
			}
		};
	}
};

export default { rules: { own } };
