import type { TSESTree } from '@typescript-eslint/utils';
import { shapesOf } from './bindings.ts';
import type { Write } from './changes.ts';
import type { Evaluation } from './evaluation.ts';
import { Flow } from './flow.ts';
import { heldObject } from './held.ts';
import { unfrozen, type Shape } from './kinds.ts';
import type { LiteralCallers } from './literal-callers.ts';
import { globalPath } from './modules.ts';
import { addThis } from './receivers.ts';
import type { Scopes } from './scopes.ts';
import { inner, isFunction, keyName } from './syntax.ts';

/**
 * The later changes that the methods of an object literal, or of one inside it, make to `this`. Where
 * nobody is seen to call them on the literal, they may be there for others to take over, with a `this`
 * of their own: then only a field that the literal declares is taken for one of its own.
 */
export function literalWrites(
  shape: Shape,
  callers: LiteralCallers,
  scopes: Scopes,
  evaluation: Evaluation,
): Write[] {
  if (callers === 'others') return [];
  const found: Write[] = [];
  const seen = new Set<Shape>();
  const pending = [shape];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const node = unfrozen(next, scopes).shape;
    if (seen.has(node)) continue;
    seen.add(node);
    pending.push(...takenOver(node, scopes));
    if (node.type === 'ArrayExpression') {
      pending.push(...node.elements.filter((each) => each !== null));
    }
    if (node.type !== 'ObjectExpression') continue;
    const flow = new Flow(scopes, evaluation, { trustNames: true });
    for (const property of node.properties) {
      if (property.type !== 'Property') continue;
      const value = inner(property.value);
      if (value.type === 'FunctionExpression') addThis(flow, value, heldObject([next]), scopes);
      else pending.push(value);
    }
    const writes = flow.laterWrites();
    found.push(...writes.filter(({ field }) => callers === 'itself' || declares(node, field)));
  }
  return found;
}

/** The literals whose methods `{ ...it }` and `Object.assign({}, it)` take over. */
function takenOver(node: TSESTree.Node, scopes: Scopes): Shape[] {
  const sources =
    node.type === 'ObjectExpression'
      ? node.properties.flatMap((each) => (each.type === 'SpreadElement' ? [each.argument] : []))
      : isAssign(node, scopes)
        ? node.arguments
        : [];
  return sources.flatMap((source) => {
    const variable = scopes.resolve(inner(source));
    return variable === null ? [source] : shapesOf(variable, scopes);
  });
}

function isAssign(node: TSESTree.Node, scopes: Scopes): node is TSESTree.CallExpression {
  return node.type === 'CallExpression' && globalPath(node.callee, scopes) === 'Object.assign';
}

/** Whether a literal has the field, or, where the text does not tell which, any besides its methods. */
function declares({ properties }: TSESTree.ObjectExpression, field: string | null): boolean {
  return properties.some(
    (property) =>
      property.type === 'Property' &&
      (field === null ? !isFunction(property.value) : keyName(property) === field),
  );
}
