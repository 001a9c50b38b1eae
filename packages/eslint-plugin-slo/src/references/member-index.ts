import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { propertyName } from './bindings.ts';
import { walk } from './walk.ts';

/** Where a file calls methods and fills fields, by their names. */
export interface Index {
  readonly calls: ReadonlyMap<string, readonly TSESTree.CallExpression[]>;
  /** The assignments to fields of `this`. */
  readonly writes: ReadonlyMap<string, readonly TSESTree.AssignmentExpression[]>;
  /** The classes that extend another. */
  readonly derived: readonly DerivedClass[];
  /** The assignments to fields of other objects, and to elements. */
  readonly fills: ReadonlyMap<string, readonly MemberWrite[]>;
}

/** `class A extends B {}`. */
type DerivedClass = (TSESTree.ClassDeclaration | TSESTree.ClassExpression) & {
  readonly superClass: TSESTree.Expression;
};

/** `a.b = c`. */
type MemberWrite = TSESTree.AssignmentExpression & {
  readonly left: TSESTree.MemberExpression;
};

/** Looks through a whole file; few files need it. */
export function indexMembers(sourceCode: TSESLint.SourceCode): Index {
  const calls = new Map<string, TSESTree.CallExpression[]>();
  const writes = new Map<string, TSESTree.AssignmentExpression[]>();
  const fills = new Map<string, MemberWrite[]>();
  const derived: DerivedClass[] = [];
  walk(sourceCode, (node) => {
    if (isDerivedClass(node)) derived.push(node);
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      add(calls, propertyName(node.callee), node);
    } else if (isMemberWrite(node)) {
      if (node.left.object.type === 'ThisExpression') add(writes, propertyName(node.left), node);
      else add(fills, propertyName(node.left), node);
    }
  });
  for (const items of [...calls.values(), ...writes.values(), ...fills.values()]) {
    items.sort(byPlace);
  }
  return { calls, writes, fills, derived: derived.sort(byPlace) };
}

function isDerivedClass(node: TSESTree.Node): node is DerivedClass {
  return (
    /^Class(?:Declaration|Expression)$/.test(node.type) && 'superClass' in node && !!node.superClass
  );
}

function isMemberWrite(node: TSESTree.Node): node is MemberWrite {
  return node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression';
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
