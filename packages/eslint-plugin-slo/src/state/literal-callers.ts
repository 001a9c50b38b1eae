import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { globalPath } from './modules.ts';
import type { Scopes } from './scopes.ts';
import { directCall, keyName, outer } from './syntax.ts';

/** Functions that give another object what the argument at an index has, or the argument for a parent. */
const lenders: Readonly<Record<string, (index: number) => boolean>> = {
  'Object.assign': (index) => index > 0,
  'Object.create': (index) => index === 0,
  'Object.defineProperties': (index) => index === 1,
  'Object.entries': () => true,
  'Object.getOwnPropertyDescriptors': () => true,
  'Object.keys': () => true,
  'Object.setPrototypeOf': (index) => index === 1,
  'Object.values': () => true,
  'Reflect.setPrototypeOf': (index) => index === 1,
};

/** Who calls the methods of an object literal, as far as the file shows. */
export type LiteralCallers = 'itself' | 'others' | 'unknown';

/** Who calls the methods of the literal that a variable holds. */
export function callersOf({ references }: TSESLint.Scope.Variable, scopes: Scopes): LiteralCallers {
  const reads = references.filter((reference) => reference.isRead());
  if (reads.some(({ identifier }) => isMethodCall(identifier))) return 'itself';
  const isLent = reads.length > 0 && reads.every(({ identifier }) => isLending(identifier, scopes));
  return isLent ? 'others' : 'unknown';
}

/** `it.method()`, `it.part.method()` */
function isMethodCall(identifier: TSESTree.Node): boolean {
  let node = outer(identifier);
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) {
    node = outer(node.parent);
  }
  const isMember = node !== outer(identifier);
  return isMember && directCall(node) !== null;
}

/** `{ ...it }`, `Maker.prototype = it`, `Object.create(it)`, `Object.assign(made, it)` */
function isLending(identifier: TSESTree.Node, scopes: Scopes): boolean {
  const node = outer(identifier);
  const { parent } = node;
  if (parent?.type === 'SpreadElement') return parent.parent.type === 'ObjectExpression';
  if (parent?.type === 'AssignmentExpression') {
    const { left, right } = parent;
    return right === node && left.type === 'MemberExpression' && keyName(left) === 'prototype';
  }
  if (parent?.type !== 'CallExpression') return false;
  const index = parent.arguments.indexOf(node as TSESTree.Expression);
  return lenders[globalPath(parent.callee, scopes) ?? '']?.(index) === true;
}
