import type { TSESTree } from '@typescript-eslint/utils';
import { shapesOf } from './bindings.ts';
import { copyOf, entriesOf, type Held } from './held.ts';
import { kindOf } from './kinds.ts';
import { copies, passThrough } from './knowledge/arguments.ts';
import { membersOf } from './members.ts';
import type { Scopes } from './scopes.ts';
import { inner, isFunction, keyName, leaves, type Call } from './syntax.ts';

/**
 * What a call makes of its argument at an index, where it is one of a known function, named
 * `module:name`; undefined for a function that is not known.
 */
export function handedBack(
  call: Call,
  name: string | null,
  index: number,
  held: Held,
  scopes: Scopes,
): Held | null | undefined {
  if (reducerOf(call, index) !== null) return held;
  if (index !== 0 || name === null) return undefined;
  if (isView(call, scopes)) return { ...held, shapes: [call] };
  if (passThrough.has(name)) return held;
  if (name === 'global:Object.entries') return entriesOf(held, scopes);
  return copies.has(name) ? copyOf(held, scopes) : undefined;
}

/** `new Uint8Array(floats.buffer)`: another view of the same memory. */
function isView(call: Call, scopes: Scopes): boolean {
  const [memory] = call.arguments;
  const isBuffer = memory?.type === 'MemberExpression' && keyName(memory) === 'buffer';
  const kind = isBuffer ? kindOf(call, scopes) : null;
  return kind === 'typedArray' || kind === 'dataView' || kind === 'buffer';
}

/** The parameters of callbacks that a known function gives its argument at an index as it is. */
export function receivingParameters(
  call: Call,
  name: string | null,
  index: number,
  scopes: Scopes,
): readonly TSESTree.Parameter[] {
  if (name === 'global:Proxy' && index === 0) return trapTargets(call, scopes);
  const reducer = reducerOf(call, index);
  return isFunction(reducer) ? reducer.params.slice(0, 1) : [];
}

/** The callback of `list.reduce(callback, start)`, to which the start is handed. */
function reducerOf(call: Call, index: number): TSESTree.Node | null {
  const callee = inner(call.callee);
  if (index !== 1 || callee.type !== 'MemberExpression') return null;
  const [reducer] = call.arguments;
  return /^reduce(?:Right)?$/.test(keyName(callee) ?? '') ? (reducer ?? null) : null;
}

/** The parameters under which the traps of `new Proxy(target, { … })` get the target. */
function trapTargets({ arguments: [, handler] }: Call, scopes: Scopes): TSESTree.Parameter[] {
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
