import type { Kind } from './kinds.ts';

const arrayMutators = [
  'copyWithin',
  'fill',
  'pop',
  'push',
  'reverse',
  'shift',
  'sort',
  'splice',
  'unshift',
];

const bufferMutators = [
  'fill',
  'reverse',
  'set',
  'sort',
  'copyWithin',
  'setFromBase64',
  'setFromHex',
];

const mapMutators = ['clear', 'delete', 'getOrInsert', 'getOrInsertComputed', 'set'];

/** Methods that change what they are called on, for each kind of container. */
const mutators: Readonly<Partial<Record<Kind, ReadonlySet<string>>>> = {
  array: new Set(arrayMutators),
  buffer: new Set([...bufferMutators, 'swap16', 'swap32', 'swap64', 'write']),
  fields: new Set(['append', 'delete', 'set', 'sort']),
  map: new Set(mapMutators),
  set: new Set(['add', 'clear', 'delete']),
  statefulRegExp: new Set(['compile', 'exec', 'test']),
  typedArray: new Set(bufferMutators),
  weakMap: new Set(mapMutators),
  weakSet: new Set(['add', 'delete']),
};

/** Methods that only arrays have, so that their name alone tells what they are called on. */
const unmistakable: ReadonlySet<string> = new Set(['pop', 'push', 'shift', 'splice', 'unshift']);

/** Whether a method changes a container of the kind it is called on. */
export function isMutator(kind: Kind, method: string): boolean {
  if (mutators[kind]?.has(method) === true) return true;
  if (kind === 'date' || kind === 'dataView') return /^set[A-Z]/.test(method);
  return kind === 'buffer' && /^write[A-Z]/.test(method);
}

/** Whether a method of that name changes the array that it must be called on. */
export function isArrayMutator(method: string): boolean {
  return unmistakable.has(method);
}

/** Whether any kind of container has a method of that name that changes it. */
export function mayMutate(method: string): boolean {
  return (Object.keys(mutators) as Kind[]).some((kind) => isMutator(kind, method));
}

/** Functions that change the argument at an index. */
export const argumentMutators: ReadonlyMap<string, number> = new Map([
  ['Atomics.add', 0],
  ['Atomics.and', 0],
  ['Atomics.compareExchange', 0],
  ['Atomics.exchange', 0],
  ['Atomics.or', 0],
  ['Atomics.store', 0],
  ['Atomics.sub', 0],
  ['Atomics.xor', 0],
  ['crypto.getRandomValues', 0],
  ['Object.assign', 0],
  ['Object.defineProperties', 0],
  ['Object.defineProperty', 0],
  ['Object.setPrototypeOf', 0],
  ['Reflect.defineProperty', 0],
  ['Reflect.deleteProperty', 0],
  ['Reflect.set', 0],
  ['Reflect.setPrototypeOf', 0],
]);

/** Functions that hand back their first argument. */
export const passThrough: ReadonlySet<string> = new Set([
  'Object',
  'Object.assign',
  'Object.defineProperties',
  'Object.defineProperty',
  'Object.freeze',
  'Object.preventExtensions',
  'Object.seal',
  'Object.setPrototypeOf',
  'Proxy',
]);

/** Functions whose result holds what the first argument holds. */
export const copies: ReadonlySet<string> = new Set([
  'Array.from',
  'Array.of',
  'Map',
  'Object.entries',
  'Object.fromEntries',
  'Object.values',
  'Set',
]);
