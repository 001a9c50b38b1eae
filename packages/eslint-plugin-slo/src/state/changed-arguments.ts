import type { TSESTree } from '@typescript-eslint/utils';
import { shapesOf } from './bindings.ts';
import { copyOf, entriesOf, type Held } from './held.ts';
import { kindOf } from './kinds.ts';
import { argumentMutators, copies, passThrough } from './knowledge/arguments.ts';
import { membersOf } from './members.ts';
import { originOf } from './modules.ts';
import { isArrayMutator, mayMutate } from './mutators.ts';
import type { Scopes } from './scopes.ts';
import { inner, isFunction, keyName, leaves, type Call } from './syntax.ts';
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

/** `new Uint8Array(floats.buffer)`: another view of the same memory. */
function isView(call: Call, scopes: Scopes): boolean {
  const [memory] = call.arguments;
  const isBuffer = memory?.type === 'MemberExpression' && keyName(memory) === 'buffer';
  const kind = isBuffer ? kindOf(call, scopes) : null;
  return kind === 'typedArray' || kind === 'dataView' || kind === 'buffer';
}

/** What a function makes of its first argument; undefined for a function that is not known. */
export function handedBack(
  call: Call,
  name: string,
  held: Held,
  scopes: Scopes,
): Held | null | undefined {
  if (isView(call, scopes)) return { ...held, shapes: [call] };
  if (passThrough.has(name)) return held;
  if (name === 'global:Object.entries') return entriesOf(held, scopes);
  return copies.has(name) ? copyOf(held, scopes) : undefined;
}

/** The callback of `list.reduce(callback, start)`, to which the start is handed. */
export function reducerOf(call: Call, index: number): TSESTree.Node | null {
  const callee = inner(call.callee);
  if (index !== 1 || callee.type !== 'MemberExpression') return null;
  const [reducer] = call.arguments;
  return /^reduce(?:Right)?$/.test(keyName(callee) ?? '') ? (reducer ?? null) : null;
}

/** `Array.prototype.push`, `[].push`, or a name that one of them was given. */
function isBorrowedMutator(method: TSESTree.Node, scopes: Scopes): boolean {
  const origin = originOf(method, scopes);
  if (origin?.from === 'global') {
    const [, name] = /\.prototype\.(\w+)$/.exec(origin.name) ?? [];
    return name !== undefined && mayMutate(name);
  }
  if (method.type !== 'MemberExpression') return false;
  const name = keyName(method) ?? '';
  // `list.push.call(list)`: whatever the method is taken from, only arrays have it.
  return (
    isArrayMutator(name) || (inner(method.object).type === 'ArrayExpression' && mayMutate(name))
  );
}

/** The parameters under which the traps of `new Proxy(target, { … })` get the target. */
export function trapTargets(
  { arguments: [, handler] }: Call,
  scopes: Scopes,
): TSESTree.Parameter[] {
  if (handler === undefined) return [];
  const variable = scopes.resolve(inner(handler));
  const handlers = variable === null ? leaves(handler) : shapesOf(variable, scopes);
  return membersOf(handlers, null, scopes).flatMap((trap) =>
    isFunction(trap) ? trap.params.slice(0, 1) : [],
  );
}

/** `table.get(object)`: whether it reads what a side table keeps for the object. */
export function isSideTableRead(call: Call, index: number, scopes: Scopes): boolean {
  const callee = inner(call.callee);
  if (index !== 0 || callee.type !== 'MemberExpression' || keyName(callee) !== 'get') return false;
  const table = scopes.resolve(inner(callee.object));
  const shapes = table === null ? [] : shapesOf(table, scopes);
  return shapes.some((shape) => kindOf(shape, scopes) === 'weakMap');
}
