import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { propertyName } from './bindings.ts';
import { walk } from './walk.ts';

/** Where a file calls methods and fills fields, by their names. */
export interface Index {
  readonly calls: ReadonlyMap<string, readonly TSESTree.CallExpression[]>;
  readonly writes: ReadonlyMap<string, readonly TSESTree.AssignmentExpression[]>;
}

/** Looks through a whole file; few files need it. */
export function indexMembers(sourceCode: TSESLint.SourceCode): Index {
  const calls = new Map<string, TSESTree.CallExpression[]>();
  const writes = new Map<string, TSESTree.AssignmentExpression[]>();
  walk(sourceCode, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      add(calls, propertyName(node.callee), node);
    } else if (
      node.type === 'AssignmentExpression' &&
      node.left.type === 'MemberExpression' &&
      node.left.object.type === 'ThisExpression'
    ) {
      add(writes, propertyName(node.left), node);
    }
  });
  for (const items of [...calls.values(), ...writes.values()]) items.sort(byPlace);
  return { calls, writes };
}

function byPlace(a: TSESTree.Node, b: TSESTree.Node): number {
  return a.range[0] - b.range[0];
}

function add<Item>(index: Map<string, Item[]>, name: string | undefined, item: Item): void {
  if (name === undefined) return;
  const items = index.get(name);
  if (items) items.push(item);
  else index.set(name, [item]);
}
