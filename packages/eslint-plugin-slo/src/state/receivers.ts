import type { TSESTree } from '@typescript-eslint/utils';
import type { Flow } from './flow.ts';
import { heldObject, type Held } from './held.ts';
import type { Scopes } from './scopes.ts';
import { isFunction, keyName, outer, type ClassNode } from './syntax.ts';
import { ownNewTarget, ownThis } from './walk.ts';

/** A class that names its `constructor`, otherwise than to declare or to call it, or `new.target`. */
const naming = /\bconstructor\b(?!\s*\()|\bnew\s*\.\s*target\b/;

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
