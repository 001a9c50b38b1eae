import { modulesOfLodash } from './lodash.ts';

/** The modules that offer all of lodash's functions; those of `lodash/fp` change nothing. */
const lodash = ['lodash', 'lodash-es', 'es-toolkit/compat'];

const lodashMutators = [
  'assign',
  'assignIn',
  'assignInWith',
  'assignWith',
  'defaults',
  'defaultsDeep',
  'extend',
  'fill',
  'merge',
  'mergeWith',
  'pull',
  'pullAll',
  'pullAllBy',
  'pullAt',
  'remove',
  'reverse',
  'set',
  'setWith',
  'unset',
  'update',
  'updateWith',
];

/** Functions that change the argument at an index, as `module:name`. */
export const argumentMutators: ReadonlyMap<string, number> = new Map([
  ['global:Atomics.add', 0],
  ['global:Atomics.and', 0],
  ['global:Atomics.compareExchange', 0],
  ['global:Atomics.exchange', 0],
  ['global:Atomics.or', 0],
  ['global:Atomics.store', 0],
  ['global:Atomics.sub', 0],
  ['global:Atomics.xor', 0],
  ['global:crypto.getRandomValues', 0],
  ['global:Object.assign', 0],
  ['global:Object.defineProperties', 0],
  ['global:Object.defineProperty', 0],
  ['global:Object.setPrototypeOf', 0],
  ['global:Reflect.defineProperty', 0],
  ['global:Reflect.deleteProperty', 0],
  ['global:Reflect.set', 0],
  ['global:Reflect.setPrototypeOf', 0],
  ['crypto:getRandomValues', 0],
  ['crypto:randomFill', 0],
  ['crypto:randomFillSync', 0],
  ['crypto:webcrypto.getRandomValues', 0],
  ['fs:readSync', 1],
  ['dset:dset', 0],
  ['object-path:set', 0],
  ['set-value:default', 0],
  ['dot-prop:setProperty', 0],
  ['dot-prop:deleteProperty', 0],
  ...lodashMutators.flatMap((name) => [
    ...lodash.map((from): [string, number] => [`${from}:${name}`, 0]),
    ...modulesOfLodash(name).flatMap((from): [string, number][] => [
      [`${from}:default`, 0],
      [`${from}:*`, 0],
    ]),
  ]),
]);

/** Functions that hand back their first argument. */
export const passThrough: ReadonlySet<string> = new Set([
  'global:Object',
  'global:Object.assign',
  'global:Object.defineProperties',
  'global:Object.defineProperty',
  'global:Object.freeze',
  'global:Object.preventExtensions',
  'global:Object.seal',
  'global:Object.setPrototypeOf',
  'global:Proxy',
]);

/** Functions whose result holds what the first argument holds. */
export const copies: ReadonlySet<string> = new Set([
  'global:Array.from',
  'global:Array.of',
  'global:Map',
  'global:Object.fromEntries',
  'global:Object.values',
  'global:Set',
]);
