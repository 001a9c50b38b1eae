import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, type Call } from './syntax.ts';

/** The node that changes a member: an assignment, an update, a `delete`, a loop, a pattern. */
export function writeTarget(member: TSESTree.Node): TSESTree.Node | null {
  const { parent } = member;
  switch (parent?.type) {
    case 'AssignmentExpression':
      return parent.left === member ? parent : null;
    case 'UpdateExpression':
      return parent;
    case 'UnaryExpression':
      return parent.operator === 'delete' ? parent : null;
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === member ? parent.left : null;
    case 'AssignmentPattern':
      return parent.left === member ? writeTarget(parent) : null;
    case 'RestElement':
    case 'ArrayPattern':
      return member;
    case 'Property':
      return parent.value === member && parent.parent.type === 'ObjectPattern' ? member : null;
    default:
      return null;
  }
}

/** What an assignment stores. */
export function storedValue(target: TSESTree.Node): TSESTree.Node | null {
  return target.type === 'AssignmentExpression' ? target.right : null;
}

/** The key that `Object.defineProperty(target, key, …)` and its kin name. */
export function definedKey(call: Call): string | null {
  const [, key] = call.arguments;
  return key?.type === 'Literal' ? String(key.value) : null;
}

/** The declarator or function that a default value in a pattern belongs to. */
export function declarationOf(node: TSESTree.Node): TSESTree.Node | null {
  for (let at: TSESTree.Node | null | undefined = node; at; at = at.parent) {
    if (at.type === 'VariableDeclarator' || isFunction(at)) return at;
  }
  return null;
}
