import type { TSESTree } from '@typescript-eslint/utils';

type Node = TSESTree.Node;

/** A text that stands nowhere in the file, in the place of an expression that makes it. */
export function literal(value: string, { range, loc, parent }: Node): Node {
  return { type: 'Literal', value, raw: '', range, loc, parent } as unknown as Node;
}

/** A list that stands nowhere in the file. */
export function list(elements: readonly Node[], { range, loc, parent }: Node): Node {
  return { type: 'ArrayExpression', elements, range, loc, parent } as unknown as Node;
}
