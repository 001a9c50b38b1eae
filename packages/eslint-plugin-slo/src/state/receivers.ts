import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Flow } from './flow.ts';
import { heldObject, type Held } from './held.ts';
import { unfrozen, type Shape } from './kinds.ts';
import { originOf } from './modules.ts';
import type { Scopes } from './scopes.ts';
import { inner, isFunction, keyName, outer, type ClassNode } from './syntax.ts';
import { ownNewTarget, ownThis } from './walk.ts';

/** Functions that make the argument at an index the prototype of another object. */
const prototypeArguments: ReadonlyMap<string, number> = new Map([
  ['Object.create', 0],
  ['Object.setPrototypeOf', 1],
  ['Reflect.setPrototypeOf', 1],
]);

/** A class that names its `constructor`, otherwise than to declare or to call it, or `new.target`. */
const naming = /\bconstructor\b(?!\s*\()|\bnew\s*\.\s*target\b/;

/** Adds every `this` that is an object literal, or an object literal inside it, in its methods. */
export function addLiteralThis(flow: Flow, shape: Shape, held: Held, scopes: Scopes): void {
  const pending = [{ node: unfrozen(shape, scopes).shape, held }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.node.type !== 'ObjectExpression') continue;
    for (const property of next.node.properties) {
      if (property.type !== 'Property') continue;
      const value = inner(property.value);
      if (value.type === 'FunctionExpression') {
        addThis(flow, value, { ...next.held, shapes: [next.node] }, scopes);
      } else if (value.type === 'ObjectExpression') {
        const field = next.held.field === undefined ? keyName(property) : next.held.field;
        pending.push({ node: value, held: { ...next.held, field } });
      }
    }
  }
}

/** Whether an object is only there to inherit from, so that the `this` of its methods is another. */
export function isOnlyPrototype({ references }: TSESLint.Scope.Variable, scopes: Scopes): boolean {
  const reads = references.filter((reference) => reference.isRead());
  return reads.length > 0 && reads.every(({ identifier }) => isPrototypeUse(identifier, scopes));
}

/** `Maker.prototype = it`, `Object.create(it)`, `Object.setPrototypeOf(made, it)` */
function isPrototypeUse(identifier: TSESTree.Node, scopes: Scopes): boolean {
  const node = outer(identifier);
  const { parent } = node;
  if (parent?.type === 'AssignmentExpression') {
    const { left, right } = parent;
    return right === node && left.type === 'MemberExpression' && keyName(left) === 'prototype';
  }
  if (parent?.type !== 'CallExpression') return false;
  const origin = originOf(parent.callee, scopes);
  const index = parent.arguments.indexOf(node as TSESTree.Expression);
  return origin?.from === 'global' && prototypeArguments.get(origin.name) === index;
}

/** Adds every `this` of the methods and initialisers of a class: of its instances, or of itself. */
export function addClassThis(flow: Flow, node: ClassNode, isStatic: boolean, scopes: Scopes): void {
  const shape = isStatic ? node : node.body;
  const namesItself = isStatic && naming.test(scopes.sourceCode.getText(node.body));
  for (const member of node.body.body) {
    const belongs = member.type === 'StaticBlock' ? isStatic : isStaticMember(member) === isStatic;
    if (belongs) addThis(flow, codeOf(member), heldObject([shape]), scopes);
    else if (namesItself) addConstructorAccess(flow, codeOf(member), heldObject([node]), scopes);
  }
}

/** Adds every `this` of a piece of code as one that holds the object. */
export function addThis(flow: Flow, code: TSESTree.Node | null, held: Held, scopes: Scopes): void {
  if (code === null) return;
  const { sourceCode } = scopes;
  for (const self of ownThis(code, sourceCode.visitorKeys)) {
    flow.expression(self, sourceCode.getScope(self), held);
  }
}

/** In an instance's code, `this.constructor` is the class, and so is `new.target` while it is made. */
function addConstructorAccess(
  flow: Flow,
  code: TSESTree.Node | null,
  held: Held,
  scopes: Scopes,
): void {
  if (code === null) return;
  for (const target of ownNewTarget(code, scopes.sourceCode.visitorKeys)) {
    flow.expression(target, scopes.sourceCode.getScope(target), held);
  }
  for (const self of ownThis(code, scopes.sourceCode.visitorKeys)) {
    const access = outer(self).parent;
    if (access?.type === 'MemberExpression' && keyName(access) === 'constructor') {
      flow.expression(access, scopes.sourceCode.getScope(access), held);
    }
  }
}

function codeOf(member: TSESTree.ClassElement): TSESTree.Node | null {
  if (member.type === 'StaticBlock') return member;
  if (member.type === 'MethodDefinition') return isFunction(member.value) ? member.value : null;
  return member.type === 'PropertyDefinition' || member.type === 'AccessorProperty'
    ? member.value
    : null;
}

function isStaticMember(member: TSESTree.ClassElement): boolean {
  return 'static' in member && member.static;
}
