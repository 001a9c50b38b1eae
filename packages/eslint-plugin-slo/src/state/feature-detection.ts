import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { inner, isFunction, keyName, leaves } from './syntax.ts';

type Variable = TSESLint.Scope.Variable;
type Reference = TSESLint.Scope.Reference;

/**
 * Whether a variable only remembers what the environment can do: it starts unset, and functions set
 * it once to a truth about the environment, after they have seen that it is unset.
 */
export function isFeatureDetection(variable: Variable, writes: readonly Reference[]): boolean {
  if (writes.every((write) => isOwnReplacement(variable, write) || isProbed(write))) return true;
  const initial = variable.references.find(({ init }) => init === true)?.writeExpr;
  const startsUnset =
    !initial ||
    (initial.type === 'Identifier' && initial.name === 'undefined') ||
    (initial.type === 'Literal' && initial.value === null);
  const testers = testersOf(variable);
  return (
    startsUnset &&
    writes.every(({ identifier }) => {
      const { parent } = identifier;
      if (parent.type !== 'AssignmentExpression' || parent.left !== identifier) return false;
      const isGuarded = parent.operator === '??=' || isTested(parent, testers);
      return isGuarded && (isTruth(parent.right, parent) || isKnownAsTruth(variable));
    })
  );
}

/** Whether a write is that of a function which puts the variant that fits in its own place. */
export function isOwnReplacement(variable: Variable, write: Reference): boolean {
  const owner = functionAround(write.identifier);
  return (
    owner !== null &&
    !handsOutWhatWasFound(write.writeExpr) &&
    variable.defs.some(
      ({ node }) =>
        node === owner ||
        (node.type === 'VariableDeclarator' &&
          node.init !== null &&
          leaves(node.init).includes(owner)),
    )
  );
}

/**
 * Whether a write notes that the environment has asked for an option: `get passive() { supported = true }`
 * on an object that a `try` hands to the environment to see whether it reads it.
 */
function isProbed({ identifier }: Reference): boolean {
  const { parent } = identifier;
  if (parent.type !== 'AssignmentExpression') return false;
  const { right } = parent;
  if (right.type !== 'Literal' || typeof right.value !== 'boolean') return false;
  const owner = functionAround(identifier);
  const property = owner?.parent;
  return (
    property?.type === 'Property' &&
    (property.kind !== 'init' || /^[gs]et$/.test(keyName(property) ?? '')) &&
    isInsideTry(property)
  );
}

/** `load = () => loaded`: such a function is a cache of what the first call has found. */
function handsOutWhatWasFound(value: TSESTree.Node | null | undefined): boolean {
  if (!isFunction(value)) return false;
  const { body } = value;
  if (body.type !== 'BlockStatement') return body.type === 'Identifier';
  const [statement] = body.body;
  return statement?.type === 'ReturnStatement' && statement.argument?.type === 'Identifier';
}

/** The functions that test a variable. */
function testersOf({ references }: Variable): ReadonlySet<TSESTree.Node | null> {
  const tests = references.filter(({ identifier }) => isTest(identifier));
  return new Set(tests.map(({ identifier }) => functionAround(identifier)));
}

function isTest(identifier: TSESTree.Node): boolean {
  let test = identifier;
  let { parent } = identifier;
  while (parent?.type === 'BinaryExpression' || parent?.type === 'UnaryExpression') {
    test = parent;
    parent = parent.parent;
  }
  return parent?.type === 'IfStatement' && parent.test === test;
}

/** Whether a function around the write, the nearest or one further out, also tests the variable. */
function isTested(write: TSESTree.Node, testers: ReadonlySet<TSESTree.Node | null>): boolean {
  let owner = functionAround(write);
  while (owner !== null && !testers.has(owner)) owner = functionAround(owner);
  return owner !== null;
}

/** `typeof supportsBlobs === 'boolean'`: the name and the test say what is remembered. */
function isKnownAsTruth({ name, references }: Variable): boolean {
  return (
    /support/i.test(name) &&
    references.some(({ identifier: { parent } }) => {
      const isTypeof = parent.type === 'UnaryExpression' && parent.operator === 'typeof';
      const comparison = isTypeof ? parent.parent : null;
      return (
        comparison?.type === 'BinaryExpression' &&
        comparison.right.type === 'Literal' &&
        comparison.right.value === 'boolean'
      );
    })
  );
}

/** A comparison, `typeof`, `in` and the like; a bare truth value only where a `try` decides it. */
function isTruth(expression: TSESTree.Node, write: TSESTree.Node): boolean {
  const node = inner(expression);
  switch (node.type) {
    case 'BinaryExpression':
      return /^(?:[!=]==?|in|instanceof|[<>]=?)$/.test(node.operator);
    case 'UnaryExpression':
      return node.operator === '!';
    case 'LogicalExpression':
      return isTruth(node.left, write) && isTruth(node.right, write);
    case 'Literal':
      return typeof node.value === 'boolean' && isInsideTry(write);
    default:
      return false;
  }
}

function isInsideTry(node: TSESTree.Node): boolean {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) {
    if (at.type === 'TryStatement') return true;
  }
  return false;
}

function functionAround(node: TSESTree.Node): TSESTree.Node | null {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return null;
}
