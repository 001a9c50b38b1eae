import type { TSESTree } from '@typescript-eslint/utils';
import { shapesOf } from './bindings.ts';
import type { Evaluation, Place } from './evaluation.ts';
import type { Write } from './changes.ts';
import { Flow } from './flow.ts';
import { heldObject } from './held.ts';
import { namesOf } from './inheritance.ts';
import { addClassThis, addThis } from './receivers.ts';
import type { Scopes } from './scopes.ts';
import { inner, isFunction, keyName, outer, type ClassNode, type FunctionNode } from './syntax.ts';
import { ownThis } from './walk.ts';

/** The first change of an instance's fields that its constructor does not make. */
export function classWrite(node: ClassNode, scopes: Scopes, evaluation: Evaluation): Write | null {
  const initializers = initializersOf(node, scopes);
  const isNow = (place: Place): boolean =>
    initializers.some((method) => evaluation.isWithin(place, method)) ||
    evaluation.isWithin(place, node) ||
    !evaluation.isLater(place);
  const flow = new Flow(scopes, evaluation, { trustNames: true, sideTables: true, isNow });
  addClassThis(flow, node, false, scopes);
  const writes = flow.laterWrites();
  return writes.find(({ weak }) => !weak) ?? writes[0] ?? null;
}

/** The methods that the constructor alone calls, with what it was given: they belong to the making. */
function initializersOf({ body }: ClassNode, scopes: Scopes): FunctionNode[] {
  const keys = scopes.sourceCode.visitorKeys;
  const methods = body.body.filter((member) => member.type === 'MethodDefinition');
  const calls = methods.flatMap(({ kind, value }) =>
    isFunction(value)
      ? ownThis(value, keys).flatMap((self) => calledMethod(self, kind === 'constructor'))
      : [],
  );
  return methods.flatMap((method) => {
    const name = keyName(method);
    const own = calls.filter((call) => call.name === name);
    const isInitializer = own.length > 0 && own.every(({ isMaking }) => isMaking);
    return isInitializer && isFunction(method.value) ? [method.value] : [];
  });
}

/** `this.parse(text)`: the name of the method, and whether the call is part of the making. */
function calledMethod(
  self: TSESTree.ThisExpression,
  isConstructor: boolean,
): { name: string | null; isMaking: boolean }[] {
  const access = outer(self).parent;
  if (access?.type !== 'MemberExpression') return [];
  const name = keyName(access);
  const { parent } = outer(access);
  const isCall = parent?.type === 'CallExpression' && parent.callee === outer(access);
  // A setter that the constructor calls is there for others, too.
  const isSetter = name === null || /^(?:set|add|update|reset)/.test(name);
  const isMaking = isConstructor && isCall && parent.arguments.length > 0 && !isSetter;
  return [{ name, isMaking }];
}

/** The first change of `this` by a method on the prototype of a constructor function. */
export function constructorWrite(
  maker: FunctionNode,
  scopes: Scopes,
  evaluation: Evaluation,
): TSESTree.Node | null {
  const isNow = (place: Place): boolean =>
    evaluation.isWithin(place, maker) || !evaluation.isLater(place);
  const flow = new Flow(scopes, evaluation, { trustNames: true, sideTables: true, isNow });
  const held = heldObject([]);
  addThis(flow, maker, held, scopes);
  for (const method of prototypeMethods(maker, scopes)) addThis(flow, method, held, scopes);
  return flow.laterWrites()[0]?.node ?? null;
}

/** The functions assigned to the prototype of a constructor function. */
function prototypeMethods(fn: FunctionNode, scopes: Scopes): FunctionNode[] {
  return namesOf(fn, scopes).flatMap((name): FunctionNode[] => {
    const access = outer(name).parent;
    if (access?.type !== 'MemberExpression' || keyName(access) !== 'prototype') return [];
    const use = outer(access).parent;
    if (use?.type === 'MemberExpression' && use.object === outer(access)) {
      const value = assignedTo(use);
      return value !== null && isFunction(value) ? [value] : [];
    }
    const value = assignedTo(access);
    const sources = value === null ? mixedInto(access) : [value];
    return sources.flatMap((source) => literalsOf(source, scopes)).flatMap(literalMethods);
  });
}

/** `Object.assign(Maker.prototype, methods)`, `extend(Maker.prototype, methods)` */
function mixedInto(access: TSESTree.Node): TSESTree.Node[] {
  const { parent } = outer(access);
  const isCall = parent?.type === 'CallExpression' && parent.arguments[0] === outer(access);
  return isCall ? parent.arguments.slice(1) : [];
}

/** An object literal, in place or under the name of a variable. */
function literalsOf(value: TSESTree.Node, scopes: Scopes): TSESTree.ObjectExpression[] {
  const variable = scopes.resolve(value);
  const shapes = variable === null ? [value] : shapesOf(variable, scopes);
  return shapes.filter((shape) => shape.type === 'ObjectExpression');
}

function literalMethods(literal: TSESTree.ObjectExpression): FunctionNode[] {
  return literal.properties.flatMap((property) =>
    property.type === 'Property' && isFunction(property.value) ? [property.value] : [],
  );
}

function assignedTo(target: TSESTree.Node): TSESTree.Node | null {
  const { parent } = outer(target);
  if (parent?.type !== 'AssignmentExpression' || parent.left !== outer(target)) return null;
  let value = inner(parent.right);
  while (value.type === 'AssignmentExpression') value = inner(value.right); // a.b = a.c = function
  return value;
}
