import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { processSettings } from './knowledge/process-settings.ts';
import { originOf } from './modules.ts';
import type { Neighbours } from './neighbours.ts';
import type { Scopes } from './scopes.ts';
import { isFunction, keyName, outer } from './syntax.ts';

/** An expression, and the scope that it stands in. */
export interface Expression {
  readonly node: TSESTree.Node;
  readonly scope: TSESLint.Scope.Scope;
}

/** Names of functions that may return the global object: only these are worth a look at their file. */
const globalGetter = /global|root|self|window/i;

/** Names of functions that set something. */
const setter = /^(?:config|enable|install|register|set|sync)/;

/** The calls of functions of other files that return the global object. */
export function globalObjectCalls(scopes: Scopes, neighbours: Neighbours): Expression[] {
  return importedCalls(globalGetter, scopes).flatMap(({ call, scope }) => {
    const origin = originOf(call.callee, scopes);
    const isFound =
      origin !== null && origin.from !== 'global' && neighbours.returnsGlobalObject(origin);
    return isFound ? [{ node: call, scope }] : [];
  });
}

/** The calls that make a `require`, whose cache is that of the process. */
export function requireMakers(scopes: Scopes): Expression[] {
  return importedCalls(/^createRequire$/, scopes).flatMap(({ call, scope }) =>
    makesRequire(call, scopes) ? [{ node: call, scope }] : [],
  );
}

function makesRequire({ callee }: TSESTree.CallExpression, scopes: Scopes): boolean {
  const origin = originOf(callee, scopes);
  return origin?.from === 'module' && origin.name === 'createRequire';
}

/** The calls that set something for the whole process: `dns.setServers([])`. */
export function settingCalls(scopes: Scopes): { node: TSESTree.Node; name: string }[] {
  return importedCalls(setter, scopes).flatMap(({ call }) => {
    const origin = originOf(call.callee, scopes);
    if (origin === null || !processSettings.has(`${origin.from}:${origin.name}`)) return [];
    return [{ node: call, name: scopes.sourceCode.getText(call.callee) }];
  });
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
  if (makesRequire(node, scopes)) return true;
  const { callee } = node;
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

interface ImportedCall {
  readonly call: TSESTree.CallExpression;
  readonly scope: TSESLint.Scope.Scope;
}

/** The calls of functions that may be imported and have such a name. */
function importedCalls(names: RegExp, scopes: Scopes): ImportedCall[] {
  const required = scopes.globalReferences.flatMap(({ identifier, from }) => {
    const { parent } = identifier;
    const isCall = identifier.name === 'require' && parent.type === 'CallExpression';
    return isCall ? [{ node: parent, scope: from }] : [];
  });
  const variables = scopes.all.flatMap((scope) => scopes.variablesOf(scope));
  const named = variables.flatMap(({ references }) =>
    references.map(({ identifier, from }) => ({ node: identifier, scope: from })),
  );
  return [...named, ...required].flatMap(({ node, scope }) => {
    const call = calledBy(node, names);
    return call === null ? [] : [{ call, scope }];
  });
}

/** `getGlobal()` and `utils.getGlobal()`, for the expression that comes first. */
function calledBy(node: TSESTree.Node, names: RegExp): TSESTree.CallExpression | null {
  let callee = outer(node);
  let name = node.type === 'Identifier' ? node.name : null;
  if (callee.parent?.type === 'MemberExpression' && callee.parent.object === callee) {
    name = keyName(callee.parent);
    callee = outer(callee.parent);
  }
  const { parent } = callee;
  if (name === null || !names.test(name)) return null;
  return parent?.type === 'CallExpression' && parent.callee === callee ? parent : null;
}
