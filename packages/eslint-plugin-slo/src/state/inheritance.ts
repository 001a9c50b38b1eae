import type { TSESTree } from '@typescript-eslint/utils';
import { callsOf, parameterOf } from './local-functions.ts';
import { globalPath } from './modules.ts';
import type { Scopes } from './scopes.ts';
import { inner, keyName, lastName, outer, type FunctionNode } from './syntax.ts';

/** What Node and compilers call the functions that make one constructor inherit from another. */
const inheriting = /^(?:__extends|_*inherits(?:Loose)?)$/;

/** The constructors that a constructor function is made to inherit from. */
export function basesOf(maker: FunctionNode, scopes: Scopes): TSESTree.Node[] {
  return namesOf(maker, scopes).flatMap((name) => {
    const use = outer(name).parent;
    const base = use?.type === 'MemberExpression' ? prototypeBase(use, scopes) : helperBase(name);
    return base === null ? [] : [given(base, scopes)];
  });
}

/** Where the file uses a function by the name that it is declared with. */
export function namesOf(maker: FunctionNode, scopes: Scopes): TSESTree.Node[] {
  const declaration = maker.type === 'FunctionDeclaration' ? maker : maker.parent;
  return scopes
    .declared(declaration)
    .filter(({ identifiers }) => declaration !== maker || identifiers.some((id) => id === maker.id))
    .flatMap(({ references }) => references.map(({ identifier }) => identifier));
}

/** `util.inherits(Maker, Base)`, `__extends(Maker, _super)` */
function helperBase(name: TSESTree.Node): TSESTree.Node | null {
  const { parent } = outer(name);
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== outer(name)) return null;
  const helper = lastName(inner(parent.callee));
  return inheriting.test(helper ?? '') ? (parent.arguments[1] ?? null) : null;
}

/** `Maker.prototype = Object.create(Base.prototype)`, `Maker.prototype = new Base()` and the like */
function prototypeBase(access: TSESTree.MemberExpression, scopes: Scopes): TSESTree.Node | null {
  if (keyName(access) !== 'prototype') return null;
  const { parent } = access;
  if (parent.type === 'AssignmentExpression' && parent.left === access) {
    const value = inner(parent.right);
    if (value.type === 'NewExpression') return value.callee;
    const isMade =
      value.type === 'CallExpression' && globalPath(value.callee, scopes) === 'Object.create';
    return isMade ? ownerOfPrototype(value.arguments[0]) : null;
  }
  const isSet =
    parent.type === 'CallExpression' &&
    parent.arguments[0] === access &&
    globalPath(parent.callee, scopes) === 'Object.setPrototypeOf';
  return isSet ? ownerOfPrototype(parent.arguments[1]) : null;
}

function ownerOfPrototype(node: TSESTree.Node | undefined): TSESTree.Node | null {
  return node?.type === 'MemberExpression' && keyName(node) === 'prototype' ? node.object : null;
}

/** What the one call of a wrapper gives for the parameter that the base is named by. */
function given(base: TSESTree.Node, scopes: Scopes): TSESTree.Node {
  const parameter = parameterOf(inner(base), scopes);
  const [call] = parameter === null ? [] : callsOf(parameter.owner, scopes);
  if (parameter === null || call === undefined || !('arguments' in call)) return base;
  return call.arguments[parameter.index] ?? base;
}
