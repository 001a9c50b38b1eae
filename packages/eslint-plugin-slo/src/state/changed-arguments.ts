import type { TSESTree } from '@typescript-eslint/utils';
import type { Kind } from './kinds.ts';
import { argumentMutators } from './knowledge/arguments.ts';
import { globalPath } from './modules.ts';
import { isArrayMutator, isMutator, mayMutate } from './mutators.ts';
import type { Scopes } from './scopes.ts';
import { inner, keyName, lastName, type Call } from './syntax.ts';
import { definedKey } from './targets.ts';

/**
 * Whether a call changes its argument, which may be of the kinds given: a known function, named
 * `module:name`, or a borrowed method of a container.
 */
export function isChangedArgument(
  call: Call,
  name: string | null,
  index: number,
  kinds: readonly Kind[],
  scopes: Scopes,
): boolean {
  if (name !== null && argumentMutators.get(name) === index) return true;
  const callee = inner(call.callee);
  if (name === 'global:Reflect.apply' && index === 1) {
    const [method] = call.arguments;
    return method !== undefined && isBorrowedMutator(inner(method), kinds, scopes);
  }
  if (callee.type !== 'MemberExpression') return false;
  const method = keyName(callee);
  if (method === 'encodeInto') return index === 1;
  const isCurried = name?.startsWith('lodash/fp:') === true;
  if (index === 0 && call.arguments.length > 1 && isUtilityAssign(callee)) return !isCurried;
  return (
    index === 0 &&
    (method === 'call' || method === 'apply') &&
    isBorrowedMutator(inner(callee.object), kinds, scopes)
  );
}

/** `_.extend(target, …)`, `$.extend(target, …)`, by whatever way the utilities have come. */
function isUtilityAssign(callee: TSESTree.MemberExpression): boolean {
  const name = lastName(inner(callee.object));
  return (
    /^(?:_|\$|angular|jQuery|lodash|underscore)$/.test(name ?? '') &&
    /^(?:assign|defaults|defaultsDeep|extend|merge|set|unset)$/.test(keyName(callee) ?? '')
  );
}

/** What a call changes in its argument, the key and what it stores there. */
export function argumentChange(
  call: Call,
  name: string | null,
  kinds: readonly Kind[],
): { key: string | null; value: TSESTree.Node | null; regExp: boolean } {
  const isDefinition = name?.startsWith('global:') === true && name !== 'global:Object.assign';
  return {
    key: definedKey(call),
    value: isDefinition ? (call.arguments[2] ?? null) : null,
    regExp: kinds.includes('statefulRegExp'),
  };
}

/** `Array.prototype.push`, `[].push`, or a name that one of them was given. */
function isBorrowedMutator(method: TSESTree.Node, kinds: readonly Kind[], scopes: Scopes): boolean {
  const path = globalPath(method, scopes);
  if (path !== null) {
    const [, owner, name] = /(\w+)\.prototype\.(\w+)$/.exec(path) ?? [];
    if (name === undefined) return false;
    // Most regular expressions keep nothing, and only their flags tell.
    if (owner === 'RegExp') return kinds.some((kind) => isMutator(kind, name));
    return mayMutate(name);
  }
  if (method.type !== 'MemberExpression') return false;
  const name = keyName(method) ?? '';
  // `list.push.call(list)`: whatever the method is taken from, only arrays have it.
  return (
    isArrayMutator(name) || (inner(method.object).type === 'ArrayExpression' && mayMutate(name))
  );
}
