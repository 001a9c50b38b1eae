import type { TSESTree } from '@typescript-eslint/utils';
import { isFrozen, type Held } from './held.ts';
import type { Scopes } from './scopes.ts';
import { isFunction } from './syntax.ts';

/** Whether the write of a property certainly leaves the object that may be held as it is. */
export function isSpared(held: Held, member: TSESTree.MemberExpression, scopes: Scopes): boolean {
  return isFrozen(held, scopes) || (held.fallback && replacesWhatIsThere(member, scopes));
}

/**
 * Whether a write replaces a property only where it is there: `if (node.dom) node.dom = null`. Such a
 * test tells what has been given from the placeholder that stands in for it.
 */
function replacesWhatIsThere(member: TSESTree.MemberExpression, { sourceCode }: Scopes): boolean {
  const text = sourceCode.getText(member);
  let node: TSESTree.Node = member;
  while (node.parent && !isFunction(node.parent)) {
    const { parent }: TSESTree.Node = node;
    const test = testFor(node, parent);
    if (test !== null && sourceCode.getText(test) === text) return true;
    node = parent;
  }
  return false;
}

/** What must be true for a part of a statement or expression to be run. */
function testFor(node: TSESTree.Node, parent: TSESTree.Node): TSESTree.Node | null {
  if (parent.type === 'IfStatement') return parent.consequent === node ? parent.test : null;
  const isAnd = parent.type === 'LogicalExpression' && parent.operator === '&&';
  return isAnd && parent.right === node ? parent.left : null;
}
