import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { kindsOf, type Changes } from './changes.ts';
import { read, type Read } from './climb.ts';
import { copyOf, entriesOf, isFrozen, readKey, type Held } from './held.ts';
import type { Kind } from './kinds.ts';
import { localFunction } from './local-functions.ts';
import { isAccessorDefinition, isArrayMutator, isMutator, mayMutate } from './mutators.ts';
import { isContainerRead, isCopyingMethod, isSelfReturning } from './reads.ts';
import type { Scopes } from './scopes.ts';
import { inner, isFunction, keyName, outer, type Call } from './syntax.ts';
import { typedKinds } from './types.ts';

type Scope = TSESLint.Scope.Scope;

/** Adds what the call of a method changes in the object that it is called on. */
export function addMethodWrites(
  changes: Changes,
  call: TSESTree.CallExpression,
  method: string,
  scope: Scope,
  held: Held,
  { scopes, trustNames }: { readonly scopes: Scopes; readonly trustNames: boolean },
): void {
  if (isAccessorDefinition(method)) changes.add(call, scope, held, { key: literalText(call) });
  const kinds = kindsOf(held, scopes);
  const changed = kinds.filter((kind) => isMutator(kind, method));
  if (changed.length > 0) {
    if (isFrozen(held, scopes) && changed.includes('array')) return;
    const weak = held.weak || changed.every(isWeak);
    const regExp = changed.includes('statefulRegExp');
    changes.add(call, scope, held, { value: call.arguments.at(-1) ?? null, weak, regExp });
  } else if (kinds.length === 0 && mayMutate(method)) {
    const isTrusted = held.field !== undefined && trustNames && isArrayMutator(method);
    if (isTrusted || isMutatorByType(call, method, scopes)) changes.add(call, scope, held);
    else if (held.field !== undefined) changes.doubt(call, scope, held, method);
  }
}

/** Whether the types tell of a container that the method changes, where the text does not. */
function isMutatorByType(
  { callee }: TSESTree.CallExpression,
  method: string,
  { sourceCode }: Scopes,
): boolean {
  const access = inner(callee);
  return (
    access.type === 'MemberExpression' &&
    typedKinds(access.object, sourceCode).some((kind) => isMutator(kind, method))
  );
}

/** What a method of a container hands out. */
export function methodResult(
  call: TSESTree.CallExpression,
  method: string,
  held: Held,
  scopes: Scopes,
): Read | null {
  if (isSelfReturning(method)) return { node: call, held };
  if (isContainerRead(method)) {
    const [argument] = call.arguments;
    const key = argument?.type === 'Literal' ? String(argument.value) : null;
    const part = readKey(held, method === 'get' ? key : null, scopes);
    const kinds = kindsOf(held, scopes);
    const weak = held.weak || (kinds.length > 0 && kinds.every(isWeak));
    return part === null ? null : { node: call, held: { ...part, weak } };
  }
  if (!isCopyingMethod(method)) return null;
  return read(call, method === 'entries' ? entriesOf(held, scopes) : copyOf(held, scopes));
}

/** What a method of a list hands out that holds the object, or parts of it. */
export function listResult(
  call: TSESTree.CallExpression,
  method: string,
  held: Held,
  scopes: Scopes,
): Read | null {
  if (isSelfReturning(method) || isCopyingMethod(method)) return { node: call, held };
  return isContainerRead(method) ? read(call, readKey(held, null, scopes)) : null;
}

/** The parameters of the callback of `list.forEach((item) => …)` that are given what is inside. */
export function elementParameters(call: Call, method: string): readonly TSESTree.Parameter[] {
  const [callback] = call.arguments;
  if (callback === undefined || !isFunction(callback)) return [];
  const first = method === 'reduce' || method === 'reduceRight' ? 1 : 0;
  return callback.params.slice(first, method.includes('ort') ? 2 : first + 1);
}

/** The parameter of the callback of `load().then((list) => …)`. */
export function awaitedParameters(
  { arguments: [callback] }: Call,
  scopes: Scopes,
): readonly TSESTree.Parameter[] {
  const fn = callback === undefined ? null : localFunction(callback, scopes);
  return fn?.params.slice(0, 1) ?? [];
}

/** Adds what hands out a method that changes its object, to be called by somebody else. */
export function addHandedOutMethod(
  changes: Changes,
  node: TSESTree.Node,
  method: string | null,
  scope: Scope,
  held: Held,
  scopes: Scopes,
): void {
  const { parent } = node;
  if (method === null || parent === undefined) return;
  if (!kindsOf(held, scopes).some((kind) => isMutator(kind, method))) return;
  // `list.push.bind(list)`
  if (parent.type === 'MemberExpression' && parent.object === node && keyName(parent) === 'bind') {
    const bind = outer(parent).parent;
    if (bind?.type === 'CallExpression') changes.add(bind, scope, held, { deferred: true });
  }
  // `items.forEach(all.add, all)`
  const isCallback = parent.type === 'CallExpression' && parent.arguments[0] === node;
  if (isCallback && parent.arguments.length === 2) changes.add(parent, scope, held);
}

function literalText({ arguments: [key] }: Call): string | null {
  return key?.type === 'Literal' ? String(key.value) : null;
}

function isWeak(kind: Kind): boolean {
  return kind === 'weakMap' || kind === 'weakSet';
}
