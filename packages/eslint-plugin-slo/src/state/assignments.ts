import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

type Variable = TSESLint.Scope.Variable;
type Reference = TSESLint.Scope.Reference;

/** The references that may read what a variable was bound to at a place; at any place, without one. */
export function readsSince(variable: Variable, bound: TSESTree.Node | null): Reference[] {
  const reads = variable.references.filter((reference) => reference.isRead());
  if (bound === null) return reads;
  const others = assignmentsAfter(variable, bound);
  return reads.filter(
    (reference) =>
      !isOverwritten(variable.name, reference, others) && !isReadBefore(variable, reference, bound),
  );
}

/** The plain assignments that give a variable another value than the one it was bound to. */
function assignmentsAfter(variable: Variable, bound: TSESTree.Node): Reference[] {
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
function isOverwritten(
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
 * Whether a reference certainly reads a local variable before it is bound to a value: it stands before
 * the binding in the same run of the same function, and no loop leads back.
 */
function isReadBefore(variable: Variable, reference: Reference, bound: TSESTree.Node): boolean {
  const { identifier, from } = reference;
  if (identifier.range[0] >= endOfBinding(bound)) return false;
  const binding = variable.references.find((each) => each.identifier === bound);
  const run = variable.scope.variableScope;
  if (binding?.from.variableScope !== run || from.variableScope !== run) return false;
  for (let node = bound.parent; node && node !== run.block; node = node.parent) {
    const isAround = node.range[0] <= identifier.range[0];
    if (isAround && isLoop(node)) return false;
  }
  return true;
}

/** Where a name is bound: `[list, rest] = take(list)` reads the old list before it binds the new one. */
function endOfBinding(bound: TSESTree.Node): number {
  let node = bound;
  while (
    node.parent &&
    /^(?:Array|Assignment|Object)Pattern$|^Property$|^RestElement$/.test(node.parent.type)
  ) {
    node = node.parent;
  }
  const { parent } = node;
  return parent?.type === 'AssignmentExpression' && parent.left === node
    ? parent.range[1]
    : bound.range[0];
}

function isLoop({ type }: TSESTree.Node): boolean {
  return /^(?:For(?:In|Of)?|While|DoWhile)Statement$/.test(type);
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
