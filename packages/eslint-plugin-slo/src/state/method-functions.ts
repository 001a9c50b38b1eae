import type { TSESTree } from '@typescript-eslint/utils';
import { localClass } from './kinds.ts';
import type { Scopes } from './scopes.ts';
import { inner, isFunction, keyName, type FunctionNode } from './syntax.ts';
import { methodOf, valuesAt } from './values-at.ts';

/** The function of this file that `object.name(…)` runs; null where the file does not tell. */
export function methodFunction(
  callee: TSESTree.MemberExpression,
  scopes: Scopes,
): FunctionNode | null {
  const name = keyName(callee);
  if (name === null) return null;
  const object = inner(callee.object);
  if (object.type === 'ThisExpression') return found(neighbour(callee, name));
  const owner = localClass(object, scopes);
  const method = owner === null ? null : methodOf(owner, name, true);
  if (method !== null) return found(method);
  const variable = scopes.resolve(object);
  if (variable === null) return null;
  const isParameter = variable.defs.some(({ type }) => (type as string) === 'Parameter');
  // `mix(other) { other.read(scratch); }`: a method is often given another of its own kind.
  if (isParameter) return found(neighbour(callee, name));
  return valuesAt(object, name, scopes).find(isFunction) ?? null;
}

/** The method of that name in the class or the literal whose method a node stands in. */
function neighbour(node: TSESTree.Node, name: string): TSESTree.Node | null {
  for (let at = node.parent; at; at = at.parent) {
    if (!isFunction(at) || at.type === 'ArrowFunctionExpression') continue;
    const { parent } = at;
    if (parent.type === 'MethodDefinition') {
      return methodOf(parent.parent.parent, name, parent.static);
    }
    if (parent.type !== 'Property' || parent.parent.type !== 'ObjectExpression') return null;
    const property = parent.parent.properties.find(
      (each) => each.type === 'Property' && keyName(each) === name,
    );
    return property?.type === 'Property' ? property.value : null;
  }
  return null;
}

function found(method: TSESTree.Node | null): FunctionNode | null {
  return isFunction(method) ? method : null;
}
