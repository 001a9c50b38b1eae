import type { TSESTree } from '@typescript-eslint/utils';

type Node = TSESTree.Node;

/** A text that stands nowhere in the file, in the place of an expression that makes it. */
export function literal(value: string, { range, loc, parent }: Node): Node {
  return { type: 'Literal', value, raw: '', range, loc, parent } as unknown as Node;
}

/** What a text in JSON means, in the place of the expression that reads it. */
export function meant(value: unknown, node: Node): Node {
  if (Array.isArray(value))
    return list(
      value.map((element) => meant(element, node)),
      node,
    );
  if (typeof value !== 'object' || value === null) return literal(value as string, node);
  return table(
    Object.entries(value).map(([name, each]) => [literal(name, node), meant(each, node)] as const),
    node,
  );
}

/** An object that stands nowhere in the file. */
export function table(
  entries: readonly (readonly [key: Node, value: Node])[],
  { range, loc, parent }: Node,
): Node {
  const properties = entries.map(([key, value]) => ({
    type: 'Property',
    kind: 'init',
    key,
    value,
  }));
  return { type: 'ObjectExpression', properties, range, loc, parent } as unknown as Node;
}

/** The elements of a list, as they stand in another. */
export function spread(argument: Node): Node {
  const { range, loc, parent } = argument;
  return { type: 'SpreadElement', argument, range, loc, parent } as unknown as Node;
}

/** What `a += b` makes of `a`. */
export function sum(left: Node, right: Node): Node {
  const { range, loc, parent } = right;
  const operator = '+';
  return { type: 'BinaryExpression', operator, left, right, range, loc, parent } as unknown as Node;
}

/** A list that stands nowhere in the file. */
export function list(elements: readonly Node[], { range, loc, parent }: Node): Node {
  return { type: 'ArrayExpression', elements, range, loc, parent } as unknown as Node;
}
