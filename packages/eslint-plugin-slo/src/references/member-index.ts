import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { propertyName } from './bindings.ts';
import { list } from './made.ts';
import { walk } from './walk.ts';

type Node = TSESTree.Node;

/** `a.b = c`. */
type MemberWrite = TSESTree.AssignmentExpression & {
  readonly left: TSESTree.MemberExpression;
};

/** What the file says of what an expression stands for: `of.push(...nodes)`, `of[0] = node`, `class extends of {}`. */
export interface Saying {
  readonly of: Node;
  readonly nodes: readonly Node[];
}

/** What methods add to what they are called on. */
const ADDED: Readonly<Record<string, (call: TSESTree.CallExpression) => readonly Node[]>> = {
  push: (call) => call.arguments,
  unshift: (call) => call.arguments,
  splice: (call) => call.arguments.slice(2),
  add: (call) => call.arguments,
  set: (call) => [list(call.arguments, call)],
};

/** Where a file calls methods and fills fields, by their names. */
export class MemberIndex {
  readonly calls = new Map<string, TSESTree.CallExpression[]>();
  /** The assignments to fields of `this`. */
  readonly writes = new Map<string, TSESTree.AssignmentExpression[]>();
  /** The names that patterns give to what they take out of objects, by its name there. */
  readonly taken = new Map<string, TSESTree.Identifier[]>();
  /** The classes that extend another. */
  readonly derived: Saying[] = [];
  /** The assignments to fields of other objects, and to elements. */
  readonly fills = new Map<string, MemberWrite[]>();

  /** Looks through a whole file; few files need it. */
  constructor(sourceCode: TSESLint.SourceCode) {
    walk(sourceCode, (node) => {
      if (isClass(node)) {
        if (node.superClass) this.derived.push({ of: node.superClass, nodes: [node] });
      } else if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
        add(this.calls, propertyName(node.callee), node);
      } else if (isMemberWrite(node)) {
        const isOwn = node.left.object.type === 'ThisExpression';
        add(isOwn ? this.writes : this.fills, propertyName(node.left), node);
      } else if (node.type === 'Property' && node.parent.type === 'ObjectPattern') {
        const name = node.value.type === 'AssignmentPattern' ? node.value.left : node.value;
        if (name.type === 'Identifier') add(this.taken, propertyName(node), name);
      }
    });
    const { calls, writes, fills, taken } = this;
    for (const index of [calls, writes, fills, taken]) {
      for (const items of index.values()) items.sort(byPlace);
    }
    this.derived.sort((a, b) => byPlace(a.of, b.of));
  }

  /** All that is added to lists, sets and maps; first what is added to those that have a name. */
  additions(): readonly Saying[] {
    const called = Object.entries(ADDED).flatMap(([method, addedBy]) =>
      (this.calls.get(method) ?? []).map((call) => ({
        of: (call.callee as TSESTree.MemberExpression).object,
        nodes: addedBy(call),
      })),
    );
    const filled = [...this.fills]
      .filter(([name]) => /^\d+$/.test(name))
      .flatMap(([, writes]) =>
        writes.map(({ left, right }) => ({ of: left.object, nodes: [right] })),
      );
    const all = [...called, ...filled];
    const isNamed = ({ of }: Saying): boolean => of.type === 'Identifier';
    return [...all.filter(isNamed), ...all.filter((saying) => !isNamed(saying))];
  }
}

/** The names of all fields to which a text assigns: a look that often saves a search. */
export function assignedNames(text: string): ReadonlySet<string> {
  const assignments = text.matchAll(/(?:\.|\[['"])(\w+)(?:['"]\])?\s*\+?=(?![=>])/g);
  return new Set(Array.from(assignments, ([, name = '']) => name));
}

function isClass(node: Node): node is TSESTree.ClassDeclaration | TSESTree.ClassExpression {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

function isMemberWrite(node: Node): node is MemberWrite {
  return node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression';
}

function byPlace(a: Node, b: Node): number {
  return a.range[0] - b.range[0];
}

function add<Item>(index: Map<string, Item[]>, name: string | undefined, item: Item): void {
  if (name === undefined) return;
  const items = index.get(name);
  if (items) items.push(item);
  else index.set(name, [item]);
}
