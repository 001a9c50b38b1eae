import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { kindOf, type Shape } from './kinds.ts';
import { membersOf, typeShapes } from './members.ts';
import { isGlobalObject, withoutInterop } from './modules.ts';
import { isDeclared, type Scopes } from './scopes.ts';
import { isSharedResult } from './shared-calls.ts';
import {
  directCall,
  inner,
  isFunction,
  keyName,
  leaves,
  unseenLeaves,
  outer,
  type FunctionNode,
} from './syntax.ts';

type Scope = TSESLint.Scope.Scope;
type Variable = TSESLint.Scope.Variable;

/** The variables that live as long as the module: its own, and those of a wrapper around it all. */
export function moduleVariables(scopes: Scopes): Variable[] {
  const found: Variable[] = [];
  const pending = [...scopes.program];
  const seen = new Set<Scope>();
  for (let scope = pending.pop(); scope !== undefined; scope = pending.pop()) {
    if (seen.has(scope)) continue;
    seen.add(scope);
    for (const variable of scopes.variablesOf(scope)) {
      if (variable.name !== 'arguments' && scope.type !== 'class' && isDeclared(variable)) {
        found.push(variable);
      }
    }
    for (const child of scope.childScopes) {
      const { block } = child;
      if (child.type === 'class-field-initializer') {
        if (block.parent?.type === 'PropertyDefinition' && block.parent.static) pending.push(child);
      } else if (!isFunction(block) || isModuleWrapper(block, scopes)) pending.push(child);
    }
  }
  return found.reverse();
}

/** `(function () { … })();` as a statement, its function arguments (UMD), and AMD factories. */
function isModuleWrapper(fn: FunctionNode, scopes: Scopes): boolean {
  if (fn.async || fn.generator) return false;
  const call = directCall(fn);
  if (call !== null) return isStatement(call);
  const { parent } = fn;
  if (parent.type !== 'CallExpression' || !isStatement(parent)) return false;
  const callee = inner(parent.callee);
  return isFunction(callee) || scopes.globalName(callee) === 'define';
}

function isStatement(call: TSESTree.Node): boolean {
  let node = outer(call);
  while (node.parent?.type === 'UnaryExpression' || node.parent?.type === 'SequenceExpression') {
    node = outer(node.parent);
  }
  return node.parent?.type === 'ExpressionStatement';
}

/** Everything that the text assigns to a variable, and what its annotation says. */
export function shapesOf(variable: Variable, scopes: Scopes): readonly Shape[] {
  return scopes.shapesOf(variable, () => findShapes(variable, scopes));
}

function findShapes(variable: Variable, scopes: Scopes): readonly Shape[] {
  const shapes: Shape[] = [];
  const seen = new Set<TSESTree.Node>();
  for (const { name, node } of variable.defs) {
    if (name.type === 'Identifier' && name.typeAnnotation) {
      shapes.push(...typeShapes(name.typeAnnotation.typeAnnotation));
    }
    if (isFunction(node) && node.id === name) shapes.push(node);
    else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') shapes.push(node);
  }
  for (const { identifier, writeExpr } of variable.references) {
    const { parent } = identifier;
    // The variable of a loop holds an element of what it is written from.
    if (parent.type === 'VariableDeclarator' && parent.init === null) continue;
    const isWhole =
      (parent.type === 'VariableDeclarator' && parent.id === identifier) ||
      (parent.type === 'AssignmentExpression' && parent.left === identifier);
    if (writeExpr && isWhole) shapes.push(...unseenLeaves(writeExpr, seen));
    else if (writeExpr && parent.type !== 'UpdateExpression') {
      shapes.push(...partShapes(identifier, writeExpr, scopes));
    }
  }
  return shapes;
}

/** What a destructuring pattern finds for an identifier, where literals are taken apart. */
function partShapes(
  identifier: TSESTree.Node,
  source: TSESTree.Node,
  scopes: Scopes,
): readonly Shape[] {
  const keys: (string | null)[] = [];
  let node = identifier;
  for (; node.parent && node.parent.range[0] <= identifier.range[0]; node = node.parent) {
    const { parent } = node;
    if (parent.type === 'Property') keys.unshift(keyName(parent));
    else if (parent.type === 'ArrayPattern') {
      keys.unshift(String(parent.elements.findIndex((element) => element === node)));
    } else if (parent.type === 'RestElement') return [];
    else if (parent.type === 'VariableDeclarator' || parent.type === 'AssignmentExpression') break;
  }
  return keys.reduce<readonly Shape[]>(
    (shapes, key) => membersOf(shapes, key, scopes),
    leaves(source),
  );
}

/**
 * Whether the variable is where its object comes from, and not another name for what some other
 * variable, import or global holds.
 */
export function ownsValue(variable: Variable, shapes: readonly Shape[], scopes: Scopes): boolean {
  const values = shapes.filter(({ type }) => !type.startsWith('TS'));
  // `typeof globalThis === 'object' ? globalThis : {}`: what stands in for the global object is one, too.
  if (values.some((shape) => mayBeShared(shape, scopes))) return false;
  if (values.length > 0) return values.some((shape) => !isAlias(shape));
  // A pattern: `const { a } = source`
  const sources = variable.references.flatMap(({ writeExpr }) =>
    writeExpr ? leaves(writeExpr) : [],
  );
  return sources.length === 0 || sources.some((source) => !isAlias(source));
}

/** Whether an expression is the global object or the like, under whatever name. */
export function mayBeShared(shape: Shape, scopes: Scopes, renamings = 3): boolean {
  if (shape.type !== 'Identifier') return isSharedResult(shape, scopes);
  const name = scopes.globalName(shape);
  if (name !== null) return isGlobalObject(name);
  const variable = scopes.resolve(shape);
  return (
    renamings > 0 &&
    variable !== null &&
    shapesOf(variable, scopes).some((each) => mayBeShared(each, scopes, renamings - 1))
  );
}

function isAlias(shape: Shape): boolean {
  return (
    shape.type === 'Identifier' ||
    shape.type === 'MemberExpression' ||
    shape.type === 'ThisExpression' ||
    isRequire(withoutInterop(shape))
  );
}

/** `require('…')` and `import('…')`. */
function isRequire(node: TSESTree.Node): boolean {
  if (node.type === 'ImportExpression') return true;
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'require'
  );
}

/** Whether nothing that the variable holds can be changed, as a number or a string. */
export function holdsPrimitives(shapes: readonly Shape[], scopes: Scopes): boolean {
  return shapes.length > 0 && shapes.every((shape) => kindOf(shape, scopes) === 'primitive');
}
