import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isSyncCallback } from './callbacks.ts';
import type { Scopes } from './scopes.ts';
import { isFunction, keyName } from './syntax.ts';
import { walk } from './walk.ts';

/** What may leave a loop before its test is false, or let somebody else run in between. */
const leaving = /^(?:Break|Continue|Return|Throw)Statement$|^(?:Await|Yield)Expression$/;

/**
 * Whether each run of the function that all uses stand in sets what they share before it reads it, so
 * that nothing is left of the runs before.
 */
export function startsAnew(
  uses: readonly TSESTree.Node[],
  body: TSESTree.BlockStatement,
  scopes: Scopes,
): boolean {
  const { sourceCode } = scopes;
  const [use] = uses;
  if (use === undefined || mayRunItself(body, sourceCode)) return false;
  return (
    (isReset(use, uses, body) || isSearchedToTheEnd(uses, sourceCode)) &&
    uses.every((each) => runsWith(each, body, scopes))
  );
}

/** `sum = 0;`, `list.length = 0;`, `seen.clear();` as a statement of its own, before all other uses. */
function isReset(
  use: TSESTree.Node,
  uses: readonly TSESTree.Node[],
  body: TSESTree.BlockStatement,
): boolean {
  const access = use.parent;
  let step: TSESTree.Node | undefined = access;
  if (access?.type === 'MemberExpression') {
    const name = keyName(access);
    if (name !== 'length' && name !== 'lastIndex' && name !== 'clear') return false;
    step = access.parent;
    if (name === 'clear' ? !isCallOf(step, access) : !isSetToZero(step, access)) return false;
  } else if (access?.type !== 'AssignmentExpression' || access.operator !== '=') return false;
  else if (access.left !== use) return false;
  const end = step?.range[1] ?? Infinity;
  const isStep = step?.parent?.type === 'ExpressionStatement' && step.parent.parent === body;
  return isStep && uses.every((each) => each === use || each.range[0] >= end);
}

function isCallOf(node: TSESTree.Node | null | undefined, callee: TSESTree.Node): boolean {
  return node?.type === 'CallExpression' && node.callee === callee && !node.optional;
}

function isSetToZero(node: TSESTree.Node | undefined, target: TSESTree.Node): boolean {
  if (node?.type !== 'AssignmentExpression' || node.operator !== '=') return false;
  return node.left === target && node.right.type === 'Literal' && node.right.value === 0;
}

/** `while ((match = word.exec(text))) …`, left only when the search is over and so back at its start. */
function isSearchedToTheEnd(
  [use, ...more]: readonly TSESTree.Node[],
  { visitorKeys }: TSESLint.SourceCode,
): boolean {
  const access = use?.parent;
  if (use === undefined || more.length > 0 || access?.type !== 'MemberExpression') return false;
  if (keyName(access) !== 'exec') return false;
  const loop = loopTestedBy(use);
  if (loop === null) return false;
  const exits: TSESTree.Node[] = [];
  walk(loop.body, visitorKeys, (node) => {
    if (leaving.test(node.type)) exits.push(node);
    return !isFunction(node);
  });
  return exits.length === 0 && isMatch(loop.test, access);
}

/** Whether a test asks nothing but whether a search has found something. */
function isMatch(test: TSESTree.Node | null, access: TSESTree.MemberExpression): boolean {
  let match = test;
  if (match?.type === 'BinaryExpression') {
    const { left, operator, right } = match;
    if (!operator.startsWith('!=') || right.type !== 'Literal' || right.raw !== 'null')
      return false;
    match = left;
  }
  if (match?.type === 'AssignmentExpression') match = match.right;
  return isCallOf(match, access);
}

/** The loop that goes on as long as a test of its with the use in it is true. */
export function loopTestedBy(
  use: TSESTree.Node,
): TSESTree.DoWhileStatement | TSESTree.ForStatement | TSESTree.WhileStatement | null {
  let node = use;
  for (let at = use.parent; at && !isFunction(at); at = at.parent) {
    if (
      (at.type === 'DoWhileStatement' ||
        at.type === 'ForStatement' ||
        at.type === 'WhileStatement') &&
      at.test === node
    ) {
      return at;
    }
    node = at;
  }
  return null;
}

/** Whether a use runs in the same run of the function, and not in a closure that lives on. */
function runsWith(use: TSESTree.Node, body: TSESTree.BlockStatement, scopes: Scopes): boolean {
  for (let at = use.parent; at && at !== body; at = at.parent) {
    if (!isFunction(at)) continue;
    const { parent } = at;
    if (parent.type !== 'CallExpression') return false;
    const index = parent.arguments.indexOf(at as TSESTree.Expression);
    if (index < 0 || !isSyncCallback(parent, index, scopes)) return false;
  }
  return true;
}

/** Whether the function with that body names itself, so that one run of it may be inside another. */
function mayRunItself(body: TSESTree.BlockStatement, sourceCode: TSESLint.SourceCode): boolean {
  const { parent: fn } = body;
  if (!isFunction(fn)) return true;
  const { parent } = fn;
  const named =
    fn.id ??
    (parent.type === 'VariableDeclarator'
      ? parent.id
      : parent.type === 'Property' || parent.type === 'MethodDefinition'
        ? parent.key
        : null);
  const name = named === null ? null : sourceCode.getText(named);
  return sourceCode.getTokens(body).some(({ value }) => value === name);
}
