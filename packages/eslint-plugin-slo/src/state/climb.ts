import type { TSESTree } from '@typescript-eslint/utils';
import { copyOf, wrapped, type Held } from './held.ts';
import type { Scopes } from './scopes.ts';
import { keyName } from './syntax.ts';

/** An expression together with what it holds. */
export interface Read {
  readonly node: TSESTree.Node;
  readonly held: Held;
}

/**
 * The expression around another whose value is, or holds, the value of the inner one; null where
 * the value goes no further, undefined where it takes more than the syntax to say where it goes.
 */
export function climb(node: TSESTree.Node, held: Held, scopes: Scopes): Read | null | undefined {
  const { parent } = node;
  switch (parent?.type) {
    case 'ConditionalExpression':
      return parent.test === node ? null : { node: parent, held };
    case 'LogicalExpression':
      if (parent.operator !== '&&') {
        return { node: parent, held: parent.right === node ? { ...held, fallback: true } : held };
      }
      return parent.left === node ? null : { node: parent, held };
    case 'SequenceExpression':
      return parent.expressions.at(-1) === node ? { node: parent, held } : null;
    case 'AwaitExpression':
      return { node: parent, held };
    case 'Property':
      return parent.value === node && parent.parent.type === 'ObjectExpression'
        ? read(parent.parent, wrapped(held, keyName(parent)))
        : null;
    case 'ArrayExpression': {
      const index = parent.elements.indexOf(node as TSESTree.Expression);
      return read(parent, wrapped(held, String(index)));
    }
    case 'SpreadElement': {
      const { parent: around } = parent;
      const isCall = around.type === 'CallExpression' || around.type === 'NewExpression';
      return isCall ? null : read(around, copyOf(held, scopes, keysAfter(parent, around)));
    }
    default:
      return undefined;
  }
}

/** The keys that an object literal gives anew after it has spread another object. */
function keysAfter(spread: TSESTree.SpreadElement, literal: TSESTree.Node): string[] {
  if (literal.type !== 'ObjectExpression') return [];
  const after = literal.properties.slice(literal.properties.indexOf(spread) + 1);
  return after.flatMap((property) =>
    property.type === 'Property' ? (keyName(property) ?? []) : [],
  );
}

/** An expression that holds something, unless it holds nothing that is followed. */
export function read(node: TSESTree.Node, held: Held | null): Read | null {
  return held === null ? null : { node, held };
}
