import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isClass, isFunction, type FunctionNode } from './syntax.ts';

type VisitorKeys = TSESLint.SourceCode.VisitorKeys;

/** Every node under a root, the root first; what `enter` returns false for is not gone into. */
export function walk(
  root: TSESTree.Node,
  keys: VisitorKeys,
  enter: (node: TSESTree.Node) => boolean,
): void {
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!enter(node)) continue;
    const children = keys[node.type] ?? [];
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child: unknown = (node as unknown as Record<string, unknown>)[children[index] ?? ''];
      if (isNode(child)) pending.push(child);
      else if (Array.isArray(child)) {
        // One by one: a call takes fewer arguments than a generated table has elements.
        for (const each of child.toReversed()) if (isNode(each)) pending.push(each);
      }
    }
  }
}

/** The `this` expressions of a function's or initialiser's own code, arrow functions included. */
export function ownThis(root: TSESTree.Node, keys: VisitorKeys): TSESTree.ThisExpression[] {
  return ownNodes(root, keys).filter((node) => node.type === 'ThisExpression');
}

/** The `new.target` of a constructor's own code. */
export function ownNewTarget(root: TSESTree.Node, keys: VisitorKeys): TSESTree.MetaProperty[] {
  return ownNodes(root, keys).filter(
    (node) => node.type === 'MetaProperty' && node.meta.name === 'new',
  ) as TSESTree.MetaProperty[];
}

/** The nodes of a function's own code that stand for what it is called on or made by. */
function ownNodes(root: TSESTree.Node, keys: VisitorKeys): TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  walk(root, keys, (node) => {
    if (node.type === 'ThisExpression' || node.type === 'MetaProperty') found.push(node);
    return (
      node === root ||
      !(isClass(node) || (isFunction(node) && node.type !== 'ArrowFunctionExpression'))
    );
  });
  return found;
}

/** The expressions that a function returns. */
export function returnedBy(fn: FunctionNode, keys: VisitorKeys): TSESTree.Node[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  const found: TSESTree.Node[] = [];
  walk(fn.body, keys, (node) => {
    if (node.type === 'ReturnStatement' && node.argument !== null) found.push(node.argument);
    return !isFunction(node);
  });
  return found;
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
