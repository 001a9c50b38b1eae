import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { processSettings } from './knowledge/process-settings.ts';
import { originOf } from './modules.ts';
import type { Origin } from './knowledge/index.ts';
import type { Neighbours } from './neighbours.ts';
import type { Scopes } from './scopes.ts';
import { isFunction, keyName, outer } from './syntax.ts';

type Scope = TSESLint.Scope.Scope;

/** An expression, and the scope that it stands in. */
export interface Expression {
  readonly node: TSESTree.Node;
  readonly scope: Scope;
}

/** A call that hands out what the whole process shares, under that name, or sets something for it. */
export interface SharedCall extends Expression {
  readonly node: TSESTree.CallExpression;
  readonly name: string;
  readonly kind: 'handsOut' | 'sets';
}

/** Names of functions that may return the global object: only these are worth a look at their file. */
const globalGetter = /global|root|self|window/i;

/** Names of functions that may do either. */
const telling = new RegExp(
  `^(?:config|createRequire$|enable|install|register|set|sync)|${globalGetter.source}`,
  'i',
);

/** The calls of imported functions that hand out what the process shares, or set something for it. */
export function sharedCalls(scopes: Scopes, neighbours: Neighbours): SharedCall[] {
  const found: SharedCall[] = [];
  for (const { node, scope } of tellingCalls(scopes)) {
    const origin = originOf(node.callee, scopes);
    if (origin === null) continue;
    if (isCreateRequire(origin)) found.push({ node, scope, name: 'require', kind: 'handsOut' });
    else if (processSettings.has(`${origin.from}:${origin.name}`)) {
      found.push({ node, scope, name: scopes.sourceCode.getText(node.callee), kind: 'sets' });
    } else if (
      origin.from !== 'global' &&
      globalGetter.test(scopes.sourceCode.getText(node.callee))
    ) {
      if (neighbours.returnsGlobalObject(origin))
        found.push({ node, scope, name: 'globalThis', kind: 'handsOut' });
    }
  }
  return found;
}

function isCreateRequire({ from, name }: Origin): boolean {
  return from === 'module' && name === 'createRequire';
}

/**
 * What a call of a global function makes that the whole process shares: the prototype of a literal, or
 * the global object itself.
 */
export function sharedResult(
  identifier: TSESTree.Node,
  name: string,
): { node: TSESTree.Node; name: string } | null {
  if (name !== 'Function' && name !== 'Object') return null;
  const { parent } = identifier;
  if (name === 'Object') {
    const isAsked = parent?.type === 'MemberExpression' && keyName(parent) === 'getPrototypeOf';
    const call = isAsked ? parent.parent : undefined;
    const isShared =
      call?.type === 'CallExpression' && call.callee === parent && isLiteral(call.arguments[0]);
    return isShared ? { node: call, name: 'a prototype of the language' } : null;
  }
  // `Function('return this')()`
  const isMade =
    (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') &&
    parent.arguments[0]?.type === 'Literal' &&
    /^\s*return this\b/.test(String(parent.arguments[0].value));
  const call = isMade ? parent.parent : undefined;
  return call?.type === 'CallExpression' && call.callee === parent
    ? { node: call, name: 'globalThis' }
    : null;
}

/** Whether an expression is such a call, or one that makes a `require`. */
export function isSharedResult(node: TSESTree.Node, scopes: Scopes): boolean {
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  const origin = originOf(callee, scopes);
  if (origin !== null && isCreateRequire(origin)) return true;
  const first =
    callee.type === 'MemberExpression'
      ? callee.object
      : callee.type === 'CallExpression' || callee.type === 'NewExpression'
        ? callee.callee
        : null;
  const name = first === null ? null : scopes.globalName(first);
  return first !== null && name !== null && sharedResult(first, name)?.node === node;
}

function isLiteral(node: TSESTree.Node | undefined): boolean {
  return (
    node !== undefined &&
    (/^(?:Array|Object)Expression$|^Literal$/.test(node.type) || isFunction(node))
  );
}

/** The calls of functions that may be imported and have a telling name. */
function tellingCalls(scopes: Scopes): { node: TSESTree.CallExpression; scope: Scope }[] {
  const found: { node: TSESTree.CallExpression; scope: Scope }[] = [];
  function add(name: TSESTree.Node, scope: Scope): void {
    const node = calledBy(name);
    if (node !== null) found.push({ node, scope });
  }
  for (const scope of scopes.all) {
    for (const { references } of scopes.variablesOf(scope)) {
      for (const { identifier, from } of references) add(identifier, from);
    }
  }
  for (const { identifier, from } of scopes.globalReferences) {
    const { parent } = identifier;
    if (identifier.name === 'require' && parent.type === 'CallExpression') add(parent, from);
  }
  return found;
}

/** `getGlobal()` and `utils.getGlobal()`, for the expression that comes first. */
function calledBy(node: TSESTree.Node): TSESTree.CallExpression | null {
  let callee = outer(node);
  let name = node.type === 'Identifier' ? node.name : null;
  if (callee.parent?.type === 'MemberExpression' && callee.parent.object === callee) {
    name = keyName(callee.parent);
    callee = outer(callee.parent);
  }
  const { parent } = callee;
  if (parent?.type !== 'CallExpression' || parent.callee !== callee) return null;
  return name !== null && telling.test(name) ? parent : null;
}
