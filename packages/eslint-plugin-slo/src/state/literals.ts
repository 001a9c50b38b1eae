import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { shapesOf } from './bindings.ts';
import type { Write } from './changes.ts';
import type { Evaluation } from './evaluation.ts';
import { Flow } from './flow.ts';
import { heldObject } from './held.ts';
import { unfrozen, type Shape } from './kinds.ts';
import { originOf } from './modules.ts';
import { addThis } from './receivers.ts';
import type { Scopes } from './scopes.ts';
import { directCall, inner, isFunction, keyName, outer } from './syntax.ts';

type Variable = TSESLint.Scope.Variable;

/** Functions that give another object what the argument at an index has, or the argument for a parent. */
const lenders: Readonly<Record<string, (index: number) => boolean>> = {
  'Object.assign': (index) => index > 0,
  'Object.create': (index) => index === 0,
  'Object.defineProperties': (index) => index === 1,
  'Object.entries': () => true,
  'Object.getOwnPropertyDescriptors': () => true,
  'Object.keys': () => true,
  'Object.setPrototypeOf': (index) => index === 1,
  'Object.values': () => true,
  'Reflect.setPrototypeOf': (index) => index === 1,
};

/** Who calls the methods of an object literal, as far as the file shows. */
export type Callers = 'itself' | 'others' | 'unknown';

/**
 * The later changes that the methods of an object literal, or of one inside it, make to `this`. Where
 * nobody is seen to call them on the literal, they may be there for others to take over, with a `this`
 * of their own: then only a field that the literal declares is taken for one of its own.
 */
export function literalWrites(
  shape: Shape,
  callers: Callers,
  scopes: Scopes,
  evaluation: Evaluation,
): Write[] {
  if (callers === 'others') return [];
  const found: Write[] = [];
  const seen = new Set<Shape>();
  const pending = [shape];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const node = unfrozen(next, scopes).shape;
    if (seen.has(node)) continue;
    seen.add(node);
    pending.push(...takenOver(node, scopes));
    if (node.type === 'ArrayExpression')
      pending.push(...node.elements.filter((each) => each !== null));
    if (node.type !== 'ObjectExpression') continue;
    const flow = new Flow(scopes, evaluation, { trustNames: true });
    for (const property of node.properties) {
      if (property.type !== 'Property') continue;
      const value = inner(property.value);
      if (value.type === 'FunctionExpression') addThis(flow, value, heldObject([next]), scopes);
      else pending.push(value);
    }
    const writes = flow.laterWrites();
    found.push(...writes.filter(({ field }) => callers === 'itself' || declares(node, field)));
  }
  return found;
}

/** The literals whose methods `{ ...it }` and `Object.assign({}, it)` take over. */
function takenOver(node: TSESTree.Node, scopes: Scopes): Shape[] {
  const sources =
    node.type === 'ObjectExpression'
      ? node.properties.flatMap((each) => (each.type === 'SpreadElement' ? [each.argument] : []))
      : isAssign(node, scopes)
        ? node.arguments
        : [];
  return sources.flatMap((source) => {
    const variable = scopes.resolve(inner(source));
    return variable === null ? [source] : shapesOf(variable, scopes);
  });
}

function isAssign(node: TSESTree.Node, scopes: Scopes): node is TSESTree.CallExpression {
  if (node.type !== 'CallExpression') return false;
  const origin = originOf(node.callee, scopes);
  return origin?.from === 'global' && origin.name === 'Object.assign';
}

/** Whether a literal has the field, or, where the text does not tell which, any besides its methods. */
function declares({ properties }: TSESTree.ObjectExpression, field: string | null): boolean {
  return properties.some(
    (property) =>
      property.type === 'Property' &&
      (field === null ? !isFunction(property.value) : keyName(property) === field),
  );
}

/** Who calls the methods of the literal that a variable holds. */
export function callersOf({ references }: Variable, scopes: Scopes): Callers {
  const reads = references.filter((reference) => reference.isRead());
  if (reads.some(({ identifier }) => isMethodCall(identifier))) return 'itself';
  const isLent = reads.length > 0 && reads.every(({ identifier }) => isLending(identifier, scopes));
  return isLent ? 'others' : 'unknown';
}

/** `it.method()`, `it.part.method()` */
function isMethodCall(identifier: TSESTree.Node): boolean {
  let node = outer(identifier);
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) {
    node = outer(node.parent);
  }
  const isMember = node !== outer(identifier);
  return isMember && directCall(node) !== null;
}

/** `{ ...it }`, `Maker.prototype = it`, `Object.create(it)`, `Object.assign(made, it)` */
function isLending(identifier: TSESTree.Node, scopes: Scopes): boolean {
  const node = outer(identifier);
  const { parent } = node;
  if (parent?.type === 'SpreadElement') return parent.parent.type === 'ObjectExpression';
  if (parent?.type === 'AssignmentExpression') {
    const { left, right } = parent;
    return right === node && left.type === 'MemberExpression' && keyName(left) === 'prototype';
  }
  if (parent?.type !== 'CallExpression') return false;
  const origin = originOf(parent.callee, scopes);
  const index = parent.arguments.indexOf(node as TSESTree.Expression);
  return origin?.from === 'global' && lenders[origin.name]?.(index) === true;
}
