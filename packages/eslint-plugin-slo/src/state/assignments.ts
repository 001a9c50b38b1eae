import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

type Variable = TSESLint.Scope.Variable;
type Reference = TSESLint.Scope.Reference;

/** The plain assignments that give a variable another value than the one it was bound to. */
export function assignmentsAfter(variable: Variable, bound: TSESTree.Node): Reference[] {
  return variable.references.filter(({ identifier, init }) => {
    const { parent } = identifier;
    return (
      init !== true &&
      parent.type === 'AssignmentExpression' &&
      parent.operator === '=' &&
      parent.left === identifier &&
      bound.range[0] < identifier.range[0]
    );
  });
}

/** Whether one of the assignments has certainly been made when a reference is read. */
export function isOverwritten(
  name: string,
  reference: Reference,
  assignments: readonly Reference[],
): boolean {
  const [position] = reference.identifier.range;
  return assignments.some(({ identifier, from }) => {
    const assignment = identifier.parent as TSESTree.AssignmentExpression;
    if (assignment.range[1] > position || from.variableScope !== reference.from.variableScope)
      return false;
    const block = blockAfter(assignment.parent, name);
    return block !== null && position < block.range[1];
  });
}

/**
 * The block whose later code an assignment's statement certainly precedes. `if (list === shared)
 * list = [];` precedes it too, as far as what is shared goes.
 */
function blockAfter(statement: TSESTree.Node, name: string): TSESTree.Node | null {
  if (statement.type !== 'ExpressionStatement') return null;
  const { parent } = statement;
  const branch = parent.type === 'BlockStatement' ? parent.parent : parent;
  if (branch.type === 'IfStatement' && branch.alternate === null) {
    const { test } = branch;
    const compares = test.type === 'BinaryExpression' && /^===?$/.test(test.operator);
    const sides = compares ? [test.left, test.right] : [];
    if (sides.some((side) => side.type === 'Identifier' && side.name === name))
      return branch.parent;
  }
  return parent;
}
