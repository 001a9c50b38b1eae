import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction, outer, type FunctionNode } from './syntax.ts';
import { walk } from './walk.ts';

/** Whether the surrounding code waits for the promise before it goes on. */
export function isAwaited(node: TSESTree.Node): boolean {
  let current = outer(node);
  for (;;) {
    const { parent } = current;
    if (parent === undefined) return false;
    if (parent.type === 'AwaitExpression') return true;
    // `await Promise.all([a(), b()])`, `await a().then(b)`
    const carriesOn =
      parent.type === 'ArrayExpression' ||
      (parent.type === 'CallExpression' &&
        parent.callee.type === 'MemberExpression' &&
        (parent.callee === current || parent.callee.object.type === 'Identifier')) ||
      (parent.type === 'MemberExpression' && parent.object === current);
    if (!carriesOn) return false;
    current = outer(parent);
  }
}

/** Whether a call is that of `then`, `catch` or `finally`. */
export function isPromiseCallback(call: TSESTree.Node): boolean {
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  const { property } = call.callee;
  return property.type === 'Identifier' && /^(?:then|catch|finally)$/.test(property.name);
}

/** Where the first `await` of a function's own code ends; infinity without one. */
export function firstAwait(root: FunctionNode, keys: TSESLint.SourceCode.VisitorKeys): number {
  let first = Infinity;
  walk(root.body, keys, (node) => {
    if (node.type === 'AwaitExpression') first = Math.min(first, node.range[1]);
    if (node.type === 'ForOfStatement' && node.await) first = Math.min(first, node.body.range[0]);
    return !isFunction(node);
  });
  return first;
}
