import type { TSESTree } from '@typescript-eslint/utils';
import { shapesOf } from './bindings.ts';
import { localClass } from './kinds.ts';
import { methodFunction } from './method-functions.ts';
import type { Scopes } from './scopes.ts';
import {
  directCall,
  inner,
  isFunction,
  keyName,
  leaves,
  type ClassNode,
  type FunctionNode,
  type Call,
} from './syntax.ts';
import { returnedBy } from './walk.ts';

/** The parameters that get the argument at an index of a call, in whatever function it may run. */
export function parametersAt(
  call: Call,
  index: number,
  scopes: Scopes,
): { callee: FunctionNode; parameter: TSESTree.Parameter }[] {
  const name = inner(call.callee);
  const isMethod = isMethodCall(call);
  const isBorrowed = !isMethod && name.type === 'MemberExpression';
  const local =
    isMethod && name.type === 'MemberExpression'
      ? methodFunction(name, scopes)
      : localFunction(isBorrowed ? name.object : name, scopes);
  const callees = local === null ? callbacksAs(name, scopes) : [local];
  return callees.flatMap((callee) => {
    const parameter = callee.params[isBorrowed ? index - 1 : index];
    return parameter === undefined ? [] : [{ callee, parameter }];
  });
}

/** Whether a call runs a method, and not a function by `call`. */
export function isMethodCall(call: Call): boolean {
  const callee = inner(call.callee);
  return callee.type === 'MemberExpression' && keyName(callee) !== 'call';
}

/** The functions that the file hands to a function under the name of one of its parameters. */
function callbacksAs(name: TSESTree.Node, scopes: Scopes): FunctionNode[] {
  const parameter = parameterOf(name, scopes);
  if (parameter === null) return [];
  return callsOf(parameter.owner, scopes).flatMap((call) => {
    const given = 'arguments' in call ? call.arguments[parameter.index] : undefined;
    return (given === undefined ? null : localFunction(given, scopes)) ?? [];
  });
}

/** The function that has a name as one of its parameters, and which of them it is. */
export function parameterOf(
  name: TSESTree.Node,
  scopes: Scopes,
): { owner: FunctionNode; index: number } | null {
  const definition = scopes.resolve(name)?.defs[0];
  const owner = definition?.node;
  if (!isFunction(owner)) return null;
  const index = owner.params.findIndex((each) => each === definition?.name);
  return index < 0 ? null : { owner, index };
}

/** The calls of a function that the file shows, whoever else may call it. */
export function callsOf(fn: FunctionNode, scopes: Scopes): readonly TSESTree.Node[] {
  const direct = directCall(fn);
  if (direct !== null) return [direct];
  const { parent } = fn;
  const named =
    fn.type === 'FunctionDeclaration'
      ? fn
      : parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
        ? parent
        : null;
  const id = named?.id;
  if (named === null || id?.type !== 'Identifier') return [];
  const references = scopes.bound(id, named)?.references ?? [];
  return references.flatMap(({ identifier }) => directCall(identifier) ?? []);
}

/** The one function of this file that an expression names or is. */
export function localFunction(expression: TSESTree.Node, scopes: Scopes): FunctionNode | null {
  const node = inner(expression);
  if (isFunction(node)) return node;
  if (node.type !== 'Identifier') return null;
  const variable = scopes.resolve(node);
  const definition = variable?.defs.find(({ type }) => (type as string) !== 'Type');
  if (variable === null || definition === undefined) return null;
  const declared = definition.node;
  if (isFunction(declared) && declared.id === definition.name) return declared;
  if (declared.type !== 'VariableDeclarator' || declared.init === null) return null;
  const written = variable.references.filter((reference) => reference.isWrite());
  const value = inner(declared.init);
  return declared.id.type === 'Identifier' && isFunction(value) && written.length <= 1
    ? value
    : null;
}

/** More calls of what a call returns than a person writes. */
const maximumCalls = 10;

/** The function that a call runs: named, in place, returned by another, or a method. */
export function calledFunction(callee: TSESTree.Node, scopes: Scopes): FunctionNode | null {
  let calls = 0;
  let called = callee;
  for (; called.type === 'CallExpression'; called = inner(called.callee)) {
    if (calls === maximumCalls) return null;
    calls += 1;
  }
  let fn = namedFunction(called, scopes);
  for (; fn !== null && calls > 0; calls -= 1) {
    const returned = returnedBy(fn, scopes.sourceCode.visitorKeys);
    fn = returned.flatMap(leaves).find(isFunction) ?? null;
  }
  return fn;
}

/** The function of this file that a callee names or is, or the method. */
function namedFunction(callee: TSESTree.Node, scopes: Scopes): FunctionNode | null {
  if (callee.type !== 'MemberExpression') return localFunction(callee, scopes);
  const name = keyName(callee);
  if (name === 'call' || name === 'apply') return localFunction(callee.object, scopes);
  return methodFunction(callee, scopes);
}

/** What a function of this file makes for a name or a call, to be called with `new`: `mixin(Base)`. */
export function constructorsMadeFor(
  expression: TSESTree.Node,
  scopes: Scopes,
): (ClassNode | FunctionNode)[] {
  const variable = scopes.resolve(inner(expression));
  const shapes = variable === null ? leaves(expression) : shapesOf(variable, scopes);
  return shapes.flatMap((shape) => {
    const maker =
      shape.type === 'CallExpression' ? calledFunction(inner(shape.callee), scopes) : null;
    const returned = maker === null ? [] : returnedBy(maker, scopes.sourceCode.visitorKeys);
    return returned
      .flatMap(leaves)
      .flatMap((leaf) => localClass(leaf, scopes) ?? localFunction(leaf, scopes) ?? []);
  });
}

/**
 * Whether what a function returns is now one thing, now another: such a one is likelier to copy the
 * value that it gets than to keep it.
 */
export function mayCopy(fn: FunctionNode, scopes: Scopes): boolean {
  const returned = returnedBy(fn, scopes.sourceCode.visitorKeys);
  const values = returned.flatMap(leaves);
  return (
    returned.length > 1 ||
    (values.length > 1 && values.some(({ type }) => type === 'CallExpression'))
  );
}
