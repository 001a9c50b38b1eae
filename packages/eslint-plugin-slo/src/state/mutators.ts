import type { Kind } from './kinds.ts';
import type { Call } from './syntax.ts';

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

const none: ReadonlySet<string> = new Set();

/** The methods that change a container of a kind, as far as they have names of their own. */
export function mutatorsOf(kind: Kind | null): ReadonlySet<string> {
  return (kind === null ? undefined : mutators[kind]) ?? none;
}

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

/** Whether a method of every object defines an accessor in it. */
export function isAccessorDefinition(method: string): boolean {
  return /^__define[GS]etter__$/.test(method);
}

/** Whether a method that changes something is only asked for what it is: `process.umask()`. */
export function isQuestion({ arguments: given }: Call, method: string): boolean {
  return method === 'umask' && given.length === 0;
}

/** Whether any kind of container has a method of that name that changes it. */
export function mayMutate(method: string): boolean {
  const kinds = [...(Object.keys(mutators) as Kind[]), 'date' as const];
  return kinds.some((kind) => isMutator(kind, method));
}
