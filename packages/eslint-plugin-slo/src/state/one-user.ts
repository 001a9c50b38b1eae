import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction } from './syntax.ts';

/** A declaration that only one function uses, and the body that could hold it. */
export interface OneUser {
  readonly declaration: TSESTree.VariableDeclaration;
  readonly body: TSESTree.BlockStatement;
}

/** The one function that uses what a `const` of the module declares alone; null where there is none. */
export function oneUser(name: TSESTree.Node, sourceCode: TSESLint.SourceCode): OneUser | null {
  const declarator = name.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id !== name) return null;
  const { parent: declaration } = declarator;
  if (declaration.kind !== 'const' || declaration.declarations.length > 1) return null;
  if (declaration.parent.type !== 'Program') return null;
  const [variable] = sourceCode.getDeclaredVariables(declarator);
  const bodies = new Set(
    (variable?.references ?? [])
      .filter(({ init }) => init !== true)
      .map(({ identifier }) => bodyAround(identifier)),
  );
  const [body] = bodies;
  return body && bodies.size === 1 ? { declaration, body } : null;
}

/** The body of the outermost function around a node. */
function bodyAround(node: TSESTree.Node): TSESTree.BlockStatement | null {
  let body: TSESTree.BlockStatement | null = null;
  for (let at = node.parent; at; at = at.parent) {
    if (isFunction(at)) body = at.body.type === 'BlockStatement' ? at.body : null;
  }
  // A default value of a parameter is evaluated before the body.
  const isInside =
    body !== null && body.range[0] <= node.range[0] && node.range[1] <= body.range[1];
  return isInside ? body : null;
}
