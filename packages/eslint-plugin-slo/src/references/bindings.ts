import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

type Node = TSESTree.Node;
type Reference = TSESLint.Scope.Reference;
type Variable = TSESLint.Scope.Variable;

/** Any element of a list, any value of a table. */
export const ANY = Symbol('any');

/** A property's name, an element's number, or any of them. */
export type Key = string | typeof ANY;

/** The way from a value into it. */
export type Path = readonly Key[];

/** What a name stands for: an expression, and the way into its value. */
export interface Definition {
  readonly value: Node;
  /** Keys from the value to the name, as in `const { promises: { readFile } } = fs`. */
  readonly path: Path;
  /** The assignment adds to what the name stood for before. */
  readonly adds?: TSESTree.Identifier;
}

/** The variable of a name in the scopes around it; undefined for a global that no code declares. */
export function findVariable(
  sourceCode: TSESLint.SourceCode,
  identifier: TSESTree.Identifier,
): Variable | undefined {
  let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(identifier);
  for (; scope !== null; scope = scope.upper) {
    const variable = scope.set.get(identifier.name);
    if (variable !== undefined) return isDeclared(variable) ? variable : undefined;
  }
  return undefined;
}

/** An ambient `declare const require: …` describes the global and does not replace it. */
export function isDeclared({ defs }: Variable): boolean {
  return defs.some(({ node, parent }) => {
    const declaration = parent ?? node;
    return !('declare' in declaration && declaration.declare);
  });
}

/** What a variable may have been given when a place in the code reads it. */
export function definitionsOf(
  variable: Variable,
  writes: readonly Reference[],
  use: Node,
): readonly Definition[] {
  const definitions: Definition[] = [];
  for (const { type, node } of variable.defs) {
    if (type === 'FunctionName' || type === 'ClassName' || type === 'TSEnumName') {
      definitions.push({ value: node, path: [] });
    }
  }
  for (const write of reachingWrites(writes, use)) {
    definitions.push(...definitionsAt(write.identifier));
  }
  return definitions;
}

/** The writes that a read may see: none after it, none before one that surely comes between. */
function reachingWrites(all: readonly Reference[], use: Node): readonly Reference[] {
  if (all.length < 2) return all;
  const home = ownerOf(use);
  const [at] = use.range;
  // What a name is given may be made of what it was: `args = [...args, 'a.ts']`.
  const writes = all.filter(
    (write) => !isGivenTo(use, write) || ownerOf(write.identifier) !== home,
  );
  // Elsewhere, or in a loop, any write may come first.
  if (writes.some(({ identifier }) => ownerOf(identifier) !== home)) return writes;
  const before = writes.filter(({ identifier }) => identifier.range[0] < at);
  const sure = before.findLastIndex(
    ({ identifier }) => !isWrittenByAdding(identifier) && blockOf(identifier).range[1] >= at,
  );
  return before.slice(Math.max(sure, 0));
}

function isGivenTo(use: Node, { writeExpr }: TSESLint.Scope.Reference): boolean {
  if (!writeExpr) return false;
  return writeExpr.range[0] <= use.range[0] && use.range[1] <= writeExpr.range[1];
}

/** The function or loop that code stands in, or the program. */
function ownerOf(node: Node): Node {
  let owner = node;
  while (owner.parent && !/Function|^(?:For|While|DoWhile)/.test(owner.type)) owner = owner.parent;
  return owner;
}

/** The list of statements that code stands in. */
function blockOf(node: Node): Node {
  let block = node;
  while (block.parent && !/^(?:BlockStatement|Program|SwitchCase|StaticBlock)$/.test(block.type)) {
    if (/^(?:If|Conditional|Logical)/.test(block.parent.type) && !isTest(block)) return block;
    block = block.parent;
  }
  return block;
}

function isTest(node: Node): boolean {
  const { parent } = node;
  return (
    (parent?.type === 'LogicalExpression' && parent.left === node) ||
    (parent !== undefined && 'test' in parent && parent.test === node)
  );
}

function isWrittenByAdding({ parent }: Node): boolean {
  return parent?.type === 'AssignmentExpression' && /^(?:\+|\?\?|\|\|)=$/.test(parent.operator);
}

/** Climbs from a name that is written to the expression that it is given. */
function definitionsAt(name: Node): readonly Definition[] {
  const defaults: Definition[] = [];
  const path: Key[] = [];
  let node = name;
  for (;;) {
    const { parent } = node;
    switch (parent?.type) {
      case 'Property':
        path.unshift(propertyName(parent) ?? ANY);
        break;
      case 'ArrayPattern':
        path.unshift(String(parent.elements.indexOf(node as TSESTree.DestructuringPattern)));
        break;
      case 'AssignmentPattern':
        defaults.push({ value: parent.right, path: [...path] });
        break;
      case 'ObjectPattern':
        break;
      case 'RestElement':
        if (parent.parent.type === 'ArrayPattern') {
          path.unshift(`${parent.parent.elements.indexOf(parent)}..`);
        }
        node = parent.parent;
        continue;
      case 'VariableDeclarator':
        return [...defaults, ...initialValue(parent, path)];
      case 'AssignmentExpression':
        return [...defaults, assignedValue(parent, path)];
      case 'ForOfStatement':
        return node === parent.left
          ? [...defaults, { value: parent.right, path: [ANY, ...path] }]
          : defaults;
      default:
        return defaults;
    }
    node = parent;
  }
}

function initialValue({ init, parent }: TSESTree.VariableDeclarator, path: Path): Definition[] {
  if (init) return [{ value: init, path }];
  const loop = parent.parent;
  return loop.type === 'ForOfStatement' ? [{ value: loop.right, path: [ANY, ...path] }] : [];
}

function assignedValue(
  { operator, left, right }: TSESTree.AssignmentExpression,
  path: Path,
): Definition {
  return operator === '+=' && left.type === 'Identifier'
    ? { value: right, path, adds: left }
    : { value: right, path };
}

/** The name of a property or member where the text alone tells it. */
export function propertyName(
  node:
    | TSESTree.Property
    | TSESTree.MemberExpression
    | TSESTree.MethodDefinition
    | TSESTree.PropertyDefinition
    | TSESTree.TSEnumMember,
): string | undefined {
  if (node.type === 'TSEnumMember') {
    return node.id.type === 'Identifier' ? node.id.name : node.id.value;
  }
  const key = node.type === 'MemberExpression' ? node.property : node.key;
  if (!node.computed && key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

/** Syntax around an expression that changes its type and not its value. */
export function isWrapper(node: Node): node is Node & { readonly expression: TSESTree.Expression } {
  return (
    node.type === 'ChainExpression' ||
    node.type === 'TSAsExpression' ||
    node.type === 'TSInstantiationExpression' ||
    node.type === 'TSNonNullExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'TSTypeAssertion'
  );
}
