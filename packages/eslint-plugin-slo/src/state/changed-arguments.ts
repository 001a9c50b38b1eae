import type { TSESTree } from '@typescript-eslint/utils';
import { argumentMutators } from './knowledge/arguments.ts';
import { globalPath } from './modules.ts';
import { isArrayMutator, mayMutate } from './mutators.ts';
import type { Scopes } from './scopes.ts';
import { inner, keyName, type Call } from './syntax.ts';
import { definedKey } from './targets.ts';

/**
 * Whether a call changes its argument: a known function, named `module:name`, or a borrowed method of
 * a container.
 */
export function isChangedArgument(
  call: Call,
  name: string | null,
  index: number,
  scopes: Scopes,
): boolean {
  if (name !== null && argumentMutators.get(name) === index) return true;
  const callee = inner(call.callee);
  if (name === 'global:Reflect.apply' && index === 1) {
    const [method] = call.arguments;
    return method !== undefined && isBorrowedMutator(inner(method), scopes);
  }
  if (callee.type !== 'MemberExpression') return false;
  const method = keyName(callee);
  if (method === 'encodeInto') return index === 1;
  return (
    index === 0 &&
    (method === 'call' || method === 'apply') &&
    isBorrowedMutator(inner(callee.object), scopes)
  );
}

/** The key that a call changes in its argument, and what it stores there. */
export function argumentChange(
  call: Call,
  name: string | null,
): { key: string | null; value: TSESTree.Node | null } {
  const isDefinition = name?.startsWith('global:') === true && name !== 'global:Object.assign';
  return { key: definedKey(call), value: isDefinition ? (call.arguments[2] ?? null) : null };
}

/** `Array.prototype.push`, `[].push`, or a name that one of them was given. */
function isBorrowedMutator(method: TSESTree.Node, scopes: Scopes): boolean {
  const path = globalPath(method, scopes);
  if (path !== null) {
    const [, name] = /\.prototype\.(\w+)$/.exec(path) ?? [];
    return name !== undefined && mayMutate(name);
  }
  if (method.type !== 'MemberExpression') return false;
  const name = keyName(method) ?? '';
  // `list.push.call(list)`: whatever the method is taken from, only arrays have it.
  return (
    isArrayMutator(name) || (inner(method.object).type === 'ArrayExpression' && mayMutate(name))
  );
}
