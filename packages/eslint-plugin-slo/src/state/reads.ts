import type { TSESTree } from '@typescript-eslint/utils';
import { inner, keyName } from './syntax.ts';

/** Methods that hand out something the container holds. */
const reads: ReadonlySet<string> = new Set([
  'at',
  'find',
  'findLast',
  'get',
  'getOrInsert',
  'getOrInsertComputed',
  'pop',
  'shift',
]);

/** Methods whose result is another container with the same contents. */
const copying: ReadonlySet<string> = new Set([
  'concat',
  'entries',
  'filter',
  'slice',
  'toReversed',
  'toSorted',
  'values',
]);

/** Methods that change a container and hand it back. */
const selfReturning: ReadonlySet<string> = new Set([
  'add',
  'copyWithin',
  'fill',
  'reverse',
  'set',
  'sort',
  'subarray',
]);

/** Properties that hold a number, a string or a truth, whatever has them. */
const primitiveKeys: ReadonlySet<string> = new Set(['fd', 'isTTY', 'length', 'pid', 'size']);

/** Whether what an access reads is certainly no object. */
export function isPrimitiveRead(access: TSESTree.MemberExpression): boolean {
  if (primitiveKeys.has(keyName(access) ?? '')) return true;
  const owner = inner(access.object);
  return owner.type === 'MemberExpression' && keyName(owner) === 'env'; // `process.env.NAME`
}

/** Whether a method hands out something that its container holds. */
export function isContainerRead(method: string): boolean {
  return reads.has(method);
}

/** Whether a method makes another container that holds the same. */
export function isCopyingMethod(method: string): boolean {
  return copying.has(method);
}

/** Whether a method hands back the container it was called on. */
export function isSelfReturning(method: string): boolean {
  return selfReturning.has(method);
}
